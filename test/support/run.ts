import { spawn } from 'node:child_process';
import { capture, protect } from './captures.ts';
import { cleanEnvironment, makeSandbox, programPath, type Variables } from './environment.ts';
import { watchArguments } from './processes.ts';

export interface RunOptions {
  readonly cwd: string;
  /** Over the clean environment; undefined takes a variable away. `OPENAI_API_KEY` is searched for afterwards. */
  readonly env?: Variables;
  /** Standard input, then its end. With `--key-stdin`, and no `secrets`, it is searched for afterwards. Nothing: an empty one. */
  readonly input?: string;
  /** More to search for: keys in files, for instance. */
  readonly secrets?: readonly string[];
  /** The run is killed and fails after this; 20 s by default. */
  readonly timeoutMs?: number;
  /** Another program than the built one: the path of a script for Node. */
  readonly cli?: string;
}

export interface RunResult {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What stdout holds, where all of it is one JSON document. */
  readonly json?: unknown;
}

/**
 * Runs the program without a terminal. After the test, both streams, the arguments of all its processes, and
 * what it left in its home and temporary folders are searched for the secrets.
 */
export async function runCli(args: readonly string[], options: RunOptions): Promise<RunResult> {
  const { cwd, env = {}, input, secrets = [], timeoutMs = 20_000, cli = programPath() } = options;
  protect(...secrets, env['OPENAI_API_KEY']);
  // Where secrets are named, the input holds more than a key.
  if (args.includes('--key-stdin') && secrets.length === 0) protect(input?.trim());

  const sandbox = makeSandbox();
  const child = spawn(process.execPath, [cli, ...args], { cwd, env: cleanEnvironment(sandbox, env) });
  const processes = child.pid === undefined ? null : watchArguments(child.pid);
  // A program that does not read its input is no failure of the test.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');

  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (data: Buffer) => stdout.push(data));
  child.stderr.on('data', (data: Buffer) => stderr.push(data));
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, timeoutMs);
  try {
    const ended = await new Promise<Pick<RunResult, 'code' | 'signal'>>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal }));
    });
    const out = Buffer.concat(stdout);
    const err = Buffer.concat(stderr);
    capture('stdout', out);
    capture('stderr', err);
    const result = { ...ended, stdout: out.toString(), stderr: err.toString() };
    if (timedOut) {
      throw new Error(`Still running after ${timeoutMs} ms.\n--- stderr\n${result.stderr}`);
    }
    return { ...result, ...jsonOf(result.stdout) };
  } finally {
    clearTimeout(timer);
    processes?.stop();
    sandbox.end();
  }
}

function jsonOf(text: string): { readonly json?: unknown } {
  if (!/^\s*[{[]/.test(text)) return {};
  try {
    return { json: JSON.parse(text) };
  } catch {
    return {};
  }
}
