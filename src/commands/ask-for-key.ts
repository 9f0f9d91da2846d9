import type { AdminAccess, AdminAnswer, AdminApi, CreatedAccount } from '../ports/admin.ts';
import type { Ports } from '../ports/ports.ts';

/** A service account with a key that was asked for; Ctrl-C takes it back. */
export interface AskedKey {
  readonly answer: Promise<AdminAnswer<CreatedAccount>>;
  /** Deletes the account again, once. Never throws. */
  readonly undo: () => Promise<void>;
  /** From now on Ctrl-C leaves it. False where Ctrl-C has come before. */
  readonly keep: () => boolean;
}

/** Asks for one. `told`: the account of this id was deleted again, or has to be by hand. */
export function askForKey(
  { admin, interrupts }: { readonly admin: AdminApi; readonly interrupts: Ports['interrupts'] },
  access: () => AdminAccess,
  name: string,
  lifetime: number | null,
  told: (id: string, isGone: boolean) => void,
): AskedKey {
  const answer = admin.createKey(access(), name, lifetime);
  let undoing: Promise<void> | null = null;
  const takeBack = async (): Promise<void> => {
    const account = (await answer).value;
    if (!account) return;
    const { value } = await admin.deleteServiceAccount(access(), account.id);
    told(account.id, value !== null);
  };
  const undo = (): Promise<void> => {
    undoing ??= takeBack();
    return undoing;
  };
  const release = interrupts.onInterrupt(undo);
  const keep = (): boolean => {
    release();
    return undoing === null;
  };
  return { answer, undo, keep };
}
