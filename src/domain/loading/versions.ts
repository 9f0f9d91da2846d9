/**
 * A version as one number: 5.4.2 is 5.004. Of a range the newest counts, since that is installed; null for what is no plain one.
 */
export function versionNumber(text: string): number | null {
  const [, sign = '', major, minor] = /^([\^~=v]{0,2})(\d+)(?:\.(\d+))?(?:\.|$)/.exec(text) ?? [];
  if (major === undefined) return null;
  const isOpen = minor === undefined || (sign.includes('^') && major !== '0');
  return Number(major) + (isOpen ? 999 : Number(minor)) / 1000;
}
