import { findBaseUrl } from '../../checks/endpoint.ts';
import type { Project } from '../../checks/project.ts';
import { diagnose } from '../../domain/diagnosis/diagnose.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { defaultEndpoint, isTrusted, parseEndpoint } from '../../domain/network/endpoint.ts';
import type { GitFacts } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';

/** Work that goes on while the user reads; nothing waits for it before its result is needed. */
export interface Background {
  readonly git: () => Promise<GitFacts>;
  /** Why the host did not answer, if that is known by now; null otherwise. */
  readonly unreachable: () => Finding | null;
}

/** The background check gives up after this; it never delays anything (ms). */
const reachMs = 8000;

/**
 * Starts the questions to git, loads what the first call needs, and asks the host for an answer without
 * a key, which also opens the connection that the key is then tried on.
 */
export function startBackground(
  ports: Ports,
  project: Project,
  path: string,
  options: { readonly online: boolean; readonly baseUrl: string | undefined },
): Background {
  let finding: Finding | null = null;
  let git: Promise<GitFacts> | undefined;
  const askGit = (): Promise<GitFacts> => {
    git ??= ports.git.facts(path, { history: true });
    return git;
  };
  const reach = async (): Promise<void> => {
    await ports.api.warm();
    const named = findBaseUrl(ports, project, options.baseUrl);
    const parsed = named ? parseEndpoint(named.text, named.source) : null;
    const endpoint = parsed === null ? defaultEndpoint : parsed.ok ? parsed.endpoint : null;
    if (!endpoint || !isTrusted(endpoint, { type: 'prompt' })) return;
    const judged = diagnose(await ports.api.reach(endpoint, ports.clock.now() + reachMs));
    if (!judged.ok && judged.cause.startsWith('network_')) finding = judged;
  };
  askGit().catch(() => {});
  if (options.online) reach().catch(() => {});
  return { git: askGit, unreachable: () => finding };
}
