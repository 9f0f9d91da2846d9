import type { FilePlace } from '../domain/loading/place.ts';
import type { PlacedSighting, RecordedMessage } from '../domain/scan/key-sighting.ts';
import { isOwnKind } from '../domain/scan/kinds.ts';
import type { ScanWords } from '../i18n/en/scan.ts';
import { pages } from '../i18n/openai-pages.ts';
import { hang } from './layout.ts';
import type { ShowPlace } from './place.ts';
import { marks, type Style } from './theme.ts';

/** What was searched. */
export type ScanScope = 'files' | 'staged' | 'history';

export interface ScanLook {
  readonly words: ScanWords;
  readonly show: ShowPlace;
  readonly style: Style;
  readonly columns: number;
}

/** One line for each finding, then what to do. A finding's line is never broken: programs read it too. */
export function scanText(findings: readonly PlacedSighting[], scope: ScanScope, look: ScanLook): string {
  const { words, show, style, columns } = look;
  if (findings.length === 0) return `${style.good(marks.good)} ${hang(words.none[scope], 2, columns)}\n`;
  const lines = findings.map((finding) => {
    const { line, column, kind, commit, where, message } = finding;
    const place = `${message ? messageText(finding, message, look) : show(finding)}:${line}:${column}`;
    const about =
      where === 'published'
        ? words.published
        : commit === null || message
          ? ''
          : words.inCommit(shortName(commit));
    return `${place} ${words.kind(kind)} ${style.strong(shownMask(finding, words))}${about === '' ? '' : style.quiet(about)}\n`;
  });
  const steps = adviceFor(findings, look).map((step, at) => `${at + 1}. ${hang(step, 3, columns)}\n`);
  return [
    ...lines,
    `\n${style.bad(marks.bad)} ${style.strong(words.found(findings.length))}\n`,
    `\n${words.whatToDo}\n`,
    ...steps,
  ].join('');
}

const shortName = (name: string): string => (/^[0-9a-f]{40,}$/.test(name) ? name.slice(0, 12) : name);

/** A message of a commit, a tag or a note, with the repository where it is not the one that was named. */
function messageText(place: FilePlace, { of, name }: RecordedMessage, { words, show }: ScanLook): string {
  const repository = show(place);
  const text = words.message[of](shortName(name));
  return repository === '.' ? text : `${repository}: ${text}`;
}

/** A key as it may be shown; of a short one, its length in words. */
function shownMask({ masked }: PlacedSighting, words: ScanWords): string {
  return masked.startsWith('(') ? words.length(masked.slice(1, -1)) : masked;
}

function adviceFor(findings: readonly PlacedSighting[], { words, style }: ScanLook): readonly string[] {
  const { steps } = words;
  const some = (test: (finding: PlacedSighting) => boolean): boolean => findings.some(test);
  const own = some(({ kind }) => isOwnKind(kind));
  const page = own ? ` ${style.link(pages.keys)}` : '';
  const elsewhere = some(({ kind }) => !isOwnKind(kind)) ? [steps.revokeElsewhere] : [];
  if (some(({ where }) => where === 'staged')) return [steps.staged + page, ...elsewhere];
  return [
    ...(own ? [steps.revoke + page] : []),
    ...elsewhere,
    ...(own ? [steps.replace] : []),
    ...(some(({ where }) => where === 'published') ? [steps.published] : []),
    ...(some(({ where }) => where === 'tracked' || where === 'untracked') ? [steps.remove] : []),
    ...(some(({ where }) => where === 'tracked' || where === 'history') ? [steps.history] : []),
  ];
}

/** The findings in the form of the JSON contract. */
export function findingsJson(findings: readonly PlacedSighting[], show: ShowPlace) {
  return findings.map(({ absolute, line, column, commit, kind, masked, where, message }) => ({
    path: show({ absolute }),
    line,
    column,
    commit,
    kind,
    masked,
    where,
    ...(message ? { message } : {}),
  }));
}

/** What could not be read, at most a few of it by name. */
export function unreadableText(places: readonly FilePlace[], look: Pick<ScanLook, 'words' | 'show'>): string {
  return look.words.unreadableFiles(places.length, shownPlaces(places, look));
}

/** The first few of them. */
export function shownPlaces(
  places: readonly FilePlace[],
  { words, show }: Pick<ScanLook, 'words' | 'show'>,
): string {
  const shown = places.slice(0, 5).map(show);
  const more = places.length > shown.length ? ['…'] : [];
  return [...shown, ...more].join(words.listSeparator);
}
