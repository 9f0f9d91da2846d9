import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsIn, fieldsOrNone } from '../../domain/text/fields.ts';
import { childEnv, findProgram } from './children.ts';

interface PackOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** npm is stopped after this, in ms. */
  readonly limit: number;
}

/**
 * The files that `npm publish` would send from this folder, as npm itself lists them, with `/` between
 * parts. Null where nothing is to be published (no `package.json`, a private one, no name or version) or
 * npm gave no answer in time. Starts no script of the package and no request. Never throws.
 */
export async function packedFiles(folder: string, options: PackOptions): Promise<readonly string[] | null> {
  if (!isPublishable(folder)) return null;
  const world = { env: options.env, cwd: folder };
  const npm = findProgram('npm', world, options.platform);
  if (npm === null) return null;
  const { execFile } = await import('node:child_process');
  // On Windows npm is a batch file, which only a shell can start; all but its own path is constant.
  const shell = options.platform === 'win32';
  return new Promise((resolve) => {
    const child = execFile(
      shell ? `"${npm}"` : npm,
      [
        'pack',
        '--dry-run',
        '--json',
        '--ignore-scripts',
        '--offline',
        '--no-update-notifier',
        '--loglevel=silent',
        '--logs-max=0',
      ],
      {
        cwd: folder,
        env: childEnv(world),
        timeout: options.limit,
        killSignal: 'SIGKILL',
        maxBuffer: 64 * 1024 * 1024,
        windowsHide: true,
        shell,
      },
      (error, stdout) => resolve(error === null ? fileList(stdout) : null),
    );
    child.stdin?.end();
  });
}

function isPublishable(folder: string): boolean {
  try {
    const manifest = fieldsIn(readFileSync(join(folder, 'package.json'), 'utf8'));
    const { name, version, private: isPrivate } = manifest ?? {};
    return typeof name === 'string' && typeof version === 'string' && isPrivate !== true;
  } catch {
    return false;
  }
}

/** npm prints `[{ "files": [{ "path": "…" }] }]`; the same entries by package name are understood as well. */
function fileList(output: string): readonly string[] | null {
  try {
    const answer: unknown = JSON.parse(output);
    if (typeof answer !== 'object' || answer === null) return null;
    const files = Object.values(answer).flatMap((each) => fieldsOrNone(each)['files'] ?? []);
    return files.map((file) => fieldsOrNone(file)['path']).filter((path) => typeof path === 'string');
  } catch {
    return null;
  }
}
