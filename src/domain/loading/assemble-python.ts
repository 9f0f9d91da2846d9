import { bom, decode, toByteString } from '../env/bytes.ts';
import { bounded } from './bounds.ts';
import type { Combining, Environment, EnvText, Loaded } from './combining.ts';
import { expandPython, type Values } from './expansion.ts';
import { scanAsPython } from './loader-python.ts';

/**
 * One file as python-dotenv resolves it, line by line, an earlier assignment of the same name included. Null: a name that
 * stands alone, which takes back an assignment above it. `fileFirst`: references find the file before the process.
 */
function readPython(text: string, own: Values, fileFirst: boolean): Map<string, string | null> {
  const above = new Map<string, string | null>();
  const find = (name: string): string | undefined => {
    const [first, second] = fileFirst ? [above, own] : [own, above];
    const found = first.has(name) ? first.get(name) : second.get(name);
    // A name without a value hides a default.
    return found === null ? '' : found;
  };
  scanAsPython(
    text,
    (name, value) => above.set(decode(name), bounded(expandPython(decode(value), find))),
    (name) => above.set(decode(name), null),
  );
  return above;
}

/** `load_dotenv`: with `override` its files count, and references find them first. */
export function loadPython({ over }: Combining, files: readonly EnvText[], own: Values): Environment {
  const environment = new Map<string, Loaded>();
  const process = new Map(own);
  for (const { path, bytes } of files)
    for (const [name, value] of readPython(toByteString(bytes), process, over === 'file')) {
      if (value === null || (over !== 'file' && environment.has(name))) continue;
      environment.set(name, { value, path });
      if (over === 'file' || !process.has(name)) process.set(name, value);
    }
  return environment;
}

/**
 * `env_file` of pydantic's settings, by `dotenv_values` of python-dotenv. A name is the same in capitals and small letters,
 * and what stands there in another form than the one that is asked for is left open.
 */
export function loadPydantic(_combining: Combining, files: readonly EnvText[], own: Values): Environment {
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files)
    for (const [name, value] of readPython(toByteString(bytes), own, true))
      environment.set(name, { value, path });
  const forms = new Map<string, number>();
  for (const name of new Set([...environment.keys(), ...own.keys()]))
    forms.set(name.toLowerCase(), (forms.get(name.toLowerCase()) ?? 0) + 1);
  for (const [name, { path }] of environment)
    if ((forms.get(name.toLowerCase()) ?? 0) > 1) environment.set(name, { value: null, path });
  return environment;
}

/** `env_file` of docker-compose 1, by `dotenv_values`. A name without a value takes the shell's. */
export function loadCompose1(_combining: Combining, files: readonly EnvText[], shell: Values): Environment {
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files) {
    const text = toByteString(bytes);
    const values = readPython(text.startsWith(bom) ? text.slice(bom.length) : text, shell, true);
    for (const [name, value] of values) {
      const found = value ?? shell.get(name);
      if (found === undefined) environment.delete(name);
      else environment.set(name, { value: found, path: value === null ? null : path });
    }
  }
  return environment;
}
