import { describe, expect, test } from 'vitest';
import { lookAround } from '../../src/commands/push/choose.ts';
import { isRepository, repositoryOf } from '../../src/domain/push/github.ts';
import { type PushTarget, targetIds, type Wanted } from '../../src/domain/push/target.ts';
import { isOlder, remotesIn, targets, versionIn } from '../../src/domain/push/targets.ts';
import { folder, stepWorld } from '../support/wizard.ts';

const wanted: Wanted = { name: 'OPENAI_API_KEY', env: null, repo: null, project: null };
const remote = (url: string): string =>
  `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n[branch "x"]\n\turl = no\n`;

describe('a repository of GitHub', () => {
  test.each([
    ['git@github.com:me/app.git', 'me/app'],
    ['https://github.com/me/app', 'me/app'],
    ['https://github.com/me/app.git/', 'me/app'],
    ['https://user:secret@github.com/me/my.app.git', 'me/my.app'],
    ['ssh://git@ssh.github.com:443/me/app.git', 'me/app'],
    ['git@ghe.example.com:team/app.git', 'ghe.example.com/team/app'],
    ['/srv/git/app.git', null],
    ['../app', null],
    ['https://github.com/me', null],
    ['git@github.com:me/--repo=x/app', null],
  ])('%s', (address, expected) => expect(repositoryOf(address)).toBe(expected));

  test.each([
    ['me/app', true],
    ['ghe.example.com/me/app', true],
    ['-x/app', false],
    ['me/-x', false],
    ['me', false],
    ['me/app;rm', false],
    ['a/b/c/d', false],
  ])('%s may be named: %s', (text, expected) => expect(isRepository(text)).toBe(expected));
});

describe('the remotes', () => {
  test('by name', () =>
    expect([...remotesIn(remote('git@github.com:me/app'))]).toEqual([['origin', 'git@github.com:me/app']]));

  test.each<[string, Record<string, string>]>([
    ['in the folder', { '.git/config': remote('https://github.com/me/app') }],
    ['of a work tree', { '.git': 'gitdir: ../main/.git/worktrees/x\n' }],
    ['of a submodule', { '.git': 'gitdir: ../main/.git/modules/y\n' }],
  ])('%s', (_, files) => {
    const { ports, files: memory } = stepWorld(files);
    const main = `${folder}/../main/.git`.replace(/\/[^/]+\/\.\./, '');
    memory.put(`${main}/config`, remote('https://github.com/me/app'));
    memory.put(`${main}/worktrees/x/commondir`, '../..\n');
    memory.put(`${main}/modules/y/config`, remote('https://github.com/me/app'));
    expect(targets.github.scopeOf(lookAround(ports), wanted)?.told).toBe('me/app');
  });

  test('of the repository around the folder, with what it shows', () => {
    const { ports, files } = stepWorld({ 'a.txt': '' });
    files.put('/repo/.git/config', remote('https://github.com/me/mono'));
    files.put('/repo/.github/workflows/ci.yml', '');
    files.put('/repo/apps/web/package.json', '{}');
    const signs = lookAround({ ...ports, cwd: '/repo/apps/web' });
    expect(targets.github.isShown(signs)).toBe(true);
    expect(targets.github.scopeOf(signs, wanted)?.args).toEqual(['--repo', 'me/mono']);
  });
});

describe('what a project says never becomes an option', () => {
  const hostile = ['--help', '-x', 'a b', 'a;b', '$(x)', '../x', `x"y`, 'x\ny', ''];
  test.each<[PushTarget['id'], (text: string) => Record<string, string>]>([
    [
      'vercel',
      (text) => ({ '.vercel/project.json': JSON.stringify({ projectName: text, projectId: text }) }),
    ],
    ['cloudflare', (text) => ({ 'wrangler.toml': `name = "${text}"\n` })],
    ['cloudflare', (text) => ({ 'wrangler.jsonc': `{ // x\n  "name": ${JSON.stringify(text)}\n}` })],
    ['netlify', (text) => ({ '.netlify/state.json': JSON.stringify({ siteId: text }) })],
    ['heroku', (text) => ({ '.git/config': remote(`https://git.heroku.com/${text}.git`) })],
    ['fly', (text) => ({ 'fly.toml': `app = '${text}'\n` })],
    ['github', (text) => ({ '.git/config': remote(`git@github.com:me/${text}`) })],
  ])('%s', (id, files) => {
    for (const text of hostile) {
      const scope = targets[id].scopeOf(lookAround(stepWorld(files(text)).ports), wanted);
      for (const word of scope?.args.filter((one) => !/^--(?:repo|app|name)$/.test(one)) ?? [])
        expect(word).toMatch(/^[A-Za-z0-9][\w./-]*$/);
    }
  });
});

describe('versions', () => {
  test.each([
    ['gh version 2.23.0 (2023-02-27 Debian 2.23.0+dfsg1-1)', [2, 23]],
    ['Vercel CLI 50.44.0\n50.44.0', [50, 44]],
    ['⛅️ wrangler 3.114.0', [3, 114]],
    ['heroku/11.10.0 linux-x64 node-v22.1.0', [11, 10]],
    ['Client Version: v1.32.4-dispatcher', [1, 32]],
    ['no number', null],
  ])('%s', (printed, expected) => expect(versionIn(printed)).toEqual(expected));
  test.each<[readonly [number, number], readonly [number, number], boolean]>([
    [[1, 9], [2, 3], true],
    [[2, 2], [2, 3], true],
    [[2, 3], [2, 3], false],
    [[3, 0], [2, 3], false],
  ])('%j before %j: %s', (one, other, expected) => expect(isOlder(one, other)).toBe(expected));
});

test('each target says how it is got, signed in to and linked', () => {
  for (const id of targetIds) {
    const { mends, tools, id: own } = targets[id];
    expect(own).toBe(id);
    expect(tools.length).toBeGreaterThan(0);
    for (const mend of Object.values(mends)) expect(mend).not.toBe('');
  }
});
