import { join } from 'node:path';
import { anyOf } from '../../domain/text/phrase.ts';
import type { ReadPorts } from '../code/follow-program.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import { repositoryTop } from '../repository-top.ts';

/** Tools that start programs, or open shells, with what stands in files. */
const givesFiles = anyOf(
  /^(?:\.envrc|\.?mise(?:\.\w+)*\.toml|devbox\.json|flake\.nix|shell\.nix|Pipfile|langgraph\.json|\.chainlit|chainlit\.md)$/,
  /^(?:\.idea|\.run|\.devcontainer|\.vscode|\.tox|Procfile[\w.]*|[Tt]askfile\.ya?ml|tasks\.py|noxfile\.py|Tiltfile)$/,
  /^(?:Vagrantfile|sitecustomize\.py)$/,
  /^(?:(?:docker-)?compose[\w.-]*\.ya?ml|app\.ya?ml|serverless\.ya?ml|template\.ya?ml|samconfig\.toml)$/,
  /^(?:fly\.toml|package\.json|vercel\.json)$/,
  /^(?:host\.json|local\.settings\.json|zappa_settings\.json|\.chalice|\.serverless|netlify\.toml|render\.ya?ml)$/,
  /^(?:deploy\w*|systemd|ops|infra\w*|docker|ansible|terraform|helm|charts)$/,
  /\.(?:code-workspace|bat|cmd|ps1|fish)$/,
);
/** An image is started with `--env-file`, unless a command here starts the program without it. */
const image = /^(?:Dockerfile|Containerfile)/;
/** What a text says that gives files to programs. */
const says = new RegExp(
  anyOf(
    /--env-file|env_file|env-file|envfile|UV_ENV|ENV_FILE|dotenv|direnv|honcho|foreman|overmind|heroku local|pipenv/,
    /(?:source|\s\.)[ \t]+\S*\.env|set -a|allexport|export[ \t]+\$\(|xargs|docker|podman|doppler|infisical|op run/,
    /vault/,
  ).source,
  'i',
);
/** The same in the file of make or just, where everything may be handed on. */
const hands = /\benv\b|^[ \t]*-?s?include\b|^[ \t]*export\b|\$\(shell|dotenv|^set[ \t]/im;
/** The same in any other file, but for those that say what is left out, locked or installed. */
const speaks = /(?<!\w)\.env\b|\benvironment/i;
const isSilent =
  /^\.(?:\w+ignore|env.*|git\w*)$|\.(?:py|ipynb|lock|md)$|^(?:requirements.*\.txt|LICENSE.*|readme.*)$/i;
/** The same in a script of a shell. */
const sets = /\.env\b|\bexport\b|\bsource\b|\bset -a\b|\benv\b/;

/**
 * Whether nothing beside the code of a Python project shows a way in which its programs may be given an env file.
 * `isCommanded`: a command of the project starts them.
 */
export function nothingGives(ports: ReadPorts, project: Project, isCommanded: boolean): boolean {
  const { folder, names, packaging, scripts, configured } = project;
  const { files, env = {}, home = '' } = ports;
  if (env['UV_ENV_FILE'] || configured.doubt || (packaging.root !== null && packaging.root !== folder))
    return false;
  if (scripts.started.some((one) => one.files.length > 0 || one.variables['UV_ENV_FILE'] !== undefined))
    return false;
  const top = repositoryTop({ files, cwd: folder, home });
  if (top !== null && top !== folder) return false;
  if (names.some((name) => givesFiles.test(name) || (!isCommanded && image.test(name)))) return false;
  const text = (name: string): string => readText(ports, join(folder, name)) ?? '';
  const isQuiet = (name: string): boolean => {
    if (/^\.?(?:GNU)?(?:make|just)file$/i.test(name)) return !hands.test(text(name));
    if (/^readme|\.md$/i.test(name)) return !says.test(text(name).replace(/python-dotenv/gi, ''));
    if (/^(?:pyproject\.toml|setup\.cfg)$/.test(name))
      return !says.test(text(name).replace(/python-dotenv(?!\[)/gi, ''));
    if (name.endsWith('.sh')) return !sets.test(text(name));
    return isSilent.test(name) || !(says.test(text(name)) || speaks.test(text(name)));
  };
  const ofShell = ['bin', 'scripts', 'script']
    .filter((name) => names.includes(name))
    .flatMap((name) => files.list(join(folder, name)).map((one) => join(name, one)))
    .filter((name) => /\.(?:sh|bash|zsh)$|[\\/][\w-]+$/.test(name));
  const docs = names.includes('docs')
    ? files.list(join(folder, 'docs')).map((name) => join('docs', name))
    : [];
  return (
    names.every(isQuiet) &&
    docs.filter((name) => name.endsWith('.md')).every(isQuiet) &&
    ofShell.every((name) => !sets.test(text(name)))
  );
}
