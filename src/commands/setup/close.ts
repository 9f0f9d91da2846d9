import type { Plan } from '../../changes/plan.ts';
import type { LiveTest } from '../../checks/live.ts';
import type { Spending } from '../../checks/spending.ts';
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
import { addressInShell, hiddenByShell, oldKeys, otherKeyLeft, packagesLeft } from './what-breaks.ts';
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
  const { voice, target, chosen, list } = one;
  const { test, kept, models } = tested;
  written.keep();
  if (kept) return keptAnyway(one, ended, kept);
  const published = await written.published;
  const inFile = (plan !== null && chosen.write) || chosen.origin.type === 'file';
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
  const left = plan && chosen.write ? await packagesLeft(one) : { notes: [], lines: [] };
  const old = oldKeys(one, plan, { ofOpenai, refused });
  const open =
    reach?.state === 'open'
      ? [voice.words.leftOpen(path ?? '', reach.path && voice.show({ absolute: reach.path }))]
      : [];
  const isSure = reach?.state === 'reaches' && reach.isSure;
  const address = env ? addressInShell(one, plan) : [];
  const others = plan && chosen.write && reach && !isSure ? await otherKeyLeft(one) : [];
  const next = { ...steps, notes: [...left.notes, ...open, ...others, ...old, ...address, ...steps.notes] };
  for (const warning of [...published, ...ends, ...proxies]) voice.warning(warning);
  const none = (text: string): ResultLine => ({ mark: 'none', text });
  voice.result([
    ...hidden,
    ...left.lines,
    ...[...open, ...others, ...old, ...address].map(none),
    ...tellNext(steps),
  ]);
  const files = [...written.files, ...first.files];
  return done(one, { kept, files, test, next, spending, warnings: ends });
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
    import('../../checks/spending.ts'),
    import('../../checks/key-expiry.ts'),
  ]);
  const about = { endpoint, origin: chosen.origin, whose: list.whose, key: chosen.key };
  const [spending, ends] = await Promise.all([seeSpending(ports, about), warnOfExpiry(ports, about)]);
  return { spending, ends };
}
