/**
 * The part of WHATWG `Headers` that the SDK touches. Node's own costs 20 ms on first use, since it brings
 * in all of undici; the build puts this one in its place inside the SDK (ADR 0003).
 * Standard: https://fetch.spec.whatwg.org/#headers-class
 */
export class LightHeaders {
  readonly #values = new Map<string, string>();

  constructor(entries: Iterable<readonly [string, string]> = []) {
    for (const [name, value] of entries) this.append(name, value);
  }

  append(name: string, value: string): void {
    const [known, added] = [this.get(name), normalized(value)];
    this.#values.set(name.toLowerCase(), known === null ? added : `${known}, ${added}`);
  }

  set(name: string, value: string): void {
    this.#values.set(name.toLowerCase(), normalized(value));
  }

  get(name: string): string | null {
    return this.#values.get(name.toLowerCase()) ?? null;
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  delete(name: string): void {
    this.#values.delete(name.toLowerCase());
  }

  forEach(visit: (value: string, name: string, headers: LightHeaders) => void): void {
    for (const [name, value] of this) visit(value, name, this);
  }

  entries(): IterableIterator<[string, string]> {
    return new Map([...this.#values].sort(([a], [b]) => (a < b ? -1 : 1))).entries();
  }

  keys(): IterableIterator<string> {
    return new Map(this.entries()).keys();
  }

  values(): IterableIterator<string> {
    return new Map(this.entries()).values();
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
}

/**
 * Blanks around a value are dropped, as in the standard. What no header may hold is refused here without
 * quoting the value, which may be a key.
 */
function normalized(value: string): string {
  const text = String(value).replace(/^[\t\n\r ]+/, '');
  let end = text.length;
  while (end > 0 && '\t\n\r '.includes(text.charAt(end - 1))) end -= 1;
  const trimmed = text.slice(0, end);
  for (let at = 0; at < trimmed.length; at += 1) {
    const unit = trimmed.charCodeAt(at);
    if (unit === 0 || unit === 10 || unit === 13 || unit > 255) {
      throw new TypeError('A header value holds a character that no header may hold.');
    }
  }
  return trimmed;
}
