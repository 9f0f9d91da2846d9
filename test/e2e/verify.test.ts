import { chmodSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import { completed, env, healthy, listed, refusal, rejected, type VerifyDocument } from './verify-helpers.ts';

const key = keyBuilders.project(7);
const other = keyBuilders.project(8);
const secrets = [key, other];

async function projectWith(files: Record<string, string>) {
  const project = await makeProject(files);
  for (const name of Object.keys(files)) chmodSync(project.at(name), 0o600);
  return project;
}

/** A project with this key for this API, verified. */
async function verify(baseURL: string, args: readonly string[] = [], variables: Record<string, string> = {}) {
  const project = await projectWith({ '.env': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: baseURL }) });
  return runCli(['verify', ...args], { cwd: project.path, env: variables, secrets });
}

describe('a healthy key', () => {
  test.each(['en', 'zh-CN'])('takes two requests and at most eight lines (%s)', async (language) => {
    const api = await serve(healthy);
    const { code, stdout, stderr } = await verify(api.baseURL, ['--lang', language]);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(8);
    expect(stdout).toContain(key.slice(-4));
    expect(api.requests.map(({ carried }) => carried(key))).toEqual([true, true]);
    for (const { headers } of api.requests) expect(headers['user-agent']).toMatch(/^OpenAI\/JS \d/);
  });

  test.each([
    ['en', 'program  may not get this key: nothing recognized here loads env files'],
    ['zh-CN', '程序   不一定能读到这个密钥：没有识别出加载 env 文件的代码或工具'],
  ])('that nothing here loads is not told as one that the program gets (%s)', async (language, line) => {
    const api = await serve(healthy);
    const { stdout } = await verify(api.baseURL, ['--lang', language]);
    expect(stdout).toContain(line);
    const files = {
      'index.mjs': "import 'dotenv/config';",
      'package.json': '{"dependencies":{"dotenv":"18.0.0"}}',
    };
    const project = await projectWith({ '.env': env({ OPENAI_API_KEY: key }), ...files });
    const args = ['verify', '--offline', '--lang', language];
    const loaded = await runCli(args, { cwd: project.path, env: {}, secrets });
    expect(loaded.stdout).not.toMatch(/program {2}|程序 {2}/);
  });

  test('has whole milliseconds everywhere', async () => {
    const api = await serve(healthy);
    const { stdout, json } = await verify(api.baseURL, ['--json']);
    const document = json as VerifyDocument;
    expect(document.ok).toBe(true);
    for (const { ms } of document.checks) expect(Number.isInteger(ms)).toBe(true);
    expect(Number.isInteger(document.test?.ms)).toBe(true);
    expect(stdout).not.toMatch(/\d\.\d{3,} ms/);
    expect(document.checks.map(({ id }) => id)).toEqual(
      'source load format file git exposure endpoint network auth model live'.split(' '),
    );
  });

  test('with --verbose every check, every field of the answer, and a curl line without the key', async () => {
    const api = await serve(healthy);
    const { stdout } = await verify(api.baseURL, ['--verbose']);
    for (const name of ['usage.total_tokens', 'finish_reason', 'message.role', 'x-request-id', 'created']) {
      expect(stdout).toContain(name);
    }
    expect(stdout).toContain('Authorization: Bearer $OPENAI_API_KEY');
    expect(stdout).toContain(`curl '${api.baseURL}/chat/completions'`);
  });

  test('with --strict a warning fails', async () => {
    const api = await serve(healthy);
    const { code, stdout } = await verify(api.baseURL, ['--strict']);
    expect(code).toBe(11);
    expect(stdout).toContain('--strict');
  });

  test('with --offline nothing is sent', async () => {
    const api = await serve({});
    const { code } = await verify(api.baseURL, ['--offline']);
    expect(code).toBe(0);
    expect(api.requests).toEqual([]);
  });
});

describe('where the key comes from', () => {
  test('a stale shell variable is named with the command that removes it, and the file that it hides', async () => {
    const api = await serve({ 'GET /v1/models': rejected });
    const stale = { OPENAI_API_KEY: other, OPENAI_BASE_URL: api.baseURL, SHELL: '/bin/zsh' };
    const { code, stdout } = await verify(api.baseURL, [], stale);
    expect(code).toBe(3);
    expect(stdout).toMatch(/unset\s+OPENAI_API_KEY/);
    expect(stdout).toContain(key.slice(-4));
    expect(stdout).toContain('.env, line 1');
  });

  test('another key in a file that nothing loads here is named, and is no disagreement', async () => {
    const project = await projectWith({
      '.env': env({ OPENAI_API_KEY: key }),
      '.env.local': env({ PORT: '1', OPENAI_API_KEY: other }),
      '.env.test': env({ OPENAI_API_KEY: key }),
    });
    const run = await runCli(['verify', '--json', '--offline'], { cwd: project.path, secrets });
    const document = run.json as VerifyDocument;
    expect(document.key?.source).toEqual({ type: 'file', path: '.env', line: 1 });
    const masked = `sk-proj-…${other.slice(-4)}`;
    expect(document.key?.shadowed).toEqual([{ type: 'file', path: '.env.local', line: 2, masked }]);
    expect(document.warnings).toEqual([]);
  });

  test('a variable that only a build publishes counts too, in the file of that mode', async () => {
    const project = await projectWith({
      'package.json': JSON.stringify({ devDependencies: { vite: '^7' } }),
      '.env.local': env({ OPENAI_API_KEY: key }),
      '.env.production': env({ VITE_TOKEN: key }),
    });
    const run = await runCli(['verify', '--json', '--offline'], { cwd: project.path, secrets });
    const { warnings } = run.json as VerifyDocument;
    expect(warnings.map(({ id }) => id)).toContain('published_to_browser');
    expect(warnings.find(({ id }) => id === 'published_to_browser')?.message).toContain('.env.production');
  });

  test('a file without a key is no matter of a key from the shell', async () => {
    const project = await makeProject({ '.env': 'PORT=3000\n' });
    chmodSync(project.at('.env'), 0o644);
    const run = await runCli(['verify', '--json', '--offline', '--strict'], {
      cwd: project.path,
      env: { OPENAI_API_KEY: key },
      secrets,
    });
    const { warnings, checks } = run.json as VerifyDocument;
    expect(warnings).toEqual([]);
    expect(checks.filter(({ id }) => id === 'file' || id === 'git').map(({ status }) => status)).toEqual([
      'skip',
      'skip',
    ]);
    expect(run.code).toBe(0);
  });

  test('an empty shell variable hides the file', async () => {
    const { code, stdout } = await verify('http://127.0.0.1:9999/v1', [], { OPENAI_API_KEY: '' });
    expect(code).toBe(3);
    expect(stdout).toContain('empty');
    expect(stdout).toMatch(/unset\s+OPENAI_API_KEY/);
  });

  test.each(['en', 'zh-CN'])('what is to be done about it is said once (%s)', async (language) => {
    const empty = { OPENAI_API_KEY: '' };
    const { stdout } = await verify('http://127.0.0.1:9999/v1', ['--lang', language], empty);
    expect(stdout.match(/unset\s+OPENAI_API_KEY/g)).toHaveLength(1);
  });

  test('a key in a file that nothing loads is named', async () => {
    const project = await projectWith({ '.env.production': env({ OPENAI_API_KEY: key }) });
    const { code, stdout } = await runCli(['verify'], { cwd: project.path, secrets });
    expect(code).toBe(3);
    expect(stdout).toContain('.env.production');
  });

  test('the file that a script of package.json loads counts', async () => {
    const api = await serve(healthy);
    const project = await projectWith({
      'package.json': JSON.stringify({ scripts: { start: 'node --env-file=.env.app app.js' } }),
      '.env.app': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL }),
    });
    const { code, json } = await runCli(['verify', '--json'], { cwd: project.path, secrets });
    expect(code).toBe(0);
    expect((json as VerifyDocument).key?.source).toMatchObject({ path: '.env.app', line: 1 });
  });

  test('a wrong organization is traced to its line', async () => {
    const api = await serve({
      'GET /v1/models': refusal(
        401,
        'mismatched_organization',
        'OpenAI-Organization header should match organization',
      ),
    });
    const project = await projectWith({
      '.env': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL, OPENAI_ORG_ID: 'org-old' }),
    });
    const { code, json } = await runCli(['verify', '--json'], { cwd: project.path, secrets });
    expect(code).toBe(4);
    expect((json as VerifyDocument).diagnosis?.explanation).toContain(
      'OPENAI_ORG_ID comes from .env, line 3',
    );
    expect(api.requests[0]?.headers['openai-organization']).toBe('org-old');
  });

  test('a header of the shell that would take the place of the key is named', async () => {
    const api = await serve(healthy);
    const { json } = await verify(api.baseURL, ['--json'], {
      OPENAI_CUSTOM_HEADERS: 'Authorization: Basic x',
    });
    const source = (json as VerifyDocument).checks.find(({ id }) => id === 'source');
    expect(source?.status).toBe('warn');
    expect(source?.notes.join()).toContain('OPENAI_CUSTOM_HEADERS');
  });

  test('--verbose lists every OPENAI_ name, and which file is not loaded', async () => {
    const api = await serve(healthy);
    const admin = keyBuilders.admin(3);
    const project = await projectWith({
      '.env': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL, OPENAI_ADMIN_KEY: admin }),
      '.env.production': env({ OPENAI_API_KEY: other }),
    });
    const options = { cwd: project.path, secrets: [...secrets, admin], env: { OPENAI_PROJECT_ID: 'proj_x' } };
    const { stdout } = await runCli(['verify', '--verbose'], options);
    expect(stdout).toContain('proj_x · the shell variable OPENAI_PROJECT_ID');
    expect(stdout).toMatch(/OPENAI_ADMIN_KEY[\s\S]*sk-admin-…/);
    expect(stdout).toMatch(/\.env\.production, line 1 \(not loaded here\)/);
  });
});

describe('will it load', () => {
  const ids = async (files: Record<string, string>) => {
    const project = await projectWith(files);
    const { json } = await runCli(['verify', '--offline', '--json'], { cwd: project.path, secrets });
    return (json as VerifyDocument).warnings.map(({ id }) => id).filter((id) => id !== 'custom_endpoint');
  };
  const next = { 'package.json': JSON.stringify({ dependencies: { next: '16' } }) };
  const script = {
    'package.json': JSON.stringify({
      dependencies: { next: '16' },
      scripts: { w: 'node --env-file=.env w.js' },
    }),
  };
  const yaml = { '.env': `OPENAI_API_KEY: ${key}\n` };
  const quoted = { '.env': `OPENAI_API_KEY="${key}"\n` };

  test.each<[string, Record<string, string>, readonly string[]]>([
    ['as it should be', { '.env': `OPENAI_API_KEY=${key}\n` }, []],
    ['as in YAML, for node', yaml, ['not_loadable_by_node']],
    ['as in YAML, for Next.js', { ...next, ...yaml }, []],
    ['as in YAML, for Next.js with a script of node', { ...script, ...yaml }, ['not_loadable_by_node']],
    ['quoted', quoted, []],
    ['quoted, beside a Dockerfile', { ...quoted, Dockerfile: 'FROM scratch\n' }, ['not_loadable_by_docker']],
    ['behind a mark', { '.env': `\ufeffOPENAI_API_KEY=${key}\n` }, ['env_file_bom', 'not_loadable_by_node']],
    ['twice', { '.env': `OPENAI_API_KEY=${other}\nOPENAI_API_KEY=${key}\n` }, ['duplicate_assignment']],
  ])('%s', async (_, files, expected) => expect(await ids(files)).toEqual(expected));

  test('--verbose tells of every loader', async () => {
    const project = await projectWith(quoted);
    const { stdout } = await runCli(['verify', '--offline', '--verbose'], { cwd: project.path, secrets });
    expect(stdout).toMatch(/docker: keeps the quotes .*line 1/);
  });
});

describe('a report to share', () => {
  test('holds what helps, and nothing of the person', async () => {
    const api = await serve({ 'GET /v1/models': rejected });
    const project = await projectWith({
      '.env': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL, OPENAI_ORG_ID: 'org-private' }),
    });
    const home = { USER: 'marguerite', LOGNAME: 'marguerite' };
    const { stdout } = await runCli(['verify', '--report'], { cwd: project.path, env: home, secrets });
    expect(stdout).toContain('key_rejected');
    expect(stdout).toContain('req_test');
    expect(stdout).toContain(process.versions.node);
    expect(stdout).toContain('auth: fail');
    for (const hidden of ['org-private', project.path, 'marguerite', '/home/', '/tmp/']) {
      expect(stdout).not.toContain(hidden);
    }
  });

  test('names no folder when a file elsewhere was verified', async () => {
    const api = await serve(healthy);
    const project = await projectWith({ '.env': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL }) });
    const elsewhere = await makeProject();
    const { code, stdout } = await runCli(['verify', '--report', project.at('.env')], {
      cwd: elsewhere.path,
      secrets,
    });
    expect(code).toBe(0);
    expect(stdout).not.toContain('openai-setup-project');
  });
});

describe('text of servers', () => {
  test('moves no cursor, sets no colour, title or link, in any field', async () => {
    const evil = '\u001b[31mred\u001b]0;title\u0007\u001b]8;;http://evil\u001b\\link\u001b[2J\u202e\u009b5A';
    const api = await serve({ 'GET /v1/models': refusal(401, evil, evil) });
    const plain = await verify(api.baseURL, ['--verbose']);
    const again = await serve({
      'GET /v1/models': listed,
      'POST /v1/chat/completions': {
        ...completed,
        body: JSON.parse(
          JSON.stringify(completed.body)
            .replaceAll('This is a test!', JSON.stringify(evil).slice(1, -1))
            .replaceAll('chatcmpl-1', JSON.stringify(evil).slice(1, -1))
            .replaceAll('"stop"', JSON.stringify(evil)),
        ),
      },
    });
    const works = await verify(again.baseURL, ['--verbose']);
    const json = await serve({ 'GET /v1/models': refusal(401, evil, evil) });
    const document = await verify(json.baseURL, ['--json']);
    const unseen = /[^\n\P{Cc}]|[\u202a-\u202e]/u;
    for (const { stdout } of [plain, works, document]) expect(stdout).not.toMatch(unseen);
    expect(document.stdout).not.toMatch(/\\u00(?:1b|9b|07)|\\u202e/i);
  });
});

describe('a verdict says how it is known', () => {
  test('a page that somebody in between sent was not the API', async () => {
    const page = {
      headers: { 'content-type': 'text/html' },
      body: '<html><title>Hotel</title>Please sign in</html>',
    };
    const api = await serve({ 'GET /v1/models': page });
    const { code, stdout } = await verify(api.baseURL);
    expect(code).toBe(7);
    expect(stdout.replace(/\s+/g, ' ')).toContain('the response (200) did not come from the API');
    expect(stdout).not.toContain('the API answered');
  });

  test('a key that may list nothing, and then fails, is not said to work', async () => {
    const missing = refusal(
      403,
      null,
      'You have insufficient permissions for this operation. Missing scopes: model.request.',
    );
    const api = await serve({ 'GET /v1/models': missing, 'POST /v1/chat/completions': missing });
    const { code, stdout } = await verify(api.baseURL);
    expect(code).toBe(3);
    expect(stdout).not.toContain('may still work');
  });
});

describe('wrong use', () => {
  test.each(['--fix', '--watch'])('%s without a terminal is exit 2, and says so', async (flag) => {
    const { code, stderr, stdout } = await verify('http://127.0.0.1:9999/v1', [flag]);
    expect(code).toBe(2);
    expect(stderr).toContain(flag);
    expect(stdout).toBe('');
  });
});
