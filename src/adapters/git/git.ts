import { existsSync, lstatSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';
import type { Git, GitFacts } from '../../ports/git.ts';
import { liesBelow } from '../files/lies-below.ts';
import { nativeRealPath } from '../files/real-path.ts';
import { type GitRun, type GitRunOptions, runGit } from './process.ts';
import { ignoredWithoutUserRules } from './project-rules.ts';
import { withoutRepository } from './repository-env.ts';

interface GitOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder the program was started in: a relative `GIT_DIR` counts from there. */
  readonly cwd: string;
  /** ms for one run of git. The default is far more than it needs: only a hanging disk ends there. */
  readonly limit?: number;
}

const timeLimit = 5_000;
const historyLimit = 2_000;

type JudgedFacts = Omit<GitFacts, 'unignored'>;
type Where = Required<GitOptions> & Pick<GitRunOptions, 'trusts'>;

/** Asks the `git` program itself: no rule of its is imitated here. */
export function createGit(options: GitOptions): Git {
  return {
    async facts(path, { history }) {
      const file = withRealFolder(path);
      const target = linkTarget(file);
      const [link, linked] = await Promise.all([
        judge(file, history, options),
        target === null ? null : judge(target, history, options),
      ]);
      if (target === null || linked === null) return { ...link, unignored: missing([[file, link]]) };
      return linkFacts(file, link, target, linked);
    },

    async untrack(path) {
      const file = withRealFolder(path);
      const target = linkTarget(file);
      const inTarget = target !== null && (await judge(target, false, options)).tracked === true;
      const tracked = inTarget ? target : file;
      for (const where of places(tracked, options)) {
        const entry = await runGit(['ls-files', '--stage', '--full-name', '-z', '--', tracked], where);
        // Not `git rm --cached`, which compares the file with its entry through the filters of the repository.
        const [, name] = /\t([^\0]+)\0$/.exec(entry.stdout) ?? [];
        if (name === undefined) continue;
        const root = await runGit(['rev-parse', '--show-cdup'], where);
        const top = { ...where, cwd: resolve(where.cwd, root.stdout.replace(/\r?\n$/, '')) };
        const run = await runGit(['update-index', '--force-remove', '-z', '--stdin'], {
          ...top,
          input: `${name}\0`,
        });
        if (run.code === 0) return async () => trackAgain(entry.stdout, where);
      }
      return null;
    },
  };
}

/**
 * Facts about a linked file. The target holds the secret, the link only a path: so a link that is in
 * the index is no leak, and where the target lies in a repository the target decides.
 */
function linkFacts(file: string, link: JudgedFacts, target: string, linked: JudgedFacts): GitFacts {
  if (linked.repository === 'none') return { ...link, tracked: false, unignored: missing([[file, link]]) };
  const unignored = missing(
    link.tracked
      ? [[target, linked]]
      : [
          [target, linked],
          [file, link],
        ],
  );
  const worst = linked.ignoredBy === 'project' && unignored.length > 0 ? link : linked;
  return {
    ...linked,
    ignoredBy: worst.ignoredBy,
    // A link in the index says nothing about a key; a file that once stood in its place does.
    everCommitted: link.tracked ? linked.everCommitted : either(linked.everCommitted, link.everCommitted),
    unignored,
  };
}

function either(one: boolean | null, other: boolean | null): boolean | null {
  return one === true || other === true ? true : one === null || other === null ? null : false;
}

function missing(judged: readonly (readonly [path: string, facts: JudgedFacts])[]): string[] {
  return judged.filter(([, facts]) => facts.ignoredBy !== 'project').map(([path]) => path);
}

/** Tries the repository that the environment names first, then the one the file lies in. */
async function judge(path: string, history: boolean, options: GitOptions): Promise<JudgedFacts> {
  let doubt: JudgedFacts | null = null;
  for (const where of places(path, options)) {
    if (!mayBeRepository(path, where.env)) continue;
    const asked = await judgeFrom(where, path, history);
    // Git does not look into a repository of another owner, unless it is told to for the one call.
    const isForeign = /^detected dubious ownership/.test(asked.detail);
    const facts = isForeign ? await judgeFrom({ ...where, trusts: true }, path, history) : asked;
    if (facts.repository === 'yes') return facts;
    doubt ??= await judgeUnasked(facts, path, where);
  }
  return doubt ?? outside('none', '');
}

/** What the files of a repository say that git cannot be asked about; null where git rightly says that there is none. */
async function judgeUnasked(facts: JudgedFacts, path: string, where: Where): Promise<JudgedFacts | null> {
  if (path.split(/[\\/]/).includes('.git')) return null;
  const { seeUnasked } = await import('./unasked.ts');
  const seen = seeUnasked(path, where);
  if (!seen) return facts.repository === 'none' ? null : { ...facts, tracked: null };
  const { root, tracked, ignored } = seen;
  const detail = facts.repository === 'none' ? 'not a git repository' : facts.detail;
  return {
    ...facts,
    repository: 'unavailable',
    detail,
    root,
    tracked,
    ignoredBy: ignored ? 'project' : null,
  };
}

function* places(path: string, { env, cwd, limit = timeLimit }: GitOptions): Generator<Where> {
  const named = env['GIT_DIR'] || env['GIT_WORK_TREE'];
  // Without a work tree of its own name, git takes the current folder for the top: so not the file's folder.
  if (named) yield { cwd, env, limit };
  yield { cwd: existingFolder(dirname(path)), env: named ? withoutRepository(env) : env, limit };
}

async function judgeFrom(where: Where, path: string, history: boolean): Promise<JudgedFacts> {
  // Without `--full-history` a branch that added and removed the file is passed over at its merge.
  const log = ['rev-list', '--all', '--full-history', '--max-count=1', '--', path];
  const [usual, commits] = await Promise.all([
    runGit(usualQuestion(path), where),
    history ? runGit(log, { ...where, limit: Math.min(where.limit, historyLimit) }) : null,
  ]);
  if (usual.failure === 'timed_out' || usual.failure === 'not_installed') return whyNot(usual, where, path);
  const facts = usualCase(usual.stdout, path) ?? (await judgeInParts(where, path));
  if (facts.repository !== 'yes') return facts;
  return { ...facts, everCommitted: commits?.code === 0 ? commits.stdout !== '' : null };
}

/** Lists the file where it exists, not in the index and ignored by a `.gitignore` of the project: the usual case. */
function usualQuestion(path: string): string[] {
  const ignored = ['--ignored', '--exclude-per-directory=.gitignore'];
  return ['ls-files', '-z', '-t', '--full-name', '--cached', '--others', ...ignored, '--', path];
}

/** The facts in one answer instead of three, since each process costs; null where it is not the usual case. */
function usualCase(answer: string, path: string): JudgedFacts | null {
  const name = /^\? ([^\0]+)\0$/.exec(answer)?.[1];
  if (name === undefined) return null;
  const end = normalize(`/${name}`);
  if (!path.endsWith(end)) return null;
  const root = resolve(path.slice(0, -end.length) || sep);
  return { repository: 'yes', detail: '', root, ignoredBy: 'project', tracked: false, everCommitted: null };
}

/** Every case: who ignores the file, whether it is in the index, and why git gives no answer. */
async function judgeInParts(where: Where, path: string): Promise<JudgedFacts> {
  const check = ['check-ignore', '--no-index', '--verbose', '--non-matching', '-z', '--stdin'];
  const [top, rules, index] = await Promise.all([
    runGit(['rev-parse', '--show-toplevel'], where),
    runGit(check, { ...where, input: `${path}\0` }),
    runGit(['ls-files', '-z', '--full-name', '--', path], where),
  ]);
  if (top.code !== 0) return whyNot(top, where, path);
  const root = resolve(top.stdout.replace(/\r?\n$/, ''));
  if (!liesBelow(root, path)) return outside('none', '');
  if (rules.code !== 0 && rules.code !== 1) return whyNot(rules, where, path);
  if (index.code !== 0) return whyNot(index, where, path);

  return {
    repository: 'yes',
    detail: '',
    root,
    ignoredBy: await ignoredBy(rules.stdout, root, path, where),
    tracked: index.stdout !== '',
    everCommitted: null,
  };
}

/** `answer`: `source`, line, pattern and path, each ended by NUL; the first three are empty where no rule matches. */
async function ignoredBy(
  answer: string,
  root: string,
  path: string,
  where: Where,
): Promise<GitFacts['ignoredBy']> {
  const [source = '', , pattern = ''] = answer.split('\0');
  if (source === '' || pattern.startsWith('!')) return null;
  if (isProjectRule(source, root, path)) return 'project';
  // A rule of this user that ignores a folder hides the project's own rules about the files in it.
  return (await ignoredWithoutUserRules(root, path, where)) ? 'project' : 'user';
}

/** Git names the `.gitignore` files of the work tree from its top, and a user's file by its whole path. */
function isProjectRule(source: string, root: string, path: string): boolean {
  return (
    !isAbsolute(source) && basename(source) === '.gitignore' && liesBelow(dirname(join(root, source)), path)
  );
}

function whyNot(run: GitRun, where: Where, path: string): JudgedFacts {
  if (run.failure !== null) {
    return mayBeRepository(path, where.env) ? outside('unavailable', run.failure) : outside('none', '');
  }
  const words = /(?:^|\n)(?:fatal|error): ([^\n]*)/.exec(run.stderr)?.[1] ?? '';
  const elsewhere = /^not a git repository \(or any|^this operation must be run in a work tree/.test(words);
  return elsewhere ? outside('none', '') : outside('unavailable', printable(words));
}

function outside(repository: 'none' | 'unavailable', detail: string): JudgedFacts {
  return { repository, detail, root: null, ignoredBy: null, tracked: false, everCommitted: null };
}

function printable(words: string): string {
  return words
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

/** False where git cannot find a repository either: nothing above the file is called `.git`. */
function mayBeRepository(path: string, env: GitOptions['env']): boolean {
  if (env['GIT_DIR'] || env['GIT_WORK_TREE']) return true;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return true;
    if (folder === dirname(folder)) return false;
  }
}

/** Git refuses a path that leads through a linked folder: those links are followed, the file's own is not. */
function withRealFolder(path: string): string {
  const folder = existingFolder(dirname(path));
  return join(nativeRealPath(folder), relative(folder, path));
}

/** Where a linked file leads; null for anything else, also for a link that leads nowhere. */
function linkTarget(path: string): string | null {
  try {
    return lstatSync(path).isSymbolicLink() ? nativeRealPath(path) : null;
  } catch {
    return null;
  }
}

function existingFolder(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : existingFolder(dirname(folder));
}

/** Puts entries of the index back as `ls-files --stage` listed them: mode, object, stage, path. */
async function trackAgain(entries: string, where: Parameters<typeof runGit>[1]): Promise<boolean> {
  const run = await runGit(['update-index', '-z', '--index-info'], { ...where, input: entries });
  return run.code === 0;
}
