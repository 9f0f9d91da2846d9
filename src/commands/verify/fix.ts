import { type SeenEnvFile, seeEnvFile } from '../../checks/project.ts';
import type { Report } from '../../checks/report.ts';
import { refusesKey } from '../../domain/diagnosis/causes.ts';
import type { Ports } from '../../ports/ports.ts';
import { hang } from '../../ui/layout.ts';
import { createStyle, marks } from '../../ui/theme.ts';
import { bomFix, duplicatesFix, encodingFix, type Fix, ignoreFix, modeFix, regionFix } from './fixes.ts';
import type { Session } from './tell.ts';

/** What came of the repairs: nothing, files that were changed, or a key that setup replaced, with its exit code. */
type FixOutcome =
  | { readonly kind: 'nothing' | 'files' }
  | { readonly kind: 'key'; readonly exitCode: number };

/** Offers every repair that can be made here, one question each. */
export async function fixAll(session: Session, reports: readonly Report[]): Promise<FixOutcome> {
  const { ports, words, look } = session;
  const { verify } = words;
  const style = createStyle(ports.terminal.color.stderr);
  const columns = ports.terminal.columns();
  const say = (mark: string, text: string): void => ports.terminal.say(`${mark} ${hang(text, 2, columns)}\n`);

  const fixes: Fix[] = [];
  for (const report of reports) fixes.push(...(await fixesOf(session, report)));
  const replaceable = session.options.json ? undefined : reports.find(isReplaceable);
  if (fixes.length === 0 && !replaceable) {
    say(' ', verify.fixNothing);
    return { kind: 'nothing' };
  }
  ports.terminal.say(`\n${style.strong(verify.fixTitle)}\n`);
  let changed = false;
  for (const fix of fixes) {
    if (!(await ports.prompter.confirm({ message: fix.question, default: true }))) continue;
    const done = await fix.apply();
    changed ||= done;
    if (done) say(style.good(marks.good), fix.done);
    else say(style.bad(marks.bad), verify.notFixed(fix.path));
  }
  if (replaceable) {
    const file = fileOf(ports, replaceable);
    if (await ports.prompter.confirm({ message: verify.fixes.replace(look.show(file)), default: true })) {
      return { kind: 'key', exitCode: await replaceKey(session, file.absolute, replaceable) };
    }
  }
  if (changed) ports.terminal.say(`\n${verify.fixAgain}\n`);
  return { kind: changed ? 'files' : 'nothing' };
}

async function fixesOf({ ports, words, look }: Session, report: Report): Promise<readonly Fix[]> {
  const file = fileOf(ports, report);
  const has = (id: Report['warnings'][number]['id']): boolean => report.warnings.some((one) => one.id === id);
  const voice = { words: words.verify, show: look.show };
  const isUtf16 = file.encoding === 'utf16' && report.finding?.cause === 'env_file_encoding';
  return [
    ...(isUtf16 ? [encodingFix(ports, file, voice)] : []),
    ...(has('env_file_bom') ? [bomFix(ports, file, voice)] : []),
    ...(has('duplicate_assignment') ? [duplicatesFix(ports, file, voice, words.report)] : []),
    ...(has('env_file_permissions') ? [modeFix(ports, file, voice)] : []),
    ...(has('not_ignored') ? [await ignoreFix(ports, file, voice)] : []),
    regionFix(ports, file, report, voice),
  ].filter((fix) => fix !== null);
}

/** The file that a key stands in, or should. */
function fileOf(
  ports: Pick<Ports, 'cwd' | 'files' | 'home' | 'program'>,
  { key, file }: Report,
): SeenEnvFile {
  const own = key?.origin.type === 'file' ? key.origin.absolute : '.env';
  return seeEnvFile(ports, file?.absolute ?? own);
}

/** A key that was found wanting, and that no shell variable would hide again. */
function isReplaceable({ finding, key }: Report): boolean {
  const about = finding?.cause ?? '';
  const judged = about.startsWith('key_') && about !== 'key_missing_scope';
  return judged && (key === null || key.origin.type === 'file');
}

/** Goes over into the wizard at the question for the key. */
function replaceKey({ ports, options }: Session, file: string, { key, finding }: Report): Promise<number> {
  const { language, model, baseUrl, organization, project, timeout, trustBaseUrl, force } = options;
  const values = {
    lang: language,
    model,
    'base-url': baseUrl,
    organization,
    project,
    timeout,
    file,
  };
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
  const line = [
    'setup',
    ...given,
    ...(trustBaseUrl ? ['--trust-base-url'] : []),
    ...(force ? ['--force'] : []),
  ];
  // That the key is to be replaced was said a moment ago, and nobody came for a first program.
  const refused = key && finding && refusesKey(finding.cause) ? [key.value] : [];
  return ports.program.run(line, { decided: { replacesKey: true, refused, wantsNoProgram: true } });
}
