import { parse } from 'yaml';
import { fieldsIn, isFields } from '../text/fields.ts';
import { anyOf, oneOf, phrase } from '../text/phrase.ts';
import type { SourceFile } from './code-seen.ts';
import type { SdkLanguage } from './finding.ts';
import { folderOf, isIn, nameOf } from './texts.ts';

/** What one file declares: version ranges by the name of the package; empty where none is said. */
export interface Declared {
  readonly absolute: string;
  readonly language: SdkLanguage;
  readonly versions: ReadonlyMap<string, string>;
}

const known = new WeakMap<SourceFile, Declared | null>();

/** Null for a file that declares nothing, or cannot be read. Never throws. */
export function declaredIn(file: SourceFile): Declared | null {
  const before = known.get(file);
  if (before !== undefined) return before;
  const declared = readManifest(file);
  known.set(file, declared);
  return declared;
}

function readManifest({ absolute, text }: SourceFile): Declared | null {
  const name = nameOf(absolute);
  const node = (versions: ReadonlyMap<string, string> | null): Declared | null =>
    versions && { absolute, language: 'node', versions };
  const python = (lines: readonly string[]): Declared => ({
    absolute,
    language: 'python',
    versions: new Map(lines.map(requirement).filter((one) => one !== null)),
  });
  if (name === 'package.json') return node(ofPackage(text));
  if (/^deno\.jsonc?$/.test(name)) return node(ofDeno(text));
  if (name === 'pyproject.toml' || name === 'Pipfile') return python(ofToml(text));
  if (name === 'setup.cfg') return python(ofSetupCfg(text));
  if (name === 'setup.py')
    return python(
      [...text.matchAll(/["']([A-Za-z][\w.-]*(?:\[[\w,-]*\])?[^"'\n]{0,80})["']/g)].map(
        (one) => one[1] ?? '',
      ),
    );
  if (/^environment\.ya?ml$/.test(name)) return python(ofConda(text));
  return /\.(?:txt|in)$/.test(name) ? python(text.split(/\r\n|[\r\n]/).map(withoutComment)) : null;
}

function ofPackage(text: string): ReadonlyMap<string, string> | null {
  const whole = fieldsIn(text);
  if (!whole) return null;
  const fields = ['peerDependencies', 'optionalDependencies', 'devDependencies', 'dependencies'];
  const entries = fields.flatMap((field) => (isFields(whole[field]) ? Object.entries(whole[field]) : []));
  return new Map(entries.map(([name, version]) => [name, String(version)]));
}

/** `{ "imports": { "openai": "npm:openai@^4" } }` */
function ofDeno(text: string): ReadonlyMap<string, string> {
  const imports = text.matchAll(
    /"([\w@/.-]{1,100})"\s*:\s*"(?:npm|jsr):(?:@?[\w./-]{1,100}?)(?:@([^"/]{1,40}))?"/g,
  );
  return new Map([...imports].map(([, name = '', version = '']) => [name, version]));
}

/** A requirement as pip reads it (PEP 508): the name in the form in which names are compared, and the range. */
function requirement(line: string): [string, string] | null {
  const egg = /^(?:-e\s+)?(?:git\+|https?:|\.).*#egg=([\w.-]+)/.exec(line)?.[1];
  const [, name, range = ''] =
    /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;#]*)/.exec(egg ?? line) ?? [];
  return name === undefined ? null : [normalName(name), range.trim()];
}

const normalName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

const withoutComment = (line: string): string => line.replace(/(?:^|\s)#.*$/, '');

/** Tables whose keys are names of packages, and those whose lists hold requirements. */
const namedTables = anyOf(
  /^tool\.poetry(?:\.group\.[\w"'-]+)?\.(?:dev-)?dependencies$|^(?:dev-)?packages$/,
  /^tool\.pixi(?:\.[\w-]+)*?\.(?:pypi-)?dependencies$/,
);
const lists = oneOf`
  project project\.optional-dependencies dependency-groups tool\.pdm\.dev-dependencies tool\.uv tool\.hatch\.envs\.[\w-]+
`;
const listTables = phrase`^${lists}$`;

/** The requirements of a pyproject.toml or Pipfile, each as pip would read it. */
function ofToml(text: string): readonly string[] {
  const found: string[] = [];
  for (const [table, body] of tablesOf(text)) {
    const own = /^tool\.poetry(?:\.group\.[\w-]+)?\.dependencies\.(.+)$/.exec(table)?.[1];
    if (own !== undefined) found.push(own.replace(/["']/g, ''));
    if (namedTables.test(table))
      for (const [, name = '', value = ''] of body.matchAll(/^\s*["']?([\w.-]+)["']?\s*=\s*(.*)$/gm))
        found.push(`${name} ${/["']([^"']*)["']/.exec(value)?.[1] ?? ''}`);
    if (listTables.test(table))
      for (const [, key = '', list = ''] of body.matchAll(
        /^\s*["']?([\w.-]+)["']?\s*=\s*\[([\s\S]*?)\]\s*$/gm,
      ))
        if (table !== 'project' ? true : key === 'dependencies')
          found.push(...[...list.matchAll(/(["'])((?:(?!\1).)*)\1/g)].map((one) => one[2] ?? ''));
  }
  return found;
}

/** The tables of a TOML text, without comments. */
function tablesOf(text: string): readonly (readonly [name: string, body: string])[] {
  const tables: [string, string][] = [['', '']];
  for (const line of text.split(/\r\n|[\r\n]/)) {
    const header = /^\s*\[+\s*([^[\]]+?)\s*\]+\s*(?:#.*)?$/.exec(line)?.[1];
    const last = tables.at(-1);
    // A list that is not closed yet has lines that look like nothing else.
    if (header !== undefined && !/^["']/.test(header)) tables.push([header, '']);
    else if (last) last[1] += `${line.replace(/^((?:[^"'#]|"[^"]*"|'[^']*')*)#.*$/, '$1').trimEnd()}\n`;
  }
  return tables;
}

function ofSetupCfg(text: string): readonly string[] {
  const found: string[] = [];
  for (const [table, body] of tablesOf(text)) {
    if (table === 'options')
      found.push(
        ...(/^install_requires\s*=([\s\S]*?)(?=^\S|$(?![\s\S]))/m.exec(body)?.[1]?.split('\n') ?? []),
      );
    if (table === 'options.extras_require')
      found.push(...body.split('\n').map((line) => line.replace(/^\S+\s*=/, '')));
  }
  return found;
}

function ofConda(text: string): readonly string[] {
  try {
    const whole: unknown = parse(text, { logLevel: 'silent', maxAliasCount: 100 });
    const list = isFields(whole) && Array.isArray(whole['dependencies']) ? whole['dependencies'] : [];
    return list.flatMap((one: unknown) =>
      isFields(one)
        ? Array.isArray(one['pip'])
          ? one['pip'].map(String)
          : []
        : [String(one).replace(/^.*::/, '')],
    );
  } catch {
    return [];
  }
}

/** The ranges that the files around a place declare, the nearest one counting; empty where nothing is declared. */
export function declaredFor(
  files: readonly SourceFile[],
  absolute: string,
  language: SdkLanguage,
): ReadonlyMap<string, string> {
  const around = files
    .filter((file) => isIn(folderOf(file.absolute), absolute))
    .flatMap((file) => declaredIn(file) ?? [])
    .filter((one) => one.language === language)
    .sort((one, other) => one.absolute.length - other.absolute.length);
  return new Map(around.flatMap(({ versions }) => [...versions]));
}
