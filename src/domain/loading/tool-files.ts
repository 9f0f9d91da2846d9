import { isEnvFileName, isExampleName } from '../env/file-names.ts';

/** A file of a tool that starts programs, and where in it an env file is named. */
interface ToolFile {
  readonly name: RegExp;
  /** The program that reads it; null where people call one that the file does not tell. */
  readonly program: string | null;
  /** One group: the file, or a list of files of which the first counts. */
  readonly naming: RegExp;
}

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
];

interface ToolPlace {
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
  { names, inManifest, started }: ToolPlace,
  textOf: (name: string) => string | null,
): ToolNaming | null {
  for (const { name: form, program, naming } of toolFiles) {
    const by = names.find((name) => form.test(name));
    const isCalled =
      program === null ? started.length === 0 : inManifest.length === 0 || inManifest.includes(program);
    if (by === undefined || !isCalled) continue;
    const named = naming.exec(textOf(by) ?? '')?.[1] ?? '';
    const files = named.split(/[\s"',\]-]*[\s"',\]]+[\s"',-]*/).filter(isNamed);
    if (files.length > 0) return { by, files };
  }
  return null;
}

const isNamed = (path: string): boolean =>
  !/[$`{]/.test(path) && isEnvFileName(path.split('/').at(-1) ?? '') && !isExampleName(path);
