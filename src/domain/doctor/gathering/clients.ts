import { valuesIn } from '../../code/values/objects.ts';
import type { PossibleFields, Site } from '../../code/values/possible-value.ts';
import { isForeignSdk } from '../sdk-paths.ts';
import type { Gathering } from './gathering.ts';
import { standingOf } from './standings.ts';

const sdkKeys = ['apiKey', 'api_key'];

/** What the SDK's clients call the address. */
export const sdkBases = ['baseURL', 'base_url', 'basePath'];

/** A client of the SDK. */
export function addClient(gathering: Gathering, path: string, site: Site): void {
  const options = clientOptions(gathering, path, site);
  gathering.clients.push({
    site,
    isSdk: true,
    standing: /Azure|Bedrock/.test(path) ? 'azure' : standingOf(gathering, options, sdkBases),
    options,
    keys: valuesIn(options, sdkKeys),
  });
}

/** `new OpenAIApi(new Configuration({…}))` has its options one call deeper. */
export function clientOptions(gathering: Gathering, path: string, site: Site): PossibleFields {
  if (path !== 'OpenAIApi') return gathering.values.options(site);
  for (const value of gathering.values.argument(site, 0))
    if (isForeignSdk(value) && value.path === 'Configuration()' && value.sites[0])
      return gathering.values.options(value.sites[0]);
  return gathering.values.options(site);
}
