import { fieldOf } from '../../code/values/objects.ts';
import { isNamedLikeKey, isPublished } from '../browser.ts';
import { publishedKeys } from '../published-keys.ts';
import type { DoctorRule } from '../rule.ts';
import { spotInSource, spotOf } from '../sources.ts';

/** Code that ships to the browser with the key, or lets the SDK run there; configuration that writes it into such code. */
export const keyInBrowser: DoctorRule<'key_in_browser'> = {
  id: 'key_in_browser',
  severity: 'error',
  inConfiguration: publishedKeys,
  *inCode({ facts, browser, reads }) {
    for (const { site, standing, options, keys, isSdk } of facts.clients) {
      const allowed = fieldOf(options, ['dangerouslyAllowBrowser', 'dangerously_allow_browser']);
      const isAllowed = allowed?.values.some((value) => value.kind === 'truth' && value.value) ?? false;
      if (standing === 'elsewhere' || standing === 'azure') continue;
      if (isAllowed && allowed?.nameAt)
        yield {
          at: spotOf(allowed.nameAt),
          subject: 'dangerouslyAllowBrowser',
          facts: { reason: 'allowed' },
        };
      else if (isSdk && keys.length === 0 && browser.ships(site.unit) === true)
        yield {
          at: spotInSource(site.unit, site.call.from),
          subject: 'OPENAI_API_KEY',
          facts: { reason: 'reads', variable: 'OPENAI_API_KEY', published: false },
        };
    }
    for (const { name, isKey, inBrowser, spot } of reads) {
      if (!isKey && !isNamedLikeKey(name)) continue;
      const published = isPublished(name);
      if (inBrowser === false || (inBrowser === null && !published)) continue;
      yield { at: spot, subject: name, facts: { reason: 'reads', variable: name, published } };
    }
  },
};
