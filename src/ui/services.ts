import type { FoundService } from '../checks/api/other-services.ts';
import { shellPath } from '../domain/text/shell-word.ts';
import { type ReportVoice, shownOrigin } from './report-text.ts';

/** A key of another service, and what to do with it. */
interface ServiceText {
  readonly says: string;
  readonly text: string;
  /** To be typed as it is; null where something is missing for it. */
  readonly command: string | null;
}

export function serviceText(found: FoundService, voice: ReportVoice): ServiceText {
  const { services: words } = voice.words;
  const { name, variable, baseURL, address, model } = found;
  return {
    says: words.says(name, variable, shownOrigin(found.place, voice)),
    text:
      baseURL === null
        ? words.needsAddress(name, address ?? '')
        : address !== null && model === null
          ? words.tryDeployment(name)
          : words.tryIt(name),
    command: commandFor(found, voice),
  };
}

/**
 * One line for a POSIX shell, PowerShell and cmd alike: Node reads the variable, so that the key stands in no command and
 * in no history.
 */
function commandFor({ variable, place, baseURL, model }: FoundService, { show }: ReportVoice): string | null {
  if (baseURL === null) return null;
  const from = place.type === 'file' ? `--env-file=${fileWord(place.absolute, show(place))} ` : '';
  const withModel = model === null ? '' : ` --model ${model}`;
  return `node ${from}-p process.env.${variable} | openai-setup verify --key-stdin --base-url ${baseURL}${withModel}`;
}

/** A shell does not know `~` in the middle of a word. */
const fileWord = (absolute: string, shown: string): string =>
  shellPath(/^~[\\/]/.test(shown) ? absolute : shown);
