import { anyOf } from '../text/phrase.ts';
import { settingsFiles } from './python-settings.ts';

/** What may fill the environment, or have a module run that nothing takes in, beside calls that are understood. */
const telling = anyOf(
  /dotenv|(?<!\w)\.env\b|env_?file|read_env|load_env|environs|decouple|dynaconf|starlette\.config|hydra|omegaconf/,
  /import_module|__import__|\b(?:exec|eval|execfile)\(|runpy|autodiscover|load_extension|sys\.path|st\.secrets/,
  /secretmanager|SecretClient/,
  /\benviron[ \t]*\[[ \t]*(?!["'](?!OPENAI_API_KEY)\w+["'])[^\]\n]*\][ \t]*=(?!=)/,
  /\benviron[ \t]*(?:\|=|=(?!=)|\.update\(|\.pop\(|\.clear\()/,
  /putenv/,
  /\benviron[ \t]*(?:as\b|[,)\n])|=[ \t]*(?:os\.)?environ[ \t]*(?=\n|$)|\batexit\b|SettingsSource|customi[sz]e_sources/,
  /\benviron\.setdefault\([ \t]*(?!["'](?!OPENAI_API_KEY)\w+["'])|\bset_default_openai/,
  /\bapi_key[ \t]*=[ \t]*(?:input|getpass)/,
);

/** Calls that are understood, and what takes them in. */
const understood = anyOf(
  /^[ \t]*(?:from[ \t]+dotenv[ \t]+import[ \t]+\(?load_dotenv\)?|import[ \t]+dotenv)[ \t]*$/,
  /(?<![\w.])(?:dotenv\.)?load_dotenv\([^)\n]*\)|^[ \t]*load_dotenv[ \t]*$|\bload_dotenv[ \t]*=[ \t]*False\b/,
);
const settingsFile = /\benv_file(?:_encoding)?["']?\s*[=:]\s*[^,)\n]*/g;

/** Whether code fills the environment in no way but by calls that are understood. */
export function isQuiet(code: string): boolean {
  const settled = settingsFiles(code).every((one) => one !== null) ? code.replace(settingsFile, '') : code;
  return !telling.test(settled.replace(new RegExp(understood.source, 'gm'), ''));
}

const asked = String.raw`(?:os\.)?(?:getenv\(|environ\.get\(|environ\[)[ \t]*["']OPENAI_API_KEY["'][ \t]*(?:,[ \t]*(?:None|""|'')[ \t]*)?[)\]]`;
const isAsked = new RegExp(`^(?:str\\()?${asked}\\)?$`);
const client = /(?<![\w.])(?<!class )(?:\w+\.)?(?:Async|Chat)?OpenAI(?:Embeddings)?\(/g;
const ofModule = /\bopenai\.api_key[ \t]*=(?!=)[ \t]*([^\n]*)/g;

/** Whether what these files give their clients comes from the environment by its usual name, and there is such a client. */
export function takesFromEnvironment(codes: readonly string[]): boolean {
  const all = codes.join('\n');
  const isFrom = (value: string): boolean => {
    const name = /^(?:[\w]+(?:\(\))?\.)*(\w+)$/.exec(value)?.[1];
    if (name === undefined) return isAsked.test(value);
    const isField = name.toUpperCase() === 'OPENAI_API_KEY' && /\bBaseSettings\b/.test(all);
    return (
      isField || new RegExp(`^[ \\t]*${name}[ \\t]*(?::[^=\\n]+)?=[ \\t]*(?:str\\()?${asked}`, 'm').test(all)
    );
  };
  const given = [
    ...[...all.matchAll(client)].map(({ index, 0: whole }) => keyGiven(all.slice(index + whole.length))),
    ...[...all.matchAll(ofModule)].map(([, value = '']) => value.trim()),
  ];
  return given.length > 0 && given.every((value) => value === null || isFrom(value));
}

/** What a client is given as its key; null for none. */
function keyGiven(rest: string): string | null {
  let depth = 1;
  let end = 0;
  for (; end < Math.min(rest.length, 600) && depth > 0; end += 1)
    depth += '([{'.includes(rest.charAt(end)) ? 1 : ')]}'.includes(rest.charAt(end)) ? -1 : 0;
  const given = rest.slice(0, Math.max(end - 1, 0));
  if (/\*\*/.test(given)) return '**';
  const [, value] =
    /\b(?:openai_)?api_key[ \t]*=[ \t]*((?:[^,()[\]]|\([^()]*\)|\[[^\]]*\])*)/.exec(given) ?? [];
  return value?.trim() ?? null;
}
