import { describe, expect, test } from 'vitest';
import { parseAst } from 'vitest/node';
import { mutantsOf, withMutant } from '../../scripts/mutation/mutants.mjs';

/** What each fault makes of a line, by its kind. */
const faults = (source: string): readonly string[] =>
  mutantsOf(source).map((mutant) => `${mutant.kind}: ${withMutant(source, mutant)}`);

describe('the faults of the mutation test', () => {
  test.each<[string, string[]]>([
    ['f(a < b)', ['< becomes <=: f((a <= b))', '< becomes >=: f((a >= b))', 'statement removed: ;']],
    ['x = a && b', ['&& becomes ||: x = ((a) || b)', 'statement removed: ;']],
    ['x = Math.max(...list)', ['max becomes min: x = Math.min(...list)', 'statement removed: ;']],
    ['x = !a', ['negation removed: x = (a)', 'statement removed: ;']],
    ["const a = 'b'", ["text emptied: const a = ''"]],
    ["const a = ''", ["text filled: const a = 'mutant'"]],
    ['const a = [...b]', ['list emptied: const a = []', 'spread removed: const a = [...[]]']],
    ['const a = 7', ['number plus one: const a = 8']],
    ['const a: 7 | null = b as 7', []],
    ["import { a } from './b.ts'", []],
  ])('%s', (source, expected) => expect(faults(source).toSorted()).toEqual(expected.toSorted()));

  test('each is a program, and stands where it says', () => {
    const source = "// 模型\nexport const f = (a: number): string => (a > 1 ? 'x' : `y`).trim() + '';\n";
    const found = mutantsOf(source);
    expect(found.length).toBeGreaterThan(6);
    for (const mutant of found) {
      expect(() => parseAst(withMutant(source, mutant), { lang: 'ts' })).not.toThrow();
      expect(source.split('\n')[mutant.line - 1]?.slice(mutant.column - 1)).toContain(mutant.was);
    }
  });
});
