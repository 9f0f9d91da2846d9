import { setTimeout as sleep } from 'node:timers/promises';
import type { Key, TerminalSession } from './pty.ts';

/** One question that is expected, and what is done with it. */
export interface Step {
  /** Part of the question, blanks and line breaks not counting, or an expression. */
  readonly asks: string | RegExp;
  /** Pressed first: `['down']` to take the second choice. */
  readonly keys?: readonly Key[];
  /** Typed then. */
  readonly types?: string;
  /** Typed then, and searched for in everything after the test. */
  readonly secret?: string;
  /** How it ends; Enter where nothing is said. */
  readonly ends?: Key;
}

/** The rail at the left of a wizard's lines does not count either. */
const withoutBlanks = (text: string) => text.replace(/[\s│]+/g, '');

function matches(question: string, asks: string | RegExp): boolean {
  return typeof asks === 'string'
    ? withoutBlanks(question).includes(withoutBlanks(asks))
    : question.search(asks) >= 0;
}

/**
 * Answers the questions in this order until the program ends, and gives its exit code. Fails at a question that is not
 * the next step, at one after the last step, and at an end before it.
 */
export async function conversation(
  session: TerminalSession,
  steps: readonly Step[],
  options: { readonly timeoutMs?: number } = {},
): Promise<number> {
  const { timeoutMs = 15_000 } = options;
  /** The next question; a busy program may show the answered one a little longer. */
  const next = async (wanted: Step | undefined, answered: Step | undefined): Promise<string | null> => {
    const deadline = performance.now() + 20_000;
    for (;;) {
      const question = await session.nextQuestion(timeoutMs);
      const old = question !== null && answered !== undefined && matches(question, answered.asks);
      if (!old || (wanted && matches(question, wanted.asks)) || performance.now() > deadline) return question;
      await sleep(25);
    }
  };
  for (const [index, step] of steps.entries()) {
    const question = await next(step, steps[index - 1]);
    const expected = `step ${index + 1} (${step.asks})`;
    if (question === null) {
      throw new Error(`The program ended before ${expected}. The screen:\n${session.screen()}`);
    }
    if (!matches(question, step.asks)) {
      throw new Error(`Unexpected question at ${expected}:\n${question}\n\nThe screen:\n${session.screen()}`);
    }
    for (const key of step.keys ?? []) await session.key(key);
    if (step.types !== undefined) await session.type(step.types);
    if (step.secret !== undefined) await session.typeSecret(step.secret);
    await session.key(step.ends ?? 'enter');
  }
  const more = await next(undefined, steps.at(-1));
  if (more !== null) {
    throw new Error(`A question after the last step:\n${more}\n\nThe screen:\n${session.screen()}`);
  }
  return session.exit;
}
