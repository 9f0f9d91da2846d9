import { type KnownFiles, resolvePython, resolveScript } from '../code/resolve-module.ts';

const ofScript = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*["']([^"'\n]{1,200})["']/g;
const ofPython =
  /^[ \t]*(?:from[ \t]+([.\w]{1,200})[ \t]+import[ \t]+([^\n#]{1,400})|import[ \t]+([\w., ]{1,200}))/gm;

/** The files of the project that a file's text seems to import: before it is parsed, so that they are read as well. */
export function importedFiles(known: KnownFiles, path: string, text: string): readonly string[] {
  const isPython = /\.(?:py|ipynb)$/i.test(path);
  const modules = isPython
    ? [...text.matchAll(ofPython)].flatMap(([, from, names = '', plain = '']) =>
        from === undefined
          ? plain.split(',').map((one) => one.trim().split(/\s/)[0] ?? '')
          : [
              from,
              ...names
                .split(',')
                .map((one) => `${from}${from.endsWith('.') ? '' : '.'}${one.trim().split(/\W/)[0]}`),
            ],
      )
    : [...text.matchAll(ofScript)].map(([, module = '']) => module);
  const resolve = isPython ? resolvePython : resolveScript;
  return [...new Set(modules.filter(Boolean).map((one) => resolve(known, path, one)))].filter(
    (one) => one !== null,
  );
}
