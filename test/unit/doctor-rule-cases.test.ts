import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/domain/doctor/finding.ts';
import { applied } from '../../src/domain/doctor/mend.ts';
import { filled } from '../support/doctor-cases.ts';
import { judgeFiles } from '../support/doctor-project.ts';

const folder = join(import.meta.dirname, '../../src/domain/doctor/rules');

/** A small project with what one rule says of it. */
interface RuleCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Ids that the key may use; null: not known. */
  readonly models: readonly string[] | null;
  /** `path:line`, in order. */
  readonly finds: readonly string[];
  /** Files after the rule's mends. */
  readonly mended: Readonly<Record<string, string>>;
}

/** A file of cases: `=== name`, then sections `== path ==`, `== models ==`, `== finds ==`, `== mended path ==`. */
function casesIn(text: string): readonly RuleCase[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((one) => {
      const [name = '', ...parts] = one.split(/^== (.+) ==\n/m);
      const sections = Object.fromEntries(
        parts.flatMap((section, at) => (at % 2 === 0 ? [[section, parts[at + 1] ?? '']] : [])),
      );
      const { finds, models, ...files } = sections;
      if (finds === undefined) throw new Error(`${name}: what does it find?`);
      const isMended = (section: string): boolean => section.startsWith('mended ');
      return {
        name: name.trim(),
        models: models?.trim().split('\n') ?? null,
        finds: finds.trim() === 'nothing' ? [] : finds.trim().split('\n'),
        files: pick(
          files,
          (path) => !isMended(path),
          (path) => path,
        ),
        mended: pick(files, isMended, (path) => path.slice('mended '.length)),
      };
    });
}

const pick = (
  files: Readonly<Record<string, string>>,
  is: (path: string) => boolean,
  named: (path: string) => string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => is(path))
      .map(([path, text]) => [named(path), filled(text)]),
  );

const ruleCases = readdirSync(folder)
  .filter((name) => name.endsWith('.cases.txt'))
  .map((name) => ({
    rule: basename(name, '.cases.txt').replaceAll('-', '_'),
    cases: casesIn(readFileSync(join(folder, name), 'utf8')),
  }));

test('every rule has a file of its own, and beside it cases with and without fault', () => {
  const few = rules.filter((id) => {
    const cases = ruleCases.find(({ rule }) => rule === id)?.cases ?? [];
    const faulty = cases.filter(({ finds }) => finds.length > 0).length;
    return faulty < 3 || cases.length - faulty < 3;
  });
  expect(few).toEqual([]);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  expect(files.map((name) => basename(name, '.ts').replaceAll('-', '_')).sort()).toEqual([...rules].sort());
});

describe.each(ruleCases)('$rule', ({ rule, cases }) => {
  test.each(cases.map((one) => [one.name, one] as const))(
    '%s',
    async (_, { files, models, finds, mended }) => {
      const { findings, found } = await judgeFiles(files, { models });
      const own = found.filter((one) => one.startsWith(`${rule} `)).map((one) => one.slice(rule.length + 1));
      expect(own).toEqual(finds);
      const edits = findings.flatMap((one) => (one.rule === rule ? (one.fix?.edits ?? []) : []));
      for (const [path, text] of Object.entries(mended)) {
        const here = edits.filter(({ absolute }) => absolute.endsWith(`/${path}`));
        expect(applied(files[path] ?? '', here)).toBe(text);
      }
    },
  );
});
