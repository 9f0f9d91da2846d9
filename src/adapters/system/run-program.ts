import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve, sep } from 'node:path';
import { type Clean, cleanReply, cleanText, shortened } from '../../domain/text/clean.ts';
import type { ProgramEnd } from '../../ports/system.ts';
import { type ChildWorld, childEnv, findProgram } from './children.ts';

interface World extends ChildWorld {
  readonly redact: (text: string) => string;
}

/** ms until an installation, or a program, is ended. */
const limits = { install: 300_000, program: 60_000 };

/** Whoever has no network need not wait for minutes; what the user has set himself stays. */
const impatient: Readonly<Record<string, string>> = {
  npm_config_fetch_retries: '1',
  npm_config_fetch_retry_mintimeout: '1000',
  PIP_RETRIES: '1',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
};

/** What `npx` adds to the environment of this program. */
const byNpm =
  /^(?:npm_(?:lifecycle_|package_|command$|execpath$|node_execpath$|config_user_agent$)|INIT_CWD$)/i;

/** Runs a line that was shown. Null on success, else what went wrong in one line. */
export async function install(line: string, world: World): Promise<Clean | null> {
  const { code, stdout, stderr } = await run(
    line,
    { ...impatient, ...childEnv(world) },
    world,
    limits.install,
  );
  if (code === 0) return null;
  return shortened(cleanText(whatFailed(stderr) || whatFailed(stdout) || `exit code ${code}`), 200);
}

/** Runs a line with the variables of the user's own shell, as they were before any was hidden from children. */
export async function runProgram(line: string, world: World): Promise<ProgramEnd> {
  const env = Object.fromEntries(Object.entries(world.env).filter(([name]) => !byNpm.test(name)));
  const { code, stdout, stderr } = await run(line, env, world, limits.program);
  return { code, reply: cleanReply(stdout.trim()), problem: cleanText(code === 0 ? '' : whatFailed(stderr)) };
}

/** The line that says most: the first that names a fault in words, else the last. */
function whatFailed(text: string): string {
  const lines = text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const told = lines
    .filter((one) => /^(?:npm )?err(?:or)?!?\b|^\w*Error\b/i.test(one))
    .map((one) => one.replace(/^(?:npm )?err(?:or)?!?:?\s+/i, ''));
  return told.find((one) => !/^(?:code|syscall|errno|path|type)\b/.test(one)) ?? lines.at(-1) ?? '';
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  line: string,
  env: ChildWorld['env'],
  { redact, ...world }: World,
  limit: number,
): Promise<Ended> {
  const [name = '', ...args] = line.split(' ');
  const program = programOf(name, world);
  if (program === null) return { code: null, stdout: '', stderr: `${name}: not found` };
  const { execFile } = await import('node:child_process');
  // On Windows package managers are batch files, which only a shell can start.
  const shell = process.platform === 'win32' && !program.toLowerCase().endsWith('.exe');
  const how = { cwd: world.cwd, env, shell, maxBuffer: 64 * 1024 * 1024, windowsHide: true, timeout: limit };
  return new Promise((settle) => {
    const child = execFile(shell ? `"${program}"` : program, args, how, (error, stdout, stderr) => {
      process.off('exit', end);
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      const why = stderr.trim() === '' && code === null ? (error?.message ?? '') : stderr;
      settle({ code, stdout: redact(stdout), stderr: redact(why) });
    });
    const end = (): void => void child.kill();
    // A signal ends this process without coming back here.
    process.once('exit', end);
    child.stdin?.end();
  });
}

/** Where a program lies; null where it is not there, or is one that the project brings along. */
function programOf(name: string, world: ChildWorld): string | null {
  const active = world.env['VIRTUAL_ENV'] || world.env['CONDA_PREFIX'];
  // A virtual environment that the user has activated may well lie in the project.
  if (/^python3?$/.test(name) && active && isAbsolute(active)) return pythonIn(active);
  if (/[\\/]/.test(name)) return ofMachine(resolve(world.cwd, name), world.cwd);
  return findProgram(name, world) ?? (name === 'node' ? process.execPath : null);
}

function pythonIn(folder: string): string | null {
  const places = process.platform === 'win32' ? ['Scripts/python.exe', 'python.exe'] : ['bin/python'];
  const paths = places.map((place) => join(folder, place));
  return paths.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile()) ?? null;
}

/** The Python of a virtual environment is a link to one of this machine; what came with the project is a file. */
function ofMachine(path: string, folder: string): string | null {
  try {
    const isOwn = realpathSync(path).startsWith(realpathSync(folder) + sep);
    return isOwn && process.platform !== 'win32' ? null : path;
  } catch {
    return null;
  }
}
