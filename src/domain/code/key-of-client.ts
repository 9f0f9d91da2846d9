import { anyOf } from '../text/phrase.ts';

/** Where a text of code takes the key of its client from, as far as it shows; a key that is handed about shows nothing. */
export interface KeyOfClient {
  /** A client is given the variable of another name. */
  readonly otherName: boolean;
  /** The usual name is read, or a client is made that takes the key from the environment by itself. */
  readonly usualName: boolean;
  /** The environment of the process is where it is read. */
  readonly fromProcess: boolean;
  /** What a framework hands out of its files is read, or the environment is filled from them. */
  readonly fromFramework: boolean;
}

const client = /\b(?:Async)?OpenAI\(/g;
/** So much of what a client is given is looked at. */
const longest = 600;

const otherVariable =
  /(?:\bapiKey\s*:\s*|\bapi_key\s*=\s*)(?:process\.env|os\.environ|os\.getenv)(?:\.get)?\s*[.[(]\s*["']?(?!OPENAI_API_KEY\b)\w+["']?[\])]?\s*[,})!\n]/;

const frameworkGives = anyOf(
  /\$(?:env\/(?:static|dynamic)|app\/env)\/private|astro:env\/server|\bgetSecret\(|\bimport\.meta\.env\b/,
  /\bloadEnv\(|\bdotenv\b|\bloadEnvFile\(|\bassign\(\s{0,8}process\.env|\bprocess\.env\.OPENAI_API_KEY\s{0,8}[?|]{0,2}=(?!=)/,
);

export function keyOfClient(text: string): KeyOfClient {
  const given = [...text.matchAll(client)].map((one) => argumentsAt(text, one.index + one[0].length));
  const keyless = given.some((one) => !/\bapi_?[kK]ey\b/.test(one));
  const fromProcess = keyless || /\bprocess\.env(?:\.|\[\s*["'])OPENAI_API_KEY\b/.test(text);
  return {
    otherName: given.some((one) => otherVariable.test(`${one}\n`)),
    usualName: keyless || text.includes('OPENAI_API_KEY'),
    fromProcess,
    fromFramework: frameworkGives.test(text),
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
