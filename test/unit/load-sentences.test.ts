// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables as they stand in commands
import { describe, expect, test } from 'vitest';
import { type VerifyKeyPorts, verifyKey } from '../../src/checks/verify-key.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import { loadCauseWords, loadReportWords, loadVerifyWords } from '../../src/i18n/load.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { showPlaces } from '../../src/ui/place.ts';
import { diagnosisOf } from '../../src/ui/report-diagnosis.ts';
import { noteText, reportText } from '../../src/ui/report-text.ts';
import { createStyle } from '../../src/ui/theme.ts';
import { keyBuilders } from '../support/keys.ts';
import { folder, ignored, stepWorld } from '../support/wizard.ts';

const key = keyBuilders.project(51);
const line = `OPENAI_API_KEY=${key}\n`;

type Texts = Readonly<Record<string, string>>;
type Language = 'en' | 'zh-CN';

const asked = {
  git: { facts: async () => ignored } as unknown as Ports['git'],
  packedFiles: async () => null,
};

/** All that verify prints, and what its check `load` says. */
async function look(files: Texts, language: Language = 'en', cwd: string = folder) {
  const more = { platform: 'linux', nodeVersion: '22.21.0', cwd, ...asked } as const;
  const { ports } = stepWorld(files, [], { more });
  const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
  const report = await verifyKey(ports as VerifyKeyPorts, request as unknown as VerifyRequest);
  const [causes, words, verify] = await Promise.all([
    loadCauseWords(language),
    loadReportWords(language),
    loadVerifyWords(language),
  ]);
  const show = showPlaces({ cwd, home: '' });
  const look = { words, show, style: createStyle(false), columns: 500 };
  const diagnosis = diagnosisOf(report, { causes, report: words, verify }, show);
  const load = report.checks.find(({ id }) => id === 'load');
  return {
    note: (load?.notes ?? []).map((one) => noteText(one, look)).join('; '),
    text: reportText(report, diagnosis, look, { offline: true, strict: false, warnings: report.warnings }),
    does: diagnosis?.remedies.map(({ text }) => text) ?? [],
  };
}

const manifest = (scripts: object, dependencies: object = {}): Texts => ({
  'package.json': JSON.stringify({ scripts, dependencies }),
});

describe('every sentence of the check has a subject', () => {
  test.each<[string, Texts, string, string]>([
    [
      'the command',
      manifest({ start: `OPENAI_API_KEY=${key} node index.js` }),
      'package.json sets this key',
      'package.json 设置了这个密钥',
    ],
    [
      'pm2',
      {
        ...manifest({ start: 'pm2 start ecosystem.config.js' }),
        'ecosystem.config.js': `module.exports = { apps: [{ script: './x.js', env: { OPENAI_API_KEY: '${key}' } }] };\n`,
        'x.js': '',
      },
      'ecosystem.config.js sets this key',
      'ecosystem.config.js 设置了这个密钥',
    ],
  ])('%s', async (_, files, english, chinese) => {
    expect((await look(files)).note).toBe(english);
    expect((await look(files, 'zh-CN')).note).toBe(chinese);
  });
});

describe('what a command does before the program is told with its name', () => {
  test.each<[string, string]>([
    ['set -a && . ./.env && node index.js', '. ./.env'],
    ['source .env && node index.js', 'source .env'],
    ['docker run -e OPENAI_API_KEY --env-file .env app', 'docker run -e'],
    ['doppler run -- next dev', 'doppler'],
    ['node -r dotenv-flow/config index.js', 'dotenv-flow'],
    ['node --import @dotenvx/dotenvx/config index.js', '@dotenvx/dotenvx'],
    ['./start.sh', './start.sh'],
  ])('%s', async (dev, name) => {
    const files = { ...manifest({ dev }, dev.includes('next') ? { next: '16.0.0' } : {}), '.env': line };
    expect((await look(files)).note).toBe(
      `unknown: ${name} may set or remove the key, which shows only when it runs`,
    );
    const chinese = (await look(files, 'zh-CN')).note;
    expect(chinese).toContain(name);
    expect(chinese).toContain('可能会设置或去掉密钥');
    expect(chinese).toContain('运行时才知道');
  });
});

test.each<[string, Texts, string, string]>([
  [
    'the start command',
    manifest({ dev: 'nx serve web' }),
    'the start command in package.json',
    'package.json 中的启动命令',
  ],
  [
    'tasks',
    { 'Taskfile.yml': "version: '3'\ndotenv: ['.env']\n", 'main.go': '' },
    'the tasks in Taskfile.yml',
    'Taskfile.yml 中的任务',
  ],
  [
    'scripts',
    { 'pyproject.toml': '[tool.poe.tasks.dev]\ncmd = "python x.py"\nenvfile = ".env"\n', 'x.py': '' },
    'the scripts in pyproject.toml',
    'pyproject.toml 中的脚本',
  ],
])('what it depends on is told with what in the file: %s', async (_, files, english, chinese) => {
  expect((await look({ ...files, '.env': line })).note).toBe(`unknown: what it reads depends on ${english}`);
  expect((await look({ ...files, '.env': line }, 'zh-CN')).note).toContain(chinese);
});

test('a command for development only is not said to read nothing in production', async () => {
  const files = {
    ...manifest({ dev: 'node --env-file=.env server.js', start: 'node server.js' }),
    '.env': line,
  };
  const { note } = await look(files);
  expect(note).not.toMatch(/--env-file[^;]* reads no env file in production/);
  expect(note).toContain('in production no env file is read: set the variable where the program runs');
  expect((await look(files, 'zh-CN')).note).toContain('生产环境中不读取 env 文件');
});

describe('a key that is whole in a damaged value', () => {
  test.each<[string, string, string]>([
    ['a semicolon', `OPENAI_API_KEY=${key};\n`, ';'],
    ['a comma', `OPENAI_API_KEY=${key},\n`, ','],
    ['Bearer', `OPENAI_API_KEY=Bearer ${key}\n`, 'Bearer'],
    ['typographic quotes', `OPENAI_API_KEY=“${key}”\n`, '“ ”'],
  ])('%s: only that is to go', async (_, text, extra) => {
    const { does } = await look({ '.env': `A=1\n${text}` });
    expect(does[0]).toBe(`Remove ${extra} from the value in .env, line 2: the rest is a whole key`);
    expect(does.join()).not.toContain('Copy the whole key again');
    expect((await look({ '.env': `A=1\n${text}` }, 'zh-CN')).does[0]).toBe(
      `删除 .env 第 2 行的值中的${/^\w|^[;,]/.test(extra) ? ' ' : ''}${extra}，剩下的就是完整的密钥`,
    );
  });
  test('one with a wrong character in its middle is to be copied again', async () => {
    const { does } = await look({ '.env': `OPENAI_API_KEY=${key.slice(0, 40)}–${key.slice(41)}\n` });
    expect(does[0]).toBe('Copy the whole key again, on one line');
  });
});

describe('a file that holds only the key', () => {
  const secrets = 'secrets:\n  openai_key:\n    file: ./keys/openai.txt\n';
  const service =
    'services:\n  app:\n    image: x\n    environment:\n      OPENAI_API_KEY_FILE: /run/secrets/openai_key\n';
  test('of compose is the one on this machine', async () => {
    const { does } = await look({ 'compose.yaml': service + secrets });
    expect(does[0]).toBe('Pass it in: OPENAI_API_KEY="$(cat keys/openai.txt)" openai-setup verify');
  });
  test('that only a container has is not to be read here', async () => {
    const { does } = await look({ 'compose.yaml': service });
    expect(does.join()).not.toContain('$(cat');
    expect((await look({ 'compose.yaml': service }, 'zh-CN')).does.join()).not.toContain('$(cat');
  });
});

test('a parent folder is told by the way there', async () => {
  const files = { '.env': line, 'a/b/package.json': '{}' };
  const { text } = await look(files, 'en', `${folder}/a/b`);
  expect(text).toContain('There is a key in ../../.env');
  expect(text).not.toContain(`${folder}/.env`);
  expect((await look(files, 'zh-CN', `${folder}/a/b`)).text).toContain('../../.env');
});

test('a reference is shown as one, not as a key of an unusual format', async () => {
  const files = { '.env': 'OPENAI_API_KEY=op://Private/OpenAI/api key\n' };
  expect((await look(files)).text).toMatch(/key\s+a reference · \.env, line 1/);
  expect((await look(files, 'zh-CN')).text).toMatch(/密钥\s+引用 · \.env 第 1 行/);
});
