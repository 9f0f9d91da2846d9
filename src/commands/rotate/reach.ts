import { checkEndpoint, findBaseUrl } from '../../checks/endpoint.ts';
import type { Project } from '../../checks/project.ts';
import { callSettings } from '../../checks/settings.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import { eachNamed, enterVariable, shellsOf } from '../../domain/loading/shells.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { Stopped, UsageError } from '../../ports/errors.ts';
import { agreeEndpoint, agreeHost } from '../agree-endpoint.ts';
import { nobodyToAnswer } from '../ci-run.ts';
import type { Places } from './places.ts';
import type { Reach, RotateRun } from './run.ts';

/** Who makes the new key: the administration API, or the user, who pipes it in or is asked for it (null). */
export type Replacement =
  | { readonly by: 'admin'; readonly adminKey: Secret }
  | { readonly by: 'hand'; readonly piped: Secret | null };

/** Throws where there is nothing that could be replaced, or nobody who could give a new key. */
export function chooseWay(
  { ports, voice, words, options }: RotateRun,
  old: Secret,
  places: Places,
  piped: Secret | null,
): Replacement {
  if (places.holders.length === 0) {
    const command = eachNamed(shellsOf(ports), (shell) => enterVariable(shell, keyName));
    if (places.inShell) throw new UsageError(words.onlyShell(keyName, voice.key(old), command));
    throw new Stopped(localFinding('key_missing', { reason: 'nowhere' }));
  }
  const adminKey = ports.env['OPENAI_ADMIN_KEY']?.trim() ?? '';
  if (piped === null && adminKey !== '' && options.project !== undefined)
    return { by: 'admin', adminKey: new Secret(adminKey) };
  if (options.expires !== undefined) throw new UsageError(words.expiresByAdmin);
  if (piped === null && !ports.terminal.interactive && !options.dryRun) throw nobodyToAnswer(ports, words);
  return { by: 'hand', piped };
}

/** Where the new key may be sent, and with what. A No, or nobody to say Yes, ends the rotation. */
export async function agreeReach(
  run: RotateRun,
  project: Project,
  places: Places,
  way: Replacement,
): Promise<Reach> {
  const { ports, options } = run;
  const piped = way.by === 'hand' && way.piped !== null;
  const named = findBaseUrl(ports, project, options.baseUrl);
  const agreement = await agreeEndpoint(run, named, { type: piped ? 'stdin' : 'prompt' });
  if (!agreement.ok) throw new Stopped(agreement.finding);
  const { endpoint } = agreement;
  await agreeNeighbours(run, places, endpoint);
  // The project that a key is made in is not what the programs here send.
  const given = way.by === 'admin' ? undefined : options.project;
  return { endpoint, ...callSettings(ports, project, { organization: undefined, project: given }) };
}

/**
 * A file may name a base URL of its own, and the next program that reads it would send the new key there. The key is
 * written beside none that the user has not agreed to.
 */
async function agreeNeighbours(run: RotateRun, { holders }: Places, agreed: Endpoint): Promise<void> {
  for (const { file } of holders) {
    const named = findBaseUrl({ env: {} }, { envFiles: [file] });
    const { finding } = checkEndpoint(named, { type: 'prompt' }, false);
    if (!finding) continue;
    const host = finding.cause === 'base_url_untrusted' ? finding.facts.host : null;
    if (host === null || (host !== agreed.host && !(await agreeHost(run, file, host))))
      throw new Stopped(finding);
  }
}
