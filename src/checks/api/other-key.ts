import { whoseOf } from '../../domain/account/whose.ts';
import { diagnose } from '../../domain/diagnosis/diagnose.ts';
import type { OtherOwner, Warning } from '../../domain/diagnosis/warnings.ts';
import { kindOf } from '../../domain/keys/kinds.ts';
import { type FilePlace, isSamePlace } from '../../domain/loading/place.ts';
import type { FoundKey } from '../../domain/loading/sources.ts';
import { type Endpoint, isTrusted, maySpeakForOpenai, parseEndpoint } from '../../domain/network/endpoint.ts';
import type { Access } from '../../ports/api.ts';
import type { Ports } from '../../ports/ports.ts';
import { findBaseUrl } from '../endpoint.ts';
import { checkFormat } from '../format.ts';
import type { Project } from '../project.ts';
import type { KeyFound } from '../source.ts';
import type { Credentials } from './ask-api.ts';

/** The key that counts, and what its own calls told. */
interface Counting {
  readonly found: KeyFound;
  readonly credentials: Credentials;
  /** Named by its answers. */
  readonly organization: string;
}

/**
 * Warnings about another key, with whether it belongs to the same organization: its own list of models names its owner.
 * It is asked for only where that key may go to the same host; its answer says nothing about the key that counts.
 */
export async function tellOwners(
  { api, clock }: Pick<Ports, 'api' | 'clock'>,
  project: Project,
  warnings: readonly Warning[],
  { found, credentials, organization }: Counting,
  timeoutMs: number,
): Promise<readonly Warning[]> {
  const told: Warning[] = [];
  for (const one of warnings) {
    const place = otherPlace(one);
    const other = place && found.others.find((key) => standsAt(key, place));
    const endpoint = other && ownEndpoint(other, credentials.endpoint, project);
    if (!other || !endpoint || endpoint.host !== credentials.endpoint.host) {
      told.push(one);
      continue;
    }
    const { headers } = credentials;
    const access: Access = { key: other.value, endpoint, headers, deadline: clock.now() + timeoutMs };
    const { exchange } = await api.listModels(access);
    const owner = ownerIn(exchange, organization);
    told.push(owner ? withOwner(one, owner) : one);
  }
  return told;
}

interface At {
  readonly file: FilePlace;
  readonly line: number;
}

/** Where the key stands that a warning names beside the one that counts. */
function otherPlace({ id, facts }: Warning): At | null {
  if (id === 'shadowed_by_environment') return facts.empty ? null : { file: facts.path, line: facts.line };
  if (id !== 'sources_disagree') return null;
  const { path, line } = facts;
  // Of the shell and a file the file is the other one, unless it counts: then it is none of the others.
  if ('variable' in facts) return { file: path, line };
  return facts.cutOff ? null : { file: facts.otherPath, line };
}

const standsAt = ({ place }: FoundKey, { file, line }: At): boolean =>
  place.type === 'file' && place.line === line && isSamePlace(place, file);

/**
 * Where a program with this key would send it, as far as it may be sent there unasked: the address in its own file, else the
 * one that counts here. An address of the shell gets no key that names itself as OpenAI's; null: nowhere.
 */
function ownEndpoint({ value, place }: FoundKey, counting: Endpoint, project: Project): Endpoint | null {
  if (place.type !== 'file') return null;
  const own = findBaseUrl(
    { env: {} },
    { envFiles: project.envFiles.filter((file) => isSamePlace(file, place)) },
  );
  const parsed = own && parseEndpoint(own.text, own.source);
  const endpoint = parsed ? (parsed.ok ? parsed.endpoint : null) : counting;
  if (!endpoint || !isTrusted(endpoint, place)) return null;
  const { official, source } = endpoint;
  if (
    !maySpeakForOpenai(endpoint) &&
    (source.type === 'option' || (source.type === 'environment' && kindOf(value) !== 'unknown'))
  )
    return null;
  const { finding, verdict } = checkFormat(value, endpoint);
  // What looks like another service's key does not go to OpenAI for a mere comparison.
  return finding || (official && verdict.warnings.length > 0) ? null : endpoint;
}

function ownerIn(exchange: Parameters<typeof diagnose>[0], organization: string): OtherOwner | null {
  const judged = diagnose(exchange);
  if (!judged.ok && (judged.cause === 'key_rejected' || judged.cause === 'key_expired'))
    return { is: 'refused' };
  const other = whoseOf([exchange]).account.organization;
  if (other === null) return null;
  return other === organization ? { is: 'same', organization } : { is: 'another', organization, other };
}

function withOwner(one: Warning, owner: OtherOwner): Warning {
  // Only the two kinds of warnings come here that have an owner to tell.
  return { ...one, facts: { ...one.facts, owner } } as Warning;
}
