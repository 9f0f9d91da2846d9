import { checkFormat, type FormatOutcome } from '../checks/format.ts';
import { describeShape } from '../domain/keys/kinds.ts';
import { type RepairId, repairPaste } from '../domain/keys/paste.ts';
import type { Endpoint } from '../domain/network/endpoint.ts';
import { Secret } from '../domain/secrets/secret.ts';
import type { Ports } from '../ports/ports.ts';
import type { Voice } from '../ui/voice.ts';

/** Leads whoever has no key to one. */
export type Guide = () => Promise<void>;

/** For a user who has no key: four pages, each with its address, opened only when asked. */
export async function guideToOpenai(ports: Pick<Ports, 'browser' | 'prompter'>, voice: Voice): Promise<void> {
  const words = voice.words.guide;
  for (const line of words.intro) voice.line(line);
  voice.address(words.countries);
  for (const step of words.steps) {
    voice.title(step.title);
    voice.address(step.url);
    for (const line of step.lines) voice.line(line);
    while ((await askStep(ports, voice, step.title)) === 'open') {
      voice.line((await ports.browser.open(step.url)) ? words.opened : words.notOpened);
    }
  }
  voice.line(words.checked(voice.words.checkedOn));
}

function askStep(
  ports: Pick<Ports, 'browser' | 'prompter'>,
  { words }: Voice,
  title: string,
): Promise<'next' | 'open'> {
  const choices = [
    { value: 'next' as const, name: words.guide.next },
    ...(ports.browser.available ? [{ value: 'open' as const, name: words.guide.open }] : []),
  ];
  return ports.prompter.select({ message: words.guide.question(title), choices, default: 'next' });
}

/** A key that can be one, with what was seen of its form. */
export interface EnteredKey {
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
    const { text, repairs } = repairPaste(typed);
    if (text.trim() === '') {
      voice.line(words.keyEmpty);
      // Nothing to paste: the way to a key is the better answer than the same question.
      if (!guided) await guide();
      guided = true;
      continue;
    }
    const key = new Secret(text.trim());
    ports.remember(key);
    if (!key.is(typed.trim())) ports.remember(new Secret(typed.trim()));
    if (repairs.length > 0)
      voice.warn(words.repaired(repairs.map((id: RepairId) => words.repairs[id]).join(', ')));
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
