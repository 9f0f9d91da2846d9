import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Cause, causes } from '../../src/domain/diagnosis/causes.ts';

/** Rooms that decide a cause; others show one, rehearse one, or mean something else by the word. */
const deciding = /^(?:adapters|changes|checks|commands|domain\/(?:diagnosis|env|git|keys|network))\//;
/** What is known of all causes, and weights that name them. */
const aboutAll = /\/(?:causes|cause-facts|weights|told|bounds)\.ts$/;

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && deciding.test(name) && !aboutAll.test(name));
const texts = new Map(files.map((name) => [name, readFileSync(join('src', name), 'utf8')]));

/** How a file says that it is this cause: as data, as a call, or as what is returned. */
function decides(text: string, cause: Cause): boolean {
  if (cause === 'unknown') return /cause: 'unknown'/.test(text);
  const forms = [
    `\\bcause: '${cause}'`,
    `(?:localFinding|refuse|findingOf)\\(\\s*'${cause}'`,
    `^ +\\[(?:\\n +)?'${cause}',`,
    `^ +${cause}:\\s*[\`']`,
    `(?:return|[?:]|=>) '${cause}'`,
  ];
  return new RegExp(forms.join('|'), 'm').test(text);
}

/** As the comments in causes.ts name a file: from `src/`, or from `domain/diagnosis/`. */
const called = (file: string): string => file.replace(/^domain\/diagnosis\/|\.ts$/g, '');

test('beside each cause stands where it is decided', () => {
  const written = readFileSync('src/domain/diagnosis/causes.ts', 'utf8');
  const expected = Object.fromEntries(
    (Object.keys(causes) as Cause[]).map((cause) => {
      const where = files.filter((name) => decides(texts.get(name) ?? '', cause)).map(called);
      return [cause, where.sort().join(' ')];
    }),
  );
  const told = [...written.matchAll(/^ {2}(\w+): .*, \/\/ (.+)$/gm)].map(([, cause = '', where]) => [
    cause,
    where,
  ]);
  expect(Object.fromEntries(told)).toEqual(expected);
  expect(Object.values(expected)).not.toContain('');
});

test('beside the exit code of findings stands where it is decided', () => {
  const [, told] =
    /findings: 11, \/\/ (.+)/.exec(readFileSync('src/domain/diagnosis/exit-codes.ts', 'utf8')) ?? [];
  const decided = files.filter((name) => /(?<!=== )exitCodes\.findings/.test(texts.get(name) ?? ''));
  expect(decided.map(called).sort().join(' ')).toBe(told);
});
