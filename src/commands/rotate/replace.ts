import { readCustomHeaders } from '../../checks/custom-headers.ts';
import { readable } from '../../checks/project.ts';
import { keyName } from '../../checks/source.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import { enterVariable, shellOf } from '../../domain/loading/shells.ts';
import { findAll } from '../../domain/loading/sources.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { UsageError } from '../../ports/errors.ts';
import { agreeEndpoint } from '../agree-endpoint.ts';
import { Stopped } from '../stopped.ts';
import { agreeNeighbours } from './agree-endpoint.ts';
import { replaceByAdmin } from './by-admin.ts';
import { replaceByHand } from './by-hand.ts';
import type { Given } from './given.ts';
import type { Note } from './outcome.ts';
import type { RotateRun } from './run.ts';
import type { Reach } from './try-key.ts';

/** Replaces the key, by hand or with the administration API. Nothing stays changed unless all of it worked. */
export async function replaceKey(run: RotateRun, given: Given, note: Note): Promise<void> {
  const { ports, voice, words, options } = run;
  const { project, old, places, piped } = given;
  if (places.holders.length === 0) {
    const command = enterVariable(shellOf(ports), keyName);
    if (places.inShell) throw new UsageError(words.onlyShell(keyName, voice.key(old), command));
    throw new Stopped(localFinding('key_missing'));
  }
  const adminKey = ports.env['OPENAI_ADMIN_KEY']?.trim() ?? '';
  const byAdmin = piped === null && adminKey !== '' && options.project !== undefined;
  const nobody = !ports.terminal.interactive && !options.dryRun;
  if (!byAdmin && piped === null && nobody) throw new UsageError(words.nobodyToAsk);

  const agreement = await agreeEndpoint(run, project, options, { type: piped ? 'stdin' : 'prompt' });
  if (!agreement.ok) throw new Stopped(agreement.finding);
  const { endpoint } = agreement;
  await agreeNeighbours(run, places.holders, endpoint);
  const setting = (name: string): string | undefined =>
    findAll(name, ports.env, readable(project.envFiles))[0]?.value.trim() || undefined;
  const reach: Reach = {
    endpoint,
    organization: setting('OPENAI_ORG_ID'),
    headers: readCustomHeaders(ports.env['OPENAI_CUSTOM_HEADERS']).headers,
    // The project that a key is made in is not what the programs here send.
    project: (byAdmin ? undefined : options.project) ?? setting('OPENAI_PROJECT_ID'),
  };
  if (byAdmin) await replaceByAdmin(run, given, reach, new Secret(adminKey), note);
  else await replaceByHand(run, given, reach, note);
}
