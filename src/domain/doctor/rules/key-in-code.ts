import type { CodeWritten, PossibleValue } from '../../code/possible-value.ts';
import { isPlaceholder, isTooPlain } from '../../keys/placeholders.ts';
import { keysInLine } from '../../scan/find-keys.ts';
import { maskKey } from '../../secrets/mask.ts';
import type { Facts } from '../facts.ts';
import { type DoctorFinding, doctorFinding } from '../finding.ts';
import type { CodeRule } from '../rule.ts';
import { spotOf } from '../sources.ts';

/** Kinds of keys that open OpenAI's API; others are what `scan` looks for. */
const ownKinds = new Set(['project', 'service_account', 'user', 'admin', 'unknown']);

/** Keys, and stand-ins for keys, that are written in the code. */
export const keyInCode: CodeRule = function* ({ facts }) {
  const told = new Set<string>();
  const once = (finding: DoctorFinding): boolean => {
    const id = `${finding.absolute} ${finding.line}`;
    return !told.has(id) && told.add(id) !== undefined;
  };
  for (const finding of [...genuineKeys(facts), ...givenKeys(facts)]) if (once(finding)) yield finding;
};

/** Whole keys, wherever in the code they are written. */
function* genuineKeys({ sources }: Facts): Generator<DoctorFinding> {
  for (const unit of sources.units())
    for (const { text, inside, from, to } of unit.program.texts) {
      if (text.length < 20 || text.length > 4000) continue;
      for (const key of keysInLine(text)) {
        if (!ownKinds.has(key.kind)) continue;
        const start = (inside?.from ?? from) + key.column - 1;
        yield hardcoded({ unit, from: start, to: Math.min(start + key.text.length, to) }, key.text, key.kind);
      }
    }
}

/** What a client, or the SDK itself, is given as its key. */
function* givenKeys({ clients, settings }: Facts): Generator<DoctorFinding> {
  const given = [
    ...clients.filter(({ standing }) => standing === 'own').map(({ keys }) => keys),
    ...settings.filter(({ name }) => name === 'api_key' || name === 'apiKey').map(({ values }) => values),
  ];
  for (const keys of given) for (const key of keys) yield* judged(key, keys);
}

function* judged(key: PossibleValue, all: readonly PossibleValue[]): Generator<DoctorFinding> {
  if (key.kind !== 'text' || !key.at || key.text === '') return;
  const text = key.text.trim();
  const at = key.at;
  if (isPlaceholder(text) || (isTooPlain(text) && looksMeant(text))) {
    // In place of a variable that is not set, it keeps a build going.
    const isFallback = all.some(({ kind }) => kind === 'variable');
    if (isFallback && !isTutorial(text)) return;
    yield doctorFinding('placeholder_in_code', {
      at: spotOf(at),
      subject: text,
      ...(isFallback ? { severity: 'warning' as const } : {}),
      facts: { text, language: at.unit.program.language },
      fix: null,
    });
  } else if (text.startsWith('sk-')) yield hardcoded(at, text, 'unknown');
}

/** `sk-…`, or words that stand for a key; other short texts may be what a test server takes. */
const looksMeant = (text: string): boolean => /^sk-|key|token|secret/i.test(text);

const isTutorial = (text: string): boolean => /^sk-|your|here|<|\.\.\./i.test(text);

function hardcoded(at: CodeWritten, key: string, kind: string): DoctorFinding {
  const masked = maskKey(key);
  return doctorFinding('hardcoded_key', {
    at: spotOf(at),
    subject: masked,
    facts: { masked, kind, language: at.unit.program.language },
    fix: null,
  });
}
