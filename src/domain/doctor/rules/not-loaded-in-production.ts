import type { FilePlace } from '../../loading/place.ts';
import { keyName } from '../../loading/sources.ts';
import { cleanText } from '../../text/clean.ts';
import type { FoundFinding, Spot } from '../finding.ts';
import type { ProgramFolder } from '../program-loading.ts';
import type { DoctorRule } from '../rule.ts';
import { envFilesFor, isDocs, programHolding, type Surveyed } from '../surveyed.ts';
import { isIn, mentions, pathBelow, spotAt } from '../texts.ts';

/** In development a file gives the key, in production none, and nothing else here sets the variable. */
export const notLoadedInProduction: DoctorRule<'not_loaded_in_production'> = {
  id: 'not_loaded_in_production',
  severity: 'warning',
  inConfiguration: (seen) => seen.programs.flatMap((program) => inProgram(seen, program) ?? []),
};

function inProgram(seen: Surveyed, program: ProgramFolder): FoundFinding<'not_loaded_in_production'> | null {
  const { development, production, loader } = program.loading;
  const read = seen.code.reads.find(
    (one) =>
      one.isKey && one.name === keyName && !one.hasDefault && programHolding(seen, one.absolute) === program,
  );
  const served = servedOtherwise(seen, program);
  // Where a server starts it there as well, nobody can tell whether Flask's own reads the file in development.
  const from = development.loads === null && served ? fileWithKey(seen, program) : development.from;
  if (!read || from === null || (development.loads !== true && !served)) return null;
  if ((production.loads !== false && !served) || isSetElsewhere(seen, program)) return null;
  // Where no command of the project starts it, a platform does, in its own way.
  const start = served ?? startOf(seen, program);
  return (
    start && {
      at: start.at,
      subject: start.command,
      facts: { command: start.command, loader: development.loads === null ? flaskRun : loader, from },
    }
  );
}

const flaskRun = cleanText('flask run');

/** The env file of a program that `flask run` reads; null where it has no key. */
const fileWithKey = (seen: Surveyed, { folder }: ProgramFolder): FilePlace | null =>
  envFilesFor(seen, pathBelow(folder, '.env')).find(
    ({ absolute, document }) =>
      absolute === pathBelow(folder, '.env') &&
      document.assignments.some(({ name, value }) => name === keyName && value.length > 0),
  ) ?? null;

/** What serves a Flask program in production; `flask run` alone reads env files by itself. */
const serving = /(?:\b|["'])(?:gunicorn|uwsgi|waitress-serve|hypercorn)\b/;

/** A Flask program whose file is read by `flask run`, and that an image or a Procfile starts by another server. */
function servedOtherwise(
  seen: Surveyed,
  { framework, loading: { development } }: ProgramFolder,
): Start | null {
  if (framework !== 'python' || development.loads === false || seen.code.loads.length > 0) return null;
  const declared = seen.configs
    .filter(({ absolute }) =>
      /(?:^|[\\/])(?:requirements[\w.-]*\.txt|pyproject\.toml|Pipfile)$/.test(absolute),
    )
    .map(({ text }) => text);
  const declares = (name: RegExp): boolean => declared.some((text) => name.test(text));
  const flaskReads = declares(/(?:^|["'\s])flask\b(?!-)/im) && declares(/python-dotenv/i);
  if (development.loads === null && !flaskReads) return null;
  for (const file of seen.configs) {
    if (file.kind !== 'dockerfile' && file.kind !== 'procfile') continue;
    const lines = file.text.split(/\r\n|[\r\n]/);
    const line = lines.findLastIndex((one) => /^\s*(?:CMD|ENTRYPOINT|web:)/i.test(one) && serving.test(one));
    if (line < 0) continue;
    return {
      command: serving.exec(lines[line] ?? '')?.[0].replace(/^["']/, '') ?? '',
      at: { absolute: file.absolute, line: line + 1, column: 1 },
    };
  }
  return null;
}

interface Start {
  readonly command: string;
  readonly at: Spot;
}

/** By an image, a workflow, a service's configuration: anything that names the variable and is no text for people. */
function isSetElsewhere({ configs }: Surveyed, { folder }: ProgramFolder): boolean {
  return configs.some(
    ({ absolute, text }) =>
      absolute !== pathBelow(folder, 'package.json') &&
      !isDocs(absolute) &&
      (mentions(text, keyName) || /env_file|--env-file/.test(text)),
  );
}

/** Tools that load an env file for what they start. */
const loadsEnvFile = /\b(?:dotenvx?|env-cmd|honcho|op run|doppler|infisical)\b/;

/** The command that starts the program in production, with its place: a script of the package, or of a Procfile beside it. */
function startOf({ configs }: Surveyed, { folder }: ProgramFolder): Start | null {
  const procfile = configs.find(({ absolute }) => absolute === pathBelow(folder, 'Procfile'));
  const web = /^web:[ \t]*(\S.*?)[ \t]*$/m.exec(procfile?.text ?? '');
  if (procfile && web && !loadsEnvFile.test(web[1] ?? ''))
    return { command: web[1] ?? '', at: spotAt(procfile, procfile.text, web.index) };
  const manifest = configs.find(({ absolute }) => absolute === pathBelow(folder, 'package.json'));
  if (!manifest || !isIn(folder, manifest.absolute)) return null;
  for (const name of ['start:prod', 'start:production', 'start', 'serve', 'preview']) {
    const found = new RegExp(`"${name}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)"`).exec(manifest.text);
    if (found) return { command: found[1] ?? '', at: spotAt(manifest, manifest.text, found.index) };
  }
  return null;
}
