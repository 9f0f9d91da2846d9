import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../src/domain/text/language.ts';
import { conversation, type Step } from '../support/conversation.ts';
import { programPath, type Variables } from '../support/environment.ts';
import { runProgram } from '../support/example.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import type { Key, TerminalSession } from '../support/pty.ts';
import { type Registry, startRegistry } from '../support/registry.ts';
import { asks, firstRun, noProgram, standin, terminalIn } from './setup-helpers.ts';

const works = (command: string, ...args: string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const hasVenv = process.platform !== 'win32' && works('python3', '-c', 'import venv, ensurepip');

let registry: Registry;
/** Programs that a shell finds before all others. */
let tools: string;
/** What pip finds in place of the internet. */
let wheels: string;

const folderFor = (name: string): string => mkdtempSync(join(tmpdir(), `ending-${name}-`));

function tool(name: string, code: string): void {
  writeFileSync(join(tools, name), code);
  chmodSync(join(tools, name), 0o755);
}

/** The least that the example needs of the SDK for Python, and of python-dotenv. */
const sdkForPython = `
import json, os, urllib.request
from types import SimpleNamespace
class OpenAI:
    def __init__(self):
        self.chat = SimpleNamespace(completions=SimpleNamespace(create=self.create))
    def create(self, **body):
        request = urllib.request.Request(os.environ['OPENAI_BASE_URL'] + '/chat/completions', json.dumps(body).encode(),
            {'Content-Type': 'application/json', 'Authorization': 'Bearer ' + os.environ['OPENAI_API_KEY']})
        said = json.load(urllib.request.urlopen(request))['choices'][0]['message']['content']
        return SimpleNamespace(choices=[SimpleNamespace(message=SimpleNamespace(content=said))])
`;
const dotenvForPython = `
import os
def load_dotenv(path='.env'):
    for line in open(path):
        name, _, value = line.strip().partition('=')
        os.environ.setdefault(name, value)
`;
const makeWheel = `
import sys, zipfile
folder, name, module, code = sys.argv[1:]
info = name.replace('-', '_') + '-1.0.dist-info/'
with zipfile.ZipFile(folder + '/' + name.replace('-', '_') + '-1.0-py3-none-any.whl', 'w') as wheel:
    wheel.writestr(module + '/__init__.py', code)
    wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: ' + name + '\\nVersion: 1.0\\n')
    wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(info + 'RECORD', '')
`;

beforeAll(async () => {
  registry = await startRegistry(['openai', 'dotenv']);
  tools = folderFor('tools');
  wheels = folderFor('wheels');
  tool('openai-setup', `#!/bin/sh\nexec "${process.execPath}" "${programPath()}" "$@"\n`);
  // What pnpm does here, with the npm that there is.
  tool(
    'pnpm',
    '#!/bin/sh\n[ "$1" = add ] && shift\n[ "$1" = -w ] && shift\nexec npm install --prefix . "$@"\n',
  );
  if (!hasVenv) return;
  execFileSync('python3', ['-c', makeWheel, wheels, 'openai', 'openai', sdkForPython]);
  execFileSync('python3', ['-c', makeWheel, wheels, 'python-dotenv', 'dotenv', dotenvForPython]);
}, 120_000);
afterAll(() => registry.close());

const environment = (language: Language): Variables => ({
  ...registry.env,
  PATH: [tools, process.env['PATH']].join(delimiter),
  PIP_NO_INDEX: '1',
  PIP_FIND_LINKS: wheels,
  LANG: language === 'en' ? 'C.UTF-8' : 'zh_CN.UTF-8',
  SHELL: '/bin/sh',
});

const replies = { en: 'This is a test!', 'zh-CN': '这是一个测试！' } as const;
const heading = { en: 'Next', 'zh-CN': '接下来' } as const;

/** The commands of the last section, exactly as they stand there: each alone on its line, without a colon at its end. */
function lastCommands(session: TerminalSession, language: Language): readonly string[] {
  const lines = session.unwrapped().split('\n');
  const last = lines.slice(lines.lastIndexOf(heading[language]) + 1).map((line) => line.trim());
  return last.filter((line) => line !== '' && !/[:：]$/.test(line));
}

async function setUp(
  project: Project,
  language: Language,
  last: Step,
  { env = {}, columns = 200 }: { readonly env?: Variables; readonly columns?: number } = {},
) {
  const api = await standin('ok', language);
  const session = terminalIn(project, api, { env: { ...environment(language), ...env }, columns });
  const code = await conversation(session, firstRun(api.key, language, last), { timeoutMs: 90_000 });
  expect(code, session.screen()).toBe(0);
  return { api, session, screen: session.screen() };
}

const manifest = (given: object = {}) => ({
  'package.json': JSON.stringify({ name: 'x', private: true, ...given }),
});

interface Kind {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly keys?: readonly Key[];
  readonly file: string;
  readonly runs: string;
  readonly python?: true;
}
const kinds: readonly Kind[] = [
  { name: 'an empty folder', files: {}, file: 'openai-chat.mjs', runs: 'node openai-chat.mjs' },
  {
    name: 'an empty folder, Python chosen',
    files: {},
    keys: ['down'],
    file: 'openai-chat.py',
    runs: '.venv/bin/python openai-chat.py',
    python: true,
  },
  {
    name: 'ES modules',
    files: manifest({ type: 'module' }),
    file: 'openai-chat.mjs',
    runs: 'node openai-chat.mjs',
  },
  { name: 'CommonJS', files: manifest(), file: 'openai-chat.cjs', runs: 'node openai-chat.cjs' },
  {
    name: 'TypeScript',
    files: { ...manifest({ type: 'module' }), 'tsconfig.json': '{}' },
    // Node runs it by itself from 22.18 on.
    ...(Number(process.versions.node.split('.')[0]) >= 24
      ? { file: 'openai-chat.ts', runs: 'node openai-chat.ts' }
      : { file: 'openai-chat.mjs', runs: 'node openai-chat.mjs' }),
  },
  {
    name: 'the root of a pnpm workspace',
    files: {
      ...manifest({ type: 'module' }),
      'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
      'pnpm-lock.yaml': '',
      'packages/a/package.json': '{"name":"a"}',
    },
    file: 'openai-chat.mjs',
    runs: 'node openai-chat.mjs',
  },
  {
    name: 'Python',
    files: { 'main.py': '', 'requirements.txt': '' },
    file: 'openai-chat.py',
    runs: '.venv/bin/python openai-chat.py',
    python: true,
  },
];

describe('the end runs, and each command of the last screen runs as it is printed', () => {
  const cases = kinds.map((kind, at) => ({ ...kind, language: (['en', 'zh-CN'] as const)[at % 2] ?? 'en' }));
  test.each(cases)('$name ($language)', { timeout: 240_000 }, async (kind) => {
    if (kind.python && !hasVenv) return;
    const { language, files, file, runs } = kind;
    const project = await makeProject(files);
    const { api, session, screen } = await setUp(project, language, {
      asks: asks[language].program,
      ...(kind.keys && { keys: kind.keys }),
    });
    expect(screen).toContain(file);
    expect(screen).toContain(replies[language]);
    expect(api.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
    const folder = kind.python ? '.venv/' : 'node_modules/';
    expect(screen).toContain(folder);
    expect((await project.read('.gitignore')).split('\n')).toEqual(['.env', folder, '']);

    const commands = lastCommands(session, language);
    expect(commands).toEqual([
      runs,
      'openai-setup verify',
      `printf '%s' "$OPENAI_API_KEY" | openai-setup --key-stdin --yes --base-url ${api.baseURL}`,
    ]);
    const env = { ...environment(language), OPENAI_BASE_URL: api.baseURL, OPENAI_API_KEY: api.key };
    for (const command of commands) {
      const said = await runProgram('sh', ['-c', command], { cwd: project.path, env, secrets: [api.key] });
      expect(said.code, `${command}\n${said.stderr}`).toBe(0);
      expect(said.stdout).toContain(replies[language]);
    }
  });
});

describe('what is not done', () => {
  const empty = { asks: asks.en.program };

  test('without a registry: it is told, the key is set up, and the commands are named', async () => {
    const project = await makeProject();
    const { session, screen } = await setUp(project, 'en', empty, {
      env: { npm_config_registry: 'http://127.0.0.1:1/' },
    });
    expect(screen).toMatch(/npm install openai dotenv failed: .*ECONNREFUSED/);
    expect(screen).toContain('The key is set up and works');
    expect(lastCommands(session, 'en').slice(0, 2)).toEqual([
      'npm install openai dotenv',
      'node openai-chat.mjs',
    ]);
    expect(project.exists('.env')).toBe(true);
  });

  test('No: nothing is written or installed, and the lines are shown', async () => {
    const project = await makeProject();
    const { session } = await setUp(project, 'en', noProgram());
    expect(Object.keys(await project.snapshot())).toEqual(['.env', '.gitignore']);
    const commands = lastCommands(session, 'en');
    expect(commands[0]).toBe('npm install openai dotenv');
    expect(commands).toContain('openai-setup example chat --write');
  });

  test('Ctrl-C at the last question: the key stays set up', async () => {
    const project = await makeProject();
    const { api } = await setUp(project, 'en', { ...empty, ends: 'ctrl-c' });
    expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${api.key}\n`);
    expect(Object.keys(await project.snapshot())).toEqual(['.env', '.gitignore']);
  });

  test('Ctrl-C while it is installed: the key stays set up, and nobody says that it was cancelled', async () => {
    const project = await makeProject();
    const api = await standin();
    const hanging = createServer(() => {});
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const { port } = hanging.address() as AddressInfo;
    const env = { npm_config_registry: `http://127.0.0.1:${port}/` };
    const session = terminalIn(project, api, { env });
    for (const step of [{}, { secret: api.key }, {}, {}, {}]) {
      await session.waitForQuestion();
      if ('secret' in step) await session.typeSecret(step.secret ?? '');
      await session.enter();
    }
    await session.waitFor('Running npm install');
    await session.key('ctrl-c');
    expect(await session.exit, session.screen()).toBe(0);
    expect(session.screen()).not.toMatch(/nothing was changed/i);
    expect(lastCommands(session, 'en')).toContain('openai-setup verify');
    expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${api.key}\n`);
    hanging.closeAllConnections();
    hanging.close();
  });

  test('a file of that name is never overwritten', async () => {
    const project = await makeProject({ ...manifest(), 'openai-chat.cjs': 'mine' });
    const api = await standin();
    const session = terminalIn(project, api);
    const questions = firstRun(api.key).slice(0, 4);
    expect(await conversation(session, questions), session.screen()).toBe(0);
    expect(await project.read('openai-chat.cjs')).toBe('mine');
  });

  test('a program of an earlier run is run again, and no second one offered, whatever its kind of module', async () => {
    const project = await makeProject({
      ...manifest({ dependencies: { openai: '*', dotenv: '*' } }),
      'node_modules/openai/package.json': '{}',
      'node_modules/dotenv/package.json': '{}',
    });
    const example = [programPath(), 'example', 'chat', '--write', 'openai-chat.mjs'];
    execFileSync(process.execPath, example, {
      cwd: project.path,
      env: { ...process.env, LANG: 'C.UTF-8' },
    });
    const api = await standin();
    const session = terminalIn(project, api, { env: environment('en') });
    expect(await conversation(session, firstRun(api.key).slice(0, 4)), session.screen()).toBe(0);
    expect(lastCommands(session, 'en')[0]).toBe('node openai-chat.mjs');
    expect(project.exists('openai-chat.cjs')).toBe(false);
  });

  test('only what is missing is installed, and nothing where all is there', async () => {
    const project = await makeProject({
      ...manifest({ dependencies: { dotenv: '*' } }),
      'node_modules/dotenv/package.json': '{}',
    });
    const { screen } = await setUp(project, 'en', { asks: asks.en.program, keys: ['down'] });
    expect(screen).toContain('npm install openai\n');
    expect(screen).not.toContain('npm install openai dotenv');
  });

  test('a clone without its packages: none of its scripts is run', async () => {
    const project = await makeProject(
      manifest({ dependencies: { openai: '*', dotenv: '*' }, scripts: { postinstall: 'touch ran' } }),
    );
    const { session } = await setUp(project, 'en', { asks: asks.en.program });
    expect(lastCommands(session, 'en').slice(0, 2)).toEqual(['npm install', 'node openai-chat.cjs']);
    expect(project.exists('ran')).toBe(false);
    expect(project.exists('node_modules')).toBe(false);
    expect(project.exists('openai-chat.cjs')).toBe(true);
  });
});

describe('what would break it stands on top, with its command', () => {
  test('an old key in the shell', async () => {
    const old = keyBuilders.project(61);
    const project = await makeProject();
    const api = await standin();
    const session = terminalIn(project, api, {
      env: { OPENAI_API_KEY: old, SHELL: '/bin/bash' },
      secrets: [old],
      columns: 120,
    });
    const code = await conversation(session, [
      { asks: 'What do you want to do with it?', keys: ['down'] },
      { asks: asks.en.key, secret: api.key },
      { asks: asks.en.model },
      { asks: asks.en.go },
    ]);
    expect(code, session.screen()).toBe(0);
    const lines = session.screen().split('\n');
    const warned = lines.findIndex((line) => /shell variable OPENAI_API_KEY .*overrides .env/.test(line));
    const command = lines.indexOf('  unset OPENAI_API_KEY');
    expect(warned).toBeGreaterThan(0);
    expect(command).toBeGreaterThan(warned);
    expect(lines.lastIndexOf('Next')).toBeGreaterThan(command);
  });

  test('a package of the workspace that would not read the file', async () => {
    const project = await makeProject({
      ...manifest({ type: 'module', workspaces: ['packages/*'] }),
      'packages/web/package.json': JSON.stringify({
        name: 'web',
        scripts: { dev: 'next dev' },
        dependencies: { next: '15', openai: '6' },
      }),
    });
    const { screen } = await setUp(project, 'en', { asks: asks.en.program, keys: ['down'] });
    const lines = screen.split('\n');
    expect(lines).toContain('  openai-setup -C packages/web');
    expect(lines.lastIndexOf('Next')).toBeGreaterThan(lines.indexOf('  openai-setup -C packages/web'));
  });
});

describe('after a key was replaced, or kept although it fails', () => {
  test.each(['en', 'zh-CN'] as const)('where the old one is deleted is told: %s', async (language) => {
    const old = keyBuilders.project(62);
    const project = await makeProject({ '.env': `OPENAI_API_KEY=${old}\n`, '.gitignore': '.env\n' });
    const api = await standin('ok', language);
    const session = terminalIn(project, api, { env: environment(language), secrets: [old], columns: 200 });
    const code = await conversation(session, [
      { asks: /want to do with it|如何处理/, keys: ['down'] },
      { asks: asks[language].key, secret: api.key },
      { asks: asks[language].model },
      { asks: asks[language].go },
      { asks: asks[language].program },
    ]);
    expect(code, session.screen()).toBe(0);
    const told = session
      .unwrapped()
      .split('\n')
      .find((line) => line.includes('platform.openai.com/api-keys'));
    expect(told).toContain(`sk-proj-…${old.slice(-4)}`);
    expect(Object.keys(await project.snapshot())).toEqual(['.env', '.gitignore']);
  });

  test('what comes then', async () => {
    const project = await makeProject();
    const api = await standin('no-credit');
    const session = terminalIn(project, api);
    const { haveKey, key, model, go, next } = asks.en;
    const code = await conversation(session, [
      { asks: haveKey },
      { asks: key, secret: api.key },
      { asks: model },
      { asks: go },
      { asks: next, keys: ['down', 'down'] },
    ]);
    expect(code).toBe(4);
    expect(lastCommands(session, 'en')).toEqual(['openai-setup verify']);
  });
});

describe('--verbose', () => {
  test('shows all figures and the whole checklist', async () => {
    const [api, project] = [await standin(), await makeProject()];
    const session = terminalIn(project, api, { args: ['setup', '--no-open', '--verbose'], columns: 120 });
    expect(await conversation(session, firstRun(api.key)), session.screen()).toBe(0);
    expect(session.screen()).toContain('Checklist');
    expect(session.screen()).toMatch(/payment: one reply was billed/);
    expect(session.screen()).toMatch(/^│ model /m);
  });
});
