import type { Ports } from '../ports.ts';
import type { OpeningVoice } from './voice.ts';

export type HaveKey = 'yes' | 'no';

/** The first question in a folder without a key. Enter is the short way; the key question leads to the guide too. */
export function askWhetherKey(
  ports: Pick<Ports, 'prompter'>,
  { words }: OpeningVoice,
  onDrawn: () => void,
): Promise<HaveKey> {
  return ports.prompter.select<HaveKey>({
    message: words.haveKey,
    choices: [
      { value: 'yes', name: words.haveKeyYes },
      { value: 'no', name: words.haveKeyNo },
    ],
    default: 'yes',
    onDrawn,
  });
}
