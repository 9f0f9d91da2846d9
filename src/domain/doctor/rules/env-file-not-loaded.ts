import type { ReadableEnvFile } from '../../loading/sources.ts';
import { anyOf, oneOf, phrase } from '../../text/phrase.ts';
import type { EnvLoad, VariableRead } from '../code-seen.ts';
import type { RuleFacts } from '../finding.ts';
import { loadingFix } from '../loading-fix.ts';
import { declaredIn } from '../manifests.ts';
import type { ProgramFolder } from '../program-loading.ts';
import type { DoctorRule } from '../rule.ts';
import { envFilesFor, isDocs, ofKind, programHolding, type Surveyed } from '../surveyed.ts';
import { isIn, nameOf, pathBelow } from '../texts.ts';

/** Code that puts the values of an env file into the environment in its own way. */
const inCode = new RegExp(
  anyOf(
    /read_env|environs|dotenvx|load_ext dotenv|loadEnv\(/,
    /(?:readFile\w*|open|read_text|Path|FileSource)\([^)\n]{0,80}\.env["'`]/,
  ),
  'i',
);
/** Libraries that read an env file for the names that they are asked for, and leave the environment as it is. */
const forItself = /pydantic|decouple/;
/** Configuration and scripts that load one. */
const inConfig = new RegExp(
  [
    '--env-file|env_?file|dotenv|direnv|env-cmd|load_?env|_\\.file|include \\.env|env:\\s*\\.env|"env":\\s*"[^"]*\\.env"',
    '(?:source|\\.)\\s+(?:\\S*/)?\\.env|set -a|allexport|cat \\S*\\.env|xargs[^\\n]{0,40}\\.env',
  ].join('|'),
  'i',
);
/** In a manifest only what is started counts: that a package is there says nothing of its use. */
const inScripts =
  /--env-file|dotenv\/config|dotenv (?:-|run)|dotenvx|env-cmd|(?:source|\s\.) (?:\.\/)?\.env|set -a|doppler|infisical/;
/** What a text calls that reads an env file into the environment, and that the reading of code may not have understood. */
const calling = /dotenv[\w.]*\s*\(|dotenv\/config|loadEnvFile|load_env/i;
/** In a text for people only what they are told to type counts. */
const told = anyOf(
  /(?:source|\s\.)\s+(?:\.\/)?\.env|set -a|--env-file|export \$\(|direnv/,
  /dotenv (?:run|-f)|dotenvx|docker[ -]compose/,
);
/** Files whose tools load env files by themselves. */
const files = oneOf`
  \.envrc Pipfile nx\.json Procfile netlify\.toml vercel\.json firebase\.json serverless\.(?:yml|ts) langgraph\.json \.?mise\.toml
  bunfig\.toml bun\.lockb? deno\.jsonc? chainlit\.md trigger\.config\.\w+ app\.yaml
`;
const loadingFiles = phrase`^${files}$`;
const packages = oneOf`
  env-cmd @?dotenvx(?:/dotenvx)? dotenv-cli @nestjs/config nuxt vite vite-node next astro expo gatsby react-scripts wrangler
  mastra @mastra/core chainlit convict blitz vercel netlify-cli sst honcho foreman @sveltejs/kit @remix-run/.*
  (?:@adonisjs|@redwoodjs|@trigger\.dev|@genkit-ai)/.* (?:firebase|serverless|genkit)(?:-.*)?
`;
const loadingPackages = new RegExp(phrase`^${packages}$`, 'i');

/** A key in an env file, a program without a loader that reads the variable, and nothing that loads the file. */
export const envFileNotLoaded: DoctorRule<'env_file_not_loaded'> = {
  id: 'env_file_not_loaded',
  severity: 'error',
  *inConfiguration(seen) {
    const told = new Set<ProgramFolder>();
    const loaded = new Map<ProgramFolder, boolean>();
    let inOwnWay: boolean | null = null;
    for (const read of seen.code.reads) {
      if (seen.code.sets.has(read.name)) continue;
      if (!read.isKey || read.hasDefault || read.inBrowser === true || seen.shell.has(read.name)) continue;
      const program = programHolding(seen, read.absolute);
      if (!program || told.has(program)) continue;
      const keyAt = keyOf(envFilesFor(seen, read.absolute), read.name);
      if (!keyAt) continue;
      const isDone = loaded.get(program) ?? isLoaded(seen, program);
      loaded.set(program, isDone);
      if (isDone || isCalledFor(seen, keyAt.absolute) || read.ofFile) continue;
      inOwnWay ??= loadsInOwnWay(seen);
      if (inOwnWay) continue;
      told.add(program);
      const how = howToLoad(program, read, keyAt.absolute);
      yield {
        at: read,
        subject: read.name,
        facts: { keyAt: { type: 'file', ...keyAt }, variable: read.name, how },
        fix: loadingFix(seen, { program, read, how, file: keyAt.absolute }),
      };
    }
  },
};

function keyOf(files: readonly ReadableEnvFile[], name: string) {
  for (const { absolute, document } of files) {
    const one = document.assignments.find((own) => own.name === name && own.value.trim() !== '');
    if (one) return { absolute, line: one.line };
  }
  return null;
}

function isLoaded(
  seen: Surveyed,
  { folder, framework, loading: loads, dependencies }: ProgramFolder,
): boolean {
  if (!['node', 'python', 'none'].includes(framework)) return true;
  if (
    (loads.development.loads === true && !forItself.test(loads.loader)) ||
    declaredNames(seen, dependencies).some((name) => loadingPackages.test(name))
  )
    return true;
  if (seen.paths.hasNamed(loadingFiles)) return true;
  if (seen.envFiles.some(({ absolute }) => nameOf(absolute) === '.envrc')) return true;
  return seen.configs.some(({ absolute, text, kind }) => {
    if (/ignore$/.test(absolute) || isIn(pathBelow(folder, 'node_modules'), absolute)) return false;
    if (isDocs(absolute)) return told.test(text);
    return (kind === 'manifest' ? inScripts : inConfig).test(text);
  });
}

/** Whether a call in the code names this file, or may. */
function isCalledFor({ code }: Surveyed, file: string): boolean {
  const isNamed = ({ paths }: EnvLoad): boolean =>
    paths === null || (paths.length === 0 ? ['.env'] : paths).some((path) => nameOf(path) === nameOf(file));
  return code.loads.some(isNamed);
}

/** Whether code does it in a way that the reading of calls does not understand. */
const loadsInOwnWay = ({ code, codeFiles }: Surveyed): boolean =>
  codeFiles.some(({ text }) => inCode.test(text) || (code.loads.length === 0 && callsLoader(text)));

/** `config()` may be one of dotenv's; `dotenv_values` leaves the environment as it is. */
const callsLoader = (text: string): boolean =>
  calling.test(text.replace(/dotenv_values/g, '')) || (/dotenv/.test(text) && /\bconfig\w*\s*\(/.test(text));

const declaredNames = (seen: Surveyed, own: readonly string[]): readonly string[] => [
  ...own,
  ...ofKind(seen, 'manifest').flatMap((file) => [...(declaredIn(file)?.versions.keys() ?? [])]),
];

/** dotenv's own import reads `.env` and no other file. */
function howToLoad(
  { dependencies }: ProgramFolder,
  { language }: VariableRead,
  file: string,
): RuleFacts['env_file_not_loaded']['how'] {
  if (language === 'python') return 'python_dotenv';
  return dependencies.includes('dotenv') && nameOf(file) === '.env' ? 'dotenv' : 'env_file_option';
}
