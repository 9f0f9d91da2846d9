import { basename, dirname, extname, join, relative, sep } from 'node:path';
import type { CauseFacts } from '../../domain/diagnosis/cause-facts.ts';
import { isEnvFileName } from '../../domain/env/file-names.ts';
import { toolOf } from '../../domain/loading/key-givers.ts';
import type { FilePlace } from '../../domain/loading/place.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { anyOf } from '../../domain/text/phrase.ts';
import type { Ports } from '../../ports/ports.ts';
import { type Project, seeEnvFile } from '../project.ts';
import { mayBeFolder } from '../project-folders.ts';
import { readText } from '../read-text.ts';

type Elsewhere = Extract<CauseFacts['key_missing'], { reason: 'elsewhere' }>;

interface AboutFile {
  readonly facts: Pick<Elsewhere, 'tool' | 'namedIn' | 'check'>;
  /** It is no env file, nor a copy of one: any program may read it, in ways that nobody has modelled. */
  readonly isSettings: boolean;
}

/** What the project tells of a file with a key that no loader here is known to read. */
export function aboutFile(
  ports: Pick<Ports, 'cwd' | 'files' | 'platform'>,
  project: Project,
  { path: { absolute }, line }: Elsewhere,
): AboutFile {
  const own = relative(project.folder, absolute).split(sep).join('/');
  const naming = namingFile(ports, project, absolute);
  const tool =
    toolOf(own, readText(ports, absolute) ?? '') ?? (naming && toolOf(relativeTo(project, naming), ''));
  const namedIn = tool === undefined && naming !== undefined ? { absolute: naming } : undefined;
  const check = checkOf(ports, absolute, line);
  return { facts: { tool, namedIn, check }, isSettings: isSettings(basename(absolute)) };
}

/** What may read an env file in a way that only running it would tell: code that names it, or a package for all such files. */
export function mayReadIt(
  { packageFacts }: Project,
  { namedIn, tool }: AboutFile['facts'],
): FilePlace | string | null {
  if (namedIn !== undefined && tool === undefined && isCode.test(namedIn.absolute)) return namedIn;
  return packageFacts?.dependencies.find((name) => readsSeveral.test(name)) ?? null;
}

const isCode = /\.(?:[cm]?[jt]sx?|py|ipynb)$/;
/** They read files of several names by themselves. */
const readsSeveral = /^(?:dotenv-flow|dotenv-extended|dotenv-defaults|@adonisjs\/core|mastra|custom-env)$/;

const relativeTo = ({ folder }: Project, absolute: string): string =>
  relative(folder, absolute).split(sep).join('/');

const isSettings = (name: string): boolean =>
  !isEnvFileName(name) &&
  !/(?:^|[.\-_])(?:bak|old|orig|save|backup|copy)\b|~$|^\.?env[.\-_]?\w*(?:\.txt)?$/i.test(name) &&
  /\.(?:json[5c]?|ya?ml|toml|ini|cfg|conf|properties|xml|config|tfvars)$|rc$/i.test(name);

/** The command that tests the key in it: by the file where it has the form of an env file, else by its line. */
function checkOf(ports: Pick<Ports, 'cwd' | 'files' | 'platform'>, absolute: string, line: number): string {
  const named = seeEnvFile(ports, absolute).document?.assignments.some((one) => one.name === keyName);
  if (named) return 'openai-setup verify FILE';
  const print = ports.platform === 'win32' ? `(Get-Content FILE)[${line - 1}]` : `sed -n ${line}p FILE`;
  return `${print} | openai-setup verify --key-stdin`;
}

const mostFiles = 300;
const longest = 200_000;
const deepest = 2;
const speaking = new RegExp(
  anyOf(
    /\.(?:[cm]?[jt]sx?|py|ipynb|go|rb|php|cs|rs|java|kt|exs?|sh|json[5c]?|ya?ml|toml)$/,
    /^(?:Makefile|justfile|Procfile|Dockerfile)$/,
  ).source,
  'i',
);
const silent = /lock|^tsconfig|\.map$/i;

/** The first file of the project's own code and settings in which the name of another one stands; undefined for none. */
function namingFile(
  { files }: Pick<Ports, 'files'>,
  { folder }: Project,
  absolute: string,
): string | undefined {
  const named = namedAs(relative(folder, absolute).split(sep).join('/'));
  const queue = [{ at: folder, depth: 0 }];
  let looked = 0;
  for (let next = queue.shift(); next && looked < mostFiles; next = queue.shift()) {
    for (const name of [...files.list(next.at)].sort()) {
      const path = join(next.at, name);
      if (speaking.test(name) && !silent.test(name)) {
        looked += 1;
        const text = path === absolute ? '' : (readText({ files }, path) ?? '');
        if (text.length < longest && named.test(text)) return path;
      } else if (next.depth < deepest && extname(name) !== '.json' && mayBeFolder(name))
        queue.push({ at: path, depth: next.depth + 1 });
    }
  }
  return undefined;
}

/** `./config.json`, in code also without its ending; a common name such as `.env` only with its folder. */
function namedAs(path: string): RegExp {
  const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const name = basename(path);
  const folder = basename(dirname(path));
  const whole = /^\.env$/.test(name) && folder !== '.' && folder !== '' ? `${folder}/${name}` : name;
  const bare = name.replace(/\.json$/, '');
  const byCode = bare === name ? '' : `|["'/]${escaped(bare)}["']`;
  return new RegExp(`(?<![\\w.-])${escaped(whole)}(?![\\w-])${byCode}`);
}
