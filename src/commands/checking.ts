import type { VerifyRequest } from '../checks/verify-request.ts';
import type { ReportWords } from '../i18n/en/report.ts';
import { testMessage } from '../i18n/test-message.ts';
import type { Ports } from '../ports/ports.ts';
import type { ProgressFacts } from '../ports/terminal.ts';
import type { ShowPlace } from '../ui/place.ts';
import { waitingLine } from '../ui/waiting.ts';
import type { Common, Given, KeyOption } from './options.ts';

type Asking = 'confirmBaseUrl' | 'onWait' | 'onClimb';

/** What the checks are asked for; the progress line, and the question about a host, are `openChecking`'s. */
export function checksFor(
  options: Given<Exclude<KeyOption, 'keyStdin'> | 'model' | 'offline' | 'strict' | 'force'> & Common,
  key: VerifyRequest['key'],
): Omit<VerifyRequest, Asking> {
  const { model, baseUrl, organization, project, offline, strict, trustBaseUrl, force, language } = options;
  const timeoutMs = options.timeout * 1000;
  return {
    ...{ file: null, key, model, baseUrl, organization, project, timeoutMs },
    ...{ offline, strict, trustBaseUrl, force, message: testMessage[language] },
  };
}

/** What a run of the checks tells and asks meanwhile. */
interface Checking extends Pick<VerifyRequest, Asking> {
  update(text: string): void;
  stop(): void;
}

/** Begins the progress line. A host is asked about once; `climbing`: said while the network is looked at. */
export function openChecking(
  ports: Pick<Ports, 'progress' | 'prompter' | 'terminal'>,
  words: Pick<ReportWords, 'asking' | 'noAnswer' | 'trustBaseUrl' | 'waiting' | 'waitingFor'>,
  show: ShowPlace,
  climbing: string,
): Checking {
  let label = words.asking;
  let progress = ports.progress.start(label);
  const update = (text: string, facts?: ProgressFacts): void => {
    label = text;
    progress.update(text, facts);
  };
  const agreed = new Map<string, boolean>();
  return {
    update,
    stop: () => progress.stop(),
    confirmBaseUrl: async (host, file) => {
      if (!ports.terminal.interactive) return false;
      const known = agreed.get(host);
      if (known !== undefined) return known;
      progress.stop();
      const message = words.trustBaseUrl(host, show(file));
      const yes = await ports.prompter.confirm({ message, default: false });
      agreed.set(host, yes);
      progress = ports.progress.start(label);
      return yes;
    },
    onWait: (waiting) => update(...waitingLine(waiting, words.asking, words)),
    onClimb: () => update(climbing),
  };
}
