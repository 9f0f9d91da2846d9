import type { CodeWritten } from '../../code/values/possible-value.ts';
import { keysInLine } from '../../scan/find-keys.ts';
import { maskKey } from '../../secrets/mask.ts';
import type { Facts } from '../facts.ts';
import type { FoundFinding } from '../finding.ts';
import { givenKeys, isStandIn } from '../given-keys.ts';
import type { DoctorRule } from '../rule.ts';
import { spotOf } from '../sources.ts';

/** Keys that are written in the code, each line once. */
export const hardcodedKey: DoctorRule<'hardcoded_key'> = {
  id: 'hardcoded_key',
  severity: 'error',
  *inCode({ facts }) {
    const told = new Set<string>();
    for (const one of [...genuineKeys(facts), ...keysOfClients(facts)]) {
      const id = `${one.at.absolute} ${one.at.line}`;
      if (told.has(id)) continue;
      told.add(id);
      yield one;
    }
  },
};

type HardcodedKey = FoundFinding<'hardcoded_key'>;

/** Kinds of keys that open OpenAI's API; others are what `scan` looks for. */
const ownKinds = new Set(['project', 'service_account', 'user', 'admin', 'unknown']);

/** Whole keys, wherever in the code they are written. */
function* genuineKeys({ sources }: Facts): Generator<HardcodedKey> {
  for (const unit of sources.units())
    for (const { text, inside, from, to } of unit.program.texts) {
      if (text.length < 20 || text.length > 4000) continue;
      for (const key of keysInLine(text)) {
        if (!ownKinds.has(key.kind)) continue;
        const start = (inside?.from ?? from) + key.column - 1;
        yield found({ unit, from: start, to: Math.min(start + key.text.length, to) }, key.text, key.kind);
      }
    }
}

/** What a client is given as its key, and looks like one. */
function* keysOfClients(facts: Facts): Generator<HardcodedKey> {
  for (const { text, at } of givenKeys(facts))
    if (!isStandIn(text) && text.startsWith('sk-')) yield found(at, text, 'unknown');
}

function found(at: CodeWritten, key: string, kind: string): HardcodedKey {
  const masked = maskKey(key);
  return {
    at: spotOf(at),
    subject: masked,
    facts: { masked, kind, language: at.unit.program.language },
  };
}
