import { chmodSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import en from '../../src/i18n/en/rotate.ts';
import { pages } from '../../src/i18n/openai-pages.ts';
import zh from '../../src/i18n/zh-CN/rotate.ts';
import { type SeenRequest, type ServedAnswer, serve } from '../support/api.ts';
import { protect } from '../support/captures.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { answersOf, interruptWorks, rotateIn } from './rotate.support.ts';

const old = keyBuilders.project(1);
const fresh = keyBuilders.project(2);
const other = keyBuilders.project(3);
protect(old, fresh, other);

/** Takes the new key and the old one, and counts. */
async function api(
  overrides: {
    readonly models?: (request: SeenRequest) => ServedAnswer;
    readonly chat?: (nth: number) => ServedAnswer;
  } = {},
) {
  let chats = 0;
  return serve((request) => {
    if (request.path === '/v1/models') return overrides.models?.(request) ?? answersOf.models;
    if (request.path === '/v1/chat/completions') return overrides.chat?.(++chats) ?? answersOf.completion;
    return null;
  });
}

const line = (key: string) => `OPENAI_API_KEY=${key}\n`;

describe('by hand', () => {
  test('replaces the key in every file, and no other byte', async () => {
    const project = await makeProject({
      '.env': `# mine\r\nDATABASE_URL=postgres://x\r\nOPENAI_API_KEY="${old}"\r\nPORT=3000`,
      '.env.local': `export OPENAI_API_KEY=${old}\n`,
      '.env.production': `A=1\n${line(old)}#OPENAI_API_KEY=kept\n`,
      '.env.test': line(other),
      '.dev.vars': line(old),
      'compose.yml':
        'services:\n  web:\n    env_file:\n      - path: config/web.settings\n        required: false\n',
      'config/web.settings': line(old),
      'apps/web/.env': line(old),
      'services/a/b/.env': `LLM_KEY=${old}\n`,
      'node_modules/x/.env': line(old),
    });
    const { baseURL, requests } = await api();
    const { code, json, err } = await rotateIn(project, {
      input: `${fresh}\n`,
      json: true,
      baseUrl: baseURL,
    });
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(await project.read('.env')).toBe(
      `# mine\r\nDATABASE_URL=postgres://x\r\nOPENAI_API_KEY=${fresh}\r\nPORT=3000`,
    );
    expect(await project.read('.env.local')).toBe(`export OPENAI_API_KEY=${fresh}\n`);
    expect(await project.read('.env.production')).toBe(`A=1\n${line(fresh)}#OPENAI_API_KEY=kept\n`);
    expect(await project.read('services/a/b/.env')).toBe(`LLM_KEY=${fresh}\n`);
    for (const name of ['.dev.vars', 'config/web.settings', 'apps/web/.env'])
      expect(await project.read(name)).toBe(line(fresh));
    expect(await project.read('.env.test')).toBe(line(other));
    expect(await project.filesHolding(old)).toEqual(['node_modules/x/.env']);

    expect(Object.keys(json)).toEqual([
      'schemaVersion',
      'ok',
      'old',
      'new',
      'files',
      'left',
      'complete',
      'test',
      'oldRevoked',
      'warnings',
      'diagnosis',
      'exitCode',
    ]);
    expect(json).toMatchObject({
      schemaVersion: 1,
      ok: true,
      old: { masked: `sk-proj-…${old.slice(-4)}` },
      new: { masked: `sk-proj-…${fresh.slice(-4)}` },
      test: { model: 'gpt-6-luna', usage: { totalTokens: 17 } },
      oldRevoked: null,
      diagnosis: null,
      exitCode: 0,
    });
    expect(json['files']).toEqual(
      [
        '.dev.vars',
        '.env',
        '.env.local',
        '.env.production',
        'apps/web/.env',
        'services/a/b/.env',
        'config/web.settings',
      ].map((path) => ({ path, change: 'updated' })),
    );
    expect(requests.every((request) => request.carried(fresh))).toBe(true);
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/models',
      'POST /v1/chat/completions',
      'POST /v1/chat/completions',
    ]);
  });

  test('says that the shell variable still wins, with the command of that shell', async () => {
    const { baseURL } = await api();
    for (const [shell, command] of [
      ['/bin/zsh', 'unset OPENAI_API_KEY'],
      ['/usr/bin/fish', 'set -e OPENAI_API_KEY'],
    ] as const) {
      const profile = `export OPENAI_API_KEY=${old}\n`;
      const project = await makeProject({ '.env': line(old), '.zshrc': profile, '.bash_aliases': profile });
      const env = { OPENAI_API_KEY: old, OPENAI_BASE_URL: baseURL, SHELL: shell };
      const { code, err } = await rotateIn(project, { input: fresh, env });
      expect(code).toBe(0);
      expect(err).toContain(command);
      expect(err).toContain('overrides');
      expect(err).toContain('.zshrc, line 1');
      expect(err).toContain('.bash_aliases, line 1');
      expect(await project.read('.zshrc')).toContain(old);
    }
    const project = await makeProject({ '.env': line(old) });
    const { json } = await rotateIn(project, {
      input: fresh,
      json: true,
      env: { OPENAI_API_KEY: old, OPENAI_BASE_URL: baseURL },
    });
    expect(json['warnings']).toMatchObject([{ id: 'shadowed_by_environment' }]);
  });

  test('tells what the call with the key out of the files warns of, and nothing twice', async () => {
    const { body } = answersOf.completion;
    const empty = { body: { ...body, choices: [{ index: 0, message: { role: 'assistant', content: '' } }] } };
    for (const emptyFrom of [1, 2]) {
      const chat = (nth: number) => (nth % 2 === 0 || emptyFrom === 1 ? empty : answersOf.completion);
      const { baseURL } = await api({ chat });
      const told = async (json: boolean) => {
        const project = await makeProject({ '.env': line(old) });
        return rotateIn(project, { input: fresh, json, baseUrl: baseURL });
      };
      const { code, json } = await told(true);
      expect(code).toBe(0);
      expect(json['warnings']).toMatchObject([{ id: 'empty_reply' }]);
      const { err } = await told(false);
      expect(err.split('sent an empty reply').length - 1).toBe(1);
    }
  });

  test('changes a file with the line twice, and a file reached by a link once', async () => {
    const project = await makeProject({
      '.env': `${line('sk-your-key-here')}${line(old)}`,
      'shared/x.env': line(old),
    });
    symlinkSync('shared/x.env', project.at('.env.local'));
    const { baseURL } = await api();
    const { code, json } = await rotateIn(project, { input: fresh, json: true, baseUrl: baseURL });
    expect(code).toBe(0);
    expect(await project.read('.env')).toBe(line(fresh).repeat(2));
    expect(await project.read('shared/x.env')).toBe(line(fresh));
    expect((await project.snapshot())['.env.local']).toBe('link to shared/x.env');
    expect(json['files']).toHaveLength(2);
  });

  test('leaves examples, published names, comments and compose files, and says so', async () => {
    const project = await makeProject({
      '.env': `${line(old)}NEXT_PUBLIC_KEY=${old}\n# was ${old}\n`,
      '.env.example': line(old),
      'docker-compose.yml': `services:\n  a:\n    environment:\n      OPENAI_API_KEY: ${old}\n`,
    });
    const { baseURL } = await api();
    const { code, err } = await rotateIn(project, { input: fresh, baseUrl: baseURL });
    expect(code).toBe(0);
    expect(await project.read('.env')).toBe(`${line(fresh)}NEXT_PUBLIC_KEY=${old}\n# was ${old}\n`);
    expect(await project.read('.env.example')).toBe(line(old));
    for (const said of [
      '.env.example, line 1',
      'NEXT_PUBLIC_KEY',
      '.env, line 3',
      'docker-compose.yml, line 4',
    ])
      expect(err).toContain(said);
  });

  test.each([{ git: true }, { git: false }])(
    'searches the whole project, and names each place: %j',
    async (kind) => {
      const files = {
        '.gitignore': '.env\nsecrets.toml\n',
        '.env': line(old),
        'services/a/b/c/d/e/.env': line(old),
        '.config/.env': line(old),
        'src/a.ts': `\nconst key = '${old}';\n`,
        'k8s/secret.yaml': `key: ${Buffer.from(old).toString('base64')}\n`,
        '.streamlit/secrets.toml': `key = "${old}"\n`,
        '.github/workflows/ci.yml': `env:\n  OPENAI_API_KEY: ${old}\n`,
        'README.md': old,
      };
      const project = await makeProject(files, kind);
      const { baseURL } = await api();
      const { code, json } = await rotateIn(project, { input: fresh, json: true, baseUrl: baseURL });
      expect(code).toBe(0);
      expect(json['left']).toEqual([
        { path: '.github/workflows/ci.yml', line: 2, name: null, reason: 'ci' },
        { path: '.streamlit/secrets.toml', line: 1, name: null, reason: 'config' },
        { path: 'README.md', line: 1, name: null, reason: 'docs' },
        { path: 'k8s/secret.yaml', line: 1, name: null, reason: 'encoded' },
        { path: 'src/a.ts', line: 2, name: null, reason: 'source' },
      ]);
      expect(json['complete']).toBe(true);
      for (const name of ['.env', 'services/a/b/c/d/e/.env', '.config/.env'])
        expect(await project.read(name)).toBe(line(fresh));
      for (const name of ['src/a.ts', 'k8s/secret.yaml', '.github/workflows/ci.yml'] as const)
        expect(await project.read(name)).toBe(files[name]);
    },
  );

  test('says at the end what would miss the old key', async () => {
    const project = await makeProject({ '.env': line(old), 'src/a.ts': `'${old}'`, 'README.md': old });
    const { baseURL } = await api();
    for (const language of ['en', 'zh-CN'] as const) {
      const { out } = await rotateIn(project, { input: fresh, baseUrl: baseURL, language, dryRun: true });
      expect(out).not.toContain('src/a.ts');
    }
    const { out } = await rotateIn(project, { input: fresh, baseUrl: baseURL });
    expect(out).toContain('The old key is still in src/a.ts.');
  });

  test('reaches from a package to its workspace, and tells what lies beside it in the repository', async () => {
    const project = await makeProject(
      {
        '.gitignore': '.env\n',
        'web/package.json': '{"workspaces":["apps/*"]}',
        'web/package-lock.json': '{}',
        'web/.env': line(old),
        'web/apps/a/package.json': '{}',
        'web/apps/a/.env': line(old),
        'api/.env': line(old),
      },
      { git: true },
    );
    const { baseURL } = await api();
    const inside = { ...project, path: project.at('web/apps/a') };
    const where = { baseUrl: baseURL, home: project.at('home') };
    const { code, json } = await rotateIn(inside, { input: fresh, json: true, ...where });
    expect(code).toBe(0);
    expect(await project.read('web/.env')).toBe(line(fresh));
    expect(await project.read('web/apps/a/.env')).toBe(line(fresh));
    expect(await project.read('api/.env')).toBe(line(old));
    expect(json['left']).toMatchObject([{ line: 1, reason: 'elsewhere' }]);
  });

  test('adds the ignore entry that a file lacks in a repository', async () => {
    const project = await makeProject({ '.env': line(old), 'apps/web/.env': line(old) }, { git: true });
    const { baseURL } = await api();
    const { code, json } = await rotateIn(project, { input: fresh, json: true, baseUrl: baseURL });
    expect(code).toBe(0);
    expect(json['files']).toContainEqual({ path: '.gitignore', change: 'created' });
    expect(await project.git('status', '--porcelain', '-uall')).not.toContain('.env');
  });

  test('takes the only key of files that nothing loads', async () => {
    const project = await makeProject({ '.dev.vars': line(old) });
    const { baseURL } = await api();
    expect((await rotateIn(project, { input: fresh, baseUrl: baseURL })).code).toBe(0);
    expect(await project.read('.dev.vars')).toBe(line(fresh));
  });
});

describe.each(['en', 'zh-CN'] as const)('says in %s only what is so', (language) => {
  const words = language === 'en' ? en : zh;

  test('an ignore file gets an entry, not the key', async () => {
    const project = await makeProject({ '.env': line(old) }, { git: true });
    const { baseURL } = await api();
    const { out } = await rotateIn(project, { input: fresh, language, baseUrl: baseURL });
    expect(out).toContain(words.doneFile('.env'));
    expect(out).toContain(words.doneIgnore('.gitignore'));
    expect(out).not.toContain(words.doneFile('.gitignore'));
  });

  test.each([
    ['of OpenAI’s', { 'x-request-id': 'req_1' }, true],
    ['of another service', {}, false],
  ] as const)('of an old key that was not tried, not that it works: %s', async (_, headers, ofOpenai) => {
    const project = await makeProject({ '.env': line(old) });
    const { baseURL } = await api({ models: () => ({ ...answersOf.models, headers }) });
    const { err } = await rotateIn(project, { input: fresh, language, baseUrl: baseURL });
    expect(err).not.toMatch(/works until|一直有效/);
    expect(err.includes(pages.keys)).toBe(ofOpenai);
    expect(err.includes(new URL(baseURL).host)).toBe(!ofOpenai);
  });

  test('that nothing was changed, where the new key is refused', async () => {
    const project = await makeProject({ '.env': line(old) });
    const { baseURL } = await api({ models: () => answersOf.rejected });
    const refused = await rotateIn(project, { input: fresh, language, baseUrl: baseURL });
    expect(refused.err).toContain(words.nothingChanged);
    const late = await api({ chat: (nth) => (nth > 1 ? answersOf.noCredit : answersOf.completion) });
    const undone = await rotateIn(project, { input: fresh, language, baseUrl: late.baseURL });
    expect(undone.err).not.toContain(words.nothingChanged);
  });
});

describe('nothing changes', () => {
  const three = { '.env': line(old), '.env.local': line(old), 'apps/web/.env': line(old) };

  test.each([
    ['a new key that the API rejects', 3, 'key_rejected', { models: () => answersOf.rejected }],
    ['a new key without credit', 4, 'billing_no_credit', { chat: () => answersOf.noCredit }],
    ['an API that fails', 8, 'service_error', { chat: () => answersOf.broken }],
    [
      'a call that fails once the files are written',
      4,
      'billing_no_credit',
      { chat: (nth: number) => (nth > 1 ? answersOf.noCredit : answersOf.completion) },
    ],
  ] as const)('with %s', async (_what, exitCode, cause, overrides) => {
    const project = await makeProject(three);
    const before = await project.snapshot();
    const { baseURL } = await api(overrides);
    const { code, json, pending } = await rotateIn(project, { input: fresh, json: true, baseUrl: baseURL });
    expect(code).toBe(exitCode);
    expect(json).toMatchObject({
      ok: false,
      exitCode,
      files: [],
      test: null,
      oldRevoked: null,
      diagnosis: { cause },
    });
    expect(json).toMatchObject({ old: { masked: expect.any(String) }, new: { masked: expect.any(String) } });
    expect(await project.snapshot()).toEqual(before);
    expect(pending).toBe(0);
  });

  test('where the third file cannot be written', async () => {
    const project = await makeProject(three);
    chmodSync(project.at('apps/web/.env'), 0o444);
    const before = await project.snapshot();
    const { baseURL } = await api();
    const { code, json } = await rotateIn(project, { input: fresh, json: true, baseUrl: baseURL });
    expect(code).toBe(10);
    expect(json['diagnosis']).toMatchObject({ cause: 'env_file_not_writable' });
    expect(await project.snapshot()).toEqual(before);
  });

  test('on Ctrl-C in the middle of writing', async () => {
    const project = await makeProject(three);
    const before = await project.snapshot();
    const { baseURL } = await api();
    let nth = 0;
    const interrupt = async (): Promise<void> => {
      await new Promise(setImmediate);
      nth += 1;
      if (nth === 2) for (const work of interruptWorks) void work();
    };
    const { code } = await rotateIn(project, { input: fresh, baseUrl: baseURL, onReplace: interrupt });
    expect(code).toBe('cancelled');
    expect(await project.snapshot()).toEqual(before);
  });

  test('with the old key as the new one', async () => {
    const project = await makeProject(three);
    const { baseURL, requests } = await api();
    const { code } = await rotateIn(project, { input: `"${old}"`, baseUrl: baseURL });
    expect(code).toEqual({ usage: expect.stringContaining('the new key is the same as the old one') });
    const asked = await rotateIn(project, { answers: [old], baseUrl: baseURL });
    expect(asked.code).toEqual({ usage: expect.stringContaining('the new key is the same as the old one') });
    expect(requests).toEqual([]);
  });

  test.each([
    ['a placeholder', 'your-api-key-here', 'key_placeholder'],
    ['nothing', '', 'key_missing'],
    ['an admin key', keyBuilders.admin(1), 'key_wrong_kind'],
  ])('with %s piped in', async (_what, input, cause) => {
    const project = await makeProject(three);
    const { code, json } = await rotateIn(project, {
      input,
      json: true,
      baseUrl: 'http://127.0.0.1:4000/v1',
    });
    expect(code).toBe(3);
    expect(json['diagnosis']).toMatchObject({ cause });
  });

  test.each([
    [{}, 'key_missing'],
    [{ '.env': line('your-key-here') }, 'key_placeholder'],
    [{ '.env': 'OPENAI_API_KEY=\n' }, 'key_missing'],
  ] as const)('without a current key: %j', async (files, cause) => {
    const project = await makeProject(files);
    const { code, json } = await rotateIn(project, { input: fresh, json: true });
    expect([code, json['old']]).toEqual([3, null]);
    expect(json['diagnosis']).toMatchObject({ cause });
  });

  test('without anybody to ask, with several keys, or with one in the shell only', async () => {
    const project = await makeProject(three);
    expect((await rotateIn(project, {})).code).toEqual({ usage: expect.stringContaining('--key-stdin') });
    const several = await makeProject({ '.env.a': line(old), '.env.b': line(other) });
    expect((await rotateIn(several, { input: fresh })).code).toEqual({
      usage: expect.stringContaining('.env.b'),
    });
    const shell = await makeProject({ '.env': line(other) });
    const inShell = await rotateIn(shell, { input: fresh, env: { OPENAI_API_KEY: old } });
    expect(inShell.code).toEqual({ usage: expect.stringContaining('shell variable OPENAI_API_KEY') });
    expect(await shell.read('.env')).toBe(line(other));
  });

  test('in a file that is not text', async () => {
    const utf16 = Buffer.from(`\ufeff${line(old)}`, 'utf16le');
    const project = await makeProject({ '.env': line(old), '.env.local': utf16 });
    const { code, json } = await rotateIn(project, { input: fresh, json: true });
    expect(code).toBe(10);
    expect(json['diagnosis']).toMatchObject({ cause: 'env_file_encoding' });
  });

  test('where a project file names the host', async () => {
    const evil = `OPENAI_BASE_URL=https://evil.example/v1\n`;
    for (const files of [
      { '.env': `${line(old)}${evil}` },
      { '.env': line(old), 'apps/web/.env': `${line(old)}${evil}` },
    ]) {
      const project = await makeProject(files);
      const before = await project.snapshot();
      const { code, json } = await rotateIn(project, { input: fresh, json: true });
      expect(code).toBe(9);
      expect(json['diagnosis']).toMatchObject({ cause: 'base_url_untrusted' });
      const asked = await rotateIn(project, { answers: [false], json: true });
      expect([asked.code, asked.questions[0]]).toEqual([9, expect.stringContaining('evil.example')]);
      expect(await project.snapshot()).toEqual(before);
    }
  });

  test('in a file that git tracks, without consent', async () => {
    const project = await makeProject(three, { git: true });
    await project.git('add', '.env.local');
    const { baseURL } = await api();
    const { code, json } = await rotateIn(project, { input: fresh, json: true, baseUrl: baseURL });
    expect(code).toBe(10);
    expect(json['diagnosis']).toMatchObject({ cause: 'env_file_tracked' });
    expect((await rotateIn(project, { answers: [fresh, false], baseUrl: baseURL })).code).toBe('cancelled');
    expect(await project.filesHolding(fresh)).toEqual([]);
  });

  test('in a dry run', async () => {
    const project = await makeProject(three);
    const before = await project.snapshot({ times: true });
    const { baseURL, requests } = await api();
    const { code, json } = await rotateIn(project, {
      input: fresh,
      json: true,
      dryRun: true,
      baseUrl: baseURL,
    });
    expect(code).toBe(0);
    expect(json).toMatchObject({
      ok: true,
      dryRun: true,
      test: null,
      files: [{ change: 'updated' }, {}, {}],
    });
    expect(requests.map(({ path }) => path)).toEqual(['/v1/models']);
    const keyless = await rotateIn(project, { json: true, dryRun: true, baseUrl: baseURL });
    expect([keyless.code, keyless.json['new']]).toEqual([0, null]);
    expect(await project.snapshot({ times: true })).toEqual(before);
  });
});

describe('in a terminal', () => {
  test.each([
    ['at the key', ['ctrl-c']],
    ['at the plan', [fresh, 'ctrl-c']],
    ['with No', [fresh, false]],
  ] as const)('leaving %s changes nothing', async (_where, answers) => {
    const project = await makeProject({ '.env': line(old) });
    const { baseURL } = await api();
    expect((await rotateIn(project, { answers, baseUrl: baseURL })).code).toBe('cancelled');
    expect(await project.read('.env')).toBe(line(old));
  });

  test('leaving at the last question is a good end; the page opens only when asked', async () => {
    const project = await makeProject({ '.env': line(old) });
    const { baseURL } = await api();
    const left = await rotateIn(project, { answers: [fresh, true, 'ctrl-c'], baseUrl: baseURL });
    expect([left.code, left.opened]).toEqual([0, []]);
    const again = await makeProject({ '.env': line(old) });
    const answers = [fresh, true, 'open', 'finish'];
    const asOpenai = await api({
      models: () => ({ ...answersOf.models, headers: { 'x-request-id': 'req_1' } }),
    });
    const opened = await rotateIn(again, { answers, browser: true, baseUrl: asOpenai.baseURL });
    expect(opened.opened).toEqual(['https://platform.openai.com/api-keys']);
  });

  test('waits until the API rejects the old key', async () => {
    let looks = 0;
    const { baseURL } = await api({
      models: (request) => (request.carried(old) && ++looks > 3 ? answersOf.rejected : answersOf.models),
    });
    const project = await makeProject({ '.env': line(old) });
    const { code, json } = await rotateIn(project, {
      answers: [fresh, true, 'wait'],
      json: true,
      baseUrl: baseURL,
    });
    expect([code, json['oldRevoked'], looks]).toEqual([0, true, 4]);
  });

  test('Enter ends the waiting', async () => {
    const { baseURL } = await api();
    const project = await makeProject({ '.env': line(old) });
    const answers = [fresh, true, 'wait'];
    const { code, json } = await rotateIn(project, { answers, json: true, baseUrl: baseURL, pressAfter: 2 });
    expect([code, json['oldRevoked']]).toEqual([0, false]);
  });

  test('--yes asks for the key only', async () => {
    const { baseURL } = await api();
    const project = await makeProject({ '.env': line(old) });
    const { code, questions } = await rotateIn(project, { answers: [fresh], yes: true, baseUrl: baseURL });
    expect([code, questions.length]).toEqual([0, 1]);
  });
});

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  test('says everything in words', async () => {
    const { baseURL } = await api();
    const project = await makeProject({ '.env': line(old), '.env.example': line(old) });
    const { code, out, err } = await rotateIn(project, {
      input: fresh,
      language,
      baseUrl: baseURL,
      env: { OPENAI_API_KEY: old },
    });
    expect(code).toBe(0);
    expect(out + err).not.toMatch(/undefined|null|NaN|\[object/);
    expect(/[\u4e00-\u9fff]/.test(out + err)).toBe(language === 'zh-CN');
  });
});
