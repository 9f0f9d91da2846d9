import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';
import { findLeaks } from './leaks.ts';

const run = promisify(execFile);

/** Path, with `/`, to what stands there. */
export type Snapshot = Readonly<Record<string, string>>;

export interface Project {
  /** Absolute, without symbolic links. */
  readonly path: string;
  /** Absolute path of a name in the project. */
  at(name: string): string;
  exists(name: string): boolean;
  /** As UTF-8. */
  read(name: string): Promise<string>;
  bytes(name: string): Promise<Buffer>;
  /** Writes a file, and the folders that it needs. */
  write(name: string, content: string | Uint8Array): Promise<void>;
  /** Permission bits, such as `0o600`. */
  mode(name: string): Promise<number>;
  /** Runs git in the project, apart from this user's own settings. Its output, without the last line break. */
  git(...args: readonly string[]): Promise<string>;
  /**
   * Every folder, file and link (but not `.git`) with type, mode and content; with `times` also inode and time
   * of the last change, so that writing the same again shows.
   */
  snapshot(options?: { readonly times?: boolean }): Promise<Snapshot>;
  /** Files in which a secret stands, `.git` included; `/` in the names. */
  filesHolding(secret: string): Promise<readonly string[]>;
}

const made: string[] = [];

afterAll(async () => {
  for (const path of made.splice(0)) await removeFolder(path);
});

/** Also one in which a test took rights away. */
async function removeFolder(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch {
    await openUp(path);
    await rm(path, { recursive: true, force: true });
  }
}

async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await openUp(join(folder, entry.name));
  }
}

/** A project folder with these files, removed when the test file has ended. With `git`, a repository without commits. */
export async function makeProject(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  options: { readonly git?: boolean } = {},
): Promise<Project> {
  const outer = await realpath(await mkdtemp(join(tmpdir(), 'openai-setup-project-')));
  made.push(outer);
  const path = join(outer, 'app');
  await mkdir(path);
  const home = join(outer, 'home');
  await mkdir(home);

  const at = (name: string) => join(path, name);
  const write = async (name: string, content: string | Uint8Array) => {
    await mkdir(dirname(at(name)), { recursive: true });
    await writeFile(at(name), content);
  };
  const git = async (...args: readonly string[]) => {
    const env = { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1', LANG: 'C.UTF-8' };
    const { stdout } = await run('git', args, { cwd: path, env });
    return stdout.replace(/\n$/, '');
  };
  if (options.git) {
    await git('init', '-q', '-b', 'main');
    await git('config', 'user.name', 'Test');
    await git('config', 'user.email', 'test@example.com');
  }
  for (const [name, content] of Object.entries(files)) await write(name, content);

  return {
    path,
    at,
    exists: (name) => existsSync(at(name)),
    read: (name) => readFile(at(name), 'utf8'),
    bytes: (name) => readFile(at(name)),
    write,
    mode: async (name) => (await lstat(at(name))).mode & 0o7777,
    git,
    snapshot: ({ times = false } = {}) => snapshotOf(path, times),
    filesHolding: (secret) => filesHolding(path, secret),
  };
}

async function entriesOf(root: string, withGit: boolean) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { entry, path, name: relative(root, path).split(sep).join('/') };
    })
    .filter(({ name }) => withGit || (name !== '.git' && !name.startsWith('.git/')));
}

async function snapshotOf(root: string, times: boolean): Promise<Snapshot> {
  const lines: [string, string][] = [];
  for (const { entry, path, name } of await entriesOf(root, false)) {
    const { mode, ino, mtimeMs } = await lstat(path);
    const rights = (mode & 0o7777).toString(8);
    const when = times && !entry.isDirectory() ? ` ${ino} ${mtimeMs}` : '';
    if (entry.isSymbolicLink()) lines.push([name, `link to ${await readlink(path)}${when}`]);
    else if (entry.isDirectory()) lines.push([name, `folder ${rights}`]);
    else if (!entry.isFile()) lines.push([name, `special ${rights}${when}`]);
    else {
      const content = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      lines.push([name, `file ${rights} ${content}${when}`]);
    }
  }
  return Object.fromEntries(lines.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function filesHolding(root: string, secret: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { entry, path, name } of await entriesOf(root, true)) {
    if (entry.isFile() && findLeaks(await readFile(path), [secret]).length > 0) found.push(name);
  }
  return found.sort();
}
