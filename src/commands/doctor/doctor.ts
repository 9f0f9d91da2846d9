import { basename, dirname, join, resolve } from 'node:path';
import { callsOpenai } from '../../checks/code/calls-openai.ts';
import { verifyKey } from '../../checks/verify-key.ts';
import { fileKind } from '../../domain/doctor/file-kinds.ts';
import { isIn } from '../../domain/doctor/texts.ts';
import { isEnvFileName } from '../../domain/env/file-names.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { loadDoctorWords, loadReportWords, loadVerifyWords } from '../../i18n/load.ts';
import { Problem, UsageError } from '../../ports/errors.ts';
import { showFrom, showPlaces } from '../../ui/place.ts';
import { createStyle } from '../../ui/theme.ts';
import { checksFor, openChecking } from '../checking.ts';
import { keyFromStdin } from '../key-input.ts';
import { judgeProject } from './judge-project.ts';
import type { DoctorOptions, DoctorPorts, DoctorSession, Seen } from './session.ts';
import { survey } from './survey.ts';
import { tellFindings } from './tell.ts';

/** `doctor`: says whether the program in a folder gets the key and uses it rightly. Returns the exit code. */
export async function runDoctor(
  everywhere: DoctorPorts,
  options: DoctorOptions,
  path = '.',
): Promise<number> {
  const { language } = options;
  const [doctor, report, verify] = await Promise.all([
    loadDoctorWords(language),
    loadReportWords(language),
    loadVerifyWords(language),
  ]);
  if (options.fix && !everywhere.terminal.interactive) throw new UsageError(doctor.usage.needsTerminal);
  const words = { doctor, report, verify };
  const { folder, only } = await locate(everywhere, path, words.doctor);
  const ports = { ...everywhere, cwd: folder };
  const session: DoctorSession = {
    ports,
    options,
    words,
    look: {
      words: doctor,
      style: createStyle(ports.terminal.color.stdout),
      columns: ports.terminal.columns(),
      show: folder === everywhere.cwd ? showFrom(folder) : showPlaces(everywhere),
    },
  };
  const key = options.keyStdin ? await keyFromStdin(ports, language) : null;
  const seen = await look(session, key, only);
  if (!options.fix) return tellFindings(session, seen);
  const { fixFindings } = await import('./fix.ts');
  const changed = await fixFindings(session, seen);
  return tellFindings(session, changed ? await look(session, key, only) : seen);
}

/** The folder of the program, and the only file or folder in it that counts, where a part of a program was named. */
async function locate(
  { cwd, files, keySearch }: Pick<DoctorPorts, 'cwd' | 'files' | 'keySearch'>,
  path: string,
  words: DoctorSession['words']['doctor'],
): Promise<{ readonly folder: string; readonly only: string | null }> {
  const given = resolve(cwd, path);
  const shown = showFrom(cwd)({ absolute: given });
  const located = await keySearch.locate(given);
  if (located.state === 'missing') throw new UsageError(words.usage.missing(shown));
  if (located.state === 'unreadable')
    throw new Problem({ cause: 'env_file_unreadable' }, words.unreadable(shown, located.code), {
      remedies: [words.remedyReadable],
      content: { program: null, findings: [] },
    });
  const { folder: own, file } = located.target;
  const folder = programAround(files, cwd, own);
  const only = file === null ? own : join(own, basename(file));
  return { folder, only: only === folder ? null : only };
}

/** The nearest folder, up to where doctor was started, that a program may be started in: `src` of a project is none. */
function programAround(files: Pick<DoctorPorts['files'], 'list'>, cwd: string, folder: string): string {
  if (!isIn(cwd, folder)) return folder;
  for (let at = folder; at !== cwd; at = dirname(at))
    if (files.list(at).some((name) => fileKind(name) === 'manifest' || isEnvFileName(name))) return at;
  return cwd;
}

/** Verify's checks, and the project's files meanwhile; then the rules. */
async function look(
  { ports, options, words, look: { show } }: DoctorSession,
  key: Parameters<typeof checksFor>[1],
  only: string | null,
): Promise<Seen> {
  const { stop, update, ...asking } = openChecking(ports, words.report, show, words.verify.climbing);
  try {
    const [report, surveyed] = await Promise.all([
      verifyKey(ports, { ...checksFor(options, key), ...asking }),
      survey(ports),
    ]);
    update(words.doctor.reading);
    const { judged, findings, loading } = judgeProject(surveyed, {
      today: utcDay(ports.clock.now()),
      openModels: report.models ? new Set(report.models.map(({ id }) => id)) : null,
      official: callsOpenai(report),
      only,
    });
    return { report, survey: surveyed, judged, findings, loading, only };
  } finally {
    stop();
  }
}
