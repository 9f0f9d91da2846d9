import { anyOf } from '../text/phrase.ts';

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
}

/** Clients of the SDKs, of LangChain and of the AI SDK, which all read the same variable where they are given no key. */
const client = /\b(?:Async|Chat|create)?OpenAI\(/g;
const givesKey = /\b(?:openAI)?api_?key\b/i;
/** They read another variable where they are given no key. */
const ofAzure = /\b(?:Async)?Azure(?:Chat)?OpenAI(?:Embeddings)?\(/;
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

export function keyOfClient(text: string): KeyOfClient {
  const given = [...text.matchAll(client)].map((one) => argumentsAt(text, one.index + one[0].length));
  const keyless = provider.test(text) || given.some((one) => !givesKey.test(one));
  const usualName = keyless || /(?<!\w)openai_api_key(?!\w)/i.test(text);
  return {
    isGiven: ofModule.test(text) || ofAzure.test(text) || given.some((one) => givesKey.test(one)),
    usualName,
    fromProcess: keyless || /\bprocess\.env(?:\.|\[\s*["'])OPENAI_API_KEY\b/.test(text),
    fromFramework: frameworkGives.test(text),
    fromVite: fromVite.test(text),
    inBrowser: usualName && /\bdangerouslyAllowBrowser\s*:\s*true\b/.test(text),
  };
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
