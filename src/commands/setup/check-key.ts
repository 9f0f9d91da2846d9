import type { Credentials } from '../../checks/api/ask-api.ts';
import { recordAuth } from '../../checks/api/auth.ts';
import { checkEndpoint } from '../../checks/endpoint.ts';
import { checkFormat } from '../../checks/format.ts';
import { callSettings } from '../../checks/settings.ts';
import { speaksForOpenai } from '../../checks/stand-in.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import type { FilePlace, KeyOrigin } from '../../domain/loading/place.ts';
import { defaultEndpoint, type Endpoint, maySpeakForOpenai } from '../../domain/network/endpoint.ts';
import type { ListedModel } from '../../ports/api.ts';
import { Stopped } from '../../ports/errors.ts';
import { agreeEndpoint } from '../agree-endpoint.ts';
import { callAuth } from '../call-api.ts';
import { type StaleSetting, untilSettled } from './after-failure.ts';
import type { AnotherKey, KeyRun, Run } from './run.ts';

/** A line of an env file that shall go. */
export interface Removal {
  readonly name: string;
  readonly file: FilePlace;
}

/** What is known of a key before anything is written. */
export interface TriedKey {
  /** What the API took; null where it was not asked (`--no-test`) or did not take it. */
  readonly accepted: Credentials | null;
  /** What the key may use; null where that is not known. */
  readonly models: readonly ListedModel[] | null;
  /** Why it fails, where the user keeps it all the same. */
  readonly kept: Finding | null;
  /** Lines that spoke of another key's organization or project. */
  readonly removals: readonly Removal[];
  /** It is OpenAI's key, by whoever answered; false as well where nobody was asked and calls go elsewhere. */
  readonly ofOpenai: boolean;
}

/**
 * Where the key may be sent, now or by the next program that is started here, so without a test too. After a No to a
 * file's address its line has to go; without that, `Stopped` ends it.
 */
export async function agreeAddress(
  run: Run,
  origin: KeyOrigin,
): Promise<{ readonly endpoint: Endpoint; readonly removals: readonly Removal[] }> {
  const { ports, voice, named, options } = run;
  const { words } = voice;
  const agreement = await agreeEndpoint(run, named, origin, options.trustBaseUrl);
  if (agreement.ok) return { endpoint: agreement.endpoint, removals: [] };
  const { finding, refusedIn: file } = agreement;
  if (file !== null) {
    if (await ports.prompter.confirm({ message: words.untrustedRemove(voice.show(file)), default: true }))
      return { endpoint: defaultEndpoint, removals: [{ name: 'OPENAI_BASE_URL', file }] };
    voice.bad(words.untrustedStop);
  }
  throw new Stopped(finding);
}

/** A host that is not OpenAI's is told, whoever named it. */
export async function tellHost({ voice, list, named, endpoint, chosen }: KeyRun): Promise<void> {
  if (endpoint.official || !named) return;
  const { verdict } = await list.run('endpoint', () => checkEndpoint(named, chosen.origin, true));
  for (const one of verdict.warnings) voice.warning(one);
}

/** Asks the API about the key before anything is written, again as often as the user wants. */
export async function tryKey(one: KeyRun): Promise<TriedKey | AnotherKey> {
  const { ports, project, chosen, endpoint, list, voice, options } = one;
  // Judged when it came in; anew where it goes to another host than was thought, which may be none of its own.
  const format =
    chosen.judgedFor.host === endpoint.host
      ? chosen.format
      : checkFormat(chosen.key, endpoint, options.force);
  await list.run('format', () => format);
  if (format.finding) throw new Stopped(format.finding);
  if (!options.test)
    return { accepted: null, models: null, kept: null, removals: [], ofOpenai: maySpeakForOpenai(endpoint) };
  const removals: Removal[] = [];
  const settings = callSettings(ports, project, options);
  const unlessRemoved = (name: StaleSetting['name'], value: string | undefined): string | undefined =>
    removals.some((removal) => removal.name === name) ? undefined : value;
  const credentials = (): Credentials => ({
    key: chosen.key,
    endpoint,
    organization: unlessRemoved('OPENAI_ORG_ID', settings.organization),
    project: unlessRemoved('OPENAI_PROJECT_ID', settings.project),
    headers: settings.headers,
  });
  const settled = await untilSettled(one, {
    call: async () => {
      const seen = await callAuth(one, credentials());
      return { ...seen, finding: seen.auth.finding };
    },
    record: ({ auth, ladder }) => {
      const { nodeVersion, env, platform } = ports;
      const program = { framework: project.framework.id, nodeVersion, env, platform };
      return recordAuth(list, auth, { ladder, program });
    },
    leaveOut: ({ name, files }) => removals.push(...files.map((file) => ({ name, file }))),
  });
  if (settled === 'another key') return settled;
  const { outcome, kept } = settled;
  const { exchange } = outcome.auth;
  const ofOpenai =
    speaksForOpenai(exchange) ||
    (exchange.response === null && maySpeakForOpenai(endpoint)) ||
    (await one.background.standsInForOpenai());
  if (kept) return { accepted: null, models: null, kept, removals: [], ofOpenai };
  const { models } = outcome.auth;
  if (models) voice.good(voice.words[ofOpenai ? 'accepted' : 'listed'](models.length));
  else voice.warn(voice.words.acceptedNoList);
  return { accepted: credentials(), models, kept: null, removals, ofOpenai };
}
