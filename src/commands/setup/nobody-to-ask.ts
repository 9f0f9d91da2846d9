import { findServices } from '../../checks/api/other-services.ts';
import type { Project } from '../../checks/project.ts';
import { loadReportWords } from '../../i18n/load.ts';
import type { UsageError } from '../../ports/errors.ts';
import { isSilent, type OpeningVoice } from '../../ui/opening-voice.ts';
import { serviceText } from '../../ui/services.ts';
import { nobodyToAnswer } from '../ci-run.ts';
import type { SetupOptions, SetupPorts } from './run.ts';

/** There is no key and nobody to ask for one: whoever has a key of another service is told how that one is tried. */
export async function nobodyToAsk(
  ports: SetupPorts,
  { language, json }: Pick<SetupOptions, 'language' | 'json'>,
  { words, line, show }: OpeningVoice,
  project: Project,
): Promise<UsageError> {
  const voice = { words: await loadReportWords(language), show };
  for (const found of findServices(ports.env, project, ports.remember)) {
    const { says, text, command } = serviceText(found, voice);
    line(says);
    line(text);
    // Unbroken, whatever the width.
    if (command !== null && !isSilent(ports, json)) ports.terminal.say(`  ${command}\n`);
  }
  return nobodyToAnswer(ports, words);
}
