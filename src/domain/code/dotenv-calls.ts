import type { SyntaxNode } from '@lezer/common';
import type { Evaluation } from './evaluation/evaluate.ts';
import { Fields, unknown } from './evaluation/value.ts';
import { callsByName } from './first-run.ts';
import { nodesOf, partsOf, type Script, stringOf, textOf } from './script.ts';

/** A call that reads env files in code; null where only running it would tell which. */
export interface EnvCall {
  /** As written, or `.env`; relative to the folder in which the program is started. */
  readonly paths: readonly string[];
  readonly overrides: boolean;
  /** What is called: dotenv, Node's own `process.loadEnvFile`, or the module of NestJS. */
  readonly reader: 'dotenv' | 'node' | 'nestjs';
  /** What holds a reference is resolved afterwards. */
  readonly expands: boolean;
  /** No path is given, by an import of `dotenv/config` or a call: variables and the command line may name one. */
  readonly unnamed: 'config module' | 'call' | null;
}

/** A call with its place in the text. */
interface PlacedCall {
  readonly node: SyntaxNode;
  readonly call: EnvCall | null;
}

/** What a file calls of dotenv, of `process.loadEnvFile`, and of Next.js' `loadEnvConfig`, in the order of its text. */
export const envCalls = (script: Script, evaluation: Evaluation): readonly (EnvCall | null)[] =>
  placedCalls(script, evaluation).map(({ call }) => call);

/** The same with the place of each. */
export function placedCalls(script: Script, evaluation: Evaluation): readonly PlacedCall[] {
  const found: PlacedCall[] = [];
  const add = (node: SyntaxNode, call: EnvCall | null | 'none'): void => {
    if (call === 'none') return;
    const runs = isRun(script, evaluation, node);
    if (runs !== false) found.push({ node, call: runs === true ? call : null });
  };
  const names = namesOfDotenv(script);
  const expands = /["']dotenv-expand(?:\/config)?["']/.test(script.text);
  const noted = (call: EnvCall | null | 'none'): EnvCall | null | 'none' =>
    call && call !== 'none' && expands ? { ...call, expands } : call;
  for (const node of nodesOf(script, 'CallExpression')) {
    const [callee, list] = partsOf(node);
    if (!callee) continue;
    const name = textOf(script, callee).replace(/\s/g, '');
    const argument = list ? partsOf(list)[0] : undefined;
    if (name === 'process.loadEnvFile' || name === 'loadEnvFile')
      add(node, ofPath(argument ? evaluation.of(argument) : '.env', false, 'node'));
    else if (name === 'ConfigModule.forRoot') add(node, ofNest(argument, evaluation));
    else if (names.has(name)) add(node, noted(ofOptions(argument, evaluation)));
    else if (
      /^(?:\w+\.)?populate$|^Object\.assign$/.test(name) &&
      argument &&
      isEnvironment(textOf(script, argument))
    )
      add(node, null);
  }
  for (const node of nodesOf(script, 'AssignmentExpression')) {
    const [left] = partsOf(node);
    if (left && setsKey.test(textOf(script, left))) add(node, null);
  }
  for (const node of nodesOf(script, 'ImportDeclaration', 'CallExpression', 'DynamicImport')) {
    const [callee] = partsOf(node);
    const text = node.getChild('String') ?? node.getChild('ArgList')?.getChild('String');
    const module = text && stringOf(script, text);
    const isCall = node.name === 'CallExpression';
    if (!module || (isCall && !(callee && textOf(script, callee) === 'require'))) continue;
    if (/^dotenv\/config(?:\.js)?$/.test(module)) add(node, noted({ ...usual, unnamed: 'config module' }));
    else if (otherLoaders.test(module) && !isType.test(textOf(script, node))) add(node, null);
  }
  return found.sort((one, other) => one.node.from - other.node.from);
}

const usual = { paths: ['.env'], overrides: false, reader: 'dotenv', expands: false, unnamed: null } as const;

/** Packages that load env files in ways of their own. */
const otherLoaders =
  /^(?:dotenv-(?:flow|safe|defaults|mono|extended|vault|vault-core|override|cra)|@dotenvx\/dotenvx|custom-env)(?:\/|$)/;
const isType = /^import\s+type\b/;

const isEnvironment = (text: string): boolean => /^process\??\.env$/.test(text.replace(/\s/g, ''));
/** Code that sets the key itself, or whatever a name stands for. */
const setsKey = /^process\??\.env(?:\.OPENAI_API_KEY|\[(?!["'`](?!OPENAI_API_KEY)).*\])?$/;

/** Conditions that keep a call from nothing: whether the file is there, whether the key is missing, where the code runs. */
const harmless =
  /^(?:\w+\.)?existsSync\(|^!process\.env\.OPENAI_API_KEY$|^typeof (?:window|process)\b|^require\.main|^import\.meta\.main/;

/** Whether the code around a call comes to it; null where only running it would tell. `seen`: functions that are being looked at. */
export function isRun(
  script: Script,
  evaluation: Evaluation,
  call: SyntaxNode,
  seen: readonly number[] = [],
): boolean | null {
  let runs: boolean | null = true;
  for (let node = call; node.parent; node = node.parent) {
    const held = isHeld(script, evaluation, node, seen);
    if (held === false) return false;
    if (held === null) runs = null;
  }
  return runs;
}

/** The same for the nearest code around one part of it. */
function isHeld(
  script: Script,
  evaluation: Evaluation,
  node: SyntaxNode,
  seen: readonly number[],
): boolean | null {
  const parent = node.parent as SyntaxNode;
  const parts = partsOf(parent);
  const at = parts.findIndex(({ from }) => from === node.from);
  const decides = (condition: SyntaxNode | undefined, wanted: boolean): boolean | null => {
    if (!condition) return null;
    // Whether a file is there can be looked up.
    const known = evaluation.of(condition);
    if (typeof known === 'boolean') return known === wanted;
    if (harmless.test(textOf(script, condition).replace(/^\(\s*|\s*\)$/g, ''))) return wanted;
    const value = evaluation.of(condition);
    return value === unknown ? null : Boolean(value) === wanted;
  };
  switch (parent.name) {
    case 'IfStatement':
      return at <= 0 ? true : decides(parts[0], at === 1);
    case 'ConditionalExpression': {
      const [condition, yes] = parts.filter(({ name }) => name !== 'LogicOp');
      return node.from === condition?.from ? true : decides(condition, node.from === yes?.from);
    }
    case 'BinaryExpression': {
      const sign = parts[1] ? textOf(script, parts[1]) : '';
      if (at <= 0 || !/^(?:&&|\|\||\?\?)$/.test(sign)) return true;
      return sign === '??' ? null : decides(parts[0], sign === '&&');
    }
    case 'CatchClause':
    case 'SwitchStatement':
    case 'WhileStatement':
    case 'ForStatement':
      return null;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunction':
    case 'MethodDeclaration':
      return isCalled(script, evaluation, parent, seen);
    default:
      return true;
  }
}

/** Whether a function is called on the spot, handed over, or by its name in the same file, by code that runs. */
function isCalled(
  script: Script,
  evaluation: Evaluation,
  node: SyntaxNode,
  seen: readonly number[],
): boolean | null {
  const { parent } = node;
  if (parent?.name === 'ArgList' || parent?.name === 'ParenthesizedExpression') return true;
  const own = node.getChild('VariableDefinition') ?? parent?.getChild('VariableDefinition');
  if (!own || seen.includes(node.from) || seen.length >= deepest) return null;
  const calls = callsByName(script).get(textOf(script, own))?.slice(0, mostCalls) ?? [];
  const runs = calls.map((call) => isRun(script, evaluation, call, [...seen, node.from]));
  if (runs.includes(true)) return true;
  return runs.length > 0 && runs.every((one) => one === false) ? false : null;
}

/** Functions that call each other are followed so deep, and so many calls of each. */
const deepest = 3;
const mostCalls = 12;

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

/** NestJS: the first of several files counts. What its options do beyond that only running it would tell. */
function ofNest(argument: SyntaxNode | undefined, evaluation: Evaluation): EnvCall | null | 'none' {
  const options = argument ? evaluation.of(argument) : new Fields();
  if (!(options instanceof Fields)) return null;
  const [ignores, override] = [options.get('ignoreEnvFile'), options.get('override')];
  if (ignores === true) return 'none';
  if (![undefined, false].includes(ignores as undefined)) return null;
  const expands = options.get('expandVariables') ?? false;
  if (options.get('parser') !== undefined || typeof expands !== 'boolean' || override === unknown)
    return null;
  const call = ofPath(options.get('envFilePath') ?? '.env', override === true, 'nestjs');
  return call && { ...call, expands };
}

function ofOptions(argument: SyntaxNode | undefined, evaluation: Evaluation): EnvCall | null | 'none' {
  const options = argument ? evaluation.of(argument) : new Fields();
  if (!(options instanceof Fields)) return null;
  const [override, into] = [options.get('override'), options.get('processEnv')];
  if (override === unknown || into === unknown) return null;
  // Into an object of its own, which no other code looks at.
  if (into instanceof Fields) return 'none';
  const path = options.get('path');
  const call = ofPath(path ?? '.env', override === true, 'dotenv');
  return path === undefined && override === undefined && call ? { ...call, unnamed: 'call' } : call;
}

function ofPath(path: unknown, overrides: boolean, reader: EnvCall['reader']): EnvCall | null {
  const paths: readonly unknown[] = Array.isArray(path) ? path : [path];
  const known = paths.map((one) =>
    typeof one === 'object' && one !== null && 'path' in one ? one.path : one,
  );
  return known.every((one) => typeof one === 'string')
    ? { ...usual, paths: known as readonly string[], overrides, reader }
    : null;
}
