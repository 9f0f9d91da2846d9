import type { SettingOrigin } from '../domain/diagnosis/cause-facts.ts';
import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { note } from '../domain/diagnosis/notes.ts';
import { warning } from '../domain/diagnosis/warnings.ts';
import { type KeyOrigin, placeOf } from '../domain/loading/place.ts';
import { findAll } from '../domain/loading/sources.ts';
import {
  defaultEndpoint,
  type Endpoint,
  type EndpointSource,
  isTrusted,
  parseEndpoint,
} from '../domain/network/endpoint.ts';
import type { Ports } from '../ports/ports.ts';
import { type Project, readable } from './project.ts';
import { failed, type Verdict, verdict } from './result.ts';

export interface EndpointOutcome {
  readonly verdict: Verdict;
  readonly endpoint: Endpoint | null;
  readonly finding: Finding | null;
}

/** An address that an option or a place names, before anybody judged it. */
export interface NamedAddress {
  readonly text: string;
  readonly source: EndpointSource;
}

/**
 * The base URL that counts, as the SDK would read it, with where it came from. A place that leaves it empty hides no
 * other here: a key that is sent, or written, beside a file's address must have that address judged.
 */
export function findBaseUrl(
  ports: Pick<Ports, 'env'>,
  project: Pick<Project, 'envFiles'>,
  option?: string,
): NamedAddress | null {
  if (option !== undefined) return { text: option, source: { type: 'option' } };
  const first = findAll('OPENAI_BASE_URL', ports.env, readable(project.envFiles)).find(
    ({ value }) => value.trim() !== '',
  );
  return first ? { text: first.value.trim(), source: first.place } : null;
}

/**
 * Is the address well-formed, and may this key be sent there? `trusted` is the user's own word for it
 * (`--trust-base-url`, or a Yes).
 */
export function checkEndpoint(
  named: NamedAddress | null,
  keyOrigin: KeyOrigin,
  trusted: boolean,
): EndpointOutcome {
  if (!named)
    return { verdict: verdict([note('endpoint_default')]), endpoint: defaultEndpoint, finding: null };
  const parsed = parseEndpoint(named.text, named.source);
  if (!parsed.ok) {
    const { cause, facts } = parsed;
    // What a project's file hides behind an @ is not recommended as the right address.
    const hidden =
      named.source.type === 'file' && cause === 'base_url_invalid' && facts.reason === 'credentials';
    const told = hidden ? { ...facts, suggestion: undefined } : facts;
    return refused(localFinding(cause, { ...told, ...sourceFacts(named.source) }));
  }
  const { endpoint } = parsed;
  if (!trusted && !isTrusted(endpoint, keyOrigin)) {
    return refused(
      localFinding('base_url_untrusted', {
        reason: 'project_file',
        host: endpoint.host,
        baseURL: endpoint.baseURL,
        ...sourceFacts(named.source),
      }),
    );
  }
  const { host, baseURL } = endpoint;
  return {
    verdict: endpoint.official
      ? verdict([note('endpoint_default')])
      : verdict(
          [note('endpoint_custom', { baseURL })],
          [warning('custom_endpoint', { host, ...sourceFacts(named.source) })],
        ),
    endpoint,
    finding: null,
  };
}

/** Where an address stands, as facts of a finding. */
export const sourceFacts = (source: EndpointSource): SettingOrigin =>
  source.type === 'file'
    ? { path: placeOf(source), line: source.line }
    : source.type === 'environment'
      ? { name: source.name }
      : {};

function refused(finding: Finding): EndpointOutcome {
  return { verdict: failed([note('says_finding')]), endpoint: null, finding };
}
