import { checkEndpoint, findBaseUrl } from '../../checks/endpoint.ts';
import type { Project } from '../../checks/project.ts';
import type { KeyOrigin } from '../../checks/source.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import {
  defaultEndpoint,
  type Endpoint,
  isLoopback,
  isTrusted,
  parseEndpoint,
} from '../../domain/network/endpoint.ts';
import type { Holder } from './places.ts';
import type { RotateRun } from './run.ts';
import { Stopped } from './stopped.ts';

/**
 * Where the new key may be sent. A host that only a project's file names is shown and asked about, with No as the
 * default. Nobody there, or a No, ends the rotation.
 */
export async function agreeEndpoint(run: RotateRun, project: Project, origin: KeyOrigin): Promise<Endpoint> {
  const named = findBaseUrl(run.ports, project, run.options.baseUrl);
  const outcome = checkEndpoint(named, origin, false);
  if (outcome.endpoint) return outcome.endpoint;
  const { finding } = outcome;
  if (!finding) return defaultEndpoint;
  if (finding.cause === 'base_url_untrusted' && named?.source.type === 'file') {
    const host = String(finding.facts['host'] ?? named.text);
    if (await consents(run, named.source.path, host)) {
      const trusted = checkEndpoint(named, origin, true).endpoint;
      if (trusted) return trusted;
    }
  }
  throw new Stopped(finding);
}

/**
 * A file may name a base URL of its own, and the next program that reads it would send the new key there. The key is
 * written beside none that the user has not agreed to.
 */
export async function agreeNeighbours(
  run: RotateRun,
  holders: readonly Holder[],
  agreed: Endpoint,
): Promise<void> {
  for (const { file } of holders) {
    const line = file.document?.assignments
      .filter(({ name, value }) => name === 'OPENAI_BASE_URL' && value.trim() !== '')
      .at(-1);
    if (!line) continue;
    const source = { type: 'file', absolute: file.absolute, path: file.path, line: line.line } as const;
    const parsed = parseEndpoint(line.value, source);
    if (!parsed.ok)
      throw new Stopped(localFinding(parsed.cause, { ...parsed.facts, path: file.path, line: line.line }));
    const { host, baseURL } = parsed.endpoint;
    if (isTrusted(parsed.endpoint, { type: 'prompt' }) || host === agreed.host) continue;
    if (await consents(run, file.path, host)) continue;
    throw new Stopped(
      localFinding('base_url_untrusted', { host, baseURL, path: file.path, line: line.line }),
    );
  }
}

/** An admin key goes to OpenAI's own hosts, to this machine, and to an address that `--base-url` names. */
export function adminMayGo({ official, source, baseURL }: Endpoint): boolean {
  return official || source.type === 'option' || isLoopback(new URL(baseURL).hostname);
}

async function consents({ ports, voice, asks }: RotateRun, path: string, host: string): Promise<boolean> {
  return (
    asks && ports.prompter.confirm({ message: voice.words.untrustedQuestion(path, host), default: false })
  );
}
