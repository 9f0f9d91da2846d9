import { appendFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { protect } from '../support/captures.ts';
import { conversation } from '../support/conversation.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import { GIT_VERSION } from '../support/repository.ts';
import { runCli } from '../support/run.ts';
import { asks, firstRun, noProgram, type SetupDocument, standin, terminalIn } from './setup-helpers.ts';

const key = keyBuilders.project(31);

async function write(project: Project, args: readonly string[] = []) {
  const run = await runCli(['setup', '--key-stdin', '--no-test', '--json', ...args], {
    cwd: project.path,
    input: key,
  });
  const document = run.json as SetupDocument;
  expect(document, run.stdout + run.stderr).toBeDefined();
  return { code: run.code, cause: document.diagnosis?.cause ?? null, document };
}

/** As git itself judges, by rules of the project only. */
async function ignored(project: Project, name: string): Promise<boolean> {
  await writeFile(project.at('.git/info/exclude'), '');
  return project.git('check-ignore', '--no-index', name).then(
    () => true,
    () => false,
  );
}

describe.skipIf(GIT_VERSION === null)('the ignore entry, as git judges it', () => {
  test.each<[string, Record<string, string>, string]>([
    ['no .gitignore', {}, '.env\n'],
    ['one without the entry', { '.gitignore': 'node_modules\n' }, 'node_modules\n.env\n'],
    ['one without a final newline', { '.gitignore': 'node_modules' }, 'node_modules\n.env\n'],
    ['CRLF', { '.gitignore': 'node_modules\r\n' }, 'node_modules\r\n.env\r\n'],
    ['already there', { '.gitignore': '# secrets\n.env\n' }, '# secrets\n.env\n'],
    ['by another rule', { '.gitignore': '*.env*\n' }, '*.env*\n'],
    ['taken back by a negation', { '.gitignore': '.env\n!.env\n' }, '.env\n!.env\n.env\n'],
    ['a negation of all', { '.gitignore': '.env*\n!.env*\nx\n' }, '.env*\n!.env*\nx\n.env\n'],
    ['only commented out', { '.gitignore': '# .env\n' }, '# .env\n.env\n'],
    ['only a folder', { '.gitignore': '.env/\n' }, '.env/\n.env\n'],
  ])('%s', async (_, files, expected) => {
    const project = await makeProject(files, { git: true });
    const { code, document } = await write(project);
    expect(code, JSON.stringify(document.diagnosis)).toBe(0);
    expect(await project.read('.gitignore')).toBe(expected);
    expect(await ignored(project, '.env')).toBe(true);
    expect(await project.git('status', '--porcelain', '.env')).toBe('');
    // Once and for all.
    await write(project);
    expect(await project.read('.gitignore')).toBe(expected);
  });

  test('a rule that only this user has does not count', async () => {
    const project = await makeProject({}, { git: true });
    await appendFile(project.at('.git/info/exclude'), '.env\n');
    expect((await write(project)).code).toBe(0);
    expect(await project.read('.gitignore')).toBe('.env\n');
  });

  test('in a folder of a repository: the rule of the top counts, an entry goes beside the file', async () => {
    const covered = await makeProject({ '.gitignore': '.env\n', 'apps/web/a.txt': '' }, { git: true });
    const before = await covered.read('.gitignore');
    expect((await write(covered, ['-C', 'apps/web'])).code).toBe(0);
    expect(await covered.read('.gitignore')).toBe(before);
    expect(covered.exists('apps/web/.gitignore')).toBe(false);

    const open = await makeProject({ '.gitignore': '/.env\n', 'apps/web/a.txt': '' }, { git: true });
    expect((await write(open, ['-C', 'apps/web'])).code).toBe(0);
    expect(await open.read('apps/web/.gitignore')).toBe('.env\n');
    expect(await ignored(open, 'apps/web/.env')).toBe(true);
  });

  test('no repository: the entry is written all the same', async () => {
    const project = await makeProject({ '.gitignore': 'dist\n' });
    expect((await write(project)).code).toBe(0);
    expect(await project.read('.gitignore')).toBe('dist\n.env\n');
  });
});

describe.skipIf(GIT_VERSION === null)('an env file that git tracks', () => {
  const tracked = async (content = 'A=1\n') => {
    const project = await makeProject({ '.env': content, 'main.py': '' }, { git: true });
    await project.git('add', '.env', 'main.py');
    await project.git('commit', '-q', '-m', 'first');
    return project;
  };

  test.each([[[]], [['--yes']], [['--force']]])(
    'stops before the key is written, and names the remedy: %s',
    async (args) => {
      const project = await tracked();
      const before = await project.snapshot({ times: true });
      const { code, cause, document } = await write(project, args);
      expect(cause).toBe('env_file_tracked');
      expect(code).toBe(10);
      expect(JSON.stringify(document.diagnosis?.remedies)).toContain('git rm --cached');
      expect(await project.snapshot({ times: true })).toEqual(before);
      expect(await project.git('status', '--porcelain')).toBe('');
    },
  );

  async function toTheQuestion(project: Project) {
    const api = await standin();
    const session = terminalIn(project, api, { args: ['setup', '--no-open'] });
    return { api, session };
  }

  test('in a terminal, Enter never commits the key', async () => {
    const project = await tracked();
    const { api, session } = await toTheQuestion(project);
    let pasted = false;
    for (let questions = 0; questions < 10; questions++) {
      const question = await session.nextQuestion();
      if (question === null) break;
      if (question.includes(asks.en.key)) {
        await session.typeSecret(api.key);
        pasted = true;
      }
      if (asks.en.program.test(question)) for (const key of noProgram().keys ?? []) await session.key(key);
      await session.enter();
    }
    await session.exit;
    expect(session.screen()).toContain('git rm --cached');
    // Either nothing was written, or git no longer tracks the file.
    const holding = await project.filesHolding(api.key);
    if (holding.length > 0) expect(await project.git('ls-files', '.env')).toBe('');
    expect(await project.git('log', '--format=%H')).not.toContain('\n');
    expect(pasted || holding.length === 0).toBe(true);
  });

  test('in a terminal, Ctrl-C there changes nothing', async () => {
    const project = await tracked();
    const before = await project.snapshot();
    const { session } = await toTheQuestion(project);
    await session.waitForQuestion();
    await session.ctrlC();
    expect(await session.exit).toBe(130);
    expect(await project.snapshot()).toEqual(before);
    expect(await project.git('ls-files')).toContain('.env');
  });

  test('taken out of git later, it was committed: the old key must be replaced', async () => {
    const older = keyBuilders.project(32);
    protect(older);
    const project = await tracked(`OPENAI_API_KEY=${older}\n`);
    await project.git('rm', '-q', '--cached', '.env');
    await project.git('commit', '-q', '-m', 'second');
    const { code, document } = await write(project, ['--force']);
    expect(code, JSON.stringify(document.diagnosis)).toBe(0);
    expect(document.warnings.map(({ id }) => id)).toContain('was_committed');
  });
});

describe('a run without git on the machine', () => {
  test('still writes the entry', async () => {
    const project = await makeProject();
    const run = await runCli(['setup', '--key-stdin', '--no-test'], {
      cwd: project.path,
      input: key,
      env: { PATH: '/nowhere' },
    });
    expect(run.code, run.stderr).toBe(0);
    expect(await project.read('.gitignore')).toBe('.env\n');
  });
});

describe.skipIf(GIT_VERSION === null)('a whole run in a repository', () => {
  test('leaves only .gitignore to be committed', async () => {
    const api = await standin();
    const project = await makeProject({}, { git: true });
    const session = terminalIn(project, api);
    const code = await conversation(session, firstRun(api.key));
    expect(code).toBe(0);
    expect(await project.git('status', '--porcelain')).toBe('?? .gitignore');
    expect(session.screen()).toMatch(/ignored by git/);
  });
});

describe('a whole run outside a repository', () => {
  test('does not say that git ignores the file', async () => {
    const api = await standin();
    const project = await makeProject();
    const session = terminalIn(project, api);
    expect(await conversation(session, firstRun(api.key))).toBe(0);
    expect(session.screen()).toMatch(/\.gitignore for\s+later/);
    expect(session.screen()).not.toMatch(/ignored by git/);
  });
});

describe('git that cannot be asked', () => {
  const setup = ['setup', '--key-stdin', '--no-test', '--yes', '--json'];
  const someoneElse = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
  const committed = async () => {
    const project = await makeProject({ '.env': 'OPENAI_API_KEY=\n' }, { git: true });
    await project.git('add', '.');
    await project.git('commit', '-q', '-m', 'first');
    return project;
  };

  test.each([
    ['another owner', someoneElse],
    ['no git on the machine', { PATH: '/nowhere' }],
  ])('a tracked file is found all the same: %s', async (_, env) => {
    const project = await committed();
    const before = await project.snapshot();
    const { code, json } = await runCli(setup, { cwd: project.path, secrets: [key], input: key, env });
    expect(code).toBe(10);
    expect(json).toMatchObject({ diagnosis: { cause: 'env_file_tracked', reason: 'tracked' } });
    expect(await project.snapshot()).toEqual(before);
    const rotated = await runCli(['rotate', '--key-stdin', '--yes', '--json'], {
      cwd: project.path,
      secrets: [key],
      input: key,
      env,
    });
    expect(rotated.code).toBe(3);
  });

  test('without an index to read nothing is written but with --force', async () => {
    const project = await committed();
    await project.write('.git/index', 'broken');
    const { code, json } = await runCli(setup, { cwd: project.path, secrets: [key], input: key });
    expect(code).toBe(10);
    expect(json).toMatchObject({ diagnosis: { cause: 'env_file_tracked', reason: 'in_doubt' } });
    expect(await project.filesHolding(key)).toEqual([]);
    const forced = await runCli([...setup, '--force'], { cwd: project.path, secrets: [key], input: key });
    expect(forced.code).toBe(0);
    expect(forced.stderr + forced.stdout).not.toMatch(/no repository|not a git repository/i);
    expect(await project.filesHolding(key)).toEqual(['.env']);
  });
});
