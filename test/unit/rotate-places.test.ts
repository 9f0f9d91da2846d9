import { describe, expect, test } from 'vitest';
import { findEnvFiles } from '../../src/commands/rotate/env-files.ts';
import { findPlaces } from '../../src/commands/rotate/places.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { Stopped } from '../../src/ports/errors.ts';
import { keyBuilders } from '../support/keys.ts';
import { type MemoryFiles, usesOf } from '../support/memory-files.ts';
import { inFolder, show } from '../support/show.ts';
import { folder, type StepWorld, stepWorld } from '../support/wizard.ts';

const key = keyBuilders.project(41);
const other = keyBuilders.project(42);
const line = (value: string, name = 'OPENAI_API_KEY'): string => `${name}=${value}\n`;

const look = async (ports: StepWorld['ports'], memory: MemoryFiles) =>
  findPlaces(ports, new Secret(key), await findEnvFiles(ports), {
    uses: usesOf(memory, key, folder),
    root: folder,
    within: folder,
  });

/** Where a rotation would set the new key, and what it would leave to the user. */
async function places(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const { ports, files: memory } = stepWorld(files, [], { env });
  const found = await look(ports, memory);
  expect(memory.calls, 'looking writes nothing').toEqual([]);
  return {
    inShell: found.inShell,
    holders: found.holders.map(
      ({ file, names, lines }) =>
        `${show(file)} ${names.join('+')} ${lines.map((one) => one.line).join(',')}`,
    ),
    left: found.left.map(({ reason, file, line: at, name }) =>
      `${reason} ${show(file)}:${at} ${name}`.trim(),
    ),
  };
}

describe('where the new key is set', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['one file', { '.env': `A=1\n${line(key)}` }, ['.env OPENAI_API_KEY 2']],
    [
      'each file',
      { '.env': line(key), '.env.local': line(key) },
      ['.env OPENAI_API_KEY 1', '.env.local OPENAI_API_KEY 1'],
    ],
    ['a file below', { 'api/.env': line(key) }, ['api/.env OPENAI_API_KEY 1']],
    ['a file deep below', { 'a/b/c/d/e/f/.env': line(key) }, ['a/b/c/d/e/f/.env OPENAI_API_KEY 1']],
    ['a file in a hidden folder', { '.config/.env': line(key) }, ['.config/.env OPENAI_API_KEY 1']],
    ['another name with the same key', { '.env': line(key, 'LLM_KEY') }, ['.env LLM_KEY 1']],
    ['two names', { '.env': line(key) + line(key, 'LLM_KEY') }, ['.env OPENAI_API_KEY+LLM_KEY 1,2']],
    [
      'every assignment of a name, as loaders differ',
      { '.env': line(other) + line(key) },
      ['.env OPENAI_API_KEY 1,2'],
    ],
    ['a quoted value', { '.env': `OPENAI_API_KEY="${key}"\n` }, ['.env OPENAI_API_KEY 1']],
    ['a value with blanks around it', { '.env': `OPENAI_API_KEY=" ${key} "\n` }, ['.env OPENAI_API_KEY 1']],
    ['nowhere: another key', { '.env': line(other) }, []],
    ['nowhere: a longer one', { '.env': line(`${key}x`) }, []],
    ['nowhere: an example file', { '.env.example': line(key) }, []],
    ['nowhere: what bundlers publish', { '.env': line(key, 'NEXT_PUBLIC_OPENAI_API_KEY') }, []],
  ])('%s', async (_, files, holders) => expect((await places(files)).holders).toEqual(holders));
});

describe('what is left to the user', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['nothing', { '.env': line(key) }, []],
    ['an example file', { '.env.example': `A=1\n${line(key)}` }, ['example .env.example:2']],
    ['an example file without it', { '.env.example': line(other) }, []],
    [
      'what bundlers publish, beside what is set',
      { '.env': line(key) + line(key, 'VITE_KEY') },
      ['published .env:2 VITE_KEY'],
    ],
    ['a comment', { '.env': `# was ${key}\n${line(key)}` }, ['mention .env:1']],
    ['a part of a value', { '.env': `URL=https://u:${key}@x.example\n` }, ['mention .env:1']],
    ['another key under its name', { '.env.local': line(other) }, ['other_key .env.local:1 OPENAI_API_KEY']],
    ['but no placeholder', { '.env.local': line('your-api-key-here') }, []],
    ['and none where its name is set anyway', { '.env': line(other) + line(key) }, []],
    [
      'a compose file',
      { 'compose.yaml': `services:\n  a:\n    environment:\n      OPENAI_API_KEY: ${key}\n` },
      ['compose compose.yaml:4'],
    ],
    ['code', { 'src/a.ts': `\nconst key = '${key}';\n` }, ['source src/a.ts:2']],
    ['a secret of Kubernetes', { 'k8s/secret.yaml': `key: ${key}\n` }, ['config k8s/secret.yaml:1']],
    [
      'a secret of Streamlit',
      { '.streamlit/secrets.toml': `key = "${key}"\n` },
      ['config .streamlit/secrets.toml:1'],
    ],
    ['a workflow', { '.github/workflows/ci.yml': `env:\n  K: ${key}\n` }, ['ci .github/workflows/ci.yml:2']],
    ['a notebook', { 'a.ipynb': `"${key}"` }, ['notebook a.ipynb:1']],
    ['a text', { 'docs/a.md': key }, ['docs docs/a.md:1']],
    ['what was built', { '.next/server/a.js': key }, ['built .next/server/a.js:1']],
    ['what is of no known kind', { 'data.bin': key }, ['other data.bin:1']],
    [
      'an example file deep below',
      { 'a/b/c/d/e/f/.env.example': line(key) },
      ['example a/b/c/d/e/f/.env.example:1'],
    ],
  ])('%s', async (_, files, left) => expect((await places(files)).left).toEqual(left));

  test('an env file of the repository, outside the folder', () => {
    const { ports, files } = stepWorld({ '.env': line(key) });
    files.put('/repo/app/.env', line(key));
    files.put('/repo/other/.env', line(key));
    const uses = usesOf(files, key, '/repo');
    const found = findPlaces(
      ports,
      new Secret(key),
      { files: [], complete: true },
      { uses, root: '/repo', within: '/repo/app' },
    );
    expect(found.holders.map(({ file }) => file.absolute)).toEqual(['/repo/app/.env']);
    expect(found.left).toMatchObject([
      { reason: 'elsewhere', file: { absolute: '/repo/other/.env' }, line: 1 },
    ]);
  });

  test('other variables of the shell', async () => {
    const { ports, files } = stepWorld({ '.env': line(key) }, [], {
      env: { AZURE_OPENAI_API_KEY: key, OTHER: other },
    });
    expect(await look(ports, files)).toMatchObject({
      inShell: false,
      otherVariables: ['AZURE_OPENAI_API_KEY'],
    });
  });

  test('the start-up files of a shell', async () => {
    const { ports, files } = stepWorld({ '.env': line(key) });
    files.put('/home/me/.zshrc', `export A=1\nexport OPENAI_API_KEY=${key}\n`);
    const { left } = await look(ports, files);
    expect(left.map(({ reason, file, line: at }) => `${reason} ${show(file)}:${at}`)).toEqual([
      'profile ~/.zshrc:2',
    ]);
  });

  test('a file that cannot be read', async () => {
    const { ports, files } = stepWorld({ '.env': line(key), 'api/.env': '' });
    files.show(`${folder}/api/.env`, { state: 'unreadable', reason: 'no_permission', code: 'EACCES' });
    const { left, holders } = await look(ports, files);
    expect(left.map(({ reason, file }) => `${reason} ${show(file)}`)).toEqual(['unreadable api/.env']);
    expect(holders).toHaveLength(1);
  });
});

describe('the shell', () => {
  test.each([
    [key, true],
    [` ${key}\n`, true],
    [other, false],
    ['', false],
  ])('%# holds it: %s', async (value, holds) => {
    expect((await places({ '.env': line(key) }, { OPENAI_API_KEY: value })).inShell === holds).toBe(true);
  });
});

describe('a file that is never edited', () => {
  const wide = (text: string): string => [...text].map((character) => `${character}\0`).join('');

  test('stops the rotation where it holds the key', async () => {
    const { ports, files } = stepWorld({ '.env': wide(line(key)) });
    await expect(look(ports, files)).rejects.toThrow(Stopped);
    try {
      await look(ports, files);
    } catch (error) {
      expect((error as Stopped).finding).toMatchObject({
        cause: 'env_file_encoding',
        facts: { path: inFolder('.env') },
      });
    }
  });

  test('is passed over where it does not', async () => {
    expect((await places({ '.env': wide(line(other)), '.env.local': line(key) })).holders).toEqual([
      '.env.local OPENAI_API_KEY 1',
    ]);
  });
});
