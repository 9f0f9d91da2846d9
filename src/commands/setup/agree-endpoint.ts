import { checkEndpoint, findBaseUrl } from '../../checks/endpoint.ts';
import type { KeyOrigin } from '../../checks/source.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { defaultEndpoint, type Endpoint } from '../../domain/network/endpoint.ts';
import type { Run } from './run.ts';

export type Agreement =
  | {
      readonly ok: true;
      readonly endpoint: Endpoint;
      /** The file whose base URL was refused and shall be removed; null where none was. */
      readonly removeFrom: string | null;
    }
  | { readonly ok: false; readonly finding: Finding };

/**
 * Where the key may be sent. A host that only a project's file names is shown and asked about, with No
 * as the default; after a No the line has to go, because the next program started here would use it.
 */
export async function agreeEndpoint(
  { ports, voice, project, options, asks }: Run,
  origin: KeyOrigin,
): Promise<Agreement> {
  const named = findBaseUrl(ports, project, options.baseUrl);
  // Without any request no endpoint is judged: no key is sent anywhere.
  if (!options.test && named?.source.type !== 'option')
    return { ok: true, endpoint: defaultEndpoint, removeFrom: null };
  const outcome = checkEndpoint(named, origin, options.trustBaseUrl);
  if (outcome.endpoint) return { ok: true, endpoint: outcome.endpoint, removeFrom: null };
  const { finding } = outcome;
  if (!finding) return { ok: true, endpoint: defaultEndpoint, removeFrom: null };
  if (finding.cause !== 'base_url_untrusted' || !asks || named?.source.type !== 'file') {
    return { ok: false, finding };
  }
  const { words } = voice;
  const { path } = named.source;
  const host = String(finding.facts['host'] ?? named.text);
  if (await ports.prompter.confirm({ message: words.untrustedQuestion(path, host), default: false })) {
    const trusted = checkEndpoint(named, origin, true).endpoint;
    return trusted ? { ok: true, endpoint: trusted, removeFrom: null } : { ok: false, finding };
  }
  if (await ports.prompter.confirm({ message: words.untrustedRemove(path), default: true })) {
    return { ok: true, endpoint: defaultEndpoint, removeFrom: path };
  }
  voice.bad(words.untrustedStop);
  return { ok: false, finding };
}
