import { appendFileSync } from 'node:fs';

/**
 * Adds Markdown to the summary of a CI job: the file that GITHUB_STEP_SUMMARY names. Does nothing where it names none; a
 * summary that cannot be written changes no result.
 */
export function appendSummary(env: Readonly<Record<string, string | undefined>>, markdown: string): void {
  const path = env['GITHUB_STEP_SUMMARY'];
  if (!path) return;
  try {
    appendFileSync(path, `${markdown}\n`);
  } catch {
    // The log has all of it.
  }
}
