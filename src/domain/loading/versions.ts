/**
 * A version as one number: 5.4.2 is 5.004002. Of a range the newest counts, since that is installed; null for what is no plain one.
 */
export function versionNumber(text: string): number | null {
  const [, sign = '', major, minor, patch] =
    /^([\^~=v]{0,2})(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[.+-]|$)/.exec(text) ?? [];
  if (major === undefined) return null;
  if (minor === undefined || (sign.includes('^') && major !== '0')) return numberOf(major, 999, 0);
  const isOpen = patch === undefined || /[\^~]/.test(sign);
  return numberOf(major, Number(minor), isOpen ? 999 : Number(patch));
}

/** The same for a package that is not installed: `latest` is above all versions that are known. */
export const versionAsked = (text: string): number | null =>
  text === 'latest' || text === '*' ? 1e6 : versionNumber(text);

/** As whole millionths, so that the same version is always the same number. */
const numberOf = (major: string, minor: number, patch: number): number =>
  (Number(major) * 1e6 + minor * 1000 + patch) / 1e6;

/** Whether a version asked for is that of a package of the same workspace, or of a folder beside it. */
export const isOfWorkspace = (version: string): boolean =>
  /^(?:workspace:|link:|file:|portal:|\*$)/.test(version);
