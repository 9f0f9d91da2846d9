import type { Secret } from '../secrets/secret.ts';
import { type Clean, cleanText } from '../text/clean.ts';
import { shellPath, shellWord } from '../text/shell-word.ts';
import { type Store, stores } from './secret-stores.ts';
import { isGenuine, tokensIn } from './tokens.ts';

/** What a value refers to in place of being a key. */
export type ReferenceKind = 'variable' | 'command' | 'store' | 'file' | 'encrypted' | 'template';

/** A value that leads to a key, and is none. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** Whose it is, by its own name: `1Password`, `TEAM_KEY`, `/run/secrets/key`; empty where it has none. */
  readonly store: Clean;
  /** How a program is run with the secret in place; null where only that store's own documentation tells. */
  readonly run: RunWithSecret | null;
}

/** A command that hands the secret to a program: by starting it, or by printing the secret. */
type RunWithSecret =
  /** With `FILE` and `PROGRAM` in it. `fileOption`: what names the env file where it is not `.env`. */
  | { readonly how: 'starts'; readonly command: string; readonly fileOption: string | null }
  | { readonly how: 'prints'; readonly command: string };

/** Stands in a command for the env file, and for the program that is started. */
export const fileMark = 'FILE';
export const programMark = 'PROGRAM';

const longest = 8192;

/** What the value refers to; null for whatever is no reference. Nothing is looked up. */
export function referenceIn(value: Secret): Reference | null {
  const text = value.reveal().trim();
  if (text.length < 2 || text.length > longest) return null;
  if (tokensIn(text).some((token) => isGenuine(token))) return null;
  const seen = ofVariable(text) ?? ofStore(text) ?? ofCommand(text) ?? ofFile(text) ?? ofTemplate(text);
  return seen && { ...seen, store: cleanText(seen.store) };
}

/** As it was written. */
type WrittenReference = Omit<Reference, 'store'> & { readonly store: string };

/** `YOUR_KEY` names no variable: a tutorial's stand-in for the whole text. */
const standIn = /(?:^|[^A-Za-z])(?:your|here|replace|example|placeholder|changeme|insert)(?![a-z])/i;

const variableForms: readonly RegExp[] = [
  // ${NAME}, ${NAME:-default}, ${env:NAME}, ${oc.env:NAME}
  /\$\{(?:[a-z.]{1,10}:)?([A-Za-z_][\w.]*)(?:[:?+-][^}]*)?\}/,
  /^\$([A-Za-z_]\w*)$/,
  /^\$env:([A-Za-z_]\w*)$/i,
  /^%([A-Za-z_]\w*)%$/,
  // LiteLLM and others
  /^(?:os\.environ\/|env(?:var)?:(?:\/\/)?|!(?:ENV|env_var) )\$?\{?([A-Za-z_]\w*)\}?$/,
];

function ofVariable(text: string): WrittenReference | null {
  for (const form of variableForms) {
    const name = form.exec(text)?.[1];
    if (name === undefined) continue;
    return standIn.test(name) ? null : { kind: 'variable', store: name, run: null };
  }
  return null;
}

function ofStore(text: string): WrittenReference | null {
  for (const store of stores) {
    const match = store.pattern.exec(text);
    if (!match) continue;
    const name = store.name || (/^\w+/.exec(text)?.[0] ?? '');
    return { kind: store.kind ?? 'store', store: name, run: runOf(store, match, text) };
  }
  // Any other address names a store of its own, which its documentation tells how to ask.
  const scheme = /^(?!(?:https?|wss?|ftp):)([a-z][\w+.-]{1,30}):\/\/\S/i.exec(text)?.[1];
  if (scheme === undefined || scheme.toLowerCase() === 'file') return null;
  return { kind: 'store', store: `${scheme}://`, run: null };
}

function runOf({ run, print }: Store, match: RegExpExecArray, text: string): RunWithSecret | null {
  const [, ...found] = match;
  const words = found.map((word) => shellWord(word ?? ''));
  if (run) return { how: 'starts', ...run };
  const command = print?.(words, shellWord(text), found);
  return command === undefined ? null : { how: 'prints', command };
}

/** A command of a shell, or of a tool that runs one. */
function ofCommand(text: string): WrittenReference | null {
  const [, inner] = /^\$\((.+)\)$|^`(.+)`$|^(?:cmd|exec|command|shell|sh):(?:\/\/)?(.+)$/s.exec(text) ?? [];
  const isCommand = inner !== undefined || /\$\([^)]+\)|^`.+`$|^(?:cmd|exec|command|shell|sh):./s.test(text);
  return isCommand ? { kind: 'command', store: '', run: null } : null;
}

const fileForms: readonly RegExp[] = [
  /^file:(?:\/\/)?(\S.*)$/i,
  /^@((?:~|\.{1,2})?[\\/].+)$/,
  // A path and nothing else: `/run/secrets/key`, `~/.keys/openai`, `./key.txt`, `C:\keys\openai`
  /^((?:~|\.{1,2})?\/(?:[\w.@ -]+\/)*[\w.@ -]+)$/,
  /^([A-Za-z]:[\\/][^"<>|?*]+)$/,
];

function ofFile(text: string): WrittenReference | null {
  for (const form of fileForms) {
    const path = form.exec(text)?.[1];
    if (path !== undefined && !standIn.test(path))
      return { kind: 'file', store: path, run: { how: 'prints', command: `cat ${shellPath(path)}` } };
  }
  return null;
}

/** What a template engine, a deployment or a CI system fills in. */
const templates: readonly RegExp[] = [
  /\{\{.*\}\}/s,
  /<%.*%>/s,
  /^!(?:reference|Ref|Sub|GetAtt|secret|var|vault|ImportValue|Join)\b/,
  /^#\{.+\}#?$/,
  /^__[A-Z][A-Z0-9_]+__$/,
  /^(?:var|local|data|module|secrets|valueFrom|secretKeyRef)[.:][\w.[\]"-]+$/,
];

function ofTemplate(text: string): WrittenReference | null {
  const found = templates.some((form) => form.test(text)) && !standIn.test(text);
  return found ? { kind: 'template', store: '', run: null } : null;
}
