import { openJournal } from '../../changes/journal.ts';
import { openMode } from '../../changes/modes.ts';
import type { DoctorFinding, FindingFix } from '../../domain/doctor/finding.ts';
import { applied, type DiffLine, diffOf, withLine } from '../../domain/doctor/mend.ts';
import { sameBytes } from '../../domain/text/bytes.ts';
import { cleanText } from '../../domain/text/clean.ts';
import { hang } from '../../ui/layout.ts';
import { createStyle, marks } from '../../ui/theme.ts';
import type { DoctorSession, Seen } from './session.ts';

/** A file as it was read, and as far as it was agreed to change it. */
interface Open {
  readonly bytes: Uint8Array | null;
  text: string;
  /** What was agreed to, with offsets of the text as it was read. */
  edits: FindingFix['edits'];
  lines: readonly string[];
}

/**
 * Shows each mechanical mend as a diff and asks about it; then makes those that were agreed to, all or none: a file that
 * somebody else changed meanwhile takes back the others. Ctrl-C at a question leaves everything as it is. True where
 * something was changed.
 */
export async function fixFindings({ ports, words, look }: DoctorSession, seen: Seen): Promise<boolean> {
  const { fix: say } = words.doctor;
  const style = createStyle(ports.terminal.color.stderr);
  const columns = ports.terminal.columns();
  const tell = (mark: string, text: string): void =>
    ports.terminal.say(`${mark} ${hang(text, 2, columns)}\n`);
  const files = new Map<string, Open>();
  const left = new Set<string>();
  let asked = 0;
  for (const finding of seen.findings) {
    const mend = finding.fix && openAll(ports, files, finding.fix);
    if (!mend) continue;
    const refused = mend.find((path) => reasonAgainst(seen, path, files.get(path)?.bytes ?? null));
    if (refused !== undefined) {
      const why = reasonAgainst(seen, refused, files.get(refused)?.bytes ?? null);
      const shown = look.show({ absolute: refused });
      if (why && !left.has(refused)) tell(style.warn(marks.warn), say[why](shown));
      left.add(refused);
      continue;
    }
    const tried = agreed(files, finding);
    if (!tried) continue;
    asked += 1;
    const path = look.show({ absolute: mend[0] ?? finding.absolute });
    ports.terminal.say(`\n${style.strong(`${look.show(finding)}:${finding.line}`)} ${finding.rule}\n`);
    for (const one of tried.flatMap(({ diff }) => diff)) ports.terminal.say(diffText(one, style));
    if (!(await ports.prompter.confirm({ message: say.question(path), default: true }))) continue;
    for (const { path: at, next } of tried) files.set(at, next);
  }
  if (asked === 0 && left.size === 0) tell(' ', say.nothing);
  return write(
    { ports, look },
    files,
    (mark, text) => tell(mark === 'good' ? style.good(marks.good) : style.bad(marks.bad), text),
    say,
  );
}

/** Reads the files of a fix that were not read yet; their paths, or null where one of them is no text in UTF-8. */
function openAll(
  { files: disk }: Pick<DoctorSession['ports'], 'files'>,
  files: Map<string, Open>,
  { edits, lines }: FindingFix,
): readonly string[] | null {
  const paths = [...new Set([...edits, ...lines].map(({ absolute }) => absolute))];
  for (const path of paths) {
    if (files.has(path)) continue;
    const read = disk.read(path);
    if (read.state === 'unreadable') return null;
    const bytes = read.state === 'file' ? read.bytes : null;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes ?? new Uint8Array());
    if (bytes && !sameBytes(new TextEncoder().encode(text), bytes)) return null;
    files.set(path, { bytes, text, edits: [], lines: [] });
  }
  return paths.length > 0 ? paths : null;
}

const conflict = /^(?:<{7}|>{7}) /m;

/** Why a file is left alone: what git does not track could not be brought back. */
function reasonAgainst(
  { survey: { listing, folder } }: Seen,
  path: string,
  bytes: Uint8Array | null,
): 'untracked' | 'conflicted' | null {
  const name = path.slice(folder.length + 1).replaceAll('\\', '/');
  if (listing.conflicted.has(name) || (bytes && conflict.test(new TextDecoder().decode(bytes))))
    return 'conflicted';
  // A file that is not there yet takes nothing with it.
  if (bytes === null) return null;
  const { known, untracked } = listing;
  return untracked && known.has(name) && !untracked.has(name) ? null : 'untracked';
}

/** The files of a finding's fix with it, beside all that was agreed to; null where it does not fit, or is done already. */
function agreed(files: ReadonlyMap<string, Open>, { fix }: DoctorFinding) {
  const paths = [...new Set([...(fix?.edits ?? []), ...(fix?.lines ?? [])].map(({ absolute }) => absolute))];
  const tried: { path: string; next: Open; diff: readonly DiffLine[] }[] = [];
  for (const path of paths) {
    const open = files.get(path);
    if (!fix || !open) return null;
    const edits = [...open.edits, ...fix.edits.filter(({ absolute }) => absolute === path)];
    const lines = [
      ...open.lines,
      ...fix.lines.filter(({ absolute }) => absolute === path).map(({ line }) => line),
    ];
    const [before, after] = [made(open), made({ ...open, edits, lines })];
    if (before === null || after === null) return null;
    if (before !== after) tried.push({ path, next: { ...open, edits, lines }, diff: diffOf(before, after) });
  }
  return tried.length > 0 ? tried : null;
}

function made({ text, edits, lines }: Open): string | null {
  const edited = applied(text, edits);
  return edited === null ? null : lines.reduce(withLine, edited);
}

function diffText({ sign, text }: DiffLine, style: ReturnType<typeof createStyle>): string {
  const line = `  ${sign} ${cleanText(text)}`;
  return `${sign === '+' ? style.good(line) : style.bad(line)}\n`;
}

/** Writes what was agreed to, all or none. */
async function write(
  { ports, look }: Pick<DoctorSession, 'ports' | 'look'>,
  files: ReadonlyMap<string, Open>,
  tell: (mark: 'good' | 'bad', text: string) => void,
  words: DoctorSession['words']['doctor']['fix'],
): Promise<boolean> {
  const changing = [...files].flatMap(([path, open]) => {
    const after = made(open);
    return after === null || after === open.text
      ? []
      : [{ path, bytes: open.bytes, after: new TextEncoder().encode(after) }];
  });
  if (changing.length === 0) return false;
  const journal = openJournal(ports, async () => {});
  for (const { path, bytes, after } of changing) {
    const result = await journal.change(path, [], async () => {
      let isSame = true;
      const edit = (current: Uint8Array | null): Uint8Array | null => {
        isSame = bytes === null ? current === null : current !== null && sameBytes(current, bytes);
        return isSame ? after : null;
      };
      const written = await ports.files.replace(path, edit, { newMode: openMode });
      return isSame ? written : null;
    });
    if (result?.ok) continue;
    await journal.undo();
    await journal.unlessInterrupted();
    tell('bad', words.changed(look.show({ absolute: path })));
    return false;
  }
  await journal.unlessInterrupted();
  journal.keep();
  for (const { path } of changing) tell('good', words.done(look.show({ absolute: path })));
  ports.terminal.say(`\n${words.again}\n`);
  return true;
}
