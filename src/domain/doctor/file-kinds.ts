import { oneOf, phrase } from '../text/phrase.ts';

/** What a file of a project is to doctor, by its path (with `/` between parts, from the project's folder); null for nothing. */
export type FileKind =
  | 'code'
  | 'manifest'
  | 'dockerfile'
  | 'dockerignore'
  | 'compose'
  | 'workflow'
  | 'bundler'
  | 'procfile'
  | null;

const code = /\.(?:[cm]?[jt]sx?|py|ipynb|vue|svelte|astro)$/i;
/** What a tool has written: nobody mends it by hand. */
const madeFolders = new RegExp(
  `(?:^|/)(?:${[
    'node_modules|bower_components|jspm_packages|site-packages|dist|\\.next|\\.nuxt|\\.output|\\.svelte-kit',
    '\\.astro|\\.vercel|\\.netlify|\\.cache|\\.turbo|\\.yarn|coverage|storybook-static|__pycache__|\\.venv|venv|\\.tox',
  ].join('|')})/`,
);
const madeFile =
  /[.-]min\.[cm]?js$|\.(?:bundle|chunk|generated)\.[cm]?[jt]sx?$|\.d\.[cm]?ts$|_pb2(?:_grpc)?\.py$/i;

const manifests = oneOf`
  package\.json deno\.jsonc? pyproject\.toml Pipfile setup\.(?:cfg|py) environment\.ya?ml pnpm-workspace\.yaml
`;
const manifest = phrase`(?:^|\/)${manifests}$`;
const requirements = /(?:^|\/)(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.(?:txt|in))$/i;
const dockerfile =
  /(?:^|\/)(?:(?:Docker|Container)file(?:[.-][\w.-]+)?|[\w.-]+\.(?:dockerfile|containerfile))$/i;
const compose = /(?:^|\/)(?:docker-)?compose(?:[.-][\w-]+)*\.ya?ml$/;
const workflow = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/;
const bundler = /(?:^|\/)(?:next|vite|nuxt|astro|svelte|webpack|rspack|rsbuild)\.config\.[cm]?[jt]s$/;

/** Whether a path can be nothing but code, by its name: most are. */
export const isPlainCode = (path: string): boolean => code.test(path) && !/\.config\.|setup\.py$/.test(path);

/** A bundler's configuration is code as well, and is told as configuration. */
export function fileKind(path: string): FileKind {
  if (madeFolders.test(path)) return null;
  if (isPlainCode(path)) return madeFile.test(path) ? null : 'code';
  if (/\.dockerignore$/.test(path)) return 'dockerignore';
  if (dockerfile.test(path)) return 'dockerfile';
  if (/(?:^|\/)Procfile$/.test(path)) return 'procfile';
  if (workflow.test(path)) return 'workflow';
  if (compose.test(path)) return 'compose';
  if (manifest.test(path) || requirements.test(path)) return 'manifest';
  if (bundler.test(path)) return 'bundler';
  return code.test(path) && !madeFile.test(path) ? 'code' : null;
}

/**
 * Words of texts that have to do with the API, its keys, or env files, by a rare letter in each, behind which `|` stands. A
 * search engine then stops only at these few letters and looks back; of words by their first letters it would try nearly
 * every place of a text, for three times the time.
 */
const tellingWords: Readonly<Record<string, readonly string[]>> = {
  '-': [
    ...[
      'ada-',
      'babbage-',
      'curie-',
      'davinci-',
      'sora-',
      'whisper-',
      'dall-|e',
      'tts-|1',
      'omni-|moderation',
    ],
    ...['gpt-|[0-9o]', '(?<![a-z0-9])o[134]-', '(?<![a-z0-9])sk-|[a-z0-9]'],
  ],
  b: ['emb|edding', 'dangerouslyAllowB|rowser'],
  g: ['lang|chain', 'Config|Module'],
  m: ['litellm'],
  p: ['comp|letions', 'createChatComp|letion', 'op|en_?ai', 'p|ydantic_ai', 'decoup|le', '\\.resp|onses\\.'],
  v: [
    ...['dotenv', 'env|_?-?file', 'env|irons', 'loadenv', 'load_env', 'read_env'],
    '(?<![a-z0-9\\])_$])\\.env|(?![a-z])',
  ],
  x: ['codex', 'llamaindex', 'llama.index'],
};

/** The same as an expression, for git's search and for JavaScript alike, in either case of letters. */
export const tellingPattern = Object.entries(tellingWords)
  .map(
    ([letter, words]) =>
      `${letter}(?:${words.map((word) => word.replace(/^([^|]+)\|?/, '(?<=$1)')).join('|')})`,
  )
  .join('|');

const telling = new RegExp(tellingPattern, 'i');

export const isTelling = (text: string): boolean => telling.test(text);
