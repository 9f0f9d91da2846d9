import type { CodeWritten } from '../code/values/possible-value.ts';
import type { BrowserCode } from './browser.ts';
import type { CodeAsked } from './code-seen.ts';
import type { Facts } from './facts.ts';
import type { Edit, FoundFinding, RuleId, Severity } from './finding.ts';
import type { Read } from './seen.ts';
import { sourceText, spanInFile } from './sources.ts';
import type { Surveyed } from './surveyed.ts';

/** What a rule about code judges by. */
export interface Judged {
  readonly facts: Facts;
  readonly asked: CodeAsked;
  readonly browser: BrowserCode;
  /** The variables that the code reads. */
  readonly reads: readonly Read[];
}

/** A rule as data. Its words stand under its id in `doctor.ts` of both languages; how it is mended is part of what it finds. */
export interface DoctorRule<R extends RuleId = RuleId> {
  readonly id: R;
  /** Of its findings, unless one of them says otherwise. */
  readonly severity: Severity;
  /** What it finds in the code. */
  readonly inCode?: (judged: Judged) => Iterable<FoundFinding<R>>;
  /** What it finds in the files beside the code, and between both. */
  readonly inConfiguration?: (seen: Surveyed) => Iterable<FoundFinding<R>>;
}

/** The change of what is written somewhere; null where the file does not say it in one piece. */
export function edit(at: CodeWritten, after: string): Edit | null {
  const span = spanInFile(at.unit, at);
  return span && { absolute: at.unit.absolute, ...span, before: sourceText(at), after };
}

/** All of these edits, in the order of the text; null where one of them can't be made, or two of them meet. */
export function allOf(edits: readonly (Edit | null)[]): readonly Edit[] | null {
  const sorted = edits
    .flatMap((one) => one ?? [])
    .sort((one, other) =>
      one.absolute < other.absolute
        ? -1
        : one.absolute > other.absolute
          ? 1
          : one.from - other.from || one.to - other.to,
    );
  if (sorted.length < edits.length) return null;
  const all: Edit[] = [];
  for (const one of sorted) {
    const before = all.at(-1);
    if (before?.absolute !== one.absolute || before.to < one.from) all.push(one);
    else if (before.from === one.from && before.to === one.to && before.after === one.after) continue;
    // What is put in front of something that changes as well.
    else if (before.to === one.from && before.to === before.from)
      all[all.length - 1] = { ...one, after: before.after + one.after };
    else if (before.to === one.from) all.push(one);
    else return null;
  }
  return all;
}
