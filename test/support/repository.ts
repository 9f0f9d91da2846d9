import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Null where there is no git on this machine; then its tests are skipped. */
export const GIT_VERSION = (() => {
  const run = spawnSync('git', ['--version'], { encoding: 'utf8' });
  return run.status === 0 ? run.stdout.trim() : null;
})();

export type Env = Record<string, string | undefined>;

/** A temporary folder with a home and a git configuration of its own: nothing of this machine is read or changed. */
export class Sandbox {
  readonly base: string;
  readonly home: string;
  readonly env: Env;
  readonly #template: string;
  #count = 0;

  constructor() {
    this.base = realpathSync(mkdtempSync(join(tmpdir(), 'git-sandbox-')));
    this.home = join(this.base, 'home');
    mkdirSync(this.home);
    this.env = {
      PATH: process.env['PATH'],
      HOME: this.home,
      GIT_CONFIG_GLOBAL: join(this.home, '.gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
      // A repository above the temporary folder must not be found.
      GIT_CEILING_DIRECTORIES: this.base,
    };
    this.write(
      join(this.home, '.gitconfig'),
      '[user]\n\tname = Test\n\temail = test@example.com\n[init]\n\tdefaultBranch = main\n[protocol "file"]\n\tallow = always\n[gc]\n\tauto = 0\n',
    );
    this.#template = join(this.base, 'template');
    mkdirSync(this.#template);
    this.git(this.#template, 'init', '--quiet');
    this.write(join(this.#template, 'README.md'), 'hello\n');
    this.git(this.#template, 'add', '--all');
    this.git(this.#template, 'commit', '--quiet', '-m', 'first');
  }

  /** A folder of its own in no repository. */
  folder(name = 'folder'): string {
    this.#count += 1;
    const path = join(this.base, String(this.#count), name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** A repository with one commit. */
  repository(name = 'repository'): string {
    const path = this.folder(name);
    cpSync(this.#template, path, { recursive: true });
    return path;
  }

  /** Runs git, and throws where it fails. */
  git(cwd: string, ...args: string[]): string {
    return this.gitWith(cwd, this.env, ...args);
  }

  /** The same in another environment; without the final line break. */
  gitWith(cwd: string, env: Env, ...args: string[]): string {
    return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: 'pipe' }).replace(/\n$/, '');
  }

  /** Runs git, and gives its exit code. */
  gitCode(cwd: string, env: Env, ...args: string[]): number | null {
    return spawnSync('git', args, { cwd, env, stdio: 'ignore' }).status;
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  commit(cwd: string, ...paths: string[]): void {
    this.git(cwd, 'add', '--force', '--', ...paths);
    this.git(cwd, 'commit', '--quiet', '-m', 'more');
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}
