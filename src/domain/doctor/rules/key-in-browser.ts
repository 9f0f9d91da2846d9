import { BrowserCode, isNamedLikeKey, isPublished } from '../browser.ts';
import { fieldOf } from '../facts.ts';
import { doctorFinding } from '../finding.ts';
import type { CodeRule } from '../rule.ts';
import { variableReads } from '../seen.ts';
import { spotInSource, spotOf } from '../sources.ts';

/** Code that ships to the browser with the key, or lets the SDK run there. */
export const keyInBrowser: CodeRule = function* ({ facts }) {
  const browser = new BrowserCode(facts.sources);
  for (const { site, standing, options, keys, isSdk } of facts.clients) {
    const allowed = fieldOf(options, ['dangerouslyAllowBrowser', 'dangerously_allow_browser']);
    const isAllowed = allowed?.values.some((value) => value.kind === 'truth' && value.value) ?? false;
    if (standing === 'elsewhere' || standing === 'azure') continue;
    if (isAllowed && allowed?.nameAt)
      yield doctorFinding('key_in_browser', {
        at: spotOf(allowed.nameAt),
        subject: 'dangerouslyAllowBrowser',
        facts: { reason: 'allowed' },
        fix: null,
      });
    else if (isSdk && keys.length === 0 && browser.ships(site.unit) === true)
      yield doctorFinding('key_in_browser', {
        at: spotInSource(site.unit, site.call.from),
        subject: 'OPENAI_API_KEY',
        facts: { reason: 'reads', variable: 'OPENAI_API_KEY', published: false },
        fix: null,
      });
  }
  for (const { name, isKey, inBrowser, spot } of variableReads(facts, browser)) {
    if (!isKey && !isNamedLikeKey(name)) continue;
    const isPublic = isPublished(name);
    if (inBrowser === false || (inBrowser === null && !isPublic)) continue;
    yield doctorFinding('key_in_browser', {
      at: spot,
      subject: name,
      facts: { reason: 'reads', variable: name, published: isPublic },
      fix: null,
    });
  }
};
