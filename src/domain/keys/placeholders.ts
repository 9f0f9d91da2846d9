import { blanks } from './characters.ts';
import { genuineShapes, marker } from './shapes.ts';

/** Characters that stand for hidden ones: dots in a row, ellipses, stars, bullets, circles, blocks. */
const hidden = '…⋯*＊•·●∙◦○■█';
const maskRun = new RegExp(`\\.{2,}|[${hidden}]+`);
const allMaskRuns = new RegExp(`[.${hidden}]+`, 'g');
const onlyDots = /^[.…⋯]+$/;

/** What log scrubbers and CI systems print in place of a secret. */
const scrubbed = /^[[<({]?(?:redacted|masked|hidden|filtered|secret hidden)[\])}>]?$/i;
/** What this program prints for a value under 20 characters. */
const lengthOnly = /^\(\d{1,2}\)$/;

/**
 * Whether this is the masked form of a key (`sk-...Ab3d`, `sk-proj-****Ab3d`, `••••••••`): what a dashboard, a log
 * or an error message shows in place of a key. `sk-...` alone is how documentation writes 'a key': no mask.
 */
export function isMasked(text: string): boolean {
  if (scrubbed.test(text) || lengthOnly.test(text)) return true;
  const run = maskRun.exec(text);
  if (run === null || text.length > 400) return false;
  const parts = text.split(allMaskRuns);
  const head = parts[0] ?? '';
  const tail = parts.at(-1) ?? '';
  if (parts.some((part) => !/^[A-Za-z0-9_-]*$/.test(part)) || tail.length > 12) return false;
  if (parts.some((part) => hasPlaceholderWord(part)) || /^(.)\1+$/.test(tail)) return false;
  if (tail !== '') return /[A-Za-z0-9]/.test(tail);
  // Nothing follows: a key shortened by a screen, or the bare mask of a password field.
  return !onlyDots.test(run[0]) || new Set(withoutPrefix(head)).size >= 4;
}

const words = 'your|here|replace|example|placeholder|changeme|change[-_]me|insert';
const anyWord = new RegExp(words, 'i');
const separateWord = new RegExp(`(?:^|[^A-Za-z0-9])(?:${words})(?:$|[^A-Za-z0-9])`, 'i');

/** In random characters a word of four letters can occur by chance; as a part of its own it hardly can. */
function hasPlaceholderWord(text: string): boolean {
  const rest = withoutPrefix(text);
  const random = rest.length >= 24 && /\d/.test(rest) && /[a-z]/.test(rest);
  return (random ? separateWord : anyWord).test(rest);
}

const filler = /x{4}|\*{2}|0{8}|(?:1234567890){2}|^sk-x+$/i;
const fillerInRandom = /x{8}/i;
/** `<KEY>`, `{{YOUR_KEY}}`, `${YOUR_KEY}`, `process.env.KEY`, `os.environ["KEY"]`; other `${NAME}` are references. */
const template =
  /<[^<>]*>|\{\{|\$\{|\$\(|\$[A-Z_]{3}|\$env:|^%\w+%$|process\.env|import\.meta\.env|os\.(?:environ|getenv)/;
const gap = `[${blanks}_-]{0,3}`;
/** The name of the variable, or 'my API key', in place of its value. */
const nameOfKey = new RegExp(`^(?:my|the|an?)?${gap}(?:openai)?${gap}api${gap}key$`, 'i');
const dots = /\.{3}|…/;
/** What a program writes for a missing value, and what documentation writes for any key. */
const noValue = /^(?:none|null|undefined|test|sk-test)$/i;

/**
 * Whether this is a stand-in from a tutorial or a template, on any endpoint. Keys that carry the marker are never
 * judged by words, since real keys are random and may contain some.
 */
export function isPlaceholder(text: string): boolean {
  if (text.includes(marker)) return false;
  if (template.test(text) || nameOfKey.test(text) || noValue.test(text)) return true;
  const rest = withoutPrefix(text);
  if ((rest.length < 40 ? filler : fillerInRandom).test(rest) || /^x{3}$/i.test(rest)) return true;
  return hasPlaceholderWord(text) || dots.test(text);
}

/** Words of whatever language, and no digit: `hier-deinen-key-eintragen`. */
const onlyWords = /^\p{L}{1,20}(?:[ _.-]\p{L}{1,20}){1,12}$/u;

/** Words that people give to local servers, which ask for a key and take any. */
const localWord = /(?:^|[^A-Za-z0-9])(?:fake|dummy|ollama|not-needed|no-key)(?:$|[^A-Za-z0-9])/i;

/**
 * Whether this is too short or too plain for a key of OpenAI (`none`, `test`, `sk-1234`, `sk-aaaaaaaaaaaaaaaaaaaaaaaa`).
 * Only to be asked for OpenAI's own endpoint: local servers take such values.
 */
export function isTooPlain(text: string): boolean {
  return (
    text.length < shortest ||
    new Set(withoutPrefix(text)).size < 6 ||
    localWord.test(text) ||
    onlyWords.test(withoutPrefix(text))
  );
}

/** Too plain for nothing but its length: it is from no tutorial. */
export const isTooShort = (text: string): boolean => text.length < shortest && !localWord.test(text);

const shortest = 20;

function withoutPrefix(text: string): string {
  const prefix = genuineShapes.find((shape) => text.startsWith(shape.prefix))?.prefix ?? '';
  return text.slice(prefix.length);
}
