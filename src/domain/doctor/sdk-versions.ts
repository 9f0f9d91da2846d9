/** A version by its first two numbers. */
type Version = readonly [major: number, minor: number];

const least = (one: Version, other: Version): boolean =>
  one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);

export function versionOf(text: string): Version | null {
  const [, major, minor] = /^v?(\d{1,4})(?:\.(\d{1,4}))?/.exec(text) ?? [];
  return major === undefined ? null : [Number(major), Number(minor ?? 0)];
}

/**
 * Whether a range (of npm or of pip) allows only versions below another: the newest that it allows is the one that
 * gets installed. A range that is not understood allows all.
 */
export function isBelow(range: string, version: string): boolean {
  const limit = versionOf(version);
  if (!limit) return false;
  return range.split('||').every((part) => {
    const top = topOf(part.trim());
    return top !== null && !least(limit, top);
  });
}

/** The first version above a range; null where it has no end. */
function topOf(range: string): Version | null {
  const tops = range
    .split(/\s*,\s*|(?<=[\w.*])\s+(?=[<>=~^!])|\s+-\s+/)
    .map((one) => topOfOne(one.trim()))
    .filter((one) => one !== null);
  return tops.reduce<Version | null>((low, one) => (low === null || least(one, low) ? one : low), null);
}

function topOfOne(one: string): Version | null {
  const [, sign = '', rest = ''] = /^(===?|~=|<=|>=|!=|[<>~^=]?)\s*(.*)$/.exec(one) ?? [];
  const version = versionOf(rest);
  if (!version) return null;
  const [major, minor] = version;
  const parts = rest
    .replace(/[^\d.].*$/, '')
    .split('.')
    .filter(Boolean).length;
  switch (sign) {
    case '>':
    case '>=':
    case '!=':
      return null;
    case '<':
      return version;
    case '^':
      return major > 0 || parts === 1 ? [major + 1, 0] : [0, minor + 1];
    case '~':
      return parts === 1 ? [major + 1, 0] : [major, minor + 1];
    case '~=':
      return parts > 2 ? [major, minor + 1] : [major + 1, 0];
    default:
      return parts === 1 ? [major + 1, 0] : [major, minor + 1];
  }
}
