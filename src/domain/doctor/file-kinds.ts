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
 * Words of texts that have to do with the API, its keys, or env files, each without its first letter. By that letter, because a
 * search engine then tries one row at each place of a text; of a flat list it tries all, for twice the time.
 */
const tellingWords: Readonly<Record<string, readonly string[]>> = {
  a: ['da-'],
  b: ['abbage-'],
  c: ['ompletions', 'odex', 'urie-', 'reateChatCompletion', 'onfigModule'],
  d: ['avinci-', 'all-e', 'angerouslyAllowBrowser', 'otenv', 'ecouple'],
  e: ['mbedding', 'nv_?-?file', 'nvirons'],
  g: ['pt-[0-9o]'],
  l: ['angchain', 'lama.?index', 'itellm', 'oad_?env'],
  o: ['pen_?ai', 'mni-moderation', '(?<![a-z0-9]o)[134]-'],
  p: ['ydantic_ai'],
  r: ['ead_env'],
  s: ['ora-', '(?<![a-z0-9]s)k-[a-z0-9]'],
  t: ['ts-1'],
  w: ['hisper-'],
  '\\.': ['responses\\.', '(?<![a-z0-9\\])_$]\\.)env(?![a-z])'],
};

/** The same as an expression, for git's search and for JavaScript alike, in either case of letters. */
export const tellingPattern = Object.entries(tellingWords)
  .map(([first, rest]) => `${first}(?:${rest.join('|')})`)
  .join('|');

const telling = new RegExp(tellingPattern, 'i');

export const isTelling = (text: string): boolean => telling.test(text);
