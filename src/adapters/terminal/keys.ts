/** A key that is no text. `leave` is Ctrl-D, `clear` is Ctrl-U or Ctrl-W, `other` is one that means nothing here. */
type KeyName =
  | 'enter'
  | 'up'
  | 'down'
  | 'backspace'
  | 'clear'
  | 'tab'
  | 'escape'
  | 'leave'
  | 'interrupt'
  | 'quit'
  | 'suspend'
  | 'other';

/** What was pressed, or text that came in one piece. */
export type Key =
  | { readonly name: KeyName }
  /** `pasted`: the terminal says so; its line breaks are part of it, and no Enter. */
  | { readonly name: 'text'; readonly text: string; readonly pasted: boolean };

/** Reads what a terminal in raw mode sends. */
interface KeyReader {
  /** The keys of a chunk; what may be the beginning of a longer one is kept back. */
  read(chunk: string): readonly Key[];
  /** What it waits for: the rest of a sequence, or the end of a paste. */
  readonly waits: 'sequence' | 'paste' | null;
  /** Nothing more came for a while: what was kept back is what it is, and a paste has ended. */
  settle(): readonly Key[];
}

/** Has a terminal mark what is pasted: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Bracketed-Paste-Mode */
export const markPastes = { on: '\u001b[?2004h', off: '\u001b[?2004l' } as const;
const pasteBegins = '\u001b[200~';
const pasteEnds = '\u001b[201~';

const controls: Readonly<Record<string, KeyName>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007f': 'backspace',
  '\u0003': 'interrupt',
  '\u0004': 'leave',
  '\u0015': 'clear',
  '\u0017': 'clear',
  '\u001a': 'suspend',
  '\u001b': 'escape',
  '\u001c': 'quit',
};

const sequences: Readonly<Record<string, KeyName>> = {
  '\u001b[A': 'up',
  '\u001bOA': 'up',
  '\u001b[B': 'down',
  '\u001bOB': 'down',
  '\u001bOM': 'enter',
};

const esc = '\\u001b';
/** A whole sequence (with Alt, and of the Linux console's F keys as well), the beginning of one, and text. */
const whole = new RegExp(`${esc}+(?:\\[\\[[A-E]|\\[[0-?]*[ -/]*[@-~]|O[ -~]|[^[O${esc}])`, 'uy');
const begun = new RegExp(`${esc}+(?:\\[{0,2}|\\[[0-?]*[ -/]*|O)?$`, 'uy');
const plain = /\P{Cc}+/uy;

export function createKeyReader(): KeyReader {
  let kept = '';
  let pasting = false;

  function read(chunk: string): readonly Key[] {
    const input = kept + chunk;
    kept = '';
    // At once, also in the middle of a paste: nothing that came with it counts.
    if (chunk.includes('\u0003')) {
      pasting = false;
      return [{ name: 'interrupt' }];
    }
    const keys: Key[] = [];
    let at = 0;
    const next = (form: RegExp): string | undefined => {
      form.lastIndex = at;
      return form.exec(input)?.[0];
    };
    while (at < input.length) {
      if (pasting) {
        at += paste(input.slice(at), keys);
        continue;
      }
      const sequence = next(whole);
      if (sequence !== undefined) {
        at += sequence.length;
        if (sequence === pasteBegins) pasting = true;
        else if (sequence !== pasteEnds) keys.push({ name: sequences[sequence] ?? 'other' });
        continue;
      }
      if (next(begun) !== undefined) {
        kept = input.slice(at);
        break;
      }
      const text = next(plain);
      if (text !== undefined) keys.push({ name: 'text', text, pasted: false });
      else keys.push({ name: controls[input.charAt(at)] ?? 'other' });
      // Windows' line break is one Enter.
      at += text?.length ?? (input.startsWith('\r\n', at) ? 2 : 1);
    }
    return keys;
  }

  /** Takes the text of a paste as far as it is here; returns its length. */
  function paste(input: string, keys: Key[]): number {
    const end = input.indexOf(pasteEnds);
    const beginning = end === -1 ? endBegun(input) : 0;
    const text = end === -1 ? input.slice(0, input.length - beginning) : input.slice(0, end);
    if (text !== '') keys.push({ name: 'text', text: text.replace(/\r\n?/g, '\n'), pasted: true });
    kept = input.slice(input.length - beginning);
    if (end === -1) return input.length;
    pasting = false;
    return end + pasteEnds.length;
  }

  return {
    read,
    get waits() {
      if (pasting) return 'paste';
      return kept === '' ? null : 'sequence';
    },
    settle() {
      const alone = !pasting && kept !== '' && kept.replaceAll('\u001b', '') === '';
      kept = '';
      pasting = false;
      return alone ? [{ name: 'escape' }] : [];
    },
  };
}

/** How many characters at the end of a text may be the beginning of a paste's end. */
function endBegun(text: string): number {
  for (let length = pasteEnds.length - 1; length > 0; length--)
    if (text.endsWith(pasteEnds.slice(0, length))) return length;
  return 0;
}
