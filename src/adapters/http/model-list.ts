/** Ids of some ten thousand models, more than any list has; after that the list counts as it is. */
const mostKept = 3 * 1024 * 1024;

/** No id and no date is longer; a text beyond it is none. */
const longestToken = 1000;

/** Where the entries' own fields stand: `{"data":[{"id":…}]}`. */
const fieldDepth = 3;

/** The fields of an entry that anybody here asks for. */
const kept: ReadonlySet<string> = new Set(['id', 'shutdown_date']);

/**
 * Reads a list of models as it comes, however long it is, and keeps ids and end dates. What is no JSON object is given up
 * at its first character. Memory grows with what is kept only.
 */
export class ModelList {
  /** Nothing that is still to come can matter: it is no list, or enough of one. */
  done = false;

  readonly #entries: string[] = [];
  #size = 0;
  #ended = false;
  #isObject = false;
  #hasData = false;
  #failed = false;
  #depth = 0;
  #inData = false;
  #inString = false;
  #escaped = false;
  /** The string or number that is being read, as it is written; null for one that nobody asks for. */
  #token: string | null = null;
  #quoted = false;
  #key: string | null = null;
  #entry: Record<string, unknown> = {};

  feed(text: string): void {
    for (let at = 0; at < text.length && !this.done; at += 1) {
      if (this.#inString) at = this.#string(text, at);
      else this.#outside(text.charAt(at));
    }
  }

  /** Where there are entries, they are the list, and what follows is not read. */
  end(): void {
    this.#ended = this.#entries.length > 0;
    this.done ||= this.#ended;
  }

  /** The list with nothing else in it, as JSON; null where it was none, was cut off, or told of an error. */
  text(): string | null {
    const whole = this.#depth === 0 || this.#ended;
    if (!whole || !this.#hasData || this.#failed) return null;
    return `{"object":"list","data":[${this.#entries.join(',')}]}`;
  }

  /** Reads on in a string; gives where it ended, or the text did. */
  #string(text: string, from: number): number {
    let at = from;
    for (; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (this.#escaped) this.#escaped = false;
      else if (unit === 92) this.#escaped = true;
      else if (unit === 34) break;
    }
    if (this.#token !== null && this.#token.length <= longestToken) this.#token += text.slice(from, at);
    if (at < text.length) this.#inString = false;
    return at;
  }

  #outside(character: string): void {
    switch (character) {
      case '"':
        if (this.#depth === 0) this.done = true;
        this.#inString = true;
        this.#quoted = true;
        // Entries are objects.
        if (this.#inData && this.#depth === fieldDepth - 1) this.#failed = true;
        this.#token = this.#depth === 1 || this.#depth === fieldDepth ? '' : null;
        break;
      case ':':
        this.#key = this.#token === null ? null : unquoted(this.#token);
        this.#token = null;
        this.#quoted = false;
        if (this.#depth === 1 && this.#key === 'error') this.#failed = true;
        break;
      case ',':
        this.#endValue(true);
        break;
      case '{':
      case '[':
        this.#open(character);
        break;
      case '}':
      case ']':
        this.#close();
        break;
      default:
        this.#literal(character);
    }
  }

  #open(character: '{' | '['): void {
    if (this.#depth === 0) {
      this.#isObject = character === '{';
      this.done = !this.#isObject;
    }
    if (this.#depth === 1 && this.#key === 'data' && character === '[') {
      this.#inData = true;
      this.#hasData = true;
    }
    this.#depth += 1;
    if (this.#inData && this.#depth === fieldDepth) this.#entry = {};
    this.#key = null;
  }

  #close(): void {
    this.#endValue(false);
    if (this.#inData && this.#depth === fieldDepth) this.#keep();
    this.#depth -= 1;
    if (this.#depth === 1) this.#inData = false;
    if (this.#depth <= 0) this.done = true;
  }

  #literal(character: string): void {
    if (/\s|\ufeff/.test(character)) return;
    if (this.#depth === 0) this.done = true;
    else if (this.#depth === fieldDepth && this.#key !== null && kept.has(this.#key))
      this.#token = `${this.#token ?? ''}${character}`.slice(0, longestToken);
  }

  #endValue(more: boolean): void {
    if (this.#inData && this.#depth === fieldDepth && this.#key !== null && kept.has(this.#key)) {
      const value = this.#token === null ? undefined : readValue(this.#token, this.#quoted);
      if (value !== undefined) this.#entry[this.#key] = value;
    }
    if (more || this.#depth <= fieldDepth) this.#key = null;
    this.#token = null;
    this.#quoted = false;
  }

  #keep(): void {
    const text = JSON.stringify(this.#entry);
    this.#entries.push(text);
    this.#size += text.length;
    if (this.#size > mostKept) this.end();
  }
}

function unquoted(token: string): string {
  try {
    return String(JSON.parse(`"${token}"`));
  } catch {
    return token;
  }
}

/** A text or a number; undefined for what is neither. */
function readValue(token: string, quoted: boolean): string | number | undefined {
  if (token.length > longestToken) return undefined;
  if (quoted) return unquoted(token);
  return /^\d+$/.test(token) ? Number(token) : undefined;
}
