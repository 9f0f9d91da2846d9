import { type RepairId, repairPaste } from '../domain/keys/paste.ts';
import { Secret } from '../domain/secrets/secret.ts';
import type { Language } from '../domain/text/language.ts';
import { loadCliWords, loadSetupWords } from '../i18n/load.ts';
import { UsageError } from '../ports/errors.ts';
import type { Ports } from '../ports/ports.ts';

/** The key from a pipe (`--key-stdin`), repaired as a paste is, which is told on stderr. Throws `UsageError` where standard input is a terminal. */
export async function keyFromStdin(
  ports: Pick<Ports, 'remember' | 'terminal'>,
  language: Language,
): Promise<{ key: Secret }> {
  if (ports.terminal.stdinIsTerminal)
    throw new UsageError((await loadCliWords(language)).errors.stdinIsTerminal);
  // The line break at the end is the pipe's, not a damage.
  const { text, repairs } = repairPaste((await ports.terminal.readStdin()).replace(/\r?\n$/, ''));
  const key = new Secret(text.trim());
  ports.remember(key);
  if (repairs.length > 0) await tellRepairs(ports, language, repairs);
  return { key };
}

async function tellRepairs(
  { terminal }: Pick<Ports, 'terminal'>,
  language: Language,
  repairs: readonly RepairId[],
): Promise<void> {
  const words = await loadSetupWords(language);
  terminal.say(`openai-setup: ${words.repaired(repairs.map((id) => words.repairs[id]).join(', '))}\n`);
}
