import { codeOf } from './error-code.ts';

/** How long, in ms, a file that another program holds for a moment (a virus scanner, a backup) is tried again. */
export const patience = 10_000;
/** The same where nothing else can go on meanwhile. */
const patienceInHaste = 2_000;
const pause = 50;

/**
 * Another program has the file open in a way that lets nobody replace it; Windows says that it is not permitted, and of the folder of
 * a file that is gone when that program closes it that it is not empty.
 */
const isHeld = (code: string): boolean =>
  code === 'EBUSY' || (process.platform === 'win32' && /^(?:EPERM|EACCES|ENOTEMPTY)$/.test(code));

/** Tries again what a program that holds a file is in the way of. Throws the last error, as `EBUSY`. */
export async function patiently<T>(action: () => T): Promise<T> {
  for (const until = performance.now() + patience; ; ) {
    try {
      return action();
    } catch (error) {
      if (!isHeld(codeOf(error))) throw error;
      if (performance.now() > until) throw asHeld(error);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** The same at once, for what cannot wait for its turn; `codes`: only these. */
export function patientlyNow<T>(action: () => T, codes: readonly string[] | null = null): T {
  for (const until = performance.now() + patienceInHaste; ; ) {
    try {
      return action();
    } catch (error) {
      const code = codeOf(error);
      const mayPass = codes ? codes.includes(code) : isHeld(code);
      if (!mayPass || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}

/** What stays forbidden for so long where a file could be made is held, whatever Windows calls it. */
const asHeld = (error: unknown): Error =>
  Object.assign(new Error('the file is held by another program', { cause: error }), { code: 'EBUSY' });
