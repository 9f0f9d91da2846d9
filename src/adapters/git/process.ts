import { devNull } from 'node:os';
import { type ChildWorld, childEnv, findProgram } from '../system/children.ts';

/** How one run of git ended. */
export interface GitRun {
  /** Null where it was stopped, or never started. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly failure: 'not_installed' | 'timed_out' | 'too_much_output' | 'not_started' | null;
}

export interface GitRunOptions {
  /** An existing folder. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Git is killed after this, in ms. */
  readonly limit: number;
  readonly input?: string;
  /** Looks into a repository of another owner as well, for this one call that only reads; its hooks stay out of it. */
  readonly trusts?: boolean;
}

const mostOutput = 4 * 1024 * 1024;

/**
 * Settings for every run: messages come in English, nothing is locked, asked or fetched, and no program
 * that the repository names is started.
 */
const fixedEnv = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  // Older ones know no such variable, and may fetch by a program that the repository names: so no way to fetch is allowed.
  GIT_ALLOW_PROTOCOL: 'none',
  // What was committed counts, not what somebody shows in its place.
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: devNull,
};
const fixedOptions = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-pager'];

/** Git looks into a repository of another owner only where it is told to. */
export const trusting = ['-c', 'safe.directory=*'];

/** The environment of a git process. */
export function gitEnv(world: ChildWorld): Record<string, string | undefined> {
  const left = Object.entries(childEnv(world)).filter(([name]) => !unwanted.has(name));
  return { ...Object.fromEntries(left), ...fixedEnv };
}

/** What changes how paths are read, or names a program to be run. */
const unwanted: ReadonlySet<string> = new Set([
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_EXTERNAL_DIFF',
  'GIT_DIFF_OPTS',
]);

/**
 * The full arguments of a git process. Paths are taken literally, without git's wildcards; `check-ignore`
 * always takes them so, and refuses the option. `magic`: they have git's own words in front.
 */
export function gitArguments(args: readonly string[], magic = false): string[] {
  const literal = magic || args.includes('check-ignore') ? [] : ['--literal-pathspecs'];
  return [...fixedOptions, ...literal, ...args];
}

/** Runs git without a shell. Never throws. */
export async function runGit(args: readonly string[], options: GitRunOptions): Promise<GitRun> {
  const git = findProgram('git', options);
  if (git === null) return { code: null, stdout: '', stderr: '', failure: 'not_installed' };
  const { execFile } = await import('node:child_process');
  return new Promise((resolve) => {
    const child = execFile(
      git,
      [...(options.trusts ? trusting : []), ...gitArguments(args)],
      {
        cwd: options.cwd,
        env: gitEnv(options),
        timeout: options.limit,
        killSignal: 'SIGKILL',
        maxBuffer: mostOutput,
        windowsHide: true,
      },
      (error, stdout, stderr) => {
        resolve({
          code: error === null ? 0 : typeof error.code === 'number' ? error.code : null,
          stdout,
          stderr,
          failure: error === null ? null : failureOf(error),
        });
      },
    );
    // Git may end before it has read its input; that shows in its exit code.
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input ?? '');
  });
}

function failureOf(error: { code?: unknown; killed?: boolean }): GitRun['failure'] {
  if (error.code === 'ENOENT') return 'not_installed';
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'too_much_output';
  if (error.killed === true) return 'timed_out';
  return typeof error.code === 'number' ? null : 'not_started';
}
