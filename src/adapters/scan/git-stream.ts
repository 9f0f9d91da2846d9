import { gitArguments, gitEnv, trusting } from '../git/process.ts';
import { findProgram } from '../system/children.ts';

export interface StreamOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What git reads on its standard input. */
  readonly input?: string;
  /** Git is killed after this, in ms. */
  readonly limit?: number;
  /** Git is no longer wanted. */
  readonly signal?: AbortSignal;
  /** Paths have git's own words in front of them. */
  readonly magic?: boolean;
}

/** How a streamed run of git ended; `code` is null where git could not be started or was killed. */
export interface StreamEnd {
  readonly code: number | null;
  readonly stderr: string;
  readonly timedOut: boolean;
  /** Why the system did not start it, where it is there. */
  readonly fault?: Error;
}

/**
 * Runs git and hands on its output piece by piece, without keeping it. A repository of another owner is read as well: nothing
 * that it names is started. Never throws.
 */
export async function streamGit(
  args: readonly string[],
  options: StreamOptions,
  take: (piece: Buffer) => void,
): Promise<StreamEnd> {
  const end = await streamOnce(gitArguments(args, options.magic), options, take);
  if (end.code !== 128 || !/^fatal: detected dubious ownership/m.test(end.stderr)) return end;
  return streamOnce([...trusting, ...gitArguments(args, options.magic)], options, take);
}

async function streamOnce(
  args: readonly string[],
  options: StreamOptions,
  take: (piece: Buffer) => void,
): Promise<StreamEnd> {
  const git = findProgram('git', options);
  if (git === null) return { code: null, stderr: '', timedOut: false };
  const { spawn } = await import('node:child_process');
  return new Promise((resolve) => {
    const child = spawn(git, args, {
      cwd: options.cwd,
      env: gitEnv(options),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.limit === undefined ? {} : { timeout: options.limit, killSignal: 'SIGKILL' }),
    });
    child.on('error', (fault) => resolve({ code: null, stderr, timedOut: false, fault }));
    let stderr = '';
    // Where the system has no more files to open there are no streams.
    if (!child.stdin) return;
    // Git may end before it has read its input; that shows in its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    child.stderr.on('data', (piece: Buffer) => {
      if (stderr.length < 4_000) stderr += piece.toString();
    });
    child.stdout.on('data', take);
    child.on('close', (code) => resolve({ code, stderr, timedOut: child.killed }));
  });
}

export interface Listed extends StreamEnd {
  readonly paths: readonly string[];
}

/** Runs git for a list of paths, each ended by a zero byte. */
export async function listOf(
  args: readonly string[],
  folder: string,
  env: StreamOptions['env'],
  options: Pick<StreamOptions, 'signal' | 'magic'> = {},
): Promise<Listed> {
  const paths: string[] = [];
  const end = await streamGit(
    args,
    { cwd: folder, env, ...options },
    byZeros((path) => paths.push(path.toString())),
  );
  return { ...end, paths };
}

/** What git could not open; its messages are English here. */
export function problemsIn(stderr: string): string[] {
  const forms =
    /^(?:error: failed to (?:stat|open)|warning: could not open directory) '(.+)': |^error: '(.+)': short read/gm;
  return [...stderr.matchAll(forms)].map(([, opened, cut]) => (opened ?? cut ?? '').replace(/\/$/, ''));
}

/** A longer line is cut: no source of keys has one, but a bundled data file may. */
const longestLine = 4 * 1024 * 1024;

/** Cuts pieces into lines, each handed on without its `\n`. */
export const byLines = (take: (line: Buffer) => void) => cutAt(0x0a, take);

/** Cuts a list into its entries, each of which ends with a zero byte. */
export const byZeros = (take: (entry: Buffer) => void) => cutAt(0, take);

function cutAt(mark: number, take: (part: Buffer) => void): (piece: Buffer) => void {
  let rest: Buffer[] = [];
  let size = 0;
  return (piece) => {
    let from = 0;
    for (let end = piece.indexOf(mark); end >= 0; end = piece.indexOf(mark, from)) {
      const part = piece.subarray(from, end);
      take(rest.length === 0 ? part : Buffer.concat([...rest, part]));
      rest = [];
      size = 0;
      from = end + 1;
    }
    const part = piece.subarray(from);
    if (part.length > 0 && size < longestLine) rest.push(part);
    size += part.length;
  };
}
