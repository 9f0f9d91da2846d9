import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import { makeTools, type ToolReply } from '../support/service-tools.ts';
import { env, healthy, rejected } from './verify-helpers.ts';

const key = keyBuilders.project(91);
const remote = '[remote "origin"]\n\turl = git@github.com:me/app.git\n';

interface PushDocument {
  readonly ok: boolean;
  readonly exitCode: number;
  readonly key: { readonly masked: string } | null;
  readonly targets: readonly {
    readonly target: string;
    readonly scope: string | null;
    readonly name: string;
    readonly change: string;
    readonly updatedAt: string | null;
    readonly command: readonly string[] | null;
    readonly problem: string | null;
    readonly message: string | null;
  }[];
  readonly diagnosis: { readonly cause: string } | null;
}

/** Tools that are there, signed in, and have nothing. */
const willing: Readonly<Record<string, readonly ToolReply[]>> = {
  gh: [
    { begins: '--version', print: 'gh version 2.23.0 (2023-02-27)\n' },
    { begins: 'auth status' },
    { begins: 'secret list' },
    { begins: 'secret set' },
  ],
  vercel: [
    { begins: '--version', complain: 'Vercel CLI 50.44.0\n', print: '50.44.0\n' },
    { begins: 'whoami', print: 'me\n' },
    { begins: 'env ls', complain: 'No Environment Variables found\n' },
    { begins: 'env add' },
  ],
  wrangler: [
    { begins: '--version', print: '4.86.0\n' },
    { begins: 'whoami', print: 'You are logged in\n' },
    { begins: 'secret list', print: '[]' },
    { begins: 'secret put' },
    { begins: 'pages secret list', print: '[]' },
    { begins: 'pages secret put' },
  ],
  netlify: [
    { begins: '--version', print: 'netlify-cli/27.10.0 linux-x64\n' },
    { begins: 'status' },
    { begins: 'env:list', print: '{}' },
    { begins: 'env:import', echo: true },
  ],
  heroku: [
    { begins: '--version', print: 'heroku/11.10.0 linux-x64 node-v22\n' },
    { begins: 'auth:whoami', print: 'me@example.com\n' },
    { begins: 'config --json', print: '{}' },
    { begins: 'config:edit', edit: true },
  ],
  flyctl: [
    { begins: 'version', print: 'flyctl v0.3.12 linux/amd64\n' },
    { begins: 'auth whoami', print: 'me\n' },
    { begins: 'secrets list', print: '[]' },
    { begins: 'secrets import' },
  ],
  kubectl: [
    { begins: 'version', print: 'Client Version: v1.32.0\n' },
    { begins: 'auth can-i', print: 'yes\n' },
    { begins: 'get secret' },
    { begins: 'apply' },
  ],
  docker: [
    { begins: '--version', print: 'Docker version 28.2.2, build e6534b4\n' },
    { begins: 'info', print: 'active\n' },
    { begins: 'secret ls' },
    { begins: 'secret create' },
    { begins: 'secret rm' },
  ],
  codex: [
    { begins: '--version', print: 'codex-cli 0.50.0\n' },
    { begins: 'login status', complain: 'Not logged in\n', code: 1 },
    { begins: 'login --with-api-key' },
  ],
};

/** What a project shows of each target. */
const shows: Readonly<Record<string, string>> = {
  '.git/config': remote,
  '.github/workflows/ci.yml': 'on: push\n',
  '.github/dependabot.yml': 'version: 2\n',
  '.devcontainer/devcontainer.json': '{}',
  '.vercel/project.json': '{"projectId":"prj_1","projectName":"web"}',
  'wrangler.toml': 'name = "worker"\n[vars]\nname = "no"\n',
  '.netlify/state.json': '{"siteId":"0a1b2c3d-1111"}',
  Procfile: 'web: node .\n',
  'fly.toml': 'app = "flying"\n',
  'kustomization.yaml': '',
  'docker-stack.yml': '',
};

async function push(
  args: readonly string[],
  {
    tools = willing,
    files = shows,
    routes = healthy,
    variables = {},
  }: {
    readonly tools?: Readonly<Record<string, readonly ToolReply[]>>;
    readonly files?: Readonly<Record<string, string>>;
    readonly routes?: Parameters<typeof serve>[0];
    readonly variables?: Readonly<Record<string, string>>;
  } = {},
) {
  const api = await serve(routes);
  const outside = await makeProject();
  const made = makeTools(outside.path, tools);
  const secrets = env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL });
  const project = await makeProject({ ...files, '.env': secrets });
  const run = await runCli(['push', ...args], {
    cwd: project.path,
    env: { PATH: made.path, OPENAI_ORG_ID: 'org-x', ...variables },
    secrets: [key],
  });
  return { ...run, document: run.json as PushDocument, calls: made.calls(), project, outside };
}

const yes = ['--yes', '--json'];

describe('each target', () => {
  test.each<[string, string | null, string[], string]>([
    ['github', 'me/app', ['gh', 'secret', 'set', 'OPENAI_API_KEY', '--repo', 'me/app'], key],
    [
      'dependabot',
      'me/app',
      ['gh', 'secret', 'set', 'OPENAI_API_KEY', '--app', 'dependabot', '--repo', 'me/app'],
      key,
    ],
    [
      'codespaces',
      'me/app',
      ['gh', 'secret', 'set', 'OPENAI_API_KEY', '--app', 'codespaces', '--repo', 'me/app'],
      key,
    ],
    ['vercel', 'web', ['vercel', 'env', 'add', 'OPENAI_API_KEY', 'production', '--sensitive'], key],
    ['cloudflare', 'worker', ['wrangler', 'secret', 'put', 'OPENAI_API_KEY', '--name', 'worker'], key],
    ['netlify', '0a1b2c3d-1111', ['netlify', 'env:import', 'FILE'], ''],
    ['fly', 'flying', ['flyctl', 'secrets', 'import', '--app', 'flying'], `OPENAI_API_KEY=${key}\n`],
    [
      'kubernetes',
      'openai',
      [
        'kubectl',
        'apply',
        '--server-side',
        '--force-conflicts',
        '--validate=false',
        '--field-manager=openai-setup',
        '--filename',
        '-',
      ],
      `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"openai"},"type":"Opaque","stringData":{"OPENAI_API_KEY":"${key}"}}\n`,
    ],
    ['docker', 'swarm', ['docker', 'secret', 'create', 'OPENAI_API_KEY', '-'], key],
    ['codex', 'codex', ['codex', 'login', '--with-api-key'], key],
  ])('%s takes the key, and nothing else has it', async (target, scope, command, input) => {
    const { code, document, calls, project, outside } = await push([target, ...yes]);
    expect(code).toBe(0);
    expect(document).toMatchObject({ ok: true, exitCode: 0, diagnosis: null });
    expect(document.key?.masked).toBe(`sk-proj-…${key.slice(-4)}`);
    expect(document.targets).toMatchObject([
      { target, scope, name: 'OPENAI_API_KEY', change: 'created', command, problem: null, message: null },
    ]);
    const setting = calls.filter((call) => call.input === input && call.args[0] === command[1]).at(-1);
    if (input !== '') expect(setting?.input === input).toBe(true);
    for (const call of calls) {
      expect(call.env.filter((name) => /^openai_/i.test(name))).toEqual([]);
      expect(call.args.join(' ').includes(key)).toBe(false);
    }
    expect(await project.filesHolding(key)).toEqual(['.env']);
    expect(readdirSync(outside.path).toSorted()).toEqual(['bin', 'calls.jsonl']);
  });

  test('netlify gets a private file, whose values it may print, and which is gone afterwards', async () => {
    const { code, calls } = await push(['netlify', ...yes]);
    expect(code).toBe(0);
    const { args, files } = calls.find((call) => call.args[0] === 'env:import') ?? { args: [], files: [] };
    expect(files.map(({ mode }) => mode)).toEqual([0o600]);
    expect(files[0]?.text === `OPENAI_API_KEY=${key}\n`).toBe(true);
    await expect(import('node:fs').then(({ statSync }) => statSync(args[1] ?? ''))).rejects.toThrow('ENOENT');
  });

  test('heroku opens an editor that sets one line and answers its question', async () => {
    const { code, document, calls } = await push(['heroku', '--project', 'shop', ...yes]);
    expect(code).toBe(0);
    expect(document.targets[0]).toMatchObject({
      scope: 'shop',
      command: ['heroku', 'config:edit', '--app', 'shop'],
    });
    const { edited, input } = calls.find((call) => call.args[0] === 'config:edit') ?? {};
    expect(edited === `A=1\nOPENAI_API_KEY=${key}\n`).toBe(true);
    expect(input).toBe('y\n');
  });

  test('Pages have secrets of their own, and an environment is an argument', async () => {
    const files = { ...shows, 'wrangler.toml': 'name = "site"\npages_build_output_dir = "dist"\n' };
    const { document } = await push(['cloudflare', '--env', 'preview', '--name', 'MY_KEY', ...yes], {
      files,
    });
    expect(document.targets[0]?.command).toEqual(
      'wrangler pages secret put MY_KEY --project-name site --env preview'.split(' '),
    );
  });
});

describe('what is there already', () => {
  test.each<[string, Record<string, readonly ToolReply[]>, string | null, number]>([
    [
      'github',
      { gh: [{ begins: 'secret list', print: 'OPENAI_API_KEY\t2026-11-01T10:00:00Z\nX\t2026-01-01\n' }] },
      '2026-11-01T10:00:00Z',
      1,
    ],
    [
      'vercel',
      {
        vercel: [
          { begins: 'env ls', print: ' name   value\n OPENAI_API_KEY  Encrypted  Production  2d ago\n' },
        ],
      },
      null,
      1,
    ],
    [
      'cloudflare',
      { wrangler: [{ begins: 'secret list', print: '[{"name":"OPENAI_API_KEY","type":"secret_text"}]' }] },
      null,
      1,
    ],
    ['heroku', { heroku: [{ begins: 'config --json', print: `{"OPENAI_API_KEY":"${key}"}` }] }, null, 1],
    [
      'fly',
      {
        flyctl: [
          {
            begins: 'secrets list',
            print: '[{"Name":"OPENAI_API_KEY","Digest":"x","CreatedAt":"2026-11-02T00:00:00Z"}]',
          },
        ],
      },
      '2026-11-02T00:00:00Z',
      1,
    ],
    ['docker', { docker: [{ begins: 'secret ls', print: 'OPENAI_API_KEY\n' }] }, null, 2],
    ['kubernetes', { kubectl: [{ begins: 'get secret', print: 'OTHER\nOPENAI_API_KEY\n' }] }, null, 1],
  ])('%s: updated', async (target, first, since, commands) => {
    const [[tool = '', replies = []] = []] = Object.entries(first);
    const tools = { ...willing, [tool]: [...replies, ...(willing[tool] ?? [])] };
    const app = target === 'heroku' ? ['--project', 'shop'] : [];
    const { document, calls } = await push([target, ...app, ...yes], { tools });
    expect(document.targets).toMatchObject([{ change: 'updated', updatedAt: since }]);
    const setting = calls.filter(({ args }) =>
      /^(?:secret (?:set|put|rm|create)|env add|apply|config:edit|secrets import)/.test(args.join(' ')),
    );
    expect(setting).toHaveLength(commands);
    const { document: checked, code } = await push([target, ...app, '--check', '--json'], {
      tools,
      routes: {},
    });
    expect(code).toBe(0);
    expect(checked).toMatchObject({
      key: null,
      targets: [{ change: 'present', updatedAt: since, command: null }],
    });
  });

  test('--check sends nothing and sets nothing', async () => {
    const { document, calls } = await push(['github', 'fly', '--check', '--json'], { routes: {} });
    expect(document.targets.map(({ change }) => change)).toEqual(['absent', 'absent']);
    expect(calls.map(({ args }) => args.join(' ')).filter((words) => /set|import/.test(words))).toEqual([]);
  });
});

describe('a tool that cannot', () => {
  const gh = (...replies: readonly ToolReply[]) => ({
    ...willing,
    gh: [...replies, ...(willing['gh'] ?? [])],
  });
  test.each<[string, Readonly<Record<string, readonly ToolReply[]>>, string, RegExp]>([
    ['is not there', { ...willing, gh: [] }, 'refused', /./],
    [
      'is too old',
      gh({ begins: '--version', print: 'gh version 1.9.2\n' }),
      'tool_too_old',
      /cli\.github\.com/,
    ],
    [
      'is not signed in',
      gh({ begins: 'auth status', code: 4, complain: 'You are not logged into any GitHub hosts.\n' }),
      'not_logged_in',
      /gh auth login/,
    ],
    [
      'refuses',
      gh({ begins: 'secret set', code: 1, complain: 'HTTP 403: Resource not accessible\n' }),
      'refused',
      /403/,
    ],
    [
      'may not list',
      gh({ begins: 'secret list', code: 1, complain: 'HTTP 401: Bad credentials\n' }),
      'refused',
      /401/,
    ],
  ])('%s: told, with what mends it; the others go on', async (what, tools, problem, text) => {
    const used =
      what === 'is not there'
        ? Object.fromEntries(Object.entries(willing).filter(([name]) => name !== 'gh'))
        : tools;
    const { code, document } = await push(['github', 'vercel', ...yes], { tools: used });
    expect(code).toBe(10);
    const expected = what === 'is not there' ? 'tool_missing' : problem;
    expect(document.targets).toMatchObject([
      { target: 'github', change: 'failed', problem: expected },
      { target: 'vercel', change: 'created', problem: null },
    ]);
    expect(document.targets[0]?.message).toMatch(text);
    expect(document).toMatchObject({ ok: false, exitCode: 10, diagnosis: null });
  });

  test('hangs: it is ended, and the others go on', async () => {
    const tools = gh({ begins: 'secret set', hang: true });
    const { code, document } = await push(['github', 'fly', '--timeout', '2', ...yes], { tools });
    expect(code).toBe(10);
    expect(document.targets).toMatchObject([
      { change: 'failed', problem: 'timeout' },
      { change: 'created', problem: null },
    ]);
  });

  test('wrangler says with 0 that nobody is signed in', async () => {
    const wrangler = [
      { begins: 'whoami', print: 'You are not authenticated. Please run `wrangler login`.\n' },
      ...(willing['wrangler'] ?? []),
    ];
    const { document } = await push(['cloudflare', ...yes], { tools: { ...willing, wrangler } });
    expect(document.targets).toMatchObject([{ problem: 'not_logged_in' }]);
  });

  test('a tool that prints the key and escape sequences shows neither', async () => {
    const { code, stdout, stderr } = await push(['github', '--yes'], {
      tools: gh({ begins: 'secret set', code: 1, echo: true }),
    });
    expect(code).toBe(10);
    expect((stdout + stderr).includes('\u001b')).toBe(false);
  });

  test('no project', async () => {
    const { document } = await push(['vercel', 'github', ...yes], { files: {} });
    expect(document.targets.map(({ problem }) => problem)).toEqual(['no_project', 'no_project']);
    expect(document.targets[0]?.message).toContain('vercel link');
  });

  test('tools inside the project are never run', async () => {
    const files = { ...shows, 'node_modules/.bin/vercel': '#!/bin/sh\ntouch ran\n' };
    const { document, project } = await push(['vercel', ...yes], { files, tools: {} });
    expect(document.targets).toMatchObject([{ problem: 'tool_missing' }]);
    expect(await project.exists('ran')).toBe(false);
  });
});

/** How each tool asks its questions, and takes a secret: the beginnings of its calls. */
const questions = /^(?:--version|version)/;
const logins = /^(?:auth status|whoami|status|auth:whoami|auth whoami|auth can-i|info)/;
const settings =
  /^(?:secret (?:set|put|create)|env add|env:import|config:edit|secrets import|apply|login --with)/;
const everywhere = [
  'github',
  'dependabot',
  'codespaces',
  'vercel',
  'cloudflare',
  'netlify',
  'fly',
  'kubernetes',
  'docker',
];

describe('every tool, hostile', () => {
  /** All tools, with another reply to some calls. */
  const all = (calls: RegExp, reply: Omit<ToolReply, 'begins'>) =>
    Object.fromEntries(
      Object.entries(willing).map(([tool, replies]) => [
        tool,
        replies.map((one) => (calls.test(one.begins) ? { begins: one.begins, ...reply } : one)),
      ]),
    );
  const noise = '\u001b[31m\u001b]0;title\u0007\u202eDenied\u001b[0m: no such thing\r\n';
  test.each<[string, ReturnType<typeof all>, string]>([
    ['too old', all(questions, { print: 'v0.0.1\n' }), 'tool_too_old'],
    ['not signed in', all(logins, { code: 1, complain: noise }), 'not_logged_in'],
    ['refusing', all(settings, { code: 1, complain: noise }), 'refused'],
    ['printing the key and escapes', all(settings, { code: 3, echo: true, complain: noise }), 'refused'],
  ])('%s: each is told by itself, clean and without the key', async (_, tools, problem) => {
    const { code, document, stdout, stderr } = await push([...everywhere, '--timeout', '4', ...yes], {
      tools,
    });
    expect(code).toBe(10);
    expect(document.targets.map((one) => `${one.target} ${one.change} ${one.problem}`)).toEqual(
      everywhere.map((target) => `${target} failed ${problem}`),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be there
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u001b\u202e]|\\u001b|\\u202e/);
  });

  test('hanging: each is ended', async () => {
    const some = ['github', 'netlify', 'fly', 'docker'];
    const tools = all(settings, { hang: true });
    const { code, document } = await push([...some, '--timeout', '3', ...yes], { tools });
    expect(code).toBe(10);
    expect(document.targets.map(({ problem }) => problem)).toEqual(some.map(() => 'timeout'));
  });
});

describe('consent and wrong usage', () => {
  test.each<[string, string[], RegExp]>([
    ['no terminal and no --yes', ['github'], /--yes/],
    ['a target that is none', ['gitlub', '--yes'], /github/],
    ['a repository that is none', ['github', '--repo', '-x/y', '--yes'], /--repo/],
    ['a name that is none', ['github', '--name', 'A B', '--yes'], /--name/],
    ['a project that looks like an option', ['fly', '--project=--app', '--yes'], /--project/],
  ])('%s: exit 2, and nothing runs', async (_, args, text) => {
    const { code, stderr, calls } = await push(args, { routes: {} });
    expect(code).toBe(2);
    expect(stderr).toMatch(text);
    expect(calls).toEqual([]);
  });

  test('nothing that a project shows', async () => {
    const { code, stderr } = await push(['--yes'], { files: {}, routes: {} });
    expect(code).toBe(2);
    expect(stderr).toContain('push <target>');
  });

  test('without names: all that the project shows', async () => {
    const { document } = await push(['--dry-run', '--json']);
    expect(document.targets.map(({ target }) => target)).toEqual(
      'github dependabot codespaces vercel cloudflare netlify heroku fly kubernetes docker'.split(' '),
    );
    const changes = document.targets.map(({ change }) => change);
    // Nothing names Heroku's app.
    expect(changes).toEqual([...Array(6).fill('planned'), 'failed', ...Array(3).fill('planned')]);
  });

  test.each<[string, string, string]>([
    ['gh', 'auth status', '  ✓ Logged in to github.com as me-1 (/x/hosts.yml)\n'],
    ['gh', 'auth status', '  ✓ Logged in to github.com account me-1 (keyring)\n'],
    ['vercel', 'whoami', 'me-1\n'],
    [
      'wrangler',
      'whoami',
      '👋 You are logged in with an OAuth Token, associated with the email me-1@x.example.\n',
    ],
    ['netlify', 'status', 'Name:  Me\nEmail: me-1@x.example\n'],
    ['flyctl', 'auth whoami', 'me-1@x.example\n'],
  ])('to whose account it goes is told: %s', async (tool, begins, print) => {
    const replies = [{ begins, print }, ...(willing[tool] ?? [])];
    const ids: Readonly<Record<string, string>> = { gh: 'github', wrangler: 'cloudflare', flyctl: 'fly' };
    const { stderr } = await push([ids[tool] ?? tool, '--dry-run'], {
      tools: { ...willing, [tool]: replies },
    });
    expect(stderr.replace(/\s+/g, ' ')).toMatch(/signed in as me-1(?:@x\.example)?, adds a value/);
  });

  test('--dry-run shows each command and sets nothing', async () => {
    const { code, stderr, calls } = await push(['github', '--dry-run']);
    expect(code).toBe(0);
    expect(stderr).toContain('\n    gh secret set OPENAI_API_KEY --repo me/app\n');
    expect(calls.filter(({ args }) => args[1] === 'set')).toEqual([]);
  });
});

describe('a key that fails', () => {
  const routes = { 'GET /v1/models': rejected };
  test('is not pushed: verify’s cause and exit code', async () => {
    const { code, document, calls } = await push(['github', ...yes], { routes });
    expect(code).toBe(3);
    expect(document).toMatchObject({
      ok: false,
      exitCode: 3,
      targets: [],
      diagnosis: { cause: 'key_rejected' },
    });
    expect(calls).toEqual([]);
  });
  test('goes with --force', async () => {
    const { code, document } = await push(['github', '--force', ...yes], { routes });
    expect(code).toBe(0);
    expect(document.targets).toMatchObject([{ change: 'created' }]);
  });
});

test('Chinese says the same', async () => {
  const { code, stdout, stderr } = await push(['github', '--yes', '--lang', 'zh-CN']);
  expect(code).toBe(0);
  expect(stdout).toContain('GitHub Actions（me/app）：已新建 OPENAI_API_KEY');
  expect(stderr).not.toMatch(/The key|standard input/);
});
