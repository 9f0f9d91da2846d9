import { keyName } from '../loading/sources.ts';
import { Secret } from '../secrets/secret.ts';
import { isNoKey } from './no-key.ts';
import { referenceIn } from './references.ts';
import type { StrayForm } from './stray-form.ts';
import { isGenuine } from './tokens.ts';

export interface StrayKey {
  readonly form: StrayForm;
  /** From 1. */
  readonly line: number;
  /** Absent where it stands alone. */
  readonly name?: string;
  /** What `key_file` names. */
  readonly file?: string;
}

/** Names that mean the key: `OPENAI_KEY`, `OPEN_AI_API_KEY`, `openaiApiKey`, `OpenAI:ApiKey`, and what a slip makes of them. */
const meansKey = /^(?=.*(?:key|token|secret)).*(?:open[_.:-]{0,2}ai|opneai|openia|oepnai|opanai|chatgpt)/i;
const fileName = /^OPEN_?AI(?:_API)?_(?:KEY|TOKEN|SECRET)_(?:FILE|PATH)$/i;
const comment = /^\s*(?:#|\/\/|;|--|REM\s|::)/i;
const statement =
  /^\s*(?:set|setx|setenv|declare|typeset|env)\s|^\s*\$env:|^\s*\$Env:|SetEnvironmentVariable|^\s*\[/;
const word = /[^\s"'`,;#(){}=]{2,400}/g;
/** What stands right before a value: NAME=, NAME: , "NAME": ", NAME <blank> */
const nameBefore = /([A-Za-z_][\w.:-]{0,80}?)["'`\])]{0,2}(?:\s{0,8}(?::=|=>|[:=,])\s{0,8}|\s{1,8})["'`]?$/;
/** <env name="NAME" value=" */
const nameInMarkup = /\b(?:name|key)=["']([\w.:-]{1,80})["']\s{1,8}value=["']$/i;

/** Longer lines are no file that people write. */
const longestLine = 2000;

/** Keys in a text, in the order of its lines. */
export function strayKeys(text: string): readonly StrayKey[] {
  return text.split(/\r\n|[\r\n]/).flatMap((line, at) => {
    if (line.length > longestLine) return [];
    const found = inLine(line);
    return found ? [{ ...found, line: at + 1 }] : [];
  });
}

function inLine(line: string): Omit<StrayKey, 'line'> | null {
  const commented = comment.test(line);
  for (const { 0: value, index } of line.matchAll(word)) {
    const genuine = isGenuine(value);
    const before = line.slice(Math.max(0, index - 120), index);
    const name = nameInMarkup.exec(before)?.[1] ?? nameBefore.exec(before)?.[1]?.replace(/^env:/i, '');
    if (name !== undefined && fileName.test(name) && !commented && !isNoKey(new Secret(value)))
      return { form: 'key_file', name, file: value };
    if (!genuine && !(name !== undefined && isNamed(name) && isKey(value))) continue;
    if (name === undefined || /^(?:bearer|authorization|key|token)$/i.test(name))
      return { form: commented ? 'comment' : 'bare' };
    return { form: formOf(line, name, commented), name };
  }
  return null;
}

function formOf(line: string, name: string, commented: boolean): StrayForm {
  if (commented) return 'comment';
  if (name !== keyName) return 'other_name';
  return statement.test(line) ? 'statement' : 'assignment';
}

const isNamed = (name: string): boolean => name === keyName || meansKey.test(name);

/** Something that may be a key, of whatever service. */
function isKey(value: string): boolean {
  const secret = new Secret(value);
  return (
    value.length >= 20 &&
    /\d/.test(value) &&
    !isNoKey(secret) &&
    referenceIn(secret) === null &&
    !/[/\\<>$()]/.test(value)
  );
}
