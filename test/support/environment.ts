import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { captureFolder } from './captures.ts';

/** Variables over the clean ones; undefined takes one away. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Folders of one run that nothing else uses. */
export interface Sandbox {
  readonly home: string;
  readonly tmp: string;
  /** Hands what was left in both folders over to the search for secrets, and removes them. */
  end(): void;
}

const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The program under test: the built one, or the one that `OPENAI_SETUP_BIN` names (the packed one). */
export function programPath(): string {
  return process.env['OPENAI_SETUP_BIN'] ?? join(checkout, 'bin', 'openai-setup.js');
}

export function makeSandbox(): Sandbox {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'openai-setup-test-')));
  const home = join(root, 'home');
  const tmp = join(root, 'tmp');
  mkdirSync(home);
  mkdirSync(tmp);
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    captureFolder('left in the home folder', home);
    captureFolder('left in the temporary folder', tmp);
    rmSync(root, { recursive: true, force: true });
  };
  return { home, tmp, end };
}

/**
 * An environment with nothing of the machine's own: no keys, proxies, CI, git configuration or colour
 * settings; HOME and the temporary folder are the sandbox's.
 */
export function cleanEnvironment(sandbox: Sandbox, variables: Variables = {}): Record<string, string> {
  const { home, tmp } = sandbox;
  const environment: Record<string, string | undefined> = {
    PATH: process.env['PATH'],
    HOME: home,
    USERPROFILE: home,
    TMPDIR: tmp,
    TMP: tmp,
    TEMP: tmp,
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    // Windows starts no process without these.
    SystemRoot: process.env['SystemRoot'],
    PATHEXT: process.env['PATHEXT'],
    ...variables,
  };
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
