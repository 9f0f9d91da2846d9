import type { SyntaxNode } from '@lezer/common';
import { nodesOf, parseScript, partsOf, type Script, stringOf, textOf } from '../code/script.ts';
import { publishedPrefixes } from '../loading/published-prefixes.ts';
import type { FoundFinding } from './finding.ts';
import { isKeyName } from './key-names.ts';
import { type ConfigFile, ofKind, type Surveyed } from './surveyed.ts';
import { nameOf, spotAt } from './texts.ts';

type PublishedKey = FoundFinding<'key_in_browser'>;

/** Keys that a bundler writes into what it builds: by its configuration, or by the name of the variable. */
export const publishedKeys = (seen: Surveyed): readonly PublishedKey[] => [
  ...ofKind(seen, 'bundler').flatMap(configured),
  ...seen.code.reads
    .filter(({ isKey, name }) => isKey && publishedPrefixes.some((prefix) => name.startsWith(prefix)))
    .map(
      (read): PublishedKey => ({
        at: read,
        subject: read.name,
        facts: { reason: 'reads', variable: read.name, published: true },
      }),
    ),
];

const bundlers: Readonly<Record<string, string>> = {
  next: 'Next.js',
  vite: 'Vite',
  nuxt: 'Nuxt',
  astro: 'Astro',
  svelte: 'SvelteKit',
  webpack: 'webpack',
  rspack: 'Rspack',
  rsbuild: 'Rsbuild',
};

/** Options whose object is written into the code for the browser, by the bundler that has them. */
const publishing: Readonly<Record<string, readonly string[]>> = {
  next: ['env', 'publicRuntimeConfig'],
  nuxt: ['public'],
  vite: ['define'],
  astro: ['define'],
  svelte: ['define'],
  rsbuild: ['define'],
};

function configured(file: ConfigFile): readonly PublishedKey[] {
  const tool = /^\w+/.exec(nameOf(file.absolute))?.[0] ?? '';
  if (!/OPEN_?AI|GPT|process\.env|loadEnv/i.test(file.text)) return [];
  const script = parseScript(file.text);
  if (script.broken) return [];
  const found: PublishedKey[] = [];
  const find = (node: SyntaxNode, variable: string): void => {
    const at = spotAt(file, file.text, node.from);
    const by = bundlers[tool] ?? tool;
    found.push({ at, subject: variable, facts: { reason: 'configured', variable, by } });
  };
  for (const [node, variable] of namedVariables(script)) if (isKeyName(variable)) find(node, variable);
  for (const object of publishedObjects(script, tool))
    for (const property of object.getChildren('Property')) {
      const variable = keyIn(script, property);
      if (variable !== null) find(property, variable);
    }
  return found;
}

function publishedObjects(script: Script, tool: string): readonly SyntaxNode[] {
  const options = publishing[tool] ?? [];
  const own = nodesOf(script, 'Property').flatMap((property) => {
    if (!options.includes(nameIn(script, property) ?? '')) return [];
    return property.getChild('ObjectExpression') ?? [];
  });
  const plugins = nodesOf(script, 'NewExpression', 'CallExpression').flatMap((call) => {
    const [callee, list] = partsOf(call);
    if (!callee || !/(?:^|\.)DefinePlugin$/.test(textOf(script, callee))) return [];
    return list?.getChild('ObjectExpression') ?? [];
  });
  return [...own, ...plugins];
}

/** Variables that webpack's `EnvironmentPlugin` is told by name: `['A', 'B']` or `{ A: 'default' }`. */
function* namedVariables(script: Script): Generator<readonly [SyntaxNode, string]> {
  for (const call of nodesOf(script, 'NewExpression', 'CallExpression')) {
    const [callee, list] = partsOf(call);
    if (!callee || !list || !/(?:^|\.)EnvironmentPlugin$/.test(textOf(script, callee))) continue;
    const named = [
      ...(list.getChild('ArrayExpression')?.getChildren('String') ?? []),
      ...(list.getChild('ObjectExpression')?.getChildren('Property') ?? []),
      ...list.getChildren('String'),
    ];
    for (const one of named) {
      const name = one.name === 'Property' ? nameIn(script, one) : stringOf(script, one);
      if (name !== null) yield [one, name];
    }
  }
}

function nameIn(script: Script, property: SyntaxNode): string | null {
  const first = property.firstChild;
  if (!first) return null;
  return stringOf(script, first) ?? textOf(script, first);
}

/** The variable that a property hands on; null where it is no key. */
function keyIn(script: Script, property: SyntaxNode): string | null {
  const value = property.lastChild ? textOf(script, property.lastChild) : '';
  const read = [...value.matchAll(/(?:process\.env|\benv|import\.meta\.env)(?:\.(\w+)|\[["'](\w+)["']\])/g)]
    .map(([, plain, quoted]) => plain ?? quoted ?? '')
    .find(isKeyName);
  if (read !== undefined) return read;
  const name = nameIn(script, property) ?? '';
  const last = name.split('.').at(-1) ?? '';
  // A name whose value is empty or a flag publishes nothing.
  const isNothing =
    /^(?:["'`]{2}|undefined|null|true|false|!.*|JSON\.stringify\((?:["'`]{2}|undefined|!!.*)\))$/.test(value);
  return isKeyName(last) && !isNothing && !/^["']/.test(value) ? last : null;
}
