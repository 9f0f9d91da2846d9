import { UsageError } from '../../ports/errors.ts';
import type { RotateRun } from './run.ts';

/** As much of what `push --check --json` prints as is read here. */
interface Checked {
  readonly targets: readonly {
    readonly target: string;
    readonly scope: string | null;
    readonly change: string;
  }[];
}

/** The services that hold a key under the name keep the old one: each is offered the new one, by `push`. */
export async function offerPush({ ports, options, words, asks, voice }: RotateRun): Promise<void> {
  if (!asks || options.json || options.dryRun) return;
  const holding = (await check()).filter(({ change }) => change === 'present');
  if (holding.length === 0) return;
  const told = holding.map(({ target, scope }) => (scope === null ? target : `${target} (${scope})`));
  const address = options.baseUrl === undefined ? [] : ['--base-url', options.baseUrl];
  const command = ['push', ...holding.map(({ target }) => target), ...address];
  voice.line(words.alsoAt(told.join(voice.words.listSeparator)));
  if (await ports.prompter.confirm({ message: words.pushQuestion, default: true }))
    await ports.program.run(command, {});
  else voice.line(words.pushLater(`openai-setup ${command.join(' ')}`));

  async function check(): Promise<Checked['targets']> {
    let printed = '';
    const terminal = {
      ...ports.terminal,
      print: (text: string) => {
        printed += text;
      },
      say: () => {},
    };
    try {
      await ports.program.run(['push', '--check', '--json'], { terminal });
    } catch (error) {
      // Nothing here shows a service.
      if (error instanceof UsageError) return [];
      throw error;
    }
    return (JSON.parse(printed) as Checked).targets;
  }
}
