import { secretMode } from '../../changes/modes.ts';
import { type Change, makePlan, nothingAboutGit } from '../../changes/plan.ts';
import { rewriteFile } from '../../changes/rewrite.ts';
import { writePlan } from '../../changes/write.ts';
import type { SeenEnvFile } from '../../checks/project.ts';
import type { Report } from '../../checks/report.ts';
import { asUtf8, mergeAssignments, withoutMark } from '../../domain/env/tidy.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { parseEndpoint } from '../../domain/network/endpoint.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { ReportWords } from '../../i18n/en/report.ts';
import type { VerifyWords } from '../../i18n/en/verify.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ShowPlace } from '../../ui/place.ts';
import { shownKey } from '../../ui/report-text.ts';

/** What a repair that writes a plan touches. */
type PlanPorts = Pick<Ports, 'cwd' | 'files' | 'git' | 'home' | 'interrupts' | 'parseEnv'>;

/** One repair: asked about, then made. */
export interface Fix {
  readonly question: string;
  /** Said when it is made. */
  readonly done: string;
  readonly path: string;
  /** False where it could not be made; then everything is as it was. */
  readonly apply: () => Promise<boolean>;
}

/** The words of repairs, and how files are shown in them. */
interface FixVoice {
  readonly words: VerifyWords;
  readonly show: ShowPlace;
}

/** Repairs of a file as a whole, whose words need no more than its path. */
type WholeFileFix = 'bom' | 'encoding' | 'mode';

const wholeFileFix = (
  kind: WholeFileFix,
  file: SeenEnvFile,
  { words, show }: FixVoice,
  apply: Fix['apply'],
): Fix => {
  const path = show(file);
  return { path, question: words.fixes[kind](path), done: words.fixed[kind](path), apply };
};

/** The byte order mark goes. */
export const bomFix = (ports: Pick<Ports, 'files'>, file: SeenEnvFile, voice: FixVoice): Fix =>
  wholeFileFix('bom', file, voice, () => rewrite(ports, file, withoutMark, () => true));

/** What PowerShell 5 writes, as every loader reads it. */
export const encodingFix = (ports: Pick<Ports, 'files'>, file: SeenEnvFile, voice: FixVoice): Fix =>
  wholeFileFix('encoding', file, voice, () => rewriteFile(ports, file.absolute, asUtf8));

/** One assignment in place of several; the last one, which nearly every loader takes, stays where it is. */
export function duplicatesFix(
  ports: Pick<Ports, 'files' | 'parseEnv'>,
  file: SeenEnvFile,
  { words, show }: FixVoice,
  report: ReportWords,
): Fix {
  const path = show(file);
  const same = (file.document?.assignments ?? []).filter(({ name }) => name === keyName);
  const kept = shownKey(new Secret(same.at(-1)?.value ?? ''), report);
  const lines = same.map(({ line }) => line).join(words.separator);
  return {
    path,
    question: words.fixes.duplicates(path, lines, kept),
    done: words.fixed.duplicates(path),
    apply: () => rewrite(ports, file, (bytes) => mergeAssignments(bytes, keyName), sameValues(ports)),
  };
}

/** Nobody else may read the file. */
export const modeFix = (ports: Pick<Ports, 'files'>, file: SeenEnvFile, voice: FixVoice): Fix =>
  wholeFileFix('mode', file, voice, async () => ports.files.tighten(file.absolute, secretMode));

/** The ignore entry, as setup would write it; null where it can't be. */
export async function ignoreFix(
  ports: PlanPorts,
  file: SeenEnvFile,
  { words, show }: FixVoice,
): Promise<Fix | null> {
  const git = await ports.git.facts(file.absolute, { history: false });
  const planned = await makePlan(ports, [{ file, changes: [] }], git);
  const [entry] = planned.ok ? planned.plan.ignore : [];
  if (!planned.ok || !entry) return null;
  const path = show(entry);
  return {
    path,
    question: words.fixes.ignore(entry.entry, path),
    done: words.fixed.ignore(path),
    apply: () => write(ports, planned.plan),
  };
}

/** The regional address that the API named: only one of OpenAI's own, whatever the answer said. */
export function regionFix(
  ports: PlanPorts,
  file: SeenEnvFile,
  report: Report,
  { words, show }: FixVoice,
): Fix | null {
  const { finding, endpoint } = report;
  const host = finding?.cause === 'base_url_wrong_region' ? finding.facts.suggestedHost : undefined;
  const parsed = parseEndpoint(`https://${host ?? ''}/v1`, { type: 'option' });
  // What the shell or an option says would win over the file.
  const fromFile = endpoint.source.type === 'default' || endpoint.source.type === 'file';
  if (host === undefined || !parsed.ok || !parsed.endpoint.official || !fromFile) return null;
  const { baseURL } = parsed.endpoint;
  const path = show(file);
  return {
    path,
    question: words.fixes.region(baseURL, path),
    done: words.fixed.region(path),
    apply: async () => {
      const changes: readonly Change[] = [{ name: 'OPENAI_BASE_URL', value: baseURL }];
      const planned = await makePlan(ports, [{ file, changes }], nothingAboutGit);
      return planned.ok && write(ports, planned.plan);
    },
  };
}

async function write(
  ports: Pick<Ports, 'files' | 'git' | 'interrupts' | 'parseEnv'>,
  plan: Parameters<typeof writePlan>[1],
): Promise<boolean> {
  const written = await writePlan(ports, plan);
  if (written.ok) written.keep();
  return written.ok;
}

/** Replaces the file by what `edit` makes of it, if `holds` says yes to both texts. */
function rewrite(
  ports: Pick<Ports, 'files'>,
  { absolute }: SeenEnvFile,
  edit: (bytes: Uint8Array) => Uint8Array,
  holds: (before: string, after: string) => boolean | Promise<boolean>,
): Promise<boolean> {
  const decoder = new TextDecoder();
  return rewriteFile(ports, absolute, async (bytes) => {
    const after = edit(bytes);
    return (await holds(decoder.decode(bytes), decoder.decode(after))) ? after : null;
  });
}

/** A loader gets the same from both texts. */
function sameValues({
  parseEnv,
}: Pick<Ports, 'parseEnv'>): (before: string, after: string) => Promise<boolean> {
  return async (before, after) => {
    const [old, now] = [await parseEnv(before), await parseEnv(after)];
    const names = new Set([...Object.keys(old), ...Object.keys(now)]);
    return [...names].every((name) => old[name] === now[name]);
  };
}
