import type { Endpoint } from '../../domain/network/endpoint.ts';
import type { LadderStep } from '../../domain/network/ladder.ts';
import type { ProxyServer } from '../../domain/network/proxy.ts';
import type { Network } from '../../ports/api.ts';
import type { Clock } from '../../ports/system.ts';

interface NetworkTools {
  /** Masks whatever looks like a secret. */
  readonly redact: (text: string) => string;
  readonly clock: Pick<Clock, 'now'>;
}

/** The ladder (see `domain/network/ladder.ts`): both ways are climbed at once, each as far as it holds. */
export function createNetwork(tools: NetworkTools): Network {
  return {
    async probe(endpoint: Endpoint, proxy: ProxyServer | null, deadline: number): Promise<LadderStep[]> {
      const { climbDirect, climbThroughProxy } = await import('./ladder.ts');
      const climb = { url: new URL(`${endpoint.baseURL}/models`), deadline, ...tools };
      const ways = [climbDirect(climb), ...(proxy === null ? [] : [climbThroughProxy(climb, proxy)])];
      return (await Promise.all(ways)).flat();
    },
  };
}
