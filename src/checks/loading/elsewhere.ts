import { basename, dirname, join } from 'node:path';
import type { CauseFacts } from '../../domain/diagnosis/cause-facts.ts';
import { isEnvFileName, isExampleName } from '../../domain/env/file-names.ts';
import { type StrayKey, strayKeys } from '../../domain/keys/stray-keys.ts';
import { isGenuine, tokensIn } from '../../domain/keys/tokens.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { encodingOf } from '../../domain/text/encoding.ts';
import type { Ports } from '../../ports/ports.ts';
import { readerOf } from '../code/reads-name.ts';
import { isNamePublished } from '../exposure.ts';
import type { Project } from '../project.ts';
import { mayBeFolder } from '../project-folders.ts';
import { readText } from '../read-text.ts';
import { findShellVariable } from '../shell-variable.ts';

type Missing = CauseFacts['key_missing'];
type ElsewherePorts = Pick<Ports, 'cwd' | 'env' | 'files' | 'home' | 'platform'>;

/** Deep enough for `packages/group/name/.env`; so much is looked at, and no more. */
const deepest = 3;
const mostFolders = 4000;
const mostFiles = 4000;
const mostBytes = 200_000;

/** Files in which people leave keys, beside env files: by their endings, or by what they are called. */
const telling = [
  // `.env` as other systems, editors and slips have it
  /^(?:env|_env|dotenv|dot[-_.]env|\.evn|\.nev)(?:[-._][\w.-]+)?$/i,
  /^\.?mcp[\w.-]*\.json$|^claude_desktop_config\.json$/i,
  /\.(?:env|envrc|vars|ini|cfg|conf|properties|toml|ya?ml|tfvars|http|rest|secrets?|keys?|service|plist)$/i,
  /\.(?:sh|bash|zsh|fish|ps1|bat|cmd|profile|\w*rc)$/i,
  /^(?:makefile|justfile|taskfile|procfile|dockerfile|containerfile|profile)$/i,
  /^\.(?:env|dev\.vars|renviron|profile|openai|secrets?|bash\w*|zsh\w*)/i,
  /^(?:wrangler|vercel|netlify|nodemon|langgraph|firebase|devcontainer|app)\.jsonc?$|\.run\.xml$|^workspace\.xml$/i,
  /(?:key|token|secret|credential|openai|env|password)[^/]*\.(?:txt|json|md|rtf|text)$/i,
  /^(?:app|local|user|launch|dev)?[-_.]?(?:settings|config|secrets|launch)[\w.-]*\.json5?c?$/i,
  /^(?:default|development|production|local|test|custom-environment-variables)\.json5?$/i,
  /(?:key|token|secret|openai)[\w-]*$/i,
];
const neverTelling =
  /^(?:package(?:-lock)?|tsconfig.*|composer|components)\.json$|\.(?:lock|map|schema\.json)$|-lock\.ya?ml$/i;

/**
 * Where a key stands that no program here gets as `OPENAI_API_KEY`: what lies nearest first. Null where none was found.
 * Only asked where there is no key: it looks through the folder, within bounds. `nearest`: only in the files that are loaded.
 */
export function keyElsewhere(ports: ElsewherePorts, project: Project, nearest: boolean): Missing | null {
  const before = known.get(project);
  if (before?.nearest === nearest) return before.found;
  const found = seekElsewhere(ports, project, nearest);
  known.set(project, { nearest, found });
  return found;
}

/** Several questions of one run have the same answer, and it takes a look at every file. */
const known = new WeakMap<Project, { readonly nearest: boolean; readonly found: Missing | null }>();

function seekElsewhere(ports: ElsewherePorts, project: Project, nearest: boolean): Missing | null {
  const found = searched(ports, project, nearest);
  const published = publishedKey(ports, project, found);
  if (published) return published;
  const isNamed =
    found?.reason === 'other_variable' || (found?.reason === 'elsewhere' && found.form === 'other_name');
  const readBy = isNamed && found.name !== undefined ? readerOf(ports, project, found.name) : null;
  return readBy === null || found === null ? found : ({ ...found, readBy } as Missing);
}

/** The same where its name has a prefix by which a bundler publishes it; null for any other. */
function publishedKey(ports: ElsewherePorts, project: Project, found: Missing | null): Missing | null {
  if (found?.reason !== 'other_variable' && found?.reason !== 'elsewhere') return null;
  const { name } = found;
  if (name === undefined || !isNamePublished(name, project)) return null;
  const at = found.reason === 'elsewhere' ? { path: found.path, line: found.line } : null;
  return { reason: 'published', name, at, readBy: readerOf(ports, project, name) ?? undefined };
}

function searched(ports: ElsewherePorts, project: Project, nearest: boolean): Missing | null {
  const own = inLoadedFiles(project);
  if (own || nearest) return own;
  const inStart = inWordsOfCmd(ports, project);
  if (inStart) return inStart;
  const inShell = Object.entries(ports.env).find(
    ([name, value]) => name !== keyName && value && strayKeys(`${name}=${value}`)[0] !== undefined,
  );
  if (inShell && !publicNames.test(inShell[0])) return { reason: 'other_variable', name: inShell[0] };
  const deeper =
    inOtherFiles(ports, project) ?? inUserSecrets(ports, project) ?? inOtherPackages(ports, project);
  if (deeper) return deeper;
  const { setAt } = findShellVariable(ports, keyName);
  return setAt ? { reason: 'elsewhere', path: setAt.path, line: setAt.line, form: 'profile' } : null;
}

/** A key of another file than those that are loaded; null for none, or for one of the shell or in code. */
export function keyInOtherFile(
  ports: ElsewherePorts,
  project: Project,
): Extract<Missing, { reason: 'elsewhere' }> | null {
  const found = inOtherFiles(ports, project) ?? inOtherPackages(ports, project);
  return found?.reason === 'elsewhere' && found.form !== 'code' ? found : null;
}

/** Whether a program that nobody knows may load the file in which a key was found: not a backup, nor a file of another tool. */
export const mayBeLoaded = (found: Missing): boolean =>
  found.reason === 'elsewhere' &&
  found.form === 'assignment' &&
  isEnvFileName(basename(found.path.absolute)) &&
  !/rc$|\.(?:txt|bak|old|orig|save|backup|copy|keys)$/.test(found.path.absolute);

/** Variables of the shell that belong to another program. */
const publicNames = /^(?:AZURE_|npm_|VSCODE_|GITHUB_)/i;

/** In the start command, in words that only cmd of Windows understands. */
function inWordsOfCmd(ports: ElsewherePorts, { folder, scripts }: Project): Missing | null {
  const sets = scripts.started.some(
    ({ byCmd, variables }) => byCmd?.includes(keyName) && /^[^%$`]{20,}$/.test(variables[keyName] ?? ''),
  );
  if (!sets) return null;
  const path = join(folder, 'package.json');
  const lines = (readText(ports, path) ?? '').split(/\r\n|[\r\n]/);
  const line = lines.findIndex((one) => one.includes(`${keyName}=`)) + 1;
  return { reason: 'elsewhere', path: { absolute: path }, line: Math.max(line, 1), form: 'assignment' };
}

/** In a file that is loaded: another name, or a line that the loader does not read. */
function inLoadedFiles({ envFiles }: Project): Missing | null {
  for (const { absolute, read } of envFiles) {
    const [first] =
      read.state === 'file' ? strayIn(read.bytes).filter(({ form }) => form !== 'assignment') : [];
    if (first) return told(absolute, first, true);
  }
  return null;
}

/** Code with a key in it is told where no other file has one. */
const code = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|ipynb|go|rb|php|java|kt|cs|rs|exs?|swift|dart)$/i;
const mostCode = 600;

function inCode({ files }: ElsewherePorts, paths: readonly string[]): Missing | null {
  for (const path of paths) {
    const read = files.read(path);
    const [line] = read.state === 'file' && read.bytes.length <= mostBytes ? genuineLines(read.bytes) : [];
    if (line !== undefined) return { reason: 'elsewhere', path: { absolute: path }, line, form: 'code' };
  }
  return null;
}

function inOtherFiles(ports: ElsewherePorts, project: Project): Missing | null {
  const loaded = new Set(project.envFiles.map(({ absolute }) => absolute));
  const codeFiles: string[] = [];
  let found: { readonly path: string; readonly stray: StrayKey } | null = null;
  let folders = 0;
  let files = 0;
  const queue: { readonly folder: string; readonly depth: number }[] = [{ folder: ports.cwd, depth: 0 }];
  for (let next = queue.shift(); next && found === null; next = queue.shift()) {
    const names = [...ports.files.list(next.folder)].sort();
    folders += 1;
    if (folders > mostFolders) return null;
    for (const name of names) {
      const path = join(next.folder, name);
      const isHere =
        isTelling(name) ||
        (name.endsWith('.xml') && next.folder.endsWith('runConfigurations')) ||
        isEnvFolder(next.folder);
      if (isHere && !loaded.has(path) && files < mostFiles) {
        files += 1;
        const read = ports.files.read(path);
        const [stray] = read.state === 'file' ? strayIn(read.bytes) : [];
        // An example shows the form of a key; one that was put there by mistake is told where no other file has one.
        const counts =
          stray &&
          (!isExampleName(name) || (read.state === 'file' && genuineLines(read.bytes).includes(stray.line)));
        if (counts && (found === null || order(name, stray) < order(basename(found.path), found.stray)))
          found = { path, stray };
      }
      if (code.test(name) && codeFiles.length < mostCode) codeFiles.push(path);
      if (next.depth < deepest && isLookedInto(ports, path, name))
        queue.push({ folder: path, depth: next.depth + 1 });
    }
  }
  return found ? told(found.path, found.stray, false, ports.cwd) : inCode(ports, codeFiles);
}

/** In another package of the workspace that this folder is a part of. */
function inOtherPackages(ports: ElsewherePorts, project: Project): Missing | null {
  const { folder, packaging } = project;
  if (packaging.root === null || packaging.root === folder) return null;
  const found = inOtherFiles({ ...ports, cwd: packaging.root }, project);
  return found?.reason === 'elsewhere' && found.form === 'assignment' ? found : null;
}

/** `.envs/.local/.django` */
const isEnvFolder = (folder: string): boolean => /[\\/]\.?envs?(?:\.d)?(?:[\\/]\.[\w-]+)?$/.test(folder);

/** A folder called `env` is one of Python's, or one of settings. */
const isLookedInto = ({ files }: ElsewherePorts, path: string, name: string): boolean =>
  name === 'env'
    ? !files.list(path).some((one) => /^(?:pyvenv\.cfg|bin|Scripts)$/.test(one))
    : mayBeFolder(name) || (isEnvFolder(dirname(path)) && name.startsWith('.'));

/** The lines (from 1) that hold a key of OpenAI's. */
function genuineLines(bytes: Uint8Array): readonly number[] {
  const text = new TextDecoder().decode(bytes);
  if (!text.includes('sk-')) return [];
  return text
    .split(/\r\n|[\r\n]/)
    .flatMap((line, at) => (tokensIn(line).some((token) => isGenuine(token)) ? [at + 1] : []));
}

/**
 * Secrets of one user that a program of .NET has outside of its folder. Source:
 * learn.microsoft.com/aspnet/core/security/app-secrets, read November 2026.
 */
function inUserSecrets(ports: ElsewherePorts, { folder, names }: Project): Missing | null {
  const project = names.find((name) => /\.(?:cs|fs|vb)proj$/.test(name));
  const text = project === undefined ? null : readText(ports, join(folder, project));
  const id = /<UserSecretsId>\s*([\w.-]{1,200})\s*<\/UserSecretsId>/.exec(text ?? '')?.[1];
  if (id === undefined) return null;
  const parent =
    ports.platform === 'win32' && ports.env['APPDATA']
      ? join(ports.env['APPDATA'], 'Microsoft', 'UserSecrets')
      : join(ports.home, '.microsoft', 'usersecrets');
  const path = join(parent, id, 'secrets.json');
  const read = ports.files.read(path);
  const [stray] = read.state === 'file' ? strayIn(read.bytes) : [];
  return stray ? told(path, stray, false) : null;
}

function isTelling(name: string): boolean {
  if (name.endsWith('~') || neverTelling.test(name)) return false;
  if (/^defaults?\.json5?$/.test(name)) return true;
  return (isEnvFileName(name) || telling.some((form) => form.test(name))) && !code.test(name);
}

const order = (name: string, stray: StrayKey): number => rank(stray) + (isExampleName(name) ? 10 : 0);

const rank = ({ form }: StrayKey): number =>
  ['assignment', 'statement', 'other_name', 'key_file', 'bare', 'comment'].indexOf(form);

function strayIn(bytes: Uint8Array): readonly StrayKey[] {
  const encoding = bytes.length > mostBytes ? 'binary' : encodingOf(bytes);
  if (encoding === 'binary') return [];
  const text = new TextDecoder(encoding).decode(bytes);
  const onThisMachine = (stray: StrayKey): StrayKey => {
    const { file, ...others } = stray;
    const secret = /^\/run\/secrets\/([\w.-]+)$/.exec(file ?? '')?.[1];
    const source = secret === undefined ? file : sourceOfSecret(text, secret);
    return source === undefined ? others : { ...others, file: source };
  };
  return strayKeys(text)
    .map(onThisMachine)
    .sort((one, other) => rank(one) - rank(other));
}

/** The file that compose gives its containers as this secret: only they have it under `/run/secrets`. */
const sourceOfSecret = (text: string, secret: string): string | undefined =>
  new RegExp(`^[ ]+["']?${secret.replaceAll('.', '\\.')}["']?:[ ]*\\r?\\n[ ]+file:[ ]*["']?([^\\s"'#]+)`, 'm')
    .exec(text)?.[1]
    ?.replace(/^\.\//, '');

/** In a file that nothing reads, its lines are not at fault. */
function told(
  absolute: string,
  { form, line, name, file }: StrayKey,
  isRead: boolean,
  cwd?: string,
): Missing {
  const folder = dirname(absolute);
  const counts = isRead || form === 'bare' || form === 'key_file';
  return {
    reason: 'elsewhere',
    path: { absolute },
    line,
    form: counts ? form : 'assignment',
    ...(name === undefined ? {} : { name }),
    ...(file === undefined ? {} : { file }),
    ...(isRead || !isEnvFileName(basename(absolute)) || folder === cwd
      ? {}
      : { folder: { absolute: folder } }),
  };
}
