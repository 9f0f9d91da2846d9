import http from 'node:http';
import https from 'node:https';
import type { ProxyServer } from '../../domain/network/proxy.ts';

/** Connections that are kept open between calls, so that the first call warms up the next. */
export interface Connections {
  /** `proxy`: null for a direct connection. */
  agentFor(protocol: string, proxy: ProxyServer | null): Promise<http.Agent>;
  /** Closes what lies idle: the server may have closed its end. */
  dropIdle(): void;
  close(): void;
}

export function createConnections(): Connections {
  const agents = new Map<string, http.Agent>();

  const kept = async (name: string, create: () => http.Agent | Promise<http.Agent>): Promise<http.Agent> => {
    const known = agents.get(name);
    if (known !== undefined) return known;
    const created = await create();
    // Two calls may have asked at once; the first agent stays.
    const agent = agents.get(name) ?? created;
    agents.set(name, agent);
    return agent;
  };

  return {
    agentFor(protocol, proxy) {
      if (proxy === null) {
        return kept(protocol, () =>
          protocol === 'https:'
            ? // Also where NODE_TLS_REJECT_UNAUTHORIZED=0 is set: a key goes to nobody who cannot show who he is.
              new https.Agent({ keepAlive: true, rejectUnauthorized: true })
            : new http.Agent({ keepAlive: true }),
        );
      }
      // Plain http is only spoken with this machine, and that never goes through a proxy.
      if (protocol !== 'https:') throw new Error('Only https goes through a proxy.');
      return kept(`proxy ${proxy.address.reveal()}`, async () => {
        const { TunnelAgent } = await import('./tunnel.ts');
        return new TunnelAgent(proxy);
      });
    },
    dropIdle() {
      for (const agent of agents.values()) {
        for (const sockets of Object.values(agent.freeSockets)) {
          for (const socket of sockets ?? []) socket.destroy();
        }
      }
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}
