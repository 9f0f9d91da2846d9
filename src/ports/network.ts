import type { Endpoint } from '../domain/network/endpoint.ts';
import type { LadderStep } from '../domain/network/ladder.ts';
import type { ProxyServer } from '../domain/network/proxy.ts';

export interface Network {
  /**
   * Climbs the ladder after a call failed below HTTP: name, connection, TLS, HTTP, straight and through the
   * proxy where there is one. Sends no key. At most 3 s for each rung, and never past the deadline (on
   * the clock's `now()`, in ms). Never throws. `readLadder` says what the steps mean.
   */
  probe(endpoint: Endpoint, proxy: ProxyServer | null, deadline: number): Promise<readonly LadderStep[]>;
}
