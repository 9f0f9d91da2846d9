import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { missingEntries } from '../../src/changes/keep-ignored.ts';
import { type Change, makePlan, nothingAboutGit, type Plan } from '../../src/changes/plan.ts';
import { keyFromFile } from '../../src/changes/write.ts';
import { seeEnvFile } from '../../src/checks/project.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { keyBuilders } from '../support/keys.ts';
import { type MemoryFiles, memoryFiles } from '../support/memory-files.ts';

const key = keyBuilders.project(61);
const other = keyBuilders.project(62);
const cwd = '/app';
const line = (value: string, name = 'OPENAI_API_KEY'): string => `${name}=${value}\n`;
const set = (name: string): Change => ({ name, value: new Secret(key) });

/** A plan that sets names in files, made when they hold these texts. */
function planned(files: MemoryFiles, wanted: Readonly<Record<string, readonly Change[]>>): Plan {
  const ports = { files, cwd, home: '/home/me' };
  const targets = Object.entries(wanted).map(([path, changes]) => ({
    file: seeEnvFile(ports, path),
    changes,
  }));
  const unignored = Object.keys(wanted).map((path) => `${cwd}/${path}`);
  const made = makePlan(ports, targets, { ...nothingAboutGit, repository: 'yes', unignored });
  if (!made.ok) throw new Error('no plan');
  return made.plan;
}

describe('an entry that keeps a file out of git is missed', () => {
  const both = { '.env': [set('OPENAI_API_KEY')], 'api/.env': [set('OPENAI_API_KEY')] };
  const twoNames = { '.env': [set('OPENAI_API_KEY'), set('LLM_KEY')] };
  const withUrl: Readonly<Record<string, readonly Change[]>> = {
    '.env': [{ name: 'OPENAI_BASE_URL', value: 'https://gateway.example/v1' }],
  };
  test.each<[string, Readonly<Record<string, readonly Change[]>>, Readonly<Record<string, string>>, number]>([
    ['where each of two files has a key now', both, { '.env': line(key), 'api/.env': line(key) }, 2],
    ['where one of two has', both, { 'api/.env': line(key) }, 2],
    ['where one of two names has', twoNames, { '.env': line(key, 'LLM_KEY') }, 1],
    ['where another key was written', both, { '.env': line(other) }, 2],
    ['not where none has', both, { '.env': 'A=2\n' }, 0],
    ['not where its line is empty', both, { '.env': line('') }, 0],
    ['not for a setting', withUrl, { '.env': line('https://gateway.example/v1', 'OPENAI_BASE_URL') }, 0],
  ])('%s', (_, wanted, now, expected) => {
    const files = memoryFiles({ '/app/.env': 'A=1\n', '/app/api/.env': 'A=1\n' });
    const plan = planned(files, wanted);
    for (const [path, text] of Object.entries(now)) files.put(`${cwd}/${path}`, text);
    expect(missingEntries({ files }, plan)).toHaveLength(expected);
  });

  test('not where the key stood there before, or the entry is there', () => {
    const before = memoryFiles({ '/app/.env': line(key) });
    expect(missingEntries({ files: before }, planned(before, { '.env': both['.env'] }))).toEqual([]);
    const files = memoryFiles({ '/app/.env': 'A=1\n', '/app/api/.env': 'A=1\n' });
    const plan = planned(files, both);
    files.put('/app/.env', line(key));
    files.put('/app/.gitignore', '.env\n');
    expect(missingEntries({ files }, plan).map(({ absolute }) => absolute)).toEqual(['/app/api/.gitignore']);
  });
});

test.each([
  ['OPENAI_ORG_ID', 'organization_mismatch'],
  ['OPENAI_PROJECT_ID', 'project_mismatch'],
  ['OPENAI_API_KEY', 'key_damaged'],
  ['LLM_KEY', 'key_damaged'],
] as const)('a value of %s that no line can hold is told as %s', (name, cause) => {
  const files = memoryFiles({ '/app/.env': 'A=1\n' });
  const file = seeEnvFile({ files, cwd }, '.env');
  const text = 'a\u0000b';
  const change: Change =
    name === 'OPENAI_ORG_ID' || name === 'OPENAI_PROJECT_ID'
      ? { name, value: text }
      : { name, value: new Secret(text) };
  expect(makePlan({ files }, [{ file, changes: [change] }], nothingAboutGit)).toMatchObject({
    ok: false,
    finding: { cause, facts: { reason: 'unsendable' } },
  });
});

describe('the key as a program would read it', () => {
  const read = async (
    now: Readonly<Record<string, string>>,
    wanted: Readonly<Record<string, readonly Change[]>>,
  ) => {
    const files = memoryFiles({ '/app/.env': 'A=1\n', '/app/.env.local': 'A=1\n' });
    const plan = planned(files, wanted);
    for (const [path, text] of Object.entries(now)) files.put(`${cwd}/${path}`, text);
    const found = await keyFromFile({ files, parseEnv: async (text) => parse(text) }, new Secret(key), plan);
    return found.is(key) ? 'chosen' : found.is(other) ? 'other' : 'neither';
  };
  const first = [set('OPENAI_API_KEY')];
  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, readonly Change[]>>, string]>([
    ['is that of the file', { '.env': line(other) }, { '.env': first }, 'other'],
    ['without blanks around it', { '.env': `OPENAI_API_KEY=" ${other} "\n` }, { '.env': first }, 'other'],
    [
      'is that of the first file that gets it',
      { '.env': line(other), '.env.local': line(key) },
      { '.env': first, '.env.local': first },
      'other',
    ],
    [
      'is that of a file that gets it under its name',
      { '.env': line(key, 'LLM_KEY'), '.env.local': line(other) },
      { '.env': [set('LLM_KEY')], '.env.local': first },
      'other',
    ],
    ['is the chosen one where the file has none', { '.env': 'A=1\n' }, { '.env': first }, 'chosen'],
    ['is the chosen one where no file gets it', {}, {}, 'chosen'],
  ])('%s', async (_, now, wanted, expected) => expect(await read(now, wanted)).toBe(expected));
});
