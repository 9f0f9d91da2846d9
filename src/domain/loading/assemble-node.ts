import { toByteString } from '../env/bytes.ts';
import type { Assembler, Loaded } from './combining.ts';
import { expandC12, expandDotenv, expandDotenvx, expandOlder, type Values } from './expansion.ts';
import { readAsDotenvx } from './loader-dotenvx.ts';
import { mergeFiles } from './merged-files.ts';

/** The loaders that first put all files together. */
export const dotenvExpand12 = expandMerged((values, own) => expandInOrder(values, new Map(), own));
export const loadVite = expandMerged((values, own) => expandInOrder(values, values, own));
export const loadExpo = expandMerged((values, own) =>
  eachExpanded(values, (value, name, file) => {
    const shown = own.get(name);
    return shown === undefined || shown === value ? expandOlder(value, file, own, 'expo', name) : value;
  }),
);
export const loadC12 = expandMerged((values, own) => allByC12(new Map([...own, ...values, ...own])));
/** Up to 2 the file's names came first, which decides what a circle gives. */
export const loadC12Before3 = expandMerged((values, own) => allByC12(new Map([...values, ...own])));

function allByC12(all: Map<string, string>): Values {
  for (const [name, value] of all) all.set(name, expandC12(value, all));
  return all;
}

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
    for (const { name, text, quote } of readAsDotenvx(toByteString(bytes), expansion === 'dotenvx')) {
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
      // Version 1 runs what another file has in single quotes as well.
      else if (isHidden && environment.has(name)) environment.set(name, { value: null, path });
    }
    for (const [name, value] of injected) {
      process.set(name, value ?? '');
      environment.set(name, { value, path });
    }
  }
  return environment;
};
