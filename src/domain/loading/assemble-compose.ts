import { decode, toByteString } from '../env/bytes.ts';
import { type Combining, type Environment, type EnvText, type Loaded, Refusal } from './combining.ts';
import type { Values } from './expansion.ts';
import { expandCompose } from './expansion-compose.ts';
import { scanAsCompose } from './loader-compose.ts';
import { scanAsDocker } from './loader-docker.ts';

/** `env_file` of docker compose 2: references find the shell, then what the files before have. */
export function loadCompose(
  _combining: Combining,
  files: readonly EnvText[],
  shell: Values,
): Environment | Refusal {
  const environment = new Map<string, Loaded>();
  const find = (name: string): string | undefined =>
    shell.get(name) ?? environment.get(name)?.value ?? undefined;
  for (const { path, bytes } of files) {
    let refused = false;
    scanAsCompose(
      toByteString(bytes),
      (name, value, isLiteral) => {
        const text = decode(value);
        const expanded = isLiteral ? text : expandCompose(text, find);
        if (expanded === null) refused = true;
        else environment.set(decode(name), { value: expanded, path });
      },
      (name) => {
        const value = shell.get(decode(name));
        if (value !== undefined) environment.set(decode(name), { value, path: null });
      },
    );
    if (refused) return new Refusal(path);
  }
  return environment;
}

/** `docker run --env-file`: the container sees the shell where a name stands alone, and nowhere else. */
export function loadDocker(_combining: Combining, files: readonly EnvText[], shell: Values): Environment {
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files)
    scanAsDocker(
      toByteString(bytes),
      (name, value) => environment.set(decode(name), { value: decode(value), path }),
      (name) => {
        const value = shell.get(decode(name));
        if (value !== undefined) environment.set(decode(name), { value, path: null });
      },
    );
  return environment;
}
