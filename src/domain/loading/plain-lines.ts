/**
 * What every loader reads alike, for those that are not modelled exactly: `NAME=value` of harmless characters, in quotes
 * or without. A name with another value, or with two, gets null. Null altogether where a line may change how the others
 * are read.
 */
export function readPlainLines(text: string): Map<string, string | null> | null {
  if (/[^\n\r\x20-\x7e]|\r(?!\n)/.test(text)) return null;
  const values = new Map<string, string | null>();
  for (const line of text.split(/\r?\n/)) {
    if (/^(?:#[^"'`\\]*)?$/.test(line)) continue;
    const [, name, quote = '', value = ''] = /^([A-Za-z_]\w*)=(["']?)([\w./:@+-]*)\2$/.exec(line) ?? [];
    if (name !== undefined) {
      // An empty pair of quotes is a value of two characters to some.
      values.set(name, values.has(name) || (quote !== '' && value === '') ? null : value);
      continue;
    }
    const [, other] = /^([A-Za-z_]\w*)=[^"'`\\\r]*$/.exec(line) ?? [];
    if (other === undefined) return null;
    values.set(other, null);
  }
  return values;
}
