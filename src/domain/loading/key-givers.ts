import { withoutComments } from './other-scripts.ts';

/** A file in which a tool keeps variables for the programs that it starts. */
interface KeyGiver {
  /** Its path, from the project's folder. */
  readonly file: string;
  readonly tool: string;
  /** The program of a start command by which the tool is at work. */
  readonly program: string;
  /** What else in the folder shows that people use it; null: only a start command does. */
  readonly beside: RegExp | null;
  /** The fields above the name, `*` for any; none in a file of plain lines. */
  readonly at: readonly string[];
}

const any = /(?:)/;
const mise = (file: string): KeyGiver => ({ file, tool: 'mise', program: 'mise', beside: any, at: ['env'] });
const wrangler = (file: string): KeyGiver => ({
  file,
  tool: 'Wrangler',
  program: 'wrangler',
  beside: any,
  at: ['vars'],
});

/** Read in the documentation of each tool (mise.jdx.dev, developers.cloudflare.com, learn.microsoft.com, and so on) in November 2026. */
export const keyGivers: readonly KeyGiver[] = [
  wrangler('wrangler.toml'),
  wrangler('wrangler.json'),
  wrangler('wrangler.jsonc'),
  { file: 'nodemon.json', tool: 'nodemon', program: 'nodemon', beside: null, at: ['env'] },
  { file: 'package.json', tool: 'nodemon', program: 'nodemon', beside: null, at: ['nodemonConfig', 'env'] },
  {
    file: 'local.settings.json',
    tool: 'Azure Functions',
    program: 'func',
    beside: /^host\.json$/,
    at: ['Values'],
  },
  mise('mise.local.toml'),
  mise('mise.toml'),
  mise('.mise.local.toml'),
  mise('.mise.toml'),
  mise('.config/mise.toml'),
  {
    file: 'Properties/launchSettings.json',
    tool: 'dotnet run',
    program: 'dotnet',
    beside: /\.(?:cs|fs|vb)proj$/,
    at: ['profiles', '*', 'environmentVariables'],
  },
  {
    file: '.Renviron',
    tool: 'R',
    program: 'Rscript',
    beside: /\.(?:R|Rmd|qmd|Rproj)$|^DESCRIPTION$/,
    at: [],
  },
];

/** The value of a name in such a file, with its line (from 1); null where it is not there, or a reference of the tool's own. */
export function givenIn(
  text: string,
  { file, at }: KeyGiver,
  name: string,
): { readonly value: string; readonly line: number } | null {
  const value = /\.jsonc?$/.test(file) ? inJson(text, [...at, name]) : inLines(text, at, name);
  if (value === null || value === '' || /[$`{]/.test(value)) return null;
  const line = text.split(/\r\n|[\r\n]/).findIndex((one) => one.includes(name) && one.includes(value)) + 1;
  return line === 0 ? null : { value, line };
}

function inJson(text: string, path: readonly string[]): string | null {
  let whole: unknown;
  try {
    whole = JSON.parse(withoutComments(text));
  } catch {
    return null;
  }
  const found = path.reduce<readonly unknown[]>(
    (all, field) => all.flatMap((one) => fieldsOf(one, field)),
    [whole],
  );
  return found.find((one): one is string => typeof one === 'string') ?? null;
}

function fieldsOf(value: unknown, field: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (field === '*') return Object.values(value);
  return Object.hasOwn(value, field) ? [(value as Record<string, unknown>)[field]] : [];
}

/** Lines of TOML, of one table or of none; a table may stand in one line. */
function inLines(text: string, [table]: readonly string[], name: string): string | null {
  const assigned = `["']?${name}["']?\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s#"'},]+))`;
  const textIn = (found: RegExpExecArray | null): string | null => found?.slice(1).find(Boolean) ?? null;
  let at: string | undefined;
  for (const line of text.split(/\r\n|[\r\n]/)) {
    const header = /^\s*\[+\s*([^\]]+?)\s*\]/.exec(line)?.[1];
    if (table !== undefined && header !== undefined) at = header;
    else if (at === table) {
      const value = textIn(new RegExp(`^\\s*(?:export\\s+)?${assigned}`).exec(line));
      if (value !== null) return value;
    } else if (at === undefined && new RegExp(`^\\s*${table}\\s*=\\s*\\{`).test(line)) {
      return textIn(new RegExp(`[{,]\\s*${assigned}`).exec(line));
    }
  }
  return null;
}

/** Files that a tool reads for the programs that it starts, and other programs only where their code opens them. */
const toolFiles: readonly (readonly [path: RegExp, tool: string])[] = [
  [/(?:^|\/)\.streamlit\/secrets\.toml$/, 'Streamlit'],
  [/(?:^|\/)\.vscode\//, 'VS Code'],
  [/\.run\.xml$|(?:^|\/)\.idea\//, 'IntelliJ'],
  [/(?:^|\/)\.envrc$/, 'direnv'],
  [/(?:^|\/)\.devcontainer\//, 'the dev container'],
  [/(?:^|\/)\.github\/workflows\//, 'GitHub Actions'],
  [/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/, 'docker compose'],
  [/(?:^|\/)\.?mise(?:\.local)?\.toml$/, 'mise'],
  [/(?:^|\/)wrangler\.(?:toml|jsonc?)$/, 'Wrangler'],
  [/(?:^|\/)langgraph\.json$/, 'LangGraph'],
  [/(?:^|\/)serverless\.ya?ml$/, 'Serverless'],
  [/\.service$/, 'systemd'],
  [/\.plist$/, 'launchd'],
];

/** The tool whose file it is, by its path with `/` and what stands in it; undefined for none. */
export function toolOf(path: string, text: string): string | undefined {
  const isManifest =
    /\.ya?ml$/.test(path) &&
    /^apiVersion:/m.test(text) &&
    /^kind:\s*(?:Secret|ConfigMap|Pod|Deployment|StatefulSet|DaemonSet|Job|CronJob)\s*$/m.test(text);
  return isManifest ? 'Kubernetes' : toolFiles.find(([form]) => form.test(path))?.[1];
}
