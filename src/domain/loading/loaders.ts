import { bom, decode, encode, toByteString } from '../env/bytes.ts';
import { dotenvValue, type Statement, scanEnv } from '../env/scan.ts';
import { readAsBun } from './loader-bun.ts';
import { scanAsCompose } from './loader-compose.ts';
import { scanAsDocker } from './loader-docker.ts';
import { scanAsDotenv15, scanAsEnvCmd, scanAsOldDotenv, scanAsOldEnvCmd } from './loader-lines.ts';
import { scanAsNode } from './loader-node.ts';
import { scanAsPython } from './loader-python.ts';
import { scanAsDecouple, scanAsEnviron } from './loader-python-lines.ts';
import { scanAsShell } from './loader-sh.ts';
import type { Visit } from './visit.ts';

/**
 * Programs that read env files. `node` is `util.parseEnv` and `node --env-file` from 22 on, `node-20`
 * the same of Node 20, `docker` is `docker run --env-file`, `sh` is `. ./.env`, and `deno` stands for
 * the loaders that take the first of duplicates (Deno, and the Rust crates).
 */
const loaders = ['dotenv', 'node', 'node-20', 'docker', 'compose', 'python-dotenv', 'sh', 'deno'] as const;
export type Loader = (typeof loaders)[number];

/** All programs whose reading is modelled; those beside `loaders` belong to one framework or tool. */
export type Reader =
  | Loader
  | 'dotenv-13'
  | 'dotenv-14'
  | 'dotenv-15'
  | 'env-cmd'
  | 'env-cmd-10'
  | 'bun'
  | 'environ-0.4'
  | 'decouple';

/**
 * Reads an env file, given as a byte string, as one loader does, and calls `visit` for each assignment. Returns the line
 * (from 1) for which the loader refuses the whole file, or 0. A model: see `loader-*.ts` for what each leaves out.
 */
export function scanAs(loader: Reader, text: string, visit: Visit): number {
  switch (loader) {
    case 'dotenv':
    case 'deno':
      scanEnv(text, (statement) => visit(statement.name, encode(dotenvValue(text, statement))));
      return 0;
    case 'node':
    case 'node-20':
      scanAsNode(text, visit, loader);
      return 0;
    case 'docker':
      return scanAsDocker(text, visit);
    case 'compose':
      return scanAsCompose(text, visit);
    case 'python-dotenv':
      scanAsPython(text, visit);
      return 0;
    case 'sh':
      scanAsShell(text, visit);
      return 0;
    case 'dotenv-13':
    case 'dotenv-14':
      scanAsOldDotenv(text, visit, loader);
      return 0;
    case 'dotenv-15':
      scanAsDotenv15(text, visit);
      return 0;
    case 'bun':
      for (const [name, value] of readAsBun(text, new Map())) visit(encode(name), encode(value));
      return 0;
    case 'env-cmd':
      scanAsEnvCmd(text, visit);
      return 0;
    case 'env-cmd-10':
      scanAsOldEnvCmd(text, visit);
      return 0;
    case 'environ-0.4':
      scanAsEnviron(text, visit);
      return 0;
    case 'decouple':
      scanAsDecouple(text, visit);
      return 0;
  }
}

/** Why a loader does not get the value that `dotenv` gets. */
export type LoadProblem =
  | 'file_refused'
  | 'bom_hides_name'
  | 'colon_form'
  | 'spaces_around_equals'
  | 'line_without_equals_before'
  | 'name_not_read'
  | 'duplicate_first_wins'
  | 'quotes_kept'
  | 'comment_kept'
  | 'blanks_kept'
  | 'carriage_return_kept'
  | 'other_value';

export interface Unloadable {
  readonly loader: Loader;
  readonly problem: LoadProblem;
  /** The line (from 1) that is the reason; 0 where no single one is. */
  readonly line: number;
}

/** The loaders that do not read `value` for `name` from this file, and why; empty where all do. */
export function loadability(bytes: Uint8Array, name: string, value: string): readonly Unloadable[] {
  const text = toByteString(bytes);
  const places: Statement[] = [];
  scanEnv(text, (statement) => {
    if (statement.name === name) places.push(statement);
  });
  const problems: Unloadable[] = [];
  for (const loader of loaders) {
    const { value: read, refusedLine } = readOne(loader, text, name, places);
    if (refusedLine > 0) problems.push({ loader, problem: 'file_refused', line: refusedLine });
    else if (read !== value) {
      const place = loader === 'deno' ? places[0] : places.at(-1);
      const problem = read === undefined ? whyHidden(text, place) : whyDifferent(read, value, loader, places);
      problems.push({ loader, problem, line: place ? lineOf(text, place.nameStart) : 0 });
    }
  }
  return problems;
}

/** The value of one name, without collecting the others: a file may be large. */
function readOne(
  loader: Loader,
  text: string,
  name: string,
  places: readonly Statement[],
): { readonly value: string | undefined; readonly refusedLine: number } {
  if (loader === 'dotenv' || loader === 'deno') {
    const place = loader === 'deno' ? places[0] : places.at(-1);
    return { value: place && dotenvValue(text, place), refusedLine: 0 };
  }
  let value: string | undefined;
  const refusedLine = scanAs(loader, text, (key, found) => {
    if (key === name) value = found;
  });
  return { value: value === undefined ? undefined : decode(value), refusedLine };
}

function whyHidden(text: string, place: Statement | undefined): LoadProblem {
  if (!place) return 'name_not_read';
  if (text.startsWith(bom) && isFirst(text, place)) return 'bom_hides_name';
  if (place.form === ':') return 'colon_form';
  const nameEnd = place.nameStart + place.name.length;
  if (text.charAt(nameEnd) !== '=') return 'spaces_around_equals';
  return lineBeforeHasEquals(text, place.start) ? 'name_not_read' : 'line_without_equals_before';
}

function whyDifferent(
  read: string,
  value: string,
  loader: Loader,
  places: readonly Statement[],
): LoadProblem {
  if (loader === 'deno' && places.length > 1) return 'duplicate_first_wins';
  const last = places.at(-1);
  if (read === `${value}\r`) return 'carriage_return_kept';
  if (last && last.quote !== '' && read.startsWith(last.quote)) return 'quotes_kept';
  if (read.startsWith(value) && read.slice(value.length).trim() === '') return 'blanks_kept';
  if (read.startsWith(value) && read.slice(value.length).trimStart().startsWith('#')) return 'comment_kept';
  if (last && read === '' && value !== '') return 'spaces_around_equals';
  return 'other_value';
}

function isFirst(text: string, place: Statement): boolean {
  return !text.slice(0, place.nameStart).includes('=');
}

/** Whether the nearest line before an offset that is neither blank nor a comment holds a `=`. */
function lineBeforeHasEquals(text: string, start: number): boolean {
  const lines = text.slice(0, start).split('\n');
  const before = lines.reverse().find((line) => line.trim() !== '' && !line.startsWith('#'));
  return before === undefined || before.includes('=');
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}
