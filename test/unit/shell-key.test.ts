// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables as they stand in scripts
import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import { loadReportWords } from '../../src/i18n/load.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { noteText, warningText } from '../../src/ui/report-text.ts';
import { keyBuilders } from '../support/keys.ts';
import { show } from '../support/show.ts';
import { stepWorld } from '../support/wizard.ts';

const [mine, other] = [31, 32].map((seed) => keyBuilders.project(seed)) as [string, string];
const line = `OPENAI_API_KEY=${other}\n`;
const shell = { OPENAI_API_KEY: mine };
const request = { file: null, key: null, offline: true, strict: false } as unknown as VerifyRequest;

type Texts = Readonly<Record<string, string>>;

/** What verify says of a key of the shell, in one language. */
async function look(files: Texts, env: Texts = shell, language: 'en' | 'zh-CN' = 'en') {
  const world = stepWorld(files, [], { env });
  const ports = { ...world.ports, platform: 'linux', nodeVersion: '22.21.0' } as Ports;
  const { list, about, finding } = await lookLocally(ports, request);
  const voice = { words: await loadReportWords(language), show };
  const load = list.results.find(({ id }) => id === 'load');
  const contradicting = list.warnings.filter(({ id }) => /^(?:shadowed|sources)_/.test(id));
  return {
    key: about.key?.value.is(mine) ? 'shell' : about.key?.value.is(other) ? 'file' : null,
    load: load?.status,
    note: load?.notes.map((one) => noteText(one, voice)).join(' '),
    warns: contradicting.map(({ id }) => id),
    text: contradicting.map((one) => warningText(one, voice)).join(' '),
    cause: finding?.cause ?? null,
  };
}

const python = { 'requirements.txt': 'openai\n', 'main.py': 'from openai import OpenAI\nOpenAI()\n' };
const node = {
  'package.json': JSON.stringify({ scripts: { start: 'node index.js' }, dependencies: { openai: '6' } }),
  'index.js': "import OpenAI from 'openai';\nnew OpenAI();\n",
};
const start = 'python main.py\n';

describe('a program without a loader gets the key of the shell', () => {
  test.each<[string, Texts]>([
    ['an empty folder', { 'README.md': 'x' }],
    ['Node', node],
    ['Python', python],
    ['Go', { 'go.mod': 'module x\n', 'main.go': 'package main\n' }],
    ['Rust', { 'Cargo.toml': '[package]\nname = "x"\n', 'src/main.rs': 'fn main() {}\n' }],
    ['Ruby', { 'main.rb': 'puts ENV["OPENAI_API_KEY"]\n' }],
    ['Java', { 'pom.xml': '<project/>\n' }],
    ['a notebook', { 'x.ipynb': '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}' }],
    ['a manifest without scripts', { 'package.json': '{"dependencies":{"openai":"6"}}' }],
    ['direnv, which set it', { ...python, '.envrc': 'dotenv\n', '.env': `OPENAI_API_KEY=${mine}\n` }],
    ['a script that starts it', { ...python, 'run.sh': `#!/bin/sh\n${start}` }],
    [
      'a script that keeps what is there',
      { ...python, 'run.sh': `: "\${OPENAI_API_KEY:=${other}}"\n${start}` },
    ],
  ])('%s', async (_, files) => {
    expect(await look(files)).toEqual({
      key: 'shell',
      load: 'pass',
      note: 'programs started here get the key from the shell',
      warns: [],
      text: '',
      cause: null,
    });
  });
  test.each<[string, Texts]>([
    ['Node', node],
    ['just, which keeps what is there', { ...python, justfile: `set dotenv-load\n\nrun:\n    ${start}` }],
    ['Rails', { Gemfile: "gem 'dotenv-rails'\n", 'config/application.rb': "require 'rails/all'\n" }],
    ['a Makefile that keeps what is there', { ...python, Makefile: `OPENAI_API_KEY ?= x\nrun:\n\t${start}` }],
  ])('%s, whatever .env has', async (_, files) => {
    const seen = await look({ ...files, '.env': line });
    expect(seen).toMatchObject({ key: 'shell', load: 'pass', warns: ['shadowed_by_environment'] });
  });
  test('in Chinese', async () => {
    expect(await look(node, shell, 'zh-CN')).toMatchObject({ note: '在这里启动的程序能读到 shell 中的密钥' });
  });
  test('not where the command takes it away', async () => {
    for (const command of ['env -i node index.js', 'env -u OPENAI_API_KEY node index.js']) {
      const manifest = JSON.stringify({ scripts: { start: command } });
      expect(await look({ ...node, 'package.json': manifest })).toMatchObject({ load: 'skip' });
    }
  });
  test('not where another program is started beside it that may get another', async () => {
    const scripts = { dev: 'concurrently "node index.js" "sh ./worker.sh"' };
    const manifest = JSON.stringify({ scripts });
    expect(await look({ ...node, 'package.json': manifest, '.env': line })).toMatchObject({ load: 'skip' });
  });
});

describe('what starts the program sets the key anew', () => {
  test.each<[string, Texts, string]>([
    ['include in a Makefile', { Makefile: `include .env\nexport\n\nrun:\n\t${start}` }, 'Makefile'],
    ['-include, and nothing exported', { Makefile: `-include .env\nrun:\n\t${start}` }, 'Makefile'],
    ['a script that exports the file', { 'run.sh': `set -a\n. ./.env\nset +a\n${start}` }, 'run.sh'],
    ['a script that reads the file', { 'bin/dev': `#!/bin/bash\nsource .env\nexec ${start}` }, 'bin/dev'],
    [
      'export of what grep prints',
      { 'start.sh': `export $(grep -v '^#' .env | xargs)\n${start}` },
      'start.sh',
    ],
    ['pipenv', { Pipfile: '[packages]\nopenai = "*"\n' }, 'pipenv'],
  ])('%s', async (_, files, by) => {
    const project = { ...python, ...files, '.env': line };
    const seen = await look(project);
    expect(seen).toMatchObject({ key: 'shell', load: 'skip', warns: ['sources_disagree'] });
    expect(seen.note).toBe(`unknown: ${by} sets it again for the programs that it starts`);
    expect(seen.text).toContain(`.env, line 1`);
    expect(seen.text).toContain(
      `programs that ${by} starts use the one in the file, others the one in the shell`,
    );
    const chinese = await look(project, shell, 'zh-CN');
    expect(chinese.note).toBe(
      `无法判断：${by === 'pipenv' ? 'pipenv ' : `${by} `}会为它启动的程序重新设置密钥`,
    );
    expect(chinese.text).toContain('使用文件中的密钥，其他程序使用 shell 中的密钥');
  });
  test.each<[string, Texts, string]>([
    ['a script', { 'run.sh': `#!/bin/sh\nexport OPENAI_API_KEY="${other}"\n${start}` }, 'run.sh, line 2'],
    ['in front of the command', { 'start.sh': `OPENAI_API_KEY=${other} ${start}` }, 'start.sh, line 1'],
    ['a Makefile', { Makefile: `export OPENAI_API_KEY = ${other}\nrun:\n\t${start}` }, 'Makefile, line 1'],
  ])('%s with a key of its own', async (_, files, place) => {
    const seen = await look({ ...python, ...files });
    expect(seen).toMatchObject({ key: 'shell', load: 'skip', warns: ['sources_disagree'] });
    expect(seen.text).toContain(place);
  });
  test('a script that asks a store for it: which key that is nobody knows', async () => {
    const script = `export OPENAI_API_KEY="$(op read op://x/y/z)"\n${start}`;
    const seen = await look({ ...python, 'run.sh': script });
    expect(seen).toMatchObject({ load: 'skip', warns: [] });
    expect(seen.note).toContain('run.sh');
  });
  test('not by what only tests or deploys, nor where the file has the same key', async () => {
    const testing = await look({ ...python, 'test.sh': `OPENAI_API_KEY=${other} pytest\n` });
    const same = { 'run.sh': `. ./.env\n${start}`, '.env': `OPENAI_API_KEY=${mine}\n` };
    expect([testing.load, (await look({ ...python, ...same })).load]).toEqual(['pass', 'pass']);
  });
});

describe('code that lets the file win', () => {
  test.each<[string, Texts]>([
    ['Go', { 'go.mod': 'module x\n', 'main.go': 'func main() {\n\tgodotenv.Overload()\n}\n' }],
    ['Ruby', { Gemfile: "gem 'dotenv'\n", 'app.rb': 'Dotenv.overload\n' }],
    ['.NET', { 'App.csproj': '<Project/>', 'Program.cs': 'DotNetEnv.Env.Load();\n' }],
    ['Rust', { 'Cargo.toml': '[package]\n', 'src/main.rs': 'fn main() { dotenvy::dotenv_override(); }\n' }],
  ])('%s', async (_, files) => {
    const seen = await look({ ...files, '.env': line });
    expect(seen).toMatchObject({ key: 'shell', load: 'skip', warns: ['sources_disagree'] });
    expect(seen.text).toContain('cannot be told without running it');
  });
});

describe('a program that the start command puts apart from the shell', () => {
  const started = (command: string): Texts => ({
    ...node,
    'package.json': JSON.stringify({ scripts: { start: command }, dependencies: { openai: '6' } }),
  });
  test.each([
    'sudo node index.js',
    'sudo -u app node index.js',
    'sudo --preserve-env=HOME node index.js',
    'su - app -c "node index.js"',
    'ssh host node index.js',
    'nix-shell --pure --run "node index.js"',
    'systemctl --user start app',
    'kubectl apply -f app.yaml',
    'env -i node index.js',
    'docker run app',
  ])('%s: nobody can tell', async (command) => {
    expect(await look(started(command))).toMatchObject({ key: 'shell', load: 'skip' });
  });

  test.each([
    'sudo -E node index.js',
    'sudo -nE node index.js',
    'sudo --preserve-env node index.js',
    'sudo --preserve-env=HOME,OPENAI_API_KEY node index.js',
    'nohup node index.js',
    'env PORT=1 node index.js',
  ])('%s hands it on', async (command) => {
    expect(await look(started(command))).toMatchObject({ key: 'shell', load: 'pass' });
  });
});

test('a start command that empties it, in a project with a loader that nothing calls', async () => {
  const files = {
    ...node,
    'package.json': JSON.stringify({
      scripts: { start: 'OPENAI_API_KEY= node index.js' },
      dependencies: { dotenv: '17.0.0', openai: '6' },
    }),
  };
  expect(await look(files)).toMatchObject({ key: null, cause: 'key_missing' });
});
