import { type Plan, plannedFiles } from '../../changes/plan.ts';
import type { LiveTest } from '../../checks/api/live.ts';
import type { Spending } from '../../checks/api/spending.ts';
import { exitCodes } from '../../domain/diagnosis/exit-codes.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import type { Warning } from '../../domain/diagnosis/warnings.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { ResultLine } from '../../ui/voice.ts';
import { checklist } from './checklist.ts';
import type { Tested } from './live-test.ts';
import { exactLines, type FirstProgram, nextLines, nextSteps, noProgram } from './next-steps.ts';
import { fileReach } from './reaches-program.ts';
import { done } from './result.ts';
import type { KeyRun, NextSteps, SetupResult } from './run.ts';
import { callOf, sameAgain } from './same-again.ts';
import { addressInShell, doubtsLeft, hiddenByShell, oldKeys } from './what-breaks.ts';
import type { Written } from './write.ts';

/** All that the end depends on. */
interface Ended {
  /** Null where nothing was written, for a key in the user's shell. */
  readonly plan: Plan | null;
  /** Or of whoever stands in for it here; of others nothing is known but that they answered. */
  readonly ofOpenai: boolean;
  readonly written: Written;
  readonly tested: Tested;
  /** Keys that were tried before in this run, and that the API refused. */
  readonly refused: readonly Secret[];
}

/** Step 8: the checklist, a first program that runs, what would break it, and what to run next. */
export async function close(one: KeyRun, ended: Ended): Promise<SetupResult> {
  const { plan, ofOpenai, written, tested, refused } = ended;
  const { voice, target, list } = one;
  const { test, kept, models } = tested;
  written.keep();
  if (kept) return keptAnyway(one, ended, kept);
  const published = await written.published;
  const inFile = isInFile(one, plan);
  const path = inFile ? voice.show(target.file) : null;
  const git = plan && (await one.background.git());
  const { spending, ends } = await seenByAdmin(one);
  const limits = spending || ofOpenai ? voice.spending(spending) : [];
  voice.result([...checklist(one, { git, plan, path, test, ofOpenai }), ...limits]);

  const hidden = plan ? hiddenByShell(one) : [];
  const proxies = list.warnings.filter(({ id }) => id === 'proxy_needed_by_program');
  const isHindered = hidden.length > 0 || proxies.length > 0;
  const env = inFile ? target.file : null;
  const reach = env && fileReach(one);
  // A key for the shell is written by nobody but the user.
  const same = one.asks ? plan && sameAgain(one, models) : undefined;
  const tellNext = (steps: NextSteps): readonly ResultLine[] =>
    nextLines(steps, voice.words.next, same, callOf(one.ports.env));
  // The key is set up: whoever leaves now has cancelled nothing.
  const stop = one.ports.interrupts.onInterrupt(async () => {
    voice.result(tellNext(nextSteps(one, env, noProgram, reach)));
    return exitCodes.ok;
  });
  const first = isHindered ? noProgram : await firstProgram(one, plan, test);
  stop();
  const steps = nextSteps(one, env, first, reach);
  const doubts = await doubtsLeft(one, plan, reach);
  const old = oldKeys(one, plan, { ofOpenai, refused });
  const address = env ? addressInShell(one, plan) : [];
  const next = { ...steps, notes: [...doubts.notes, ...old, ...address, ...steps.notes] };
  for (const warning of [...published, ...ends, ...proxies]) voice.warning(warning);
  const none = (text: string): ResultLine => ({ mark: 'none', text });
  voice.result([...hidden, ...doubts.lines, ...[...old, ...address].map(none), ...tellNext(steps)]);
  const files = [...written.files, ...first.files];
  return done(one, { kept, files, test, next, spending, warnings: ends });
}

/** Whether the key is, or would be, in the env file, not in the user's shell. */
const isInFile = ({ chosen }: KeyRun, plan: Plan | null): boolean =>
  (plan !== null && chosen.write) || chosen.origin.type === 'file';

/** The end of a rehearsal: nothing was written, but what would be left to see to is told. */
export async function closeRehearsal(
  one: KeyRun,
  plan: Plan | null,
  kept: Finding | null,
): Promise<SetupResult> {
  const { notes, lines } = await doubtsLeft(one, plan, isInFile(one, plan) ? fileReach(one) : null);
  one.voice.result(lines);
  const nothing = { commands: [], starts: false, code: '', codeFile: null, about: '', context: [] };
  const next = notes.length === 0 ? undefined : { ...nothing, hasExample: false, notes };
  return done(one, { kept, files: plannedFiles(plan), ...(next ? { next } : {}) });
}

/** Offered to whoever is there, once a call has worked with a key that such a program will get as well. */
async function firstProgram(one: KeyRun, plan: Plan | null, test: LiveTest | null): Promise<FirstProgram> {
  const { asks, chosen } = one;
  const getsKey = chosen.write || chosen.origin.type === 'environment';
  if (!asks || !plan || !test || !getsKey) return noProgram;
  return (await import('./first-program.ts')).offerProgram(one, test.model);
}

/** A key that fails is kept: what to do was said, and what comes then is. */
async function keptAnyway(one: KeyRun, { plan, written }: Ended, kept: Finding): Promise<SetupResult> {
  const { voice, asks, target, ports } = one;
  const { words } = voice;
  if (plan) voice.warn(words.kept(voice.show(target.file)));
  await written.published;
  if (asks)
    voice.result([
      { mark: 'end', text: words.next.title },
      { mark: 'none', text: words.keptNext },
      ...exactLines([`${callOf(ports.env)} verify`]),
    ]);
  return done(one, { kept, files: written.files });
}

/** What an admin key of the shell can see; asked only after a call went well. */
async function seenByAdmin({
  ports,
  options,
  chosen,
  endpoint,
  list,
}: KeyRun): Promise<{ readonly spending: Spending | null; readonly ends: readonly Warning[] }> {
  if (!options.test || !ports.env['OPENAI_ADMIN_KEY']) return { spending: null, ends: [] };
  const [{ seeSpending }, { warnOfExpiry }] = await Promise.all([
    import('../../checks/api/spending.ts'),
    import('../../checks/api/key-expiry.ts'),
  ]);
  const about = { endpoint, origin: chosen.origin, whose: list.whose, key: chosen.key };
  const [spending, ends] = await Promise.all([seeSpending(ports, about), warnOfExpiry(ports, about)]);
  return { spending, ends };
}
