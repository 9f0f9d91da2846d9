import { toByteString } from '../env/bytes.ts';
import type { Assembler, Combining, Environment, EnvText, Loaded } from './combining.ts';
import {
  expandC12,
  expandCra,
  expandDotenv,
  expandDotenvx,
  expandNext,
  expandOlder,
  type Values,
} from './expansion.ts';
import { readAsDotenvx } from './loader-dotenvx.ts';
import { mergeFiles } from './merged-files.ts';
import { readAs } from './read.ts';

/** The loaders that first put all files together. */
export const dotenvExpand12 = expandMerged((values, own) => expandInOrder(values, new Map(), own));
export const loadVite = expandMerged((values, own) => expandInOrder(values, values, own));
export const loadExpo = expandMerged((values, own) =>
  eachExpanded(values, (value, name, file) => {
    const shown = own.get(name);
    return shown === undefined || shown === value ? expandOlder(value, file, own, name) : value;
  }),
);
export const loadC12 = expandMerged((values, own) => {
  const all = new Map([...own, ...values, ...own]);
  for (const [name, value] of all) all.set(name, expandC12(value, all));
  return all;
});

function expandMerged(expand: (values: Values, own: Values) => Values | null): Assembler {
  return (combining, files, own) => {
    const merged = mergeFiles(combining, files);
    const values = expand(new Map([...merged].map(([name, { value }]) => [name, value])), own);
    if (!values) return null;
    return new Map([...merged].map(([name, { path }]) => [name, { value: values.get(name) ?? '', path }]));
  };
}

/** Each value in turn, with those before it resolved; an escaped `$` loses its backslash. */
function eachExpanded(
  from: Values,
  expand: (value: string, name: string, file: Values) => string | null,
): Values | null {
  const file = new Map(from);
  for (const [name, value] of file) {
    const expanded = expand(value, name, file);
    if (expanded === null) return null;
    file.set(name, expanded.replaceAll('\\$', '$'));
  }
  return file;
}

/** dotenv-expand 12: references find the process, and what is in `seen` or above. Vite shows it what stands below too. */
function expandInOrder(from: Values, seen: Values, own: Values): Values | null {
  const running = new Map(seen);
  return eachExpanded(from, (value, name) => {
    const shown = own.get(name);
    const expanded = shown && shown !== value ? shown : expandDotenv(value, running, own);
    if (expanded !== null) running.set(name, expanded.replaceAll('\\$', '$'));
    return expanded;
  });
}

/** `expand(config())`: the process has the values of the file already, and the library resolves what the shell has of them. */
export const loadExpand12: Assembler = (combining, files, own) => {
  const expanded = expandMerged((values, shell) =>
    expandInOrder(values, new Map(), new Map([...values, ...shell])),
  )(combining, files, own);
  if (!(expanded instanceof Map)) return expanded;
  const told = [...expanded].map(
    ([name, one]) => [name, own.has(name) ? { ...one, path: null } : one] as const,
  );
  return new Map(told);
};

/** dotenv-cli resolves everything that is in the process by then, the shell's own values included. */
export function loadDotenvCli(
  combining: Combining,
  files: readonly EnvText[],
  own: Values,
): Environment | null {
  const merged = mergeFiles(combining, files);
  const process = new Map(own);
  for (const [name, { value }] of merged)
    if (combining.over === 'file' || !process.has(name)) process.set(name, value);
  const running = new Map<string, string>();
  const environment = new Map<string, Loaded>();
  for (const [name, value] of process) {
    const expanded = expandDotenv(value, running, process)?.replaceAll('\\$', '$');
    if (expanded === undefined) return null;
    running.set(name, expanded);
    process.set(name, expanded);
    const fromShell = own.has(name) && (combining.over === 'shell' || !merged.has(name));
    environment.set(name, { value: expanded, path: fromShell ? null : (merged.get(name)?.path ?? null) });
  }
  return environment;
}

/** Vite 5.0, which resolves the shell's own values, and 5.1 to 5.4. */
export const loadVite50 = expandMerged((values, own) => {
  const file = new Map(values);
  for (const [name, value] of file) {
    const expanded = expandNext(own.get(name) ?? value, file, own);
    if (expanded === null) return null;
    file.set(name, expanded);
  }
  return file;
});
export const loadVite51 = expandMerged((values, own) =>
  eachExpanded(values, (value, name, file) => {
    const shown = own.get(name);
    return shown === undefined || shown === value ? expandOlder(value, file, own, null) : shown;
  }),
);

/** One file after the other, each with the values of those before it in the process. */
function eachFile(
  files: readonly EnvText[],
  own: Values,
  expandFile: (bytes: Uint8Array, process: Map<string, string>) => Values | null,
  isResolvedAgain: boolean,
): Environment | null {
  const process = new Map(own);
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files) {
    const values = expandFile(bytes, process);
    if (!values) return null;
    for (const [name, value] of values) {
      process.set(name, value);
      const before = environment.get(name);
      // A reference in the shell's own value is resolved as well.
      if (own.has(name)) environment.set(name, { value, path: null });
      else if (!before || isResolvedAgain) environment.set(name, { value, path: before?.path ?? path });
    }
  }
  return environment;
}

/** Next.js expands each file by itself; the first counts. */
export const loadNext: Assembler = ({ reader }, files, own) => {
  const expandFile = (bytes: Uint8Array, process: Values): Values | null => {
    const parsed = new Map(readAs(reader, bytes).values);
    for (const [name, value] of parsed) {
      const expanded = expandNext(process.get(name) ?? value, parsed, process);
      if (expanded === null) return null;
      parsed.set(name, expanded);
    }
    return parsed;
  };
  return eachFile(files, own, expandFile, false);
};

/** create-react-app: dotenv puts a file's values into the process first; then all of them are resolved there. */
export const loadCra: Assembler = ({ reader }, files, own) => {
  const expandFile = (bytes: Uint8Array, process: Map<string, string>): Values => {
    const parsed = readAs(reader, bytes).values;
    for (const [name, value] of parsed) if (!process.has(name)) process.set(name, value);
    const find = (name: string): string => process.get(name) ?? '';
    return new Map([...parsed.keys()].map((name) => [name, expandCra(find(name), find)]));
  };
  return eachFile(files, own, expandFile, true);
};

/** dotenvx: what it would run or decrypt is left open, and what may refer to that. */
export const loadDotenvx: Assembler = ({ over, expansion }, files, own) => {
  const major = expansion === 'dotenvx-1' ? 1 : 2;
  const process = new Map(own);
  const environment = new Map<string, Loaded>();
  let isOpen = false;
  for (const { path, bytes } of files) {
    const running = new Map<string, string>();
    const literals = new Map<string, string>();
    const injected = new Map<string, string | null>();
    const overloads = over === 'file';
    const find = (name: string): string | undefined =>
      overloads ? (running.get(name) ?? process.get(name)) : (process.get(name) ?? running.get(name));
    const isLiteral = (name: string): boolean => /\$\{[^}]+\}|\$[A-Za-z_]\w*/.test(literals.get(name) ?? '');
    for (const { name, text, quote } of readAsDotenvx(toByteString(bytes), major)) {
      let value = (overloads ? undefined : process.get(name)) ?? text;
      const isPlain = quote !== "'";
      const isRun = isPlain && value.includes('$(') && (!process.has(name) || process.get(name) === value);
      const isHidden: boolean = isRun || value.startsWith('encrypted:') || (isOpen && value.includes('$'));
      isOpen ||= isHidden;
      if (!isHidden && isPlain && (overloads || !process.get(name))) {
        const expanded = expandDotenvx(value, find, isLiteral, major);
        if (expanded === null) return null;
        value = expanded;
      }
      if (!isPlain) literals.set(name, value);
      running.set(name, value);
      if (overloads || !process.has(name)) injected.set(name, isHidden ? null : value);
    }
    for (const [name, value] of injected) {
      process.set(name, value ?? '');
      environment.set(name, { value, path });
    }
  }
  return environment;
};
