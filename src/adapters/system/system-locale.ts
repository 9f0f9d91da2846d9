/**
 * The locale that the operating system was set to, for systems that have no `LANG`. Elsewhere a missing `LANG`
 * means no language, and asking would cost 12 ms to be told English.
 */
export function systemLocale(): string {
  const hasOwn = process.platform === 'win32' || process.platform === 'darwin';
  return hasOwn ? Intl.DateTimeFormat().resolvedOptions().locale : 'C';
}
