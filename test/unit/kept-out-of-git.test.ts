import { describe, expect, test } from 'vitest';
import { makePlan, nothingAboutGit, type Plan } from '../../src/changes/plan.ts';
import { writePlan } from '../../src/changes/write.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import type { FileRead, WriteResult } from '../../src/ports/files.ts';
import type { GitFacts } from '../../src/ports/git.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const unignored: GitFacts = { ...nothingAboutGit, repository: 'yes', root: '/p', unignored: ['/p/.env'] };

function planWith(ignoreFile: FileRead) {
  const files = { read: () => ignoreFile } as unknown as Ports['files'];
  return makePlan({ files }, [], unignored);
}

describe('an ignore file that would protect nothing', () => {
  const file = (text: Uint8Array, realPath = '/p/.gitignore'): FileRead => ({
    state: 'file',
    bytes: text,
    mode: 0o644,
    realPath,
  });
  test.each([
    ['a link, which git does not follow', file(bytes(''), '/q/.gitignore'), 'link'],
    ['UTF-16', file(Uint8Array.of(0xff, 0xfe)), 'utf16'],
    ['UTF-16 without a mark', file(Buffer.from('dist\n', 'utf16le')), 'utf16'],
    ['a folder', { state: 'unreadable', reason: 'directory', code: 'EISDIR' }, 'directory'],
    [
      'one that may not be read',
      { state: 'unreadable', reason: 'no_permission', code: 'EACCES' },
      'no_permission',
    ],
  ] satisfies [string, FileRead, string][])('%s', (_, read, reason) => {
    expect(planWith(read)).toMatchObject({
      ok: false,
      finding: { cause: 'gitignore_not_writable', facts: { path: { absolute: '/p/.gitignore' }, reason } },
    });
  });
});

describe('an ignore entry that cannot be made', () => {
  const planned = planWith({ state: 'missing' });
  const plan = (planned as { plan: Plan }).plan;
  const portsWith = (result: WriteResult): Ports =>
    ({
      files: {
        read: () => ({ state: 'missing' }),
        replace: async () => result,
        removeIfUnchanged: async () => true,
      },
      interrupts: { onInterrupt: () => () => {} },
      git: { facts: async () => unignored },
    }) as unknown as Ports;
  const changes = [{ name: 'OPENAI_API_KEY', value: new Secret(keyBuilders.project(1)) }];
  const env = { file: { absolute: '/p/.env' }, changes, change: 'created' } as never;

  test.each(['denied', 'read_only', 'busy', 'disk_full', 'io_error'] as const)('%s', async (reason) => {
    expect(await writePlan(portsWith({ ok: false, reason, code: 'E' }), plan)).toMatchObject({
      ok: false,
      finding: {
        cause: 'gitignore_not_writable',
        facts: { path: { absolute: '/p/.gitignore' }, reason, code: 'E' },
      },
    });
  });

  test('one that a rule elsewhere overrules', async () => {
    const done: WriteResult = { ok: true, change: 'created', before: null, after: bytes('.env\n') };
    expect(await writePlan(portsWith(done), { ...plan, env: [env] })).toMatchObject({
      ok: false,
      finding: {
        facts: { path: { absolute: '/p/.gitignore' }, reason: 'overruled', envPath: { absolute: '/p/.env' } },
      },
    });
  });
});
