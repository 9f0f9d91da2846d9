import { verifyKey } from '../../checks/verify-key.ts';
import type { VerifyRequest } from '../../checks/verify-request.ts';
import { diagnose } from '../../domain/diagnosis/diagnose.ts';
import { type Finding, localFinding } from '../../domain/diagnosis/finding.ts';
import { kindOf } from '../../domain/keys/kinds.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { adminMayGo, defaultEndpoint, type Endpoint } from '../../domain/network/endpoint.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { Stopped } from '../../ports/errors.ts';
import { type AskedKey, askForKey } from '../ask-for-key.ts';
import { settling } from '../call-api.ts';
import type { PushRun } from './run.ts';

/** A key made for where the program runs. */
export interface FreshKey extends Omit<AskedKey, 'answer'> {
  readonly key: Secret;
}

/**
 * Another key than the one of this machine, where an admin key of the environment can make one and the user wants it:
 * then one of them can be deleted without the other. Null where the same is used. Throws `Stopped` where it was not made,
 * or does not work; it is deleted then.
 */
export async function anotherKey(
  run: PushRun,
  endpoint: Endpoint | null,
  request: VerifyRequest,
): Promise<FreshKey | null> {
  const { ports, words, voice, asks, options } = run;
  const text = ports.env['OPENAI_ADMIN_KEY']?.trim() ?? '';
  const project = ports.env['OPENAI_PROJECT_ID']?.trim() ?? '';
  if (!asks || options.dryRun || (endpoint && !adminMayGo(endpoint))) return null;
  if (text === '') return null;
  const adminKey = new Secret(text);
  if (!/^proj_[\w-]+$/.test(project) || (endpoint?.official !== false && kindOf(adminKey) !== 'admin'))
    return null;
  ports.remember(adminKey);
  const wants = await ports.prompter.select<'same' | 'new'>({
    message: words.whichKey,
    choices: [
      { value: 'new', name: words.newKey },
      { value: 'same', name: words.sameKey },
    ],
    default: 'new',
  });
  if (wants === 'same') return null;
  const access = () => ({
    adminKey,
    project,
    endpoint: endpoint ?? defaultEndpoint,
    deadline: ports.clock.now() + options.timeout * 1000,
  });
  const name = `openai-setup-push-${utcDay(ports.clock.now())}`;
  const { answer, undo, keep } = askForKey(ports, access, name, null, (id, isGone) =>
    voice.line(isGone ? words.undone : words.notUndone(id)),
  );
  try {
    const { exchange, value } = await answer;
    if (!value?.key) {
      const judged = diagnose(exchange);
      const finding = judged.ok ? localFinding('not_openai_api', { reason: 'other_form' }) : judged;
      throw new Stopped(finding, { endpoint: endpoint ?? defaultEndpoint });
    }
    ports.remember(value.key);
    const finding = await triedFresh(ports, { ...request, key: value.key });
    if (finding) throw new Stopped(finding, { endpoint: endpoint ?? defaultEndpoint });
    voice.good(words.made(voice.key(value.key), name));
    return { key: value.key, undo, keep };
  } catch (error) {
    await undo();
    keep();
    throw error;
  }
}

async function triedFresh(ports: PushRun['ports'], request: VerifyRequest): Promise<Finding | null> {
  for (const pause of settling) {
    const { finding } = await verifyKey(ports, request);
    if (finding?.cause !== 'key_rejected') return finding;
    await ports.clock.sleep(pause);
  }
  return (await verifyKey(ports, request)).finding;
}
