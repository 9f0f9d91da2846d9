import { join } from 'node:path';
import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { isNotSendable } from '../domain/keys/no-key.ts';
import { fileMark, programMark, type Reference, referenceIn } from '../domain/keys/references.ts';
import { isSamePlace, type KeyOrigin, placeOf } from '../domain/loading/place.ts';
import { findKeys, keyName } from '../domain/loading/sources.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { Ports } from '../ports/ports.ts';
import { askLoader, bytesOnDisk, type LoadingPorts } from './loading/loading.ts';
import { loadingOf } from './loading/ways.ts';
import { type Project, readable } from './project.ts';

type ReferencePorts = Pick<Ports, 'cwd' | 'env' | 'platform'>;

/** What is wrong with a reference that was left unresolved, with the commands that resolve it; null for anything else. */
export function unresolved(
  ports: ReferencePorts,
  project: Project,
  value: Secret,
  origin: KeyOrigin,
): Finding<'key_reference'> | null {
  const reference = referenceIn(value);
  if (!reference) return null;
  const { kind, store } = reference;
  const known = kind === 'variable' ? whereSet(ports, project, store) : undefined;
  const template = commandOf(ports, project, reference, { origin, known });
  const commandFor = (program: string): string | undefined => template?.replace(programMark, () => program);
  return localFinding('key_reference', {
    reason: kind,
    store: store || undefined,
    ...(origin.type === 'file' ? { path: placeOf(origin), line: origin.line } : {}),
    known,
    check: commandFor('openai-setup verify'),
    start: commandFor(startCommand(project)),
  });
}

/** A reference under the key's name in an env file that nothing here is known to load: direnv's, or that of a tool which fills it in. */
export function referenceElsewhere(ports: ReferencePorts, project: Project): Finding<'key_reference'> | null {
  for (const { place, value } of findKeys({}, readable(project.otherEnvFiles))) {
    const finding = place.type === 'file' ? unresolved(ports, project, value, place) : null;
    if (finding) return finding;
  }
  return null;
}

/** Where a variable has a value. */
function whereSet(
  { env }: ReferencePorts,
  { envFiles }: Project,
  name: string,
): 'shell' | 'file' | 'nowhere' {
  if (env[name]) return 'shell';
  const isSet = envFiles.some(({ document }) =>
    document?.assignments.some((one) => one.name === name && one.name !== keyName && one.value !== ''),
  );
  return isSet ? 'file' : 'nowhere';
}

interface Situation {
  readonly origin: KeyOrigin;
  readonly known: 'shell' | 'file' | 'nowhere' | undefined;
}

/** The command that starts `PROGRAM` with the secret in place; undefined where there is none that is known to work. */
function commandOf(
  { cwd, platform }: ReferencePorts,
  { folder }: Project,
  { kind, store, run }: Reference,
  { origin, known }: Situation,
): string | undefined {
  const windows = platform === 'win32';
  const inFile = origin.type === 'file';
  const isPlain = inFile && cwd === folder && isSamePlace(origin, { absolute: join(cwd, '.env') });
  const dotenvx = `npx dotenvx run${isPlain || !inFile ? '' : ` -f ${fileMark}`} -- ${programMark}`;
  const given = (value: string): string =>
    windows ? `$env:${keyName} = ${value}; ${programMark}` : `${keyName}="${value}" ${programMark}`;
  if (kind === 'variable') {
    if (known === 'file') return windows ? dotenvx : `(set -a; . ${fileMark}; ${programMark})`;
    if (store === keyName || !/^\w+$/.test(store)) return undefined;
    return given(windows ? `$env:${store}` : `$${store}`);
  }
  if (kind === 'command') return windows ? dotenvx : `(set -a; . ${fileMark}; ${programMark})`;
  if (run === null) return undefined;
  if (run.how === 'prints') return given(windows ? `(${run.command})` : `$(${run.command})`);
  if (!inFile && run.command.includes(fileMark)) return undefined;
  if (run.fileOption === null || isPlain || !inFile) return run.command;
  return run.command.replace(' -- ', ` ${run.fileOption} ${fileMark} -- `);
}

/** How people start the program of this project; an ellipsis where nothing tells. */
function startCommand({ packageFacts, packaging, names }: Project): string {
  const { manager } = packaging;
  const script = ['dev', 'start', 'start:dev', 'develop', 'serve'].find((name) =>
    packageFacts?.scriptNames.includes(name),
  );
  if (script === 'start') return `${manager} start`;
  if (script !== undefined) return `${manager} run ${script}`;
  if (names.includes('manage.py')) return 'python manage.py runserver';
  const python = ['main.py', 'app.py'].find((name) => names.includes(name));
  return python === undefined ? '…' : `python ${python}`;
}

/** What the project's own loader gives in place of a reference; null where it gives none, or nobody can tell. */
export function resolvedKey(ports: ReferencePorts & LoadingPorts, project: Project): Secret | null {
  const given = askLoader(
    ports,
    project,
    loadingOf(project).development,
    keyName,
    ports.env,
    bytesOnDisk(ports),
  );
  return given.state === 'loaded' && !isNotSendable(given.value) ? given.value : null;
}
