import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Folders that nothing else uses, and an environment with nothing of the machine's own: no keys, proxies,
 * CI, colours, extra certificates.
 */
export function makeSandbox(variables = {}) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'openai-setup-')));
  const folder = (name) => {
    mkdirSync(join(root, name), { recursive: true });
    return join(root, name);
  };
  const home = folder('home');
  const temporary = folder('tmp');
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    USERPROFILE: home,
    TMPDIR: temporary,
    TMP: temporary,
    TEMP: temporary,
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    ...variables,
  };
  // Windows starts no process without these.
  for (const name of ['SystemRoot', 'PATHEXT']) if (process.env[name]) env[name] = process.env[name];
  return { root, env, folder, remove: () => rmSync(root, { recursive: true, force: true }) };
}
