// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Spring fills it in
import type { LinesAbout, ProgramNote } from './rows.ts';

/** How a program comes to its key in a way of its own, in place of the one of its language. */
export interface OwnWay {
  /** Of what reads the file, as people call it. */
  readonly name: string;
  readonly about: LinesAbout;
  /** Each is typed as it is. */
  readonly commands: readonly string[];
  readonly lines: readonly string[];
  /** The file that the lines belong in, or null. */
  readonly file: string | null;
  readonly notes: readonly ProgramNote[];
  /** The commands install nothing: they start the program with its key. */
  readonly starts?: true;
}

/** The texts of a project's own files that tell. */
interface OwnTexts {
  /** What names its packages: Gemfile, composer.json, Cargo.toml, pom.xml. */
  readonly manifest: string;
  /** Spring's `application.yml` or `application.properties`. */
  readonly settings: string;
}

/** One of them: who it is for, by the file that names its packages. */
interface OwnRow {
  readonly manifest: RegExp;
  readonly way: (envFile: string, texts: OwnTexts) => OwnWay | null;
}

const plain = { file: null, notes: [] } as const;

/** A command that adds those packages that are not there. */
function adding(
  command: string,
  packages: readonly (readonly [name: string, isThere: RegExp])[],
  manifest: string,
): readonly string[] {
  const missing = packages.filter(([, isThere]) => !isThere.test(manifest)).map(([name]) => name);
  return missing.length === 0 ? [] : [`${command} ${missing.join(' ')}`];
}

const phpClient = (key: string): readonly string[] => ['$client = OpenAI::client(', `  ${key}`, ');'];

/** Read in the documentation of laravel.com and symfony.com, November 2026: both read their files before any code runs. */
function phpWay(envFile: string, { manifest }: OwnTexts): OwnWay | null {
  const commands = adding(
    'composer require',
    [
      ['openai-php/client', /"openai-php\//],
      ['guzzlehttp/guzzle', /"(?:guzzlehttp\/guzzle|psr\/http-client-implementation)"|"openai-php\//],
    ],
    manifest,
  );
  const loads = { ...plain, about: 'framework_loads', commands } as const;
  if (/"laravel\/(?:lumen-)?framework"/.test(manifest))
    return envFile === '.env'
      ? { ...loads, name: 'Laravel', lines: phpClient("env('OPENAI_API_KEY')") }
      : null;
  if (/"symfony\/(?:dotenv|framework-bundle|runtime)"/.test(manifest))
    return /^\.env(?:\.dev)?(?:\.local)?$/.test(envFile)
      ? { ...loads, name: 'Symfony', lines: phpClient("$_ENV['OPENAI_API_KEY']") }
      : null;
  return null;
}

/** dotenv-rails reads before the application does. Both libraries, OpenAI's and the community's older one, are called alike. */
function railsWay(envFile: string, { manifest }: OwnTexts): OwnWay | null {
  const hasGem = (name: RegExp): boolean =>
    new RegExp(`^\\s*gem[\\s(]+["'](?:${name.source})["']`, 'm').test(manifest);
  if (!hasGem(/rails/) || !/^\.env(?:\.development)?(?:\.local)?$/.test(envFile)) return null;
  const option = hasGem(/ruby-openai/) ? 'access_token' : 'api_key';
  const missing = [
    ...(hasGem(/(?:ruby-)?openai/) ? [] : ['openai']),
    ...(hasGem(/dotenv(?:-rails)?/) ? [] : ['dotenv-rails']),
  ];
  return {
    ...plain,
    name: 'Rails',
    about: 'framework_loads',
    commands: missing.length === 0 ? [] : [`bundle add ${missing.join(' ')}`],
    lines: ['client = OpenAI::Client.new(', `  ${option}: ENV.fetch("OPENAI_API_KEY")`, ')'],
  };
}

/** OpenAI has no library for Rust: the one that most use reads the environment. Source: docs.rs/async-openai, read November 2026. */
const rustWay = (envFile: string, { manifest }: OwnTexts): OwnWay => ({
  ...plain,
  name: 'Rust',
  about: 'load',
  commands: adding(
    'cargo add',
    [
      ['async-openai', /^\s*async-openai\b|\.async-openai\]/m],
      ['dotenvy', /^\s*dotenvy\b|\.dotenvy\]/m],
    ],
    manifest,
  ),
  lines: [
    envFile === '.env'
      ? 'dotenvy::dotenv().ok();'
      : `dotenvy::from_filename(${JSON.stringify(envFile)}).ok();`,
    'let client = async_openai::Client::new();',
  ],
});

const javaClient = (key: string): readonly string[] => [
  'OpenAIClient client =',
  '  OpenAIOkHttpClient.builder()',
  `    .apiKey(${key})`,
  '    .build();',
];

/** Spring imports a file into its own settings (docs.spring.io, "Externalized Configuration"); dotenv-java reads one into an object. */
function javaWay(envFile: string, { manifest, settings }: OwnTexts): OwnWay | null {
  const notes = /openai-java|spring-ai/.test(manifest) ? [] : (['java_coordinates'] as const);
  const imported = [...settings.matchAll(/(?:optional:)?file:(?:\.\/)?([^\s"',[\]]+)/g)].map(
    ([, file]) => file,
  );
  if (imported.includes(envFile)) {
    const spring = { name: 'Spring', about: 'settings_give', commands: [], notes } as const;
    const lines = ['@Value("${OPENAI_API_KEY}")', 'String key;', ...javaClient('key')];
    return /spring-ai/.test(manifest)
      ? {
          ...spring,
          lines: ['spring.ai.openai.api-key=${OPENAI_API_KEY}'],
          file: 'src/main/resources/application.properties',
        }
      : { ...spring, lines, file: null };
  }
  if (!/dotenv-(?:java|kotlin)/.test(manifest)) return null;
  const load =
    envFile === '.env'
      ? ['Dotenv dotenv = Dotenv.load();']
      : ['Dotenv dotenv = Dotenv.configure()', `  .filename(${JSON.stringify(envFile)}).load();`];
  return {
    ...plain,
    name: 'Java',
    about: 'load',
    commands: [],
    lines: [...load, ...javaClient('dotenv.get("OPENAI_API_KEY")')],
    notes,
  };
}

const rows: readonly OwnRow[] = [
  { manifest: /^composer\.json$/, way: phpWay },
  { manifest: /^Gemfile$/, way: railsWay },
  { manifest: /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/, way: javaWay },
  { manifest: /^Cargo\.toml$/, way: rustWay },
];

/** The file of a project in another language that names its packages; null for none that says more than its language. */
export const ownManifest = (names: readonly string[]): string | null =>
  rows.flatMap(({ manifest }) => names.find((name) => manifest.test(name)) ?? [])[0] ?? null;

/** How a framework, or a library, of another language gives its program the key of an env file; null where none is known. */
export const ownWayOf = (manifest: string, envFile: string, texts: OwnTexts): OwnWay | null =>
  rows.find((row) => row.manifest.test(manifest))?.way(envFile, texts) ?? null;

/** Python settings that keep what they read, as the code hands it on already. `expression`: how that is written there. */
export function settingsWay(reader: 'pydantic-settings' | 'python-decouple', expression: string): OwnWay {
  const isDecouple = reader === 'python-decouple';
  const key = isDecouple ? 'config("OPENAI_API_KEY")' : expression;
  return {
    ...plain,
    name: reader,
    about: 'settings_give',
    commands: [],
    lines: [
      ...(isDecouple ? ['from decouple import config'] : []),
      'from openai import OpenAI',
      'client = OpenAI(',
      `    api_key=${key},`,
      ')',
    ],
  };
}
