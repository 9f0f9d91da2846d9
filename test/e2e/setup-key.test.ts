import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { protect } from '../support/captures.ts';
import { keyBuilders, notKeys, otherKeys } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import type { TerminalSession } from '../support/pty.ts';
import { runCli } from '../support/run.ts';
import {
  asks,
  completion,
  keyed,
  modelList,
  type SetupDocument,
  standin,
  terminalIn,
} from './setup-helpers.ts';

async function atTheKey(session: TerminalSession): Promise<void> {
  await session.waitForQuestion();
  await session.enter();
  await session.waitFor(asks.en.key);
}

/** Every four characters of the hidden part that stand in the output, but the last four. */
function shownPieces(output: string, key: string): readonly string[] {
  const hidden = key.slice('sk-proj-'.length);
  const last = key.slice(-4);
  const pieces = Array.from({ length: hidden.length - 3 }, (_, at) => hidden.slice(at, at + 4));
  return pieces.filter((piece) => piece !== last && output.includes(piece));
}

describe('the key is typed unseen', () => {
  test.each(['xterm-256color', 'dumb'])(
    'only kind, length and the last four are ever shown: %s',
    async (TERM) => {
      const api = await standin();
      const project = await makeProject();
      const session = terminalIn(project, api, { env: { TERM } });
      await atTheKey(session);
      await session.typeSecret(api.key);
      if (TERM !== 'dumb') await session.waitFor('project key · 164 characters');
      await session.enter();
      await session.waitFor(asks.en.model);
      expect(session.screen()).toMatch(
        new RegExp(`project key [·-] 164 characters [·-] ends in\\s+${api.key.slice(-4)}`),
      );
      expect(shownPieces(session.raw, api.key)).toEqual([]);
      await session.ctrlC();
      expect(await session.exit).toBe(130);
    },
  );

  test('typed by hand, no character is shown either', async () => {
    const api = await standin();
    const project = await makeProject();
    const session = terminalIn(project, api);
    protect(api.key);
    await atTheKey(session);
    for (let at = 0; at < 60; at += 3) await session.type(api.key.slice(at, at + 3));
    expect(shownPieces(session.raw, api.key.slice(0, 60))).toEqual([]);
    await session.ctrlC();
    await session.exit;
  });

  test('Ctrl+T does not show it, Ctrl+U and backspace take it back', async () => {
    const api = await standin();
    const project = await makeProject();
    const session = terminalIn(project, api);
    await atTheKey(session);
    await session.typeSecret(keyBuilders.project(9));
    await session.key('ctrl-t');
    await session.key('ctrl-u');
    await session.typeSecret(`${api.key}x`);
    await session.key('backspace');
    await session.key('ctrl-t');
    await session.enter();
    await session.waitFor(asks.en.model);
    expect(session.screen()).toContain(api.key.slice(-4));
    await session.ctrlC();
    await session.exit;
  });
});

describe('damage of a paste is repaired, and told', () => {
  const half = (key: string, by: string) => `${key.slice(0, 80)}${by}${key.slice(80)}`;
  const pastes: readonly [string, (key: string) => string][] = [
    ['a line break inside', (key) => half(key, '\r')],
    ['quotes', (key) => `"${key}"`],
    ['export', (key) => `export OPENAI_API_KEY=${key}`],
    ['JSON', (key) => `{"OPENAI_API_KEY": "${key}"}`],
    ['a whole env file', (key) => `# my keys\rA=1\rOPENAI_API_KEY=${key}\rB=2`],
  ];

  test.each(pastes)('in a terminal: %s', async (_, damage) => {
    const api = await standin();
    const project = await makeProject();
    const session = terminalIn(project, api);
    await atTheKey(session);
    await session.type(damage(api.key));
    await session.enter();
    await session.waitFor(asks.en.model);
    expect(session.screen()).toMatch(/project key · 164 characters · ends\s+in/);
    expect(session.screen()).toMatch(/removed|joined|taken|repaired|found/i);
    expect(keyed(api)).toEqual(['GET /v1/models']);
    await session.ctrlC();
    await session.exit;
  });

  const zeroWidth = '\u200b';
  test.each<[string, (key: string) => string]>([
    ['blanks and line breaks around', (key) => `  \n${key} \r\n`],
    ['a line break inside', (key) => half(key, '\n')],
    ['curly quotes', (key) => `“${key}”`],
    ['Bearer', (key) => `Authorization: ${'Bearer'} ${key}`],
    ['PowerShell', (key) => `$env:OPENAI_API_KEY="${key}"`],
    ['zero-width characters', (key) => half(key, zeroWidth)],
    ['full-width letters', (key) => key.replace(/^sk-/, 'ｓｋ－')],
    ['an en dash', (key) => key.replace('-', '–')],
    ['the same twice', (key) => key + key],
    ['a comma after it', (key) => `${key},`],
  ])('through standard input: %s', async (_, damage) => {
    const key = keyBuilders.project(11);
    const project = await makeProject();
    const run = await runCli(['setup', '--key-stdin', '--no-test'], {
      cwd: project.path,
      input: damage(key),
      secrets: [key],
    });
    expect(run.code, run.stderr).toBe(0);
    expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${key}\n`);
  });
});

describe('what cannot be a key is refused, with the reason', () => {
  const refused: readonly [string, string, string, RegExp][] = [
    ['an admin key', keyBuilders.admin(), 'key_wrong_kind', /admin/i],
    ['an organization id', notKeys.organization(), 'key_wrong_kind', /organization/i],
    ['a project id', notKeys.project(), 'key_wrong_kind', /project/i],
    ['a session token', notKeys.session(), 'key_wrong_kind', /session/i],
    ['an ephemeral token', notKeys.ephemeral(), 'key_wrong_kind', /ephemeral|realtime|client secret/i],
    ['a JWT', notKeys.jwt(), 'key_wrong_kind', /JWT|token/i],
    ['a key of another vendor', otherKeys.anthropic(), 'key_other_vendor', /Anthropic/],
    ['a masked key', 'sk-...Ab3d', 'key_masked', /masked|shortened|hidden|dots/i],
    ['a placeholder', 'your_api_key_here', 'key_placeholder', /placeholder/i],
    ['not a key at all', 'hello world, this is no key', 'key_damaged', /space|character/i],
  ];

  test.each(refused)('%s: exit 3, no request, nothing written', async (_, text, cause, reason) => {
    const project = await makeProject();
    const run = await runCli(['setup', '--key-stdin', '--json'], {
      cwd: project.path,
      input: text,
      secrets: text.length > 20 ? [text] : [],
      // OpenAI itself, for which every other vendor is another one; nothing gets there.
      env: { HTTPS_PROXY: 'http://127.0.0.1:59999' },
    });
    const { diagnosis } = run.json as SetupDocument;
    expect(diagnosis?.cause, run.stdout).toBe(cause);
    expect(run.code).toBe(3);
    expect(JSON.stringify(diagnosis)).toMatch(reason);
    expect(await project.snapshot()).toEqual({});
  });

  test('in a terminal the reason is told, and asked again', async () => {
    const api = await standin();
    const project = await makeProject();
    const session = terminalIn(project, api);
    await atTheKey(session);
    for (const [, text, , reason] of refused.filter(([name]) => /admin|session|organization/.test(name))) {
      const asked = session.screen().split(asks.en.key).length;
      await (text.length > 20 ? session.typeSecret(text) : session.type(text));
      await session.enter();
      await session.waitFor(reason);
      await expect
        .poll(() => session.screen().split(asks.en.key).length, { timeout: 3000 })
        .toBeGreaterThan(asked);
    }
    // Without a key the user is shown the way to one, or asked again; never left.
    expect(keyed(api)).toEqual([]);
    await session.waitForQuestion();
    await session.typeSecret(api.key);
    await session.enter();
    await session.waitFor(asks.en.model);
    await session.ctrlC();
    expect(await session.exit).toBe(130);
  });

  test.each([
    ['unusual_shape', otherKeys.relay(2)],
    ['looks_truncated', keyBuilders.project(2).slice(0, -1)],
  ])('an unusual shape only warns: %s', async (id, key) => {
    const api = await serve(
      { 'GET /v1/models': modelList, 'POST /v1/chat/completions': completion },
      { keyless: modelList },
    );
    const project = await makeProject();
    const run = await runCli(['setup', '--key-stdin', '--json'], {
      cwd: project.path,
      input: key,
      env: { OPENAI_BASE_URL: api.baseURL },
    });
    expect(run.code, run.stdout).toBe(0);
    expect((run.json as SetupDocument).warnings.map((warning) => warning.id)).toContain(id);
  });
});
