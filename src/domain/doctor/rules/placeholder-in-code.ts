import { givenKeys, isStandIn } from '../given-keys.ts';
import type { DoctorRule } from '../rule.ts';
import { spotOf } from '../sources.ts';

/** Stand-ins for a key, as tutorials have them, that a client is given; each line once. */
export const placeholderInCode: DoctorRule<'placeholder_in_code'> = {
  id: 'placeholder_in_code',
  severity: 'error',
  *inCode({ facts }) {
    const told = new Set<string>();
    for (const { text, at, isFallback } of givenKeys(facts)) {
      const spot = spotOf(at);
      const id = `${spot.absolute} ${spot.line}`;
      // In place of a variable that is not set, it keeps a build going.
      if (told.has(id) || !isStandIn(text) || (isFallback && !isTutorial(text))) continue;
      told.add(id);
      yield {
        at: spot,
        subject: text,
        ...(isFallback ? { severity: 'warning' } : {}),
        facts: { text, language: at.unit.program.language },
      };
    }
  },
};

const isTutorial = (text: string): boolean => /^sk-|your|here|<|\.\.\./i.test(text);
