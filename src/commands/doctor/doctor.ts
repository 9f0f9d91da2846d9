import { basename, join, resolve } from 'node:path';
import type { Report } from '../../checks/report.ts';
import { verifyKey } from '../../checks/verify-key.ts';
import { judgeConfiguration } from '../../domain/doctor/config-rules.ts';
import { inOrder } from '../../domain/doctor/finding.ts';
import { getsKey } from '../../domain/doctor/gets-key.ts';
import { judgeCode } from '../../domain/doctor/judge-code.ts';
import { declaredFor } from '../../domain/doctor/manifests.ts';
import { folderOf } from '../../domain/doctor/texts.ts';
import { findAll } from '../../domain/loading/sources.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { isLoopback } from '../../domain/network/endpoint.ts';
import { loadDoctorWords, loadReportWords, loadVerifyWords } from '../../i18n/load.ts';
import { Problem, UsageError } from '../../ports/errors.ts';
import { showFrom, showPlaces } from '../../ui/place.ts';
import { createStyle } from '../../ui/theme.ts';
import { checksFor, openChecking } from '../checking.ts';
import { keyFromStdin } from '../key-input.ts';
import type { DoctorOptions, DoctorPorts, DoctorSession, Seen } from './session.ts';
import { type Survey, survey } from './survey.ts';
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
  const { folder, file } = await locate(everywhere, path, words.doctor);
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
  const key = options.keyStdin ? (await keyFromStdin(ports, language)).key : null;
  const seen = await look(session, key, file);
  if (!options.fix) return tellFindings(session, seen);
  const { fixFindings } = await import('./fix.ts');
  const changed = await fixFindings(session, seen);
  return tellFindings(session, changed ? await look(session, key, file) : seen);
}

/** The folder to look at, and the only file that counts, where one was named. */
async function locate(
  { cwd, keySearch }: DoctorPorts,
  path: string,
  words: DoctorSession['words']['doctor'],
): Promise<{ readonly folder: string; readonly file: string | null }> {
  const given = resolve(cwd, path);
  const shown = showFrom(cwd)({ absolute: given });
  const located = await keySearch.locate(given);
  if (located.state === 'missing') throw new UsageError(words.usage.missing(shown));
  if (located.state === 'unreadable')
    throw new Problem('env_file_unreadable', words.unreadable(shown, located.code), {
      remedies: [words.remedyReadable],
      content: { program: null, findings: [] },
    });
  const { folder, file } = located.target;
  return { folder, file: file === null ? null : join(folder, basename(file)) };
}

/** Verify's checks, and the project's files meanwhile; then the rules. */
async function look(
  { ports, options, words, look: { show } }: DoctorSession,
  key: Parameters<typeof checksFor>[1],
  file: string | null,
): Promise<Seen> {
  const { stop, update, ...asking } = openChecking(ports, words.report, show, words.verify.climbing);
  try {
    const [report, surveyed] = await Promise.all([
      verifyKey(ports, { ...checksFor(options, key), ...asking }),
      survey(ports),
    ]);
    update(words.doctor.reading);
    const judged = judgeCode({
      files: surveyed.codeFiles,
      today: utcDay(ports.clock.now()),
      openModels: report.models ? new Set(report.models.map(({ id }) => id)) : null,
      official: callsOpenai(report),
      sets: (name) => settingFor(surveyed, name),
      declaredSdk: (absolute, language) =>
        declaredFor(surveyed.configs, absolute, language).get('openai') ?? null,
    });
    const whole = { ...surveyed, code: judged.seen };
    const all = [...judged.findings, ...judgeConfiguration(whole)];
    const findings = inOrder(file === null ? all : all.filter(({ absolute }) => absolute === file));
    const loading = getsKey(whole, surveyed.loading, all);
    return { report, survey: surveyed, judged, findings, loading };
  } finally {
    stop();
  }
}

/**
 * Whether the program's own calls go to OpenAI: an option of ours says nothing of them. A server on this machine that lists
 * OpenAI's models stands in for it.
 */
function callsOpenai({ endpoint, models, settings }: Report): boolean {
  const { judged, source } = endpoint;
  const places = settings?.find(({ name }) => name === 'OPENAI_BASE_URL')?.places ?? [];
  const isNamed = places.some(({ place, loaded }) => loaded && place.type !== 'option');
  if (source.type === 'option' ? !isNamed : source.type === 'default') return true;
  const isLocal = judged !== null && isLoopback(new URL(judged.baseURL).hostname);
  return judged?.official === true || (isLocal && (models ?? []).some(({ id }) => id.startsWith('gpt-')));
}

/** What the env files set a name to that is no secret, the topmost one counting; null for nothing. */
function settingFor({ envFiles }: Survey, name: string): string | null {
  const byDepth = [...envFiles].sort(
    (one, other) => folderOf(one.absolute).length - folderOf(other.absolute).length,
  );
  return (
    findAll(name, {}, byDepth)
      .find(({ value }) => value.trim() !== '')
      ?.value.trim() ?? null
  );
}
