import { readCustomHeaders } from '../checks/custom-headers.ts';
import { type Project, readable } from '../checks/project.ts';
import { warning } from '../checks/result.ts';
import { keyName } from '../checks/source.ts';
import { localFinding } from '../domain/diagnosis/finding.ts';
import { Secret } from '../domain/secret.ts';
import { enterVariable, removeVariable, shellOf } from '../domain/shells.ts';
import { findAll } from '../domain/sources.ts';
import { UsageError } from '../ports.ts';
import type { RotateMeans } from '../ports-rotate.ts';
import { agreeEndpoint, agreeNeighbours } from './agree-endpoint.ts';
import { replaceByAdmin } from './by-admin.ts';
import { replaceByHand } from './by-hand.ts';
import type { Note } from './outcome.ts';
import type { Places } from './places.ts';
import type { RotateRun } from './run.ts';
import { Stopped } from './stopped.ts';
import type { Reach } from './try-key.ts';

/** What is known when the replacing begins. */
export interface Given {
  readonly project: Project;
  readonly old: Secret;
  readonly places: Places;
  /** The new key from `--key-stdin`; null where it is asked for or made. */
  readonly piped: Secret | null;
  readonly means: RotateMeans;
}

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

  const endpoint = await agreeEndpoint(run, project, { type: piped ? 'stdin' : 'prompt' });
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

/** The shell variable that still holds the old key wins over all files: only the user can remove it. */
export function warnOfShell(
  { ports, voice, words }: RotateRun,
  { old, places }: Given,
  next: Secret,
  note: Note,
): void {
  if (!places.inShell) return;
  const { now, later } = removeVariable(shellOf(ports), keyName);
  voice.warn(words.shellWins(keyName, voice.key(old)));
  voice.address(now);
  if (later) {
    voice.line(words.shellLater);
    voice.address(later);
  } else voice.line(words.shellProfile);
  const [holder] = places.holders;
  const [line] = holder?.lines ?? [];
  note({
    warnings: [
      warning('shadowed_by_environment', {
        name: keyName,
        path: holder?.file.path,
        line: line?.line,
        masked: old.masked,
        otherMasked: next.masked,
      }),
    ],
  });
}
