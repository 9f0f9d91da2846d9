import type { Finding } from '../../domain/diagnosis/finding.ts';
import type { KeyOrigin } from '../../domain/loading/place.ts';
import { defaultEndpoint } from '../../domain/network/endpoint.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { Access } from '../../ports/api.ts';
import type { Ports } from '../../ports/ports.ts';
import { checkEndpoint, findBaseUrl } from '../endpoint.ts';
import { checkFormat } from '../format.ts';
import { seeProject } from '../see-project.ts';
import { callSettings } from '../settings.ts';
import { checkSource, missingKey } from '../source.ts';
import { unreadableFinding } from '../unreadable.ts';

interface AccessRequest {
  /** A key from standard input, in place of what the folder has. */
  readonly key: Secret | null;
  readonly baseUrl: string | undefined;
  readonly organization: string | undefined;
  readonly project: string | undefined;
  readonly timeoutMs: number;
  readonly trustBaseUrl: boolean;
  /** The user's word for a key that its form speaks against. */
  readonly force?: boolean;
}

/** Key and endpoint as verify finds them, for a command that needs to call the API; or why it may not. */
export async function findAccess(
  ports: Pick<Ports, 'clock' | 'cwd' | 'env' | 'files' | 'home' | 'platform' | 'remember'>,
  request: AccessRequest,
): Promise<Access | Finding> {
  const project = await seeProject(ports);
  const source = request.key ? null : checkSource(ports, project);
  if (source?.unreadable) return unreadableFinding(source.unreadable) ?? missingKey(source);
  const value = request.key ?? source?.found?.value;
  if (value) ports.remember(value);
  if (!value) return missingKey(source);
  const origin: KeyOrigin = source?.found?.origin ?? { type: 'stdin' };
  const endpoint = checkEndpoint(findBaseUrl(ports, project, request.baseUrl), origin, request.trustBaseUrl);
  if (endpoint.finding) return endpoint.finding;
  const judged = endpoint.endpoint ?? defaultEndpoint;
  const format = checkFormat(value, judged, request.force);
  if (format.finding) return format.finding;
  return {
    key: value,
    endpoint: judged,
    ...callSettings(ports, project, request),
    deadline: ports.clock.now() + request.timeoutMs,
  };
}
