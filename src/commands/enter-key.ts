import { checkFormat, type FormatOutcome } from '../checks/format.ts';
import { describeShape } from '../domain/keys/kinds.ts';
import { type RepairId, repairKey, repairPaste } from '../domain/keys/paste.ts';
import type { Endpoint } from '../domain/network/endpoint.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { Ports } from '../ports/ports.ts';
import type { Voice } from '../ui/voice.ts';

/** Leads whoever has no key to one. */
type Guide = () => Promise<void>;

type GuidePorts = Pick<Ports, 'browser' | 'prompter'>;

/** For a user who has no key: four pages, each with its address, opened only when asked. */
export async function guideToOpenai(ports: GuidePorts, voice: Voice): Promise<void> {
  const words = voice.words.guide;
  for (const line of words.intro) voice.line(line);
  voice.address(words.countries);
  for (let at = 0; at < words.steps.length; ) {
    const step = words.steps[at];
    if (!step) break;
    voice.title(step.title);
    voice.address(step.url);
    for (const line of step.lines) voice.line(line);
    const decision = await leavePage(ports, voice, step, at > 0);
    if (decision === 'skip') break;
    at += decision === 'back' ? -1 : 1;
  }
  voice.line(words.checked(voice.words.checkedOn));
}

/** Enter opens the page, and goes on once it was opened. Without a browser there is nothing to choose. */
async function leavePage(
  { browser, prompter }: GuidePorts,
  voice: Voice,
  { title, url }: { readonly title: string; readonly url: string },
  hasBefore: boolean,
): Promise<'next' | 'back' | 'skip'> {
  const words = voice.words.guide;
  if (!browser.available) {
    await prompter.pause({ message: words.pause(title) });
    return 'next';
  }
  const open = { value: 'open' as const, name: words.open };
  const next = { value: 'next' as const, name: words.next };
  const others = [
    ...(hasBefore ? [{ value: 'back' as const, name: words.back }] : []),
    { value: 'skip' as const, name: words.skip },
  ];
  for (let isOpened = false; ; isOpened = true) {
    const first = isOpened ? [next, open] : [open, next];
    const decision = await prompter.select({
      message: words.question(title),
      choices: [...first, ...others],
    });
    if (decision !== 'open') return decision;
    voice.line((await browser.open(url)) ? words.opened : words.notOpened);
  }
}

/** A key that can be one, with what was seen of its form. */
interface EnteredKey {
  readonly key: Secret;
  readonly format: FormatOutcome;
}

/** `forced`: a key that its form speaks against is taken, at a server of one's own. */
interface Entering {
  readonly forced?: boolean;
  readonly guide?: Guide;
}

/** Asks until there is something that can be a key. What cannot be one is refused with the reason. */
export async function enterKey(
  ports: Pick<Ports, 'browser' | 'prompter' | 'remember'>,
  voice: Voice,
  endpoint: Endpoint,
  { forced = false, guide = () => guideToOpenai(ports, voice) }: Entering = {},
): Promise<EnteredKey> {
  const { words } = voice;
  let guided = false;
  for (;;) {
    const typed = await ports.prompter.secret({
      message: words.keyQuestion,
      feedback: (text, entered) => feedback(text, entered, voice),
    });
    const { key, repairs } = repairKey(typed);
    if (key.length === 0) {
      voice.line(words.keyEmpty);
      // Nothing to paste: the way to a key is the better answer than the same question.
      if (!guided) await guide();
      guided = true;
      continue;
    }
    ports.remember(key);
    if (!key.equals(typed)) ports.remember(typed);
    if (repairs.length > 0)
      voice.warn(words.repaired(repairs.map((id: RepairId) => words.repairs[id]).join(words.listSeparator)));
    const format = checkFormat(key, endpoint, forced);
    if (!format.finding) {
      for (const one of format.verdict.warnings) voice.warning(one);
      return { key, format };
    }
    await voice.finding(format.finding, endpoint);
  }
}

/**
 * Kind and length while it is typed. The last four characters only once it is entered: shown after every
 * key stroke they would spell out the whole key to whatever records the terminal.
 */
function feedback(text: string, entered: boolean, { words }: Voice): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  // What is wrapped around a key is taken off only when all of it is there.
  const { kind, length, tail } = describeShape(entered ? repairPaste(trimmed).text : trimmed);
  return words.keyFeedback(words.kinds[kind], length, entered && tail ? words.keyFeedbackTail(tail) : '');
}
