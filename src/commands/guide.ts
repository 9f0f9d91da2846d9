import type { Ports } from '../ports/ports.ts';
import type { Voice } from '../ui/voice.ts';

/** For a user who has no key: four pages, each with its address, opened only when asked. */
export async function guide(ports: Pick<Ports, 'browser' | 'prompter'>, voice: Voice): Promise<void> {
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
