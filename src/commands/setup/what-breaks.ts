import { type Plan, planLines } from '../../changes/plan.ts';
import { findBaseUrl } from '../../checks/endpoint.ts';
import { findShellVariable } from '../../checks/shell-variable.ts';
import { refusesKey } from '../../domain/diagnosis/causes.ts';
import { diagnose } from '../../domain/diagnosis/diagnose.ts';
import { referenceIn } from '../../domain/keys/references.ts';
import { removeVariable, shellNames, shellsOf } from '../../domain/loading/shells.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { defaultEndpoint, parseEndpoint } from '../../domain/network/endpoint.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { shellPath } from '../../domain/text/shell-word.ts';
import { pages } from '../../i18n/openai-pages.ts';
import type { ResultLine } from '../../ui/voice.ts';
import { countsBeforeShell, type FileReach } from './reaches-program.ts';
import { shellKey } from './result.ts';
import type { KeyRun } from './run.ts';
import { callOf } from './same-again.ts';

const said = (text: string): ResultLine => ({ mark: 'warn', text });
const exact = (text: string): ResultLine => ({ mark: 'exact', text });

/** Another key in the shell wins over the file just written: how to be rid of it. Empty where there is none. */
export function hiddenByShell(one: KeyRun): readonly ResultLine[] {
  const { ports, voice, chosen, target } = one;
  const shell = shellKey(one, chosen);
  if (!shell || !chosen.write || countsBeforeShell(one)) return [];
  const { setAt } = findShellVariable(ports, keyName);
  const shells = shellsOf(ports);
  const { words } = voice;
  return [
    said(words.shellWins(keyName, voice.key(shell.value), voice.show(target.file))),
    ...shells.flatMap((one): ResultLine[] => {
      const { now, later } = removeVariable(one, keyName);
      const name: ResultLine[] = shells.length > 1 ? [{ mark: 'none', text: `${shellNames[one]}:` }] : [];
      return [...name, exact(now), ...(later === null ? [] : [exact(later)])];
    }),
    ...(setAt ? [said(words.shellWinsAgain(voice.show(setAt.path), setAt.line))] : []),
  ];
}

/** More commands than this are no help. */
const mostPackages = 5;

/** Texts, and the same as lines of the result. */
interface DoubtsTold {
  readonly notes: readonly string[];
  readonly lines: readonly ResultLine[];
}

/** What nobody knows of the way from the file to the program, or what stands in it. `reach`: null where no file is involved. */
export async function doubtsLeft(
  one: KeyRun,
  plan: Plan | null,
  reach: FileReach | null,
): Promise<DoubtsTold> {
  const { voice, chosen, target, project } = one;
  const writes = plan !== null && chosen.write;
  const left = writes ? await packagesLeft(one) : { notes: [], lines: [] };
  const open =
    reach?.state === 'open'
      ? [voice.words.leftOpen(voice.show(target.file), reach.path && voice.show({ absolute: reach.path }))]
      : [];
  const isSure = reach?.state === 'reaches' && reach.isSure;
  const others = writes && reach && !isSure ? await otherKeyLeft(one) : [];
  const { loadsNothing, loadsNone } = project.configured;
  const early = loadsNothing?.early ?? null;
  const unloaded =
    (loadsNothing || loadsNone) && reach?.state === 'reaches' && !isSure
      ? [voice.words.nothingLoads(voice.show(target.file), early && voice.show({ absolute: early }))]
      : [];
  const texts = [...open, ...unloaded, ...others];
  return {
    notes: [...left.notes, ...texts],
    lines: [...left.lines, ...texts.map((text) => ({ mark: 'none', text }) as const)],
  };
}

/** At the root of a workspace: the packages that would not read the file, with a text for whoever reads no commands. */
async function packagesLeft({ ports, voice, project, target: { file } }: KeyRun): Promise<DoubtsTold> {
  const { packagesNotReading } = await import('../../checks/workspace-packages.ts');
  const packages = packagesNotReading(ports, project, file.absolute);
  if (packages.length === 0) return { notes: [], lines: [] };
  const shown = packages.slice(0, mostPackages).map((absolute) => voice.show({ absolute }));
  const more = packages.length - shown.length;
  const text = voice.words.packagesNotReading(voice.show(file), shown.join(voice.words.listSeparator), more);
  const commands = shown.map((path) => exact(`${callOf(ports.env)} -C ${shellPath(path)}`));
  return { notes: [text], lines: [said(text), ...commands] };
}

/** A key in another file of a project of which nobody knows for sure what it reads; empty where there is none. */
async function otherKeyLeft(one: KeyRun): Promise<readonly string[]> {
  const { ports, project, target, chosen, voice } = one;
  const { keyInOtherFile } = await import('../../checks/loading/elsewhere.ts');
  const found = keyInOtherFile(ports, { ...project, envFiles: [...project.envFiles, target.file] });
  if (!found) return [];
  const read = ports.files.read(found.path.absolute);
  const text = read.state === 'file' ? new TextDecoder().decode(read.bytes) : '';
  if (chosen.key.isIn(text)) return [];
  return [voice.words.otherKeyLeft(voice.show(found.path), found.line, voice.show(target.file))];
}

/** An address that no file has after the write: where the key goes from another shell. Empty where it is none, or written. */
export function addressInShell(
  { project, endpoint, target, voice }: KeyRun,
  plan: Plan | null,
): readonly string[] {
  if (endpoint.source.type !== 'environment') return [];
  if (plan?.env.some(({ changes }) => changes.some(({ name }) => name === 'OPENAI_BASE_URL'))) return [];
  const named = findBaseUrl({ env: {} }, project);
  const parsed = named && parseEndpoint(named.text, named.source);
  const inFiles = parsed?.ok ? parsed.endpoint : defaultEndpoint;
  if (inFiles.baseURL === endpoint.baseURL) return [];
  return [voice.words.next.addressInShell(endpoint.baseURL, voice.show(target.file), inFiles.host)];
}

/** The key of a run that comes to its end without it, where the API refused the key itself; empty where it did not. */
export const refusedKey = ({ list, chosen }: KeyRun): readonly Secret[] =>
  list.answers.some((answer) => isRefusal(diagnose(answer))) ? [chosen.key] : [];

const isRefusal = (judged: ReturnType<typeof diagnose>): boolean => !judged.ok && refusesKey(judged.cause);

/** Where keys that were replaced are deleted. Whether they still work is known only of those that were `refused`. */
export function oldKeys(
  { voice, endpoint, ports }: KeyRun,
  plan: Plan | null,
  { ofOpenai, refused }: { readonly ofOpenai: boolean; readonly refused: readonly Secret[] },
): readonly string[] {
  const old = (plan?.env ?? [])
    .flatMap(planLines)
    .flatMap(({ name, value, old }) =>
      name === keyName && old?.value instanceof Secret && !old.placeholder && !referenceIn(old.value)
        ? [{ key: old.value, by: value }]
        : [],
    )
    .filter(({ key, by }) => !(by instanceof Secret && by.equals(key)));
  const { words } = voice;
  const known = [...refused, ...(ports.decided?.refused ?? [])];
  const texts = old.map(({ key }) => {
    const isRefused = known.some((one) => one.equals(key));
    const masked = voice.key(key);
    return ofOpenai
      ? (isRefused ? words.oldKeyRefused : words.oldKey)(masked, pages.keys)
      : (isRefused ? words.oldKeyRefusedElsewhere : words.oldKeyElsewhere)(masked, endpoint.host);
  });
  return [...new Set(texts)];
}
