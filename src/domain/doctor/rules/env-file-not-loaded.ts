import type { ReadableEnvFile } from '../../loading/sources.ts';
import type { VariableRead } from '../code-seen.ts';
import { type DoctorFinding, doctorFinding, type Edit, type RuleFacts } from '../finding.ts';
import { declaredIn } from '../manifests.ts';
import type { ProgramFolder } from '../program-loading.ts';
import { type ConfigRule, envFilesFor, isDocs, ofKind, programOf, type Surveyed } from '../surveyed.ts';
import { isIn, nameOf, pathFrom } from '../texts.ts';

/** What in a text says that an env file is loaded, by whatever. */
const loading = new RegExp(
  [
    'dotenv|load_?env|read_env|env_?-?file|environs|decouple|dynaconf|pydantic.settings|BaseSettings|direnv',
    '(?:source|\\.)\\s+(?:\\S*/)?\\.env|set -a|allexport|cat \\S*\\.env|xargs[^\\n]{0,40}\\.env|open\\([^)\\n]{0,60}\\.env',
    '(?:readFile\\w*|open|read_text|Path|Config|config|FileSource)\\([^)\\n]{0,80}\\.env["\'`]',
    'include \\.env|_\\.file|env:\\s*\\.env|"env":\\s*"[^"]*\\.env"',
  ].join('|'),
  'i',
);
/** In a text for people only what they are told to type counts. */
const told =
  /(?:source|\s\.)\s+(?:\.\/)?\.env|set -a|--env-file|export \$\(|direnv|dotenv (?:run|-f)|dotenvx|docker compose|docker-compose/;
/** Files whose tools load env files by themselves. */
const loadingFiles =
  /^(?:\.envrc|Pipfile|nx\.json|Procfile|netlify\.toml|vercel\.json|firebase\.json|serverless\.(?:yml|ts)|langgraph\.json|\.?mise\.toml|bunfig\.toml|bun\.lockb?|deno\.jsonc?|chainlit\.md|trigger\.config\.\w+|app\.yaml)$/;
const loadingPackages =
  /dotenv|env-cmd|@nestjs\/config|nuxt|vite|next|astro|expo|gatsby|react-scripts|wrangler|mastra|chainlit|flask|django-environ|decouple|environs|dynaconf|pydantic-settings|starlette|convict|@adonisjs|@redwoodjs|blitz|vercel|netlify|firebase|serverless|sst|trigger\.dev|genkit|honcho|foreman/i;

/** A key in an env file, a program without a loader that reads the variable, and nothing that loads the file. */
export const envFileNotLoaded: ConfigRule = (seen) => {
  const found: DoctorFinding[] = [];
  const told = new Set<string>();
  for (const read of seen.code.reads) {
    if (!read.isKey || read.hasDefault || read.inBrowser === true || seen.shell.has(read.name)) continue;
    const program = programOf(seen, read.absolute);
    if (!program || told.has(program.folder) || isLoaded(seen, program)) continue;
    const keyAt = keyOf(envFilesFor(seen, read.absolute), read.name);
    if (!keyAt) continue;
    told.add(program.folder);
    const how = howToLoad(program, read);
    found.push(
      doctorFinding('env_file_not_loaded', {
        at: read,
        subject: read.name,
        facts: { keyAt: { type: 'file', ...keyAt }, variable: read.name, how },
        fix: how === 'env_file_option' ? startWithFile(seen, program, keyAt.absolute) : null,
      }),
    );
  }
  return found;
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
    loads.development.loads === true ||
    declaredNames(seen, dependencies).some((name) => loadingPackages.test(name))
  )
    return true;
  if (seen.code.loads.length > 0 || seen.codeFiles.some(({ text }) => loading.test(text))) return true;
  if ([...seen.paths].some((path) => loadingFiles.test(nameOf(path)) && isIn(seen.folder, path))) return true;
  if (seen.envFiles.some(({ absolute }) => nameOf(absolute) === '.envrc')) return true;
  return seen.configs.some(({ absolute, text }) => {
    if (/ignore$/.test(absolute) || isIn(pathFrom(folder, 'node_modules'), absolute)) return false;
    return isDocs(absolute) ? told.test(text) : loading.test(text);
  });
}

const declaredNames = (seen: Surveyed, own: readonly string[]): readonly string[] => [
  ...own,
  ...ofKind(seen, 'manifest').flatMap((file) => [...(declaredIn(file)?.versions.keys() ?? [])]),
];

function howToLoad(
  { dependencies }: ProgramFolder,
  { language }: VariableRead,
): RuleFacts['env_file_not_loaded']['how'] {
  if (language === 'python') return 'python_dotenv';
  return dependencies.includes('dotenv') ? 'dotenv' : 'env_file_option';
}

const nodeStart = /("(?:dev|start)"\s*:\s*"node )(?!-)([\w./-]+")/g;

/** `node server.js` of a start script becomes `node --env-file=.env server.js`. */
function startWithFile({ configs }: Surveyed, { folder }: ProgramFolder, file: string) {
  const manifest = configs.find(({ absolute }) => absolute === pathFrom(folder, 'package.json'));
  const name = nameOf(file);
  if (!manifest || file !== pathFrom(folder, name) || !/^[\w.-]+$/.test(name)) return null;
  const edits = [...manifest.text.matchAll(nodeStart)].map(({ 0: all, 1: before = '', index }): Edit => {
    const from = index + before.length;
    const after = `--env-file=${name} `;
    return { absolute: manifest.absolute, from, to: from, before: '', after: all === '' ? '' : after };
  });
  return edits.length > 0 ? { edits, replacement: `node --env-file=${name}` } : null;
}
