import { type RepairId, repairKey } from '../domain/keys/paste.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { Language } from '../domain/text/language.ts';
import { loadCliWords, loadSetupWords } from '../i18n/load.ts';
import { UsageError } from '../ports/errors.ts';
import type { Ports } from '../ports/ports.ts';

/** The key from a pipe (`--key-stdin`), repaired as a paste is, which is told on stderr. Throws `UsageError` where standard input is a terminal. */
export async function keyFromStdin(
  ports: Pick<Ports, 'remember' | 'terminal'>,
  language: Language,
): Promise<Secret> {
  if (ports.terminal.stdinIsTerminal)
    throw new UsageError((await loadCliWords(language)).errors.stdinIsTerminal);
  const { key, repairs } = repairKey(await ports.terminal.readKey());
  ports.remember(key);
  if (repairs.length > 0) await tellRepairs(ports, language, repairs);
  return key;
}

async function tellRepairs(
  { terminal }: Pick<Ports, 'terminal'>,
  language: Language,
  repairs: readonly RepairId[],
): Promise<void> {
  const words = await loadSetupWords(language);
  const what = repairs.map((id) => words.repairs[id]).join(words.listSeparator);
  terminal.say(`openai-setup: ${words.repaired(what)}\n`);
}
