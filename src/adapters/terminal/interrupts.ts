import type { Interrupts } from '../../ports/system.ts';

/**
 * All that ends a program from outside and can be heard: Ctrl-C, `kill`, a terminal that is closed, Ctrl-\, Ctrl-Break, and
 * what else would end it with the terminal left as it is.
 */
const signals = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGBREAK',
  'SIGALRM',
  'SIGUSR2',
  'SIGXCPU',
] as const;

/**
 * A signal, as of Ctrl-C while no question is open: runs the work that was registered, then `end`, with the exit code that one
 * of them gave. At a question Ctrl-C is a key (`keyboard.ts`).
 */
export function createInterrupts(end: (exitCode: number | undefined) => void): Interrupts {
  const works = new Set<() => Promise<number | undefined>>();
  let ending = false;
  const interrupt = (): void => {
    if (ending) return;
    ending = true;
    void Promise.allSettled([...works].map((work) => work())).then((results) =>
      end(
        results
          .map((one) => (one.status === 'fulfilled' ? one.value : undefined))
          .find((code) => code !== undefined),
      ),
    );
  };
  for (const signal of signals) process.on(signal, interrupt);
  return {
    onInterrupt(work) {
      const own = async (): Promise<number | undefined> => (await work()) ?? undefined;
      works.add(own);
      return () => works.delete(own);
    },
  };
}
