import { rewriteFile } from '../../changes/rewrite.ts';
import { asUtf8 } from '../../domain/env/tidy.ts';
import type { OpeningVoice } from '../../ui/opening-voice.ts';
import type { SetupPorts } from './run.ts';
import type { Target } from './target.ts';

/** A file in UTF-16, as PowerShell 5 writes it: offers to rewrite it. True where that is done. */
export async function rewriteEncoding(
  ports: SetupPorts,
  voice: OpeningVoice,
  { file }: Target,
): Promise<boolean> {
  const { words } = voice;
  const shown = voice.show(file);
  const message = words.encodingQuestion(shown);
  if (!(await ports.prompter.confirm({ message, default: true }))) return false;
  if (!(await rewriteFile(ports, file.absolute, asUtf8))) return false;
  voice.line(words.encodingDone(shown));
  return true;
}
