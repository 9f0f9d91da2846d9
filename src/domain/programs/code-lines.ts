import { shellPath } from '../text/shell-word.ts';

/** What the lines of a program depend on. */
export interface CodeSetting {
  /** ES modules and TypeScript import, CommonJS requires. */
  readonly isModule: boolean;
  /** As the program names it; null where the key is in the environment already. */
  readonly envFile: string | null;
}

/** The client, with a key that the framework hands out; each line is short enough for a narrow terminal. */
const withKey = (key: string): readonly string[] => [
  'const client = new OpenAI({',
  `  apiKey: ${key},`,
  '});',
];

/** Where the framework puts the key into the environment. */
export const plainLines = (): readonly string[] => [
  "import OpenAI from 'openai';",
  'const client = new OpenAI();',
];

/** With a key that another module gives. */
export const givenBy = (from: readonly string[], key: string) => (): readonly string[] => [
  "import OpenAI from 'openai';",
  ...from,
  ...withKey(key),
];

/** Vite's own loader, without a prefix; for programs beside what the browser gets. */
export const viteLines = givenBy(
  [
    "import { loadEnv } from 'vite';",
    'const env = loadEnv(',
    "  'development',",
    '  process.cwd(),',
    "  '',",
    ');',
  ],
  'env.OPENAI_API_KEY',
);

/** Reads the env file with dotenv first. */
export function dotenvLines({ isModule, envFile }: CodeSetting): readonly string[] {
  const client = isModule
    ? plainLines()
    : ["const OpenAI = require('openai');", 'const client = new OpenAI();'];
  if (envFile === null) return client;
  const isUsual = envFile === '.env';
  const path = isUsual ? '' : `{ path: ${JSON.stringify(envFile)} }`;
  if (!isModule) return [`require('dotenv').config(${path});`, ...client];
  if (isUsual) return ["import 'dotenv/config';", ...client];
  return ["import { config } from 'dotenv';", `config(${path});`, ...client];
}

export function pythonLines({ envFile }: CodeSetting): readonly string[] {
  const client = ['from openai import OpenAI', 'client = OpenAI()'];
  if (envFile === null) return client;
  const path = envFile === '.env' ? '' : JSON.stringify(envFile);
  return ['from dotenv import load_dotenv', `load_dotenv(${path})`, ...client];
}

/** A whole program: Go has no lines outside a function. Source: github.com/openai/openai-go, read in November 2026. */
export function goLines({ envFile }: CodeSetting): readonly string[] {
  const isUsual = envFile === '.env';
  return [
    'package main',
    'import (',
    '  "context"',
    '  "fmt"',
    ...(envFile === null ? [] : ['  "github.com/joho/godotenv"']),
    '  "github.com/openai/openai-go/v3"',
    ')',
    'func main() {',
    ...(envFile === null ? [] : [`  godotenv.Load(${isUsual ? '' : JSON.stringify(envFile)})`]),
    '  client := openai.NewClient()',
    '  ctx := context.Background()',
    '  models, err := client.Models.List(ctx)',
    '  if err != nil {',
    '    panic(err)',
    '  }',
    '  fmt.Println(len(models.Data))',
    '}',
  ];
}

/** OpenAI's own gem. Source: github.com/openai/openai-ruby, read in November 2026. */
export function rubyLines({ envFile }: CodeSetting): readonly string[] {
  const client = ['require "openai"', 'client = OpenAI::Client.new'];
  if (envFile === null) return client;
  const load =
    envFile === '.env'
      ? ['require "dotenv/load"']
      : ['require "dotenv"', `Dotenv.load(${JSON.stringify(envFile)})`];
  return [...load, ...client];
}

/** Source: github.com/openai/openai-java, read in November 2026. */
export const javaLines = (): readonly string[] => [
  'import com.openai.client.OpenAIClient;',
  'import com.openai.client.okhttp',
  '  .OpenAIOkHttpClient;',
  'OpenAIClient client =',
  '  OpenAIOkHttpClient.fromEnv();',
];

/** Source: github.com/openai/openai-dotnet, read in November 2026. */
export function dotnetLines({ envFile }: CodeSetting): readonly string[] {
  const isUsual = envFile === '.env';
  return [
    'using OpenAI;',
    ...(envFile === null ? [] : [`DotNetEnv.Env.Load(${isUsual ? '' : JSON.stringify(envFile)});`]),
    'var client = new OpenAIClient(',
    '  Environment.GetEnvironmentVariable(',
    '    "OPENAI_API_KEY"));',
  ];
}

/** The community's package; OpenAI has none of its own. Source: github.com/openai-php/client, read in November 2026. */
export function phpLines({ envFile }: CodeSetting): readonly string[] {
  const name = envFile === '.env' || envFile === null ? '' : `, '${envFile.replace(/['\\]/g, '\\$&')}'`;
  return [
    '<?php',
    "require 'vendor/autoload.php';",
    ...(envFile === null ? [] : ['Dotenv\\Dotenv::createImmutable(', `  __DIR__${name}`, ')->load();']),
    '$client = OpenAI::client(',
    envFile === null ? "  getenv('OPENAI_API_KEY')" : "  $_ENV['OPENAI_API_KEY']",
    ');',
  ];
}

/** In a shell; the header comes in by standard input, since others see the words of a command. */
export const curlLines = ({ envFile }: CodeSetting): readonly string[] => [
  ...(envFile === null ? [] : [`set -a; . ${shellPath(`./${envFile}`)}; set +a`]),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in
  'base=${OPENAI_BASE_URL:-https://api.openai.com/v1}',
  'echo "Authorization: Bearer $OPENAI_API_KEY" |',
  '  curl -sS -H @- "$base/models"',
];
