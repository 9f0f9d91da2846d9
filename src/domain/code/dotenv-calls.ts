import type { SyntaxNode } from '@lezer/common';
import type { Evaluation } from './evaluate.ts';
import { nodesOf, partsOf, type Script, stringOf, textOf } from './script.ts';
import { Fields, unknown } from './value.ts';

/** A call that reads env files in code; null where only running it would tell which. */
export interface EnvCall {
  /** As written, or `.env`; relative to the folder in which the program is started. */
  readonly paths: readonly string[];
  readonly overrides: boolean;
  /** Node's own `process.loadEnvFile`, which has a reader of its own. */
  readonly native: boolean;
}

/** What a file calls of dotenv, of `process.loadEnvFile`, and of Next.js' `loadEnvConfig`, in the order of its text. */
export function envCalls(script: Script, evaluation: Evaluation): readonly (EnvCall | null)[] {
  const found: { readonly at: number; readonly call: EnvCall | null }[] = [];
  const names = namesOfDotenv(script);
  for (const node of nodesOf(script, 'CallExpression')) {
    const [callee, list] = partsOf(node);
    if (!callee) continue;
    const name = textOf(script, callee).replace(/\s/g, '');
    const argument = list ? partsOf(list)[0] : undefined;
    if (name === 'process.loadEnvFile' || name === 'loadEnvFile')
      found.push({ at: node.from, call: ofPath(argument ? evaluation.of(argument) : '.env', false, true) });
    else if (name === 'ConfigModule.forRoot') {
      const call = ofNest(argument, evaluation);
      if (call !== 'none') found.push({ at: node.from, call });
    } else if (names.has(name)) found.push({ at: node.from, call: ofOptions(argument, evaluation) });
  }
  for (const node of nodesOf(script, 'ImportDeclaration', 'CallExpression')) {
    const [callee] = partsOf(node);
    const text = node.getChild('String') ?? node.getChild('ArgList')?.getChild('String');
    const module = text && stringOf(script, text);
    const isRequire = node.name === 'CallExpression' && callee && textOf(script, callee) === 'require';
    if ((node.name === 'ImportDeclaration' || isRequire) && /^dotenv\/config(?:\.js)?$/.test(module ?? ''))
      found.push({ at: node.from, call: { paths: ['.env'], overrides: false, native: false } });
  }
  return found.sort((one, other) => one.at - other.at).map(({ call }) => call);
}

/** How the file calls dotenv's `config`: `dotenv.config`, `config`, `require('dotenv').config`. */
function namesOfDotenv(script: Script): ReadonlySet<string> {
  const names = new Set<string>(["require('dotenv').config", 'require("dotenv").config']);
  for (const statement of nodesOf(script, 'ImportDeclaration', 'VariableDeclaration')) {
    const text = textOf(script, statement);
    if (!/(?:from\s*|require\(\s*)["']dotenv["']/.test(text)) continue;
    const whole = /^import\s+(?:\*\s+as\s+)?(\w+)|^(?:const|let|var)\s+(\w+)\s*=/.exec(text);
    const name = whole?.[1] ?? whole?.[2];
    if (name !== undefined) names.add(/\.config\s*;?\s*$/.test(text) ? name : `${name}.config`);
    const group = /\{([^}]*)\}/.exec(text)?.[1] ?? '';
    const renamed = /(?:^|,)\s*config(?:\s*(?:as|:)\s*(\w+))?\s*(?:,|$)/.exec(group);
    if (renamed) names.add(renamed[1] ?? 'config');
  }
  return names;
}

/** NestJS: the first of several files counts; what it resolves itself is not modelled. */
function ofNest(argument: SyntaxNode | undefined, evaluation: Evaluation): EnvCall | null | 'none' {
  const options = argument ? evaluation.of(argument) : new Fields();
  if (!(options instanceof Fields)) return null;
  const [ignores, expands] = [options.get('ignoreEnvFile'), options.get('expandVariables')];
  if (ignores === true) return 'none';
  if (
    ![undefined, false].includes(ignores as undefined) ||
    ![undefined, false].includes(expands as undefined)
  )
    return null;
  return ofPath(options.get('envFilePath') ?? '.env', false, false);
}

function ofOptions(argument: SyntaxNode | undefined, evaluation: Evaluation): EnvCall | null {
  const options = argument ? evaluation.of(argument) : new Fields();
  if (!(options instanceof Fields)) return null;
  const override = options.get('override');
  if (override === unknown) return null;
  return ofPath(options.get('path') ?? '.env', override === true, false);
}

function ofPath(path: unknown, overrides: boolean, native: boolean): EnvCall | null {
  const paths: readonly unknown[] = Array.isArray(path) ? path : [path];
  const known = paths.map((one) =>
    typeof one === 'object' && one !== null && 'path' in one ? one.path : one,
  );
  return known.every((one) => typeof one === 'string')
    ? { paths: known as readonly string[], overrides, native }
    : null;
}
