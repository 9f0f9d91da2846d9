import { dirname, join, resolve } from 'node:path';
import { toByteString } from '../domain/env/bytes.ts';
import { readComposeFiles } from '../domain/loading/compose.ts';
import type { ComposeWay } from '../domain/loading/configured.ts';
import { readPlainLines } from '../domain/loading/plain-lines.ts';
import type { Ports } from '../ports/ports.ts';
import { readText } from './read-text.ts';

/** What a compose file, and the override beside it, give the containers. Paths of env files become absolute. */
export function readCompose(
  ports: Pick<Ports, 'files'> & Partial<Pick<Ports, 'env'>>,
  path: string,
): ComposeWay {
  const folder = dirname(path);
  const override = path.replace(/(\.ya?ml)$/, '.override$1');
  const texts = [path, override].flatMap((one) => readText(ports, one) ?? []);
  const own = ports.files.read(join(folder, '.env'));
  const values = own.state === 'file' ? readPlainLines(toByteString(own.bytes)) : null;
  const variable = (name: string): string | undefined => ports.env?.[name] ?? values?.get(name) ?? undefined;
  const services = readComposeFiles(texts, {
    read: (one) => readText(ports, resolve(folder, one)),
    variable,
  });
  return {
    path,
    services:
      services?.map((service) => ({
        ...service,
        envFiles: service.envFiles.map((one) => ({ ...one, path: resolve(folder, one.path) })),
      })) ?? null,
  };
}

/** Env files that the services read, the one that wins first. */
export function composeEnvFiles({ services }: ComposeWay): readonly string[] {
  return [...new Set((services ?? []).flatMap(({ envFiles }) => envFiles.map(({ path }) => path)).reverse())];
}
