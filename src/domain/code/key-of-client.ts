import { anyOf } from '../text/phrase.ts';
import { namesAhead, variableIn } from './names-ahead.ts';

/** Where a text of code takes the key of its client from, as far as it shows. */
interface KeyOfClient {
  /** A client is given a key, whatever that is, or is one of Azure, which takes another. */
  readonly isGiven: boolean;
  /** The usual name is there, or a client is made that takes the key from the environment by itself. */
  readonly usualName: boolean;
  /** The environment of the process is where it is read. */
  readonly fromProcess: boolean;
  /** What a framework hands out of its files is read, or the environment is filled from them. */
  readonly fromFramework: boolean;
  /** Vite is asked for it by its usual name, which is none of those that it hands out, unless a configuration says so. */
  readonly fromVite: boolean;
  /** A client is made for the browser, with the usual name. */
  readonly inBrowser: boolean;
  /** SvelteKit is asked for it among the names that go to the browser. */
  readonly fromPublic: boolean;
  /** A client takes the key from a variable of another name, which is seen: one of Azure's, or of another vendor. */
  readonly ofOther: boolean;
  /** Variables that count before the usual one where they are set. */
  readonly ahead: readonly string[];
}

/** Clients of the SDKs, of LangChain and of the AI SDK, which all read the same variable where they are given no key. */
const client = /\b(?:Async|Chat|create)?OpenAI\(/g;
const givesKey = /\b(?:openAI)?api_?key\b/i;
/** Clients for models at Azure, which have a variable of their own. */
const ofAzure = /\b(?:Async)?Azure(?:Chat)?OpenAI(?:Embeddings)?\(|\bcreateAzure\(|["']@ai-sdk\/azure["']/;
/** Where a client's options have the key from. */
const keyGiven =
  /\b(?:openAI)?api_?key\b(?:\s{0,8}[:=]\s{0,8}([\w$.?]{1,80}(?:[[(]\s{0,4}["'`]\w{1,80})?))?/i;
/** In Python the module has a key for all clients. */
const ofModule = /\bopenai\.api_key\s*=(?!=)/;
const provider = /\bimport\s*\{[^}]{0,200}\bopenai\b[^}]{0,200}\}\s*from\s*["']@ai-sdk\/openai["']/;
/** So much of what a client is given is looked at. */
const longest = 600;

const frameworkGives = anyOf(
  /\$(?:env\/(?:static|dynamic)|app\/env)\/private|astro:env\/server|\bgetSecret\(|\bimport\.meta\.env\b/,
  /\bloadEnv\(|\bdotenv\b|\bloadEnvFile\(|\bassign\(\s{0,8}process\.env/,
  /\bprocess\.env\.OPENAI_API_KEY\s{0,8}[?|]{0,2}=(?!=)/,
);

/** In quotes a configuration says what becomes of it. */
const fromVite = /(?<!["'])\bimport\.meta\.env(?:\.|\[\s*["'])OPENAI_API_KEY\b/;

export function keyOfClient(whole: string): KeyOfClient {
  const text = withoutComments(whole);
  const given = [...text.matchAll(client)].map((one) => argumentsAt(text, one.index + one[0].length));
  const keyless = provider.test(text) || given.some((one) => !givesKey.test(one));
  const usualName = keyless || /(?<!\w)openai_api_key(?!\w)/i.test(text);
  const isAzure = ofAzure.test(text);
  return {
    isGiven: isAzure || ofModule.test(text) || given.some((one) => givesKey.test(one)),
    ofOther: isAzure || given.some((one) => takesOther(text, one)),
    fromPublic: fromPublic.test(text) && !frameworkGives.test(text) && usualName,
    ahead: namesAhead(text),
    usualName,
    fromProcess: keyless || /\bprocess\.env(?:\.|\[\s*["'])OPENAI_API_KEY\b/.test(text),
    fromFramework: frameworkGives.test(text),
    fromVite: fromVite.test(text),
    inBrowser: usualName && /\bdangerouslyAllowBrowser\s*:\s*true\b/.test(text),
  };
}

const fromPublic = /["']\$env\/(?:static|dynamic)\/public["']/;

/** Comments in lines of their own, or behind code, say nothing of what runs. */
const withoutComments = (text: string): string =>
  text.replace(/(^|[\s;{})])\/\/[^\n]*/g, '$1').replace(/(^|[\s({,;])\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\//g, '$1');

/** Whether what a client is given is a variable of another name, directly or by a name of the same file. */
function takesOther(text: string, given: string): boolean {
  const found = keyGiven.exec(given);
  if (!found) return false;
  const name = variableIn(text, found[1] ?? found[0]);
  return name !== null && !/^OPENAI_API_KEY$/i.test(name);
}

/** What stands between the brackets of a call. */
function argumentsAt(text: string, start: number): string {
  let depth = 1;
  for (let at = start; at < Math.min(text.length, start + longest); at += 1) {
    const character = text.charAt(at);
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return text.slice(start, at);
  }
  return text.slice(start, start + longest);
}
