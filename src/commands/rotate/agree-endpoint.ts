import { localFinding } from '../../domain/diagnosis/finding.ts';
import { type Endpoint, isLoopback, isTrusted, parseEndpoint } from '../../domain/network/endpoint.ts';
import { agreeHost } from '../agree-endpoint.ts';
import { Stopped } from '../stopped.ts';
import type { Holder } from './places.ts';
import type { RotateRun } from './run.ts';

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
    if (await agreeHost(run, file.path, host)) continue;
    throw new Stopped(
      localFinding('base_url_untrusted', { host, baseURL, path: file.path, line: line.line }),
    );
  }
}

/** An admin key goes to OpenAI's own hosts, to this machine, and to an address that `--base-url` names. */
export function adminMayGo({ official, source, baseURL }: Endpoint): boolean {
  return official || source.type === 'option' || isLoopback(new URL(baseURL).hostname);
}
