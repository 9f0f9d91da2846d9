import { basename, dirname, join, resolve } from 'node:path';
import { causes } from '../../domain/diagnosis/causes.ts';
import { exitCodes } from '../../domain/diagnosis/exit-codes.ts';
import { isEnvFileName } from '../../domain/env/file-names.ts';
import type { FilePlace } from '../../domain/loading/place.ts';
import { publishedPrefixes } from '../../domain/loading/published-prefixes.ts';
import type { KeySighting, PlacedSighting } from '../../domain/scan/key-sighting.ts';
import { isPublicByDesign, publishedLines } from '../../domain/scan/published.ts';
import { cleanText } from '../../domain/text/clean.ts';
import type { ScanWords } from '../../i18n/en/scan.ts';
import { loadScanWords } from '../../i18n/load.ts';
import { Problem, UsageError } from '../../ports/errors.ts';
import type { GitSearch, ScanTarget } from '../../ports/files.ts';
import type { Ports } from '../../ports/ports.ts';
import { jsonDocument, jsonText } from '../../ui/json-document.ts';
import { wrap } from '../../ui/layout.ts';
import { type ShowPlace, showFrom } from '../../ui/place.ts';
import { problemJson } from '../../ui/problem.ts';
import {
  findingsJson,
  type ScanLook,
  type ScanScope,
  scanText,
  shownPlaces,
  unreadableText,
} from '../../ui/scan.ts';
import { createStyle } from '../../ui/theme.ts';
import { version } from '../../version.ts';
import type { Given } from '../options.ts';

export type ScanOptions = Given<'language' | 'json' | 'history' | 'staged' | 'sarif'>;

export type ScanPorts = Pick<Ports, 'cwd' | 'files' | 'keySearch' | 'progress' | 'terminal'>;

/** Where keys were looked for, and what came of it. Paths are relative to the folder of the target. */
interface SearchedScope extends Gaps {
  readonly findings: readonly KeySighting[];
  readonly unreadable: readonly string[];
  /** Submodules that are not checked out. */
  readonly absent: readonly string[];
  /** Too large to be searched with others. */
  readonly large: readonly string[];
  /** Files of which a killed run had left a copy, which was removed; absolute. */
  readonly left: readonly string[];
}

/** What this clone does not have. */
interface Gaps {
  /** Older commits. */
  readonly shallow: boolean;
  /** So many contents of files. */
  readonly missing: number;
}

/** The same, each in its file. */
interface Placed extends Gaps {
  readonly findings: readonly PlacedSighting[];
  readonly unreadable: readonly FilePlace[];
  readonly absent: readonly FilePlace[];
  readonly large: readonly FilePlace[];
  readonly left: readonly FilePlace[];
}

const cannotRead = 'env_file_unreadable';

/** Why nothing could be searched. */
const problemOf = (message: string, words: ScanWords): Problem =>
  new Problem({ cause: cannotRead }, message, {
    remedies: [words.remedyReadable],
    content: { findings: [] },
  });

/** `scan`: keys in source files, in what is staged or in every commit. Returns the exit code. */
export async function runScan(ports: ScanPorts, options: ScanOptions, path = '.'): Promise<number> {
  const words = await loadScanWords(options.language);
  const { terminal } = ports;
  const show = showFrom(ports.cwd);
  const look = { words, show, style: createStyle(terminal.color.stdout), columns: terminal.columns() };
  const scope = options.staged ? 'staged' : options.history ? 'history' : 'files';
  const given = resolve(ports.cwd, path);
  const shown = show({ absolute: given });
  const target = await targetAt(ports, given, shown, words);
  const outcome = await lookFor(ports, target, scope, shown, words);
  return report(ports, options, placed(outcome, target.folder, show), scope, look);
}

async function targetAt(
  { keySearch }: ScanPorts,
  given: string,
  shown: string,
  words: ScanWords,
): Promise<ScanTarget> {
  const located = await keySearch.locate(given);
  if (located.state === 'missing') throw new UsageError(words.usage.missing(shown));
  if (located.state === 'unreadable') throw problemOf(words.unreadable(shown, located.code), words);
  return located.target;
}

async function lookFor(
  ports: ScanPorts,
  target: ScanTarget,
  scope: ScanScope,
  shown: string,
  words: ScanWords,
): Promise<SearchedScope> {
  const progress = ports.progress.start(scope === 'staged' ? words.searchingStaged : words.searching);
  try {
    if (scope === 'staged') return byGit(await ports.keySearch.staged(target), '--staged', shown, words);
    // Asked for first: where there are no commits to search, nothing else is worth the time.
    if (scope === 'history') progress.update(words.searchingHistory);
    const past =
      scope === 'history' ? byGit(await ports.keySearch.history(target), '--history', shown, words) : null;
    if (past) progress.update(words.searching);
    const { findings, ignored, ...rest } = await ports.keySearch.files(target);
    const present = withPublished(ports, target.folder, findings, ignored);
    const gaps = { shallow: past?.shallow ?? false, missing: past?.missing ?? 0 };
    const left = await removeLeftovers(ports, target.folder, [...findings, ...ignored]);
    const large = [...new Set([...rest.large, ...(past?.large ?? [])])];
    return { ...rest, ...gaps, large, left, findings: [...present, ...(past?.findings ?? [])] };
  } finally {
    progress.stop();
  }
}

function byGit(found: GitSearch, option: string, shown: string, words: ScanWords): SearchedScope {
  if (found.ok) return { ...found, unreadable: [], absent: [], left: [] };
  if (found.reason === 'no_git') throw new UsageError(words.usage.noGit(option));
  if (found.reason === 'no_repository') throw new UsageError(words.usage.noRepository(option, shown));
  throw problemOf(words.refused(cleanText(found.detail)), words);
}

/** What a killed run left beside files that hold keys, where git does not look: a copy of them. */
async function removeLeftovers(
  { files }: Pick<ScanPorts, 'files'>,
  folder: string,
  keys: readonly KeySighting[],
): Promise<readonly string[]> {
  const folders = new Set([folder, ...keys.map(({ path }) => dirname(join(folder, path)))]);
  const left: string[] = [];
  for (const one of folders) left.push(...(await files.removeLeftovers(one)));
  return left;
}

/** An env file that git ignores is where a key belongs, unless a bundler publishes the variable. */
function withPublished(
  ports: Pick<ScanPorts, 'files'>,
  folder: string,
  findings: readonly KeySighting[],
  ignored: readonly KeySighting[],
): readonly KeySighting[] {
  const known = new Map<string, ReadonlySet<number>>();
  const linesOf = (path: string): ReadonlySet<number> => {
    let lines = known.get(path);
    if (lines === undefined) {
      const read = ports.files.read(join(folder, path));
      lines = read.state === 'file' ? publishedLines(read.bytes, publishedPrefixes) : new Set<number>();
      known.set(path, lines);
    }
    return lines;
  };
  const isPublished = ({ path, line, kind }: KeySighting): boolean =>
    isEnvFileName(basename(path)) && !isPublicByDesign(kind) && linesOf(path).has(line);
  const publish = (finding: KeySighting): KeySighting => ({ ...finding, where: 'published' });
  return [
    ...findings.map((finding) => (isPublished(finding) ? publish(finding) : finding)),
    ...ignored.filter(isPublished).map(publish),
  ];
}

/** In an order that does not depend on chance. */
function placed(
  { findings, unreadable, absent, large, left, ...gaps }: SearchedScope,
  folder: string,
  show: ShowPlace,
): Placed {
  const late = ({ where }: PlacedSighting): number => (where === 'history' ? 1 : 0);
  const at = (path: string): FilePlace => ({ absolute: join(folder, path) });
  return {
    shallow: gaps.shallow,
    missing: gaps.missing,
    unreadable: unreadable.map(at),
    absent: absent.map(at),
    large: large.map(at),
    left: left.map((absolute) => ({ absolute })),
    findings: findings
      .map(({ path, ...finding }) => ({ ...finding, ...at(path) }))
      .sort(
        (a, b) => late(a) - late(b) || compare(show(a), show(b)) || a.line - b.line || a.column - b.column,
      ),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function report(
  { terminal, cwd }: ScanPorts,
  options: Given<'json' | 'sarif'>,
  { findings, unreadable, absent, large, left, shallow, missing }: Placed,
  scope: ScanScope,
  look: ScanLook,
): Promise<number> {
  const missed = unreadable.length > 0;
  const exitCode =
    findings.length > 0 ? exitCodes.findings : missed ? causes[cannotRead].exitCode : exitCodes.ok;
  const { words, columns } = look;
  const problem = missed ? unreadableText(unreadable, look) : null;
  const notes = [
    shallow ? words.shallow : null,
    missing > 0 ? words.missing(missing) : null,
    left.length > 0 ? words.leftover(shownPlaces(left, look)) : null,
    absent.length > 0 ? words.absent(shownPlaces(absent, look)) : null,
    large.length > 0 ? words.large(large.length, shownPlaces(large, look)) : null,
    problem,
  ];
  for (const note of notes) if (note !== null) terminal.say(`${wrap(note, columns)}\n`);
  if (options.sarif) {
    const { sarif } = await import('../../ui/sarif.ts');
    terminal.print(jsonText(sarif(findings, { version, complete: !missed, words: look.words, folder: cwd })));
  } else if (options.json) {
    terminal.print(asJson(findings, findings.length > 0 ? null : problem, exitCode, look));
  } else if (findings.length > 0 || !missed) {
    terminal.print(scanText(findings, scope, look));
  }
  return exitCode;
}

function asJson(
  findings: readonly PlacedSighting[],
  problem: string | null,
  exitCode: number,
  { words, show }: ScanLook,
): string {
  const diagnosis =
    problem === null ? null : problemJson({ cause: cannotRead }, problem, [words.remedyReadable]);
  return jsonText(jsonDocument(exitCode, { findings: findingsJson(findings, show), diagnosis }));
}
