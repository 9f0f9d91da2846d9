import { isEnvFileName, isExampleName } from '../env/file-names.ts';
import { phrase } from '../text/phrase.ts';

/** A file of a tool that starts programs, and where in it an env file is named. */
interface ToolFile {
  readonly name: RegExp;
  /** The program that reads it; null where people call one that the file does not tell. */
  readonly program: string | null;
  /** One group: the file, or a list of files of which the first counts. */
  readonly naming: RegExp;
  /** Of a list the last counts. */
  readonly lastWins?: true;
}

/** A shell script that people start a project by. */
const startScript = /^(?:run|start|dev|serve|launch|server)\.(?:ba|z)?sh$/;

const envFile = /(?:[\w./-]*\/)?(?:\.env[\w.-]*|[\w-]+\.env)/;

/** `source ./config/local.env`, `export $(grep -v '^#' .env.dev | xargs)`. */
const sourced = new RegExp(
  phrase`(?:^|[;&])[ \t]*${/(?:source|\.)[ \t]+|export[ \t]+\$\([^)\n]*[ \t]/}["']?(${envFile})(?=[\s"';&|)]|$)`
    .source,
  'm',
);

/** Read in the documentation of the tools (just.systems, taskfile.dev, poethepoet.natn.io, pdm-project.org, and so on) in November 2026. */
const toolFiles: readonly ToolFile[] = [
  {
    name: /^\.?[Jj]ustfile$/,
    program: 'just',
    naming: /^set[ \t]+dotenv-(?:filename|path)[ \t]*:=[ \t]*(["'][^"'\n]+["'])/m,
  },
  {
    name: /^[Tt]askfile\.ya?ml$/,
    program: 'task',
    naming: /^dotenv:\s*\[?((?:\s*-?\s*["']?[\w./-]+["']?,?)+)/m,
  },
  { name: /^nodemon\.json$/, program: 'nodemon', naming: /--env-file(?:-if-exists)?[= ]([^\s"'\\]+)/ },
  { name: /^mprocs\.ya?ml$/, program: 'mprocs', naming: /--env-file(?:-if-exists)?[= ]([^\s"'\\]+)/ },
  {
    name: /^pyproject\.toml$/,
    program: null,
    naming: /^[^#\n]*\b(?:envfile|env_file(?:\.override)?)[ \t]*=[ \t]*(["'][^"'\n]+["'])/m,
  },
  { name: /^langgraph\.json$/, program: null, naming: /"env"\s*:\s*("[^"]+")/ },
  { name: /^devbox\.json$/, program: null, naming: /"env_from"\s*:\s*("[^"]+")/ },
  {
    name: /^\.?mise(?:\.local)?\.toml$/,
    program: null,
    naming:
      /^[ \t]*(?:_\.file|env_file)[ \t]*=[ \t]*(?:\{[ \t]*path[ \t]*=[ \t]*)?(\[[^\]]*\]|["'][^"'\n]+["'])/m,
    lastWins: true,
  },
  { name: /^\.envrc$/, program: null, naming: /^[ \t]*dotenv(?:_if_exists)?[ \t]+["']?([^\s"';&|]+)/m },
  { name: startScript, program: null, naming: sourced },
];

interface ToolPlace {
  /** The program's own code reads env files. */
  readonly readsItself: boolean;
  readonly names: readonly string[];
  readonly inManifest: readonly string[];
  readonly started: readonly string[];
}

/** What the files of tools say of env files: the one that names some, and those. */
interface ToolNaming {
  readonly by: string;
  readonly files: readonly string[];
}

/**
 * `inManifest`: the programs that the scripts of package.json start, `started`: those and what a Makefile and the like start. Where
 * there are none, people call a tool themselves.
 */
export function toolNaming(
  { readsItself, names, inManifest, started }: ToolPlace,
  textOf: (name: string) => string | null,
): ToolNaming | null {
  for (const { name: form, program, naming, lastWins } of toolFiles) {
    const by = names.find((name) => form.test(name));
    if (by === undefined) continue;
    const isStarted = started.length === 0 || (form === startScript && started.some(runsScript(by)));
    const isCalled =
      program === null ? isStarted && !readsItself : inManifest.length === 0 || inManifest.includes(program);
    if (!isCalled) continue;
    const named = naming.exec(textOf(by) ?? '')?.[1] ?? '';
    const files = named
      .split(/[\s"',[\]-]*[\s"',[\]]+[\s"',-]*/)
      .filter(isNamed)
      .map((path) => path.replace(/^(?:\.\/)+/, ''));
    if (files.length > 0) return { by, files: lastWins ? files.reverse() : files };
  }
  return null;
}

/** `run.sh`, or a shell that is given a script. */
const runsScript =
  (script: string) =>
  (program: string): boolean =>
    program === script || /^(?:ba|z|da)?sh$/.test(program);

const isNamed = (path: string): boolean =>
  !/[$`{]/.test(path) && isEnvFileName(path.split('/').at(-1) ?? '') && !isExampleName(path);
