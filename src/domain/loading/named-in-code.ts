import { isEnvFileName, isExampleName } from '../env/file-names.ts';

/** How code of another language names the env files that it has read. */
interface CodeNaming {
  readonly files: RegExp;
  /** One group: what the call is given. */
  readonly call: RegExp;
}

/** Read in the libraries' own documentation in November 2026: godotenv, dotenvy, phpdotenv, Ruby's dotenv, DotNetEnv, dotenv-java, Dotenvy of Elixir. */
const namings: readonly CodeNaming[] = [
  { files: /\.go$/, call: /\bgodotenv\.(?:Load|Overload|Read)\(([^)\n]*)\)/g },
  { files: /\.rs$/, call: /\bdotenvy?::from_(?:filename|path)(?:_override|_iter)?\(([^)\n]*)\)/g },
  { files: /\.php$/, call: /\bDotenv::create\w*\(([^;\n]*)\)/g },
  { files: /\.(?:rb|ru)$|^Rakefile$/, call: /\bDotenv\.(?:over)?load!?[( ]([^)\n]*)/g },
  { files: /\.(?:cs|fs|vb)$/, call: /\bEnv\.(?:\w+\(\)\.)*Load(?:Multi)?\(([^;\n]*)\)/g },
  { files: /\.(?:java|kts?|scala|groovy)$/, call: /\.filename\(([^)\n]*)\)|\bfilename\s*=\s*("[^"\n]*")/g },
  { files: /\.exs?$/, call: /\bDotenvy?\.(?:source|load)!?\(([^)]*)\)/g },
];

/** Whether code of these languages is in a file of this name. */
export const mayNameFiles = (name: string): boolean => namings.some(({ files }) => files.test(name));

/** The env files that calls in a file's text name, in their order: of several the first counts for all of these libraries. */
export function namedInCode(name: string, text: string): readonly string[] {
  const found = namings.find(({ files }) => files.test(name));
  if (!found) return [];
  const bare = text.replace(/^[ \t]*(?:\/\/|#|--).*$/gm, '');
  return [...bare.matchAll(found.call)].flatMap(([, args = '', other = '']) =>
    // Without a name it is the usual file.
    `${args}${other}`.trim() === ''
      ? ['.env']
      : [...`${args}${other}`.matchAll(/["'`]([^"'`\n]+)["'`]/g)]
          .map(([, path = '']) => path.replace(/^(?:\.\/)+/, ''))
          .filter(isNamed),
  );
}

const isNamed = (path: string): boolean =>
  !/[$`{#]/.test(path) && isEnvFileName(path.split('/').at(-1) ?? '') && !isExampleName(path);

/** Whether Rust code has the nearest `.env` read, from the folder that it is started in upwards. */
export const readsUpwards = (name: string, text: string): boolean =>
  name.endsWith('.rs') && /\bdotenv(?:y::dotenv|::dotenv|y::load)?\(\)/.test(text);
