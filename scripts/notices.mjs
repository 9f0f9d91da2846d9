import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/**
 * Code of others inside packages that is known to be in the bundle, by its folder, with the licence that goes with
 * it: `file`, one that the package brings; else one of `scripts/build/licences/`; `own`, the package's.
 */
const known = {
  'openai/internal/qs': 'file',
  'openai/_vendor/partial-json-parser': 'partial-json.txt',
  // By chalk's own author.
  'chalk/source/vendor/ansi-styles': 'own',
  'chalk/source/vendor/supports-color': 'own',
};

const licenceFile = /^(?:licen[cs]e|copying)(?:[.-]|$)/i;
const vendorFolder = /^(?:.*\/)?_?(?:vendor|vendored|third[_-]party)\/[^/]+(?=\/)/;
const headComments = /^(?:#!.*\n)?(?:\s*(?:\/\*[\s\S]*?\*\/|\/\/.*))+/;
const claim = /copyright|@licen[cs]e|SPDX-|licen[cs]ed under/i;

/**
 * The licences of every package whose code is in the bundle, from the builds' own records of their inputs, and those
 * of other people's code inside these packages. Throws for code without a licence text, so that none is ever
 * shipped without its notice, and for code in `expected` that is not met any more.
 */
export function notices(metafiles, root, expected = known) {
  const texts = new Map();
  const met = new Set();
  for (const input of bundled(metafiles)) {
    const match = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\/(.*)$/.exec(input);
    if (!match) continue;
    const [, folder, name, file] = match;
    if (!texts.has(folder)) texts.set(folder, packageNotice(root, folder));
    const part = innerPart(root, folder, file);
    if (part !== null) {
      const { inside, licence } = part;
      const place = `${name}/${inside}`;
      met.add(place);
      const text = innerText(expected[place] ?? 'file', licence, place);
      if (text !== null) texts.set(`${folder}/${inside}`, `${name}, in ${inside}\n\n${text}\n`);
    }
    const head = headComments.exec(readFileSync(join(root, input), 'utf8'))?.[0] ?? '';
    if (claim.test(head)) texts.set(input, `${name}, in ${file}\n\n${head.trim()}\n`);
  }
  const missed = Object.keys(expected).filter((place) => !met.has(place));
  if (missed.length > 0)
    throw new Error(`known code of others was not found in the bundle: ${missed.join(', ')}`);
  const all = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  return `openai-setup contains code of these packages.\n\n${all.join(`\n${'-'.repeat(72)}\n\n`)}`;
}

/** The files of which something is in the bundle. */
function bundled(metafiles) {
  const inputs = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap((output) => Object.entries(output.inputs));
  return new Set(inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([input]) => input));
}

function packageNotice(root, folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((entry) => licenceFile.test(entry));
  if (!file) throw new Error(`${name} has no licence file`);
  return `${name} ${version} (${license})\n\n${read(join(root, folder, file))}\n`;
}

/**
 * The folder inside a package, with a licence file of its own (perhaps only beside its sources) or of a name that
 * says so, that a file belongs to; null: the file is the package's own.
 */
function innerPart(root, folder, file) {
  const inside = innerLicences(join(root, folder)).find(({ part }) => file.startsWith(`${part}/`));
  if (inside) return { inside: inside.part, licence: inside.path };
  const vendored = vendorFolder.exec(file);
  return vendored ? { inside: vendored[0], licence: null } : null;
}

const found = new Map();

/** The licence files below a package's own folder, with the folder that each covers; `src/a` covers `a` as well. */
function innerLicences(path) {
  if (!found.has(path)) {
    const files = readdirSync(path, { recursive: true }).map((file) => file.replaceAll('\\', '/'));
    const inner = files.filter((file) => file.includes('/') && licenceFile.test(posix.basename(file)));
    found.set(
      path,
      inner
        .filter((file) => !file.includes('node_modules/'))
        .flatMap((file) =>
          [posix.dirname(file), posix.dirname(file).replace(/^src\//, '')].map((part) => ({
            part,
            path: join(path, file),
          })),
        ),
    );
  }
  return found.get(path);
}

function innerText(kind, licence, place) {
  if (kind === 'own') return null;
  if (kind !== 'file') return read(new URL(`build/licences/${kind}`, import.meta.url));
  if (licence === null)
    throw new Error(`${place} has no licence file; put its licence into scripts/build/licences/`);
  return read(licence);
}

const read = (path) => readFileSync(path, 'utf8').trim();
