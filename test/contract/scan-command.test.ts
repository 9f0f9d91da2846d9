import { existsSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFiles } from '../../src/adapters/files/files.ts';
import { createKeySearch } from '../../src/adapters/scan/git-grep.ts';
import { runScan, type ScanOptions, type ScanPorts } from '../../src/commands/scan/scan.ts';
import { UsageError } from '../../src/ports/errors.ts';
import type { KeySearch } from '../../src/ports/files.ts';
import { width } from '../../src/ui/layout.ts';
import { keyBuilders, otherKeys } from '../support/keys.ts';
import { findLeaks } from '../support/leaks.ts';
import { GIT_VERSION, Sandbox } from '../support/repository.ts';
import { exitCodeOf, fakeTerminal } from '../support/terminal.ts';

const key = keyBuilders.project;
const tail = (seed: number) => `sk-proj-…${key(seed).slice(-4)}`;
const secrets = [
  ...Array.from({ length: 9 }, (_, seed) => key(seed)),
  otherKeys.anthropic(),
  otherKeys.google(),
  keyBuilders.user(2),
];

interface Setting extends Partial<ScanOptions> {
  readonly search?: KeySearch;
  readonly path?: string | undefined;
  readonly columns?: number;
}

describe.skipIf(GIT_VERSION === null)('scan', () => {
  let box: Sandbox;
  beforeAll(() => {
    box = new Sandbox();
  });
  afterAll(() => box.remove());

  /** Runs the command. Every port that it must not touch is absent. Nothing that it says may hold a key. */
  async function scan(cwd: string, { search, path, columns = 80, ...given }: Setting = {}) {
    const labels: string[] = [];
    const { terminal, out, err } = fakeTerminal({ columns: () => columns });
    const ports: ScanPorts = {
      cwd,
      files: createFiles(),
      keySearch: search ?? createKeySearch({ env: box.env }),
      terminal,
      progress: {
        start: (label) => {
          labels.push(label);
          return { update: (next) => void labels.push(next), stop: () => void labels.push('stop') };
        },
      },
    };
    const options: ScanOptions = {
      language: 'en',
      json: false,
      history: false,
      staged: false,
      sarif: false,
      ...given,
    };
    try {
      const code = await exitCodeOf(runScan(ports, options, path), ports.terminal, options.json);
      return { code, out: out(), err: err(), labels };
    } finally {
      expect(findLeaks(out() + err(), secrets)).toEqual([]);
    }
  }
  const json = async (cwd: string, setting: Setting = {}) => {
    const { code, out, err } = await scan(cwd, { ...setting, json: true });
    return {
      code,
      err,
      document: JSON.parse(out) as Record<string, unknown> & { findings: Record<string, unknown>[] },
    };
  };
  const repositoryWith = (files: Readonly<Record<string, string>>, ...committed: string[]) => {
    const repo = box.repository();
    for (const [name, text] of Object.entries(files)) box.write(join(repo, name), text);
    if (committed.length > 0) box.commit(repo, ...committed);
    return repo;
  };

  test('one line for each key, then what to do', async () => {
    const repo = repositoryWith(
      { 'src/a.ts': `\nkey: "${key(1)}"\n`, 'b.py': `${otherKeys.anthropic()}\n` },
      '.',
    );
    const { code, out, err, labels } = await scan(repo);
    expect([code, err]).toEqual([11, '']);
    expect(labels.at(-1)).toBe('stop');
    const lines = out.split('\n');
    expect(lines.slice(0, 4)).toEqual([
      `b.py:1:1 anthropic sk-ant-api03-…${otherKeys.anthropic().slice(-4)}`,
      `src/a.ts:2:7 project ${tail(1)}`,
      '',
      '✖ Keys were found in 2 places.',
    ]);
    const steps = out.slice(out.indexOf('What to do'));
    expect(steps.indexOf('Revoke')).toBeLessThan(steps.indexOf('openai-setup rotate'));
    expect(steps).toContain('https://platform.openai.com/api-keys');
    expect(steps.replace(/\s+/g, ' ')).toContain('every clone still have the key');
    expect(steps).not.toContain('prefix');
  });

  test('exactly the document of the contract', async () => {
    const repo = repositoryWith({ 'src/a.ts': `\nkey: "${key(1)}"\n` }, '.');
    const { code, document, err } = await json(repo);
    expect([code, err]).toEqual([11, '']);
    expect(document).toEqual({
      schemaVersion: 1,
      ok: false,
      findings: [
        {
          path: 'src/a.ts',
          line: 2,
          column: 7,
          commit: null,
          kind: 'project',
          masked: tail(1),
          where: 'tracked',
        },
      ],
      diagnosis: null,
      exitCode: 11,
    });
  });

  test('nothing found: exit 0 in every form', async () => {
    const repo = repositoryWith({
      '.gitignore': '.env\n',
      '.env': `OPENAI_API_KEY=${key(1)}\n`,
      'README.md': 'OPENAI_API_KEY=sk-your-key-here\nsk-proj-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n',
    });
    for (const setting of [{}, { history: true }, { staged: true }]) {
      const { code, out } = await scan(repo, setting);
      expect([code, out.startsWith('✔ No keys')]).toEqual([0, true]);
      expect((await json(repo, setting)).document).toEqual({
        schemaVersion: 1,
        ok: true,
        findings: [],
        diagnosis: null,
        exitCode: 0,
      });
    }
    const { out } = await scan(repo, { sarif: true });
    expect(JSON.parse(out)).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [], tool: { driver: { rules: [] } } }],
    });
  });

  test('a variable that a bundler publishes counts, also in an env file that is ignored', async () => {
    const repo = repositoryWith({
      '.gitignore': '.env*\n!.env.production\n',
      '.env.local': `OPENAI_API_KEY=${key(1)}\nVITE_OPENAI_API_KEY=${key(1)}\nVITE_MAPS_KEY=${otherKeys.google()}\nVITE_NAME=demo\n`,
      '.env.production': `export NEXT_PUBLIC_OPENAI_KEY="${key(2)}"\n`,
      'a.txt': `VITE_OPENAI_API_KEY=${key(3)}\n`,
    });
    const { document } = await json(repo);
    expect(document.findings.map(({ path, line, where }) => [path, line, where])).toEqual([
      ['.env.local', 2, 'published'],
      ['.env.production', 1, 'published'],
      ['a.txt', 1, 'untracked'],
    ]);
    const { out } = await scan(repo, { path: '.env.local' });
    expect(out.split('\n')[0]).toBe(`.env.local:2:21 project ${tail(1)} (published to the browser)`);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('Every visitor gets a variable with such a prefix');
    expect(out).not.toContain('every clone');
  });

  test('a copy that a killed run left is removed, and named', async () => {
    const repo = repositoryWith({ '.gitignore': '.env\n', 'app/.env': `OPENAI_API_KEY=${key(1)}\n` });
    box.write(join(repo, 'app/.openai-setup-.env.lock/.git/holder'), '999999999 nowhere\n');
    box.write(join(repo, 'app/.openai-setup-.env.lock/.git/new'), key(2));
    utimesSync(join(repo, 'app/.openai-setup-.env.lock'), new Date(0), new Date(0));
    const { err, code } = await scan(repo);
    expect([code, err.replaceAll('\n', ' ')]).toEqual([0, expect.stringContaining('a copy of app/.env')]);
    expect(existsSync(join(repo, 'app/.openai-setup-.env.lock'))).toBe(false);
    expect((await scan(repo)).err).toBe('');
  });

  test('--history: files and every commit, with the commit', async () => {
    const repo = repositoryWith({ 'gone.ts': `a\n ${key(1)}\n`, 'kept.ts': key(2) }, '.');
    const commit = box.git(repo, 'rev-parse', 'HEAD');
    rmSync(join(repo, 'gone.ts'));
    box.git(repo, 'commit', '--quiet', '-a', '-m', 'remove');
    const { code, document } = await json(repo, { history: true });
    expect(code).toBe(11);
    expect(
      document.findings.map(({ path, line, column, commit: of, where }) => [path, line, column, of, where]),
    ).toEqual([
      ['kept.ts', 1, 1, null, 'tracked'],
      ['gone.ts', 2, 2, commit, 'history'],
      ['kept.ts', 1, 1, commit, 'history'],
    ]);
    const { out } = await scan(repo, { history: true });
    expect(out).toContain(`gone.ts:2:2 project ${tail(1)} (commit ${commit.slice(0, 12)})`);
    expect((await scan(repo)).out).not.toContain('gone.ts');
  });

  test('--history: messages and notes, in every form, in both languages', async () => {
    const repo = box.repository();
    const commit = () => {
      box.git(repo, 'commit', '--quiet', '--allow-empty', '-m', `old key\n\n${key(1)}`);
      return box.git(repo, 'rev-parse', 'HEAD');
    };
    const hash = commit();
    box.git(repo, 'tag', '-m', `see ${key(2)}`, 'v1');
    box.git(repo, 'notes', 'add', '-m', key(3));
    const short = hash.slice(0, 12);
    const { code, out } = await scan(repo, { history: true });
    expect(code).toBe(11);
    expect(out.split('\n').slice(0, 3).sort()).toEqual([
      `message of commit ${short}:3:1 project ${tail(1)}`,
      `note on commit ${short}:1:1 project ${tail(3)}`,
      `tag v1:1:5 project ${tail(2)}`,
    ]);
    const { document } = await json(repo, { history: true });
    expect(document.findings).toContainEqual({
      path: '.',
      line: 3,
      column: 1,
      commit: hash,
      kind: 'project',
      masked: tail(1),
      where: 'history',
      message: { of: 'commit', name: hash },
    });
    const sarif = await scan(repo, { history: true, sarif: true });
    expect(sarif.out).toContain(`git's records (tag v1)`);
    expect((await scan(repo, { history: true, language: 'zh-CN' })).out).toContain(
      `提交 ${short} 的说明:3:1`,
    );
    expect((await scan(box.base, { history: true, path: repo })).out).toContain(
      `: message of commit ${short}:3:1`,
    );
  });

  test('--staged: only what the next commit adds, and no hurry to revoke what never left', async () => {
    const repo = repositoryWith({ 'old.ts': key(1) }, '.');
    box.write(join(repo, 'new.ts'), `x = "${key(2)}"\n`);
    expect((await scan(repo, { staged: true })).code).toBe(0);
    box.git(repo, 'add', '.');
    const { code, document } = await json(repo, { staged: true });
    expect([code, document.findings.map(({ path, where }) => [path, where])]).toEqual([
      11,
      [['new.ts', 'staged']],
    ]);
    const { out } = await scan(repo, { staged: true });
    expect(out).toContain('before you commit');
    expect(out).not.toContain('openai-setup rotate');
    expect((await scan(repo, { staged: true, path: 'old.ts' })).code).toBe(0);
  });

  test('a path: paths are told from the folder that the user is in', async () => {
    const repo = repositoryWith({ 'a/b/c.ts': key(1), 'a/d.ts': key(2), 'e.ts': key(3) });
    const paths = async (cwd: string, path: string | undefined) =>
      (await json(cwd, { path })).document.findings.map((finding) => finding['path']);
    expect(await paths(repo, undefined)).toEqual(['a/b/c.ts', 'a/d.ts', 'e.ts']);
    expect(await paths(repo, 'a')).toEqual(['a/b/c.ts', 'a/d.ts']);
    expect(await paths(repo, join(repo, 'a/b'))).toEqual(['a/b/c.ts']);
    expect(await paths(repo, './a/d.ts')).toEqual(['a/d.ts']);
    expect(await paths(join(repo, 'a'), undefined)).toEqual(['b/c.ts', 'd.ts']);
    expect(await paths(join(repo, 'a'), '..')).toEqual(['../e.ts', 'b/c.ts', 'd.ts']);
    expect(await paths(join(repo, 'a'), '../e.ts')).toEqual(['../e.ts']);
  });

  test('names of files cannot act on a terminal, and keep their blanks', async () => {
    const repo = repositoryWith({ 'a  b\u001b[31m\u202e\n\u0007.ts': key(1) });
    const { out } = await scan(repo);
    expect(out.split('\n')[0]).toBe(`a  b .ts:1:1 project ${tail(1)}`);
    expect((await json(repo)).document.findings[0]?.['path']).toBe('a  b .ts');
    const { out: printed } = await scan(repo, { sarif: true });
    expect(printed).toContain('a%20%20b%1B%5B31m%E2%80%AE%0A%07.ts');
  });

  test('a key in the name of a file is not shown whole by the terminal either', async () => {
    const { createRedactor } = await import('../../src/domain/secrets/redact.ts');
    const repo = repositoryWith({ [`${key(1)}.txt`]: key(2) });
    const { search } = { search: createKeySearch({ env: box.env }) };
    const { findings } = await search.files({ folder: repo, file: null });
    const { redact } = createRedactor();
    for (const { path } of findings) expect(findLeaks(redact(JSON.stringify({ path })), secrets)).toEqual([]);
  });

  describe('SARIF', () => {
    test('has the shape that code hosts take', async () => {
      const repo = repositoryWith(
        {
          'ü b/c#d%.ts': `"${key(1)}" ${otherKeys.anthropic()}\n`,
          '.env': `VITE_KEY=${keyBuilders.user(2)}`,
        },
        '.',
      );
      rmSync(join(repo, 'ü b'), { recursive: true });
      box.git(repo, 'commit', '--quiet', '-a', '-m', 'remove');
      const commit = box.git(repo, 'rev-parse', 'HEAD~1');
      const { code, out, err } = await scan(repo, { sarif: true, history: true });
      expect([code, err]).toEqual([11, '']);
      const document = JSON.parse(out);
      expect(Object.keys(document)).toEqual(['$schema', 'version', 'runs']);
      expect(document).toMatchObject({
        version: '2.1.0',
        $schema: expect.stringMatching(/^https:.*sarif-schema-2\.1\.0\.json$/),
      });
      const [run, ...others] = document.runs;
      expect(others).toEqual([]);
      const { rules, ...driver } = run.tool.driver;
      expect(driver).toEqual({
        name: 'openai-setup',
        version: expect.any(String),
        semanticVersion: expect.any(String),
      });
      expect(run).toMatchObject({
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true }],
      });
      expect(rules.map((rule: { id: string }) => rule.id)).toEqual([
        'exposed-key/anthropic',
        'exposed-key/project',
        'exposed-key/user',
      ]);
      for (const rule of rules) {
        expect(rule).toMatchObject({
          name: expect.stringMatching(/^[A-Z][A-Za-z]+$/),
          shortDescription: { text: expect.stringMatching(/./) },
          fullDescription: { text: expect.stringMatching(/./) },
          help: { text: expect.stringMatching(/./) },
          defaultConfiguration: { level: 'error' },
          properties: { tags: ['security'], 'security-severity': '9.0' },
        });
      }
      expect(run.results).toHaveLength(4);
      for (const result of run.results) {
        expect(result.level).toBe('error');
        expect(rules[result.ruleIndex].id).toBe(result.ruleId);
        expect(result.message.text).toMatch(/revoke/);
        const [{ physicalLocation: place }] = result.locations;
        expect(place.artifactLocation.uri).toMatch(/^[A-Za-z0-9._~!'()*%/-]+$/);
        expect(place.artifactLocation.uri).not.toMatch(/^[/.]{1,2}\//);
        expect(place.artifactLocation.uriBaseId).toBe('%SRCROOT%');
        for (const number of Object.values(place.region)) expect(number).toBeGreaterThanOrEqual(1);
      }
      expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('.env');
      expect(run.results[0].message.text).toContain('every visitor');
      expect(run.results[2]).toMatchObject({
        ruleId: 'exposed-key/project',
        message: { text: expect.stringContaining(commit.slice(0, 12)) },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: '%C3%BC%20b/c%23d%25.ts' },
              region: { startLine: 1, startColumn: 2 },
            },
          },
        ],
        properties: { where: 'history', commit },
      });
    });

    test('with --json it is still the one document; a failure is told in the form of the contract', async () => {
      const repo = repositoryWith({ 'a.ts': key(1) });
      expect(JSON.parse((await scan(repo, { sarif: true, json: true })).out)).toMatchObject({
        version: '2.1.0',
      });
      const { code, out } = await scan(repo, { sarif: true, json: true, path: '/dev/null' });
      expect([code, JSON.parse(out)]).toMatchObject([
        10,
        { ok: false, exitCode: 10, diagnosis: { cause: 'env_file_unreadable' } },
      ]);
      const plain = await scan(repo, { sarif: true, path: '/dev/null' });
      expect([plain.code, plain.out]).toEqual([10, '']);
    });
  });

  describe('what cannot be done', () => {
    test.each([
      ['a path that is not there', { path: 'nowhere\u001b[2J' }, 'no such file or folder: nowhere'],
      ['a file taken for a folder', { path: 'README.md/x' }, 'no such file or folder: README.md/x'],
    ])('%s: exit 2', async (_, setting, message) => {
      const error = await scan(box.repository(), setting).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UsageError);
      expect((error as Error).message).toContain(message);
      expect((error as Error).message).not.toContain('\u001b');
    });

    test.each(['staged', 'history'] as const)(
      '--%s without a repository or without git: exit 2',
      async (scope) => {
        const folder = box.folder();
        box.write(join(folder, 'a.ts'), key(1));
        await expect(scan(folder, { [scope]: true })).rejects.toThrow(`--${scope} needs a git repository`);
        const search = createKeySearch({ env: { ...box.env, PATH: folder } });
        await expect(scan(folder, { [scope]: true, search })).rejects.toThrow(`--${scope} needs git`);
        expect((await json(folder, { search })).document.findings).toMatchObject([
          { path: 'a.ts', where: 'untracked' },
        ]);
      },
    );

    test('a repository that git refuses: exit 10 for its records', async () => {
      const repo = repositoryWith({ '.git/config': '[core\n' });
      const { code, document } = await json(repo, { history: true });
      expect([code, document['ok'], document.findings]).toEqual([10, false, []]);
      expect(document['diagnosis']).toMatchObject({
        cause: 'env_file_unreadable',
        title: expect.stringContaining('could not run git'),
      });
    });

    const partly = (findings: number): KeySearch => ({
      locate: async () => ({ state: 'found', target: { folder: box.base, file: null } }),
      files: async () => ({
        findings: Array.from({ length: findings }, (_, at) => ({
          path: 'a.ts',
          line: 2 - at,
          column: 1,
          commit: null,
          kind: 'project',
          masked: tail(1),
          where: 'tracked' as const,
        })),
        ignored: [],
        unreadable: ['x\u001b[31m.ts', ...Array.from({ length: 9 }, (_, at) => `y${at}`)],
        absent: [],
        large: [],
      }),
      staged: () => Promise.reject(new Error('not asked')),
      history: () => Promise.reject(new Error('not asked')),
      exact: () => Promise.reject(new Error('not asked')),
    });
    test('files that cannot be read: never called clean', async () => {
      const { code, out, err } = await scan(box.base, { search: partly(0) });
      expect([code, out]).toEqual([10, '']);
      expect(err).toContain('10 files or folders could not be read');
      expect(err.replaceAll('\n', ' ')).toContain('x.ts, y0, y1, y2, y3, …');
      const { document } = await json(box.base, { search: partly(0) });
      expect(document).toMatchObject({
        ok: false,
        exitCode: 10,
        findings: [],
        diagnosis: { cause: 'env_file_unreadable' },
      });
      const sarif = await scan(box.base, { search: partly(0), sarif: true });
      expect([sarif.code, JSON.parse(sarif.out).runs[0].invocations]).toEqual([
        10,
        [{ executionSuccessful: false }],
      ]);
    });
    test('what is too large is told, and does no harm to what was found or not', async () => {
      const search: KeySearch = {
        ...partly(0),
        files: async () => ({
          findings: [],
          ignored: [],
          unreadable: [],
          absent: [],
          large: ['b.gguf', 'c/d'],
        }),
      };
      const { code, err } = await scan(box.base, { search });
      expect(code).toBe(0);
      expect(err).toContain('2 files over 100 MB were not searched: b.gguf, c/d');
      const chinese = await scan(box.base, { search, language: 'zh-CN', json: true });
      expect(chinese.err).toContain('超过 100 MB');
    });
    test('beside findings: the findings count, in order', async () => {
      const { code, err, document } = await json(box.base, { search: partly(2) });
      expect([code, document.findings.map(({ line }) => line)]).toEqual([11, [1, 2]]);
      expect(err).toContain('could not be read');
    });

    test('a shallow clone is told', async () => {
      const repo = repositoryWith({ 'a.ts': key(1) }, '.');
      const clone = join(box.folder(), 'clone');
      box.git(box.base, 'clone', '--quiet', '--depth', '1', `file://${repo}`, clone);
      expect((await scan(clone, { history: true })).err).toContain('git fetch --unshallow');
    });
  });

  describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
    test.each([100, 40])('only lines of findings may be wider than %d columns', async (columns) => {
      const repo = repositoryWith(
        { 'a.ts': `${key(1)} ${otherKeys.anthropic()}\n`, '.env': `VITE_KEY=${key(2)}\n` },
        'a.ts',
      );
      box.git(repo, 'add', '.');
      for (const setting of [{}, { history: true }, { staged: true }, { path: 'README.md' }]) {
        const { out, err } = await scan(repo, { ...setting, language, columns });
        const wide = (out + err)
          .split('\n')
          .filter((line) => width(line) > columns && !/:\d+:\d+ /.test(line));
        expect(wide).toEqual([]);
        expect(out + err).not.toMatch(/undefined|null|NaN|\[object/);
      }
      const { out } = await scan(repo, { language, sarif: true, history: true });
      expect(out).not.toMatch(/undefined|NaN|\[object/);
    });
  });
});
