import { type Note, note } from '../domain/diagnosis/notes.ts';
import { type Warning, warning } from '../domain/diagnosis/warnings.ts';
import type { FilePlace } from '../domain/loading/place.ts';
import type { GitFacts } from '../ports/git.ts';
import { type Verdict, verdict } from './result.ts';

/** Could the file with the key leave this machine with the project? `published`: other ways than git. */
export function judgeGit(
  facts: GitFacts,
  path: FilePlace,
  published: readonly Warning[] = [],
): { readonly verdict: Verdict } {
  if (facts.repository === 'none') return { verdict: verdict([note('git_none')], published) };
  const asked = facts.repository === 'yes' ? [] : [note('git_unavailable', { detail: facts.detail })];
  if (facts.tracked === null) return { verdict: { status: 'warn', notes: asked, warnings: published } };
  const warnings: Warning[] = [];
  if (facts.tracked) warnings.push(warning('tracked_by_git', { path }));
  else if (facts.ignoredBy !== 'project')
    warnings.push(warning('not_ignored', { path, by: facts.ignoredBy ?? 'nobody' }));
  if (facts.everCommitted && !facts.tracked) warnings.push(warning('was_committed', { path }));
  const notes: Note[] = warnings.length === 0 ? [note('git_ignored', { path })] : [];
  return { verdict: verdict([...asked, ...notes], [...warnings, ...published]) };
}
