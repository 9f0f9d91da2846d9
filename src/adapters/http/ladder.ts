import net, { type Socket } from 'node:net';
import { bareHost } from '../../domain/network/endpoint.ts';
import type { LadderStep } from '../../domain/network/ladder.ts';
import type { ProxyServer } from '../../domain/network/proxy.ts';
import { askOver, type Climb, connectTo, resolveName, rung, secure } from './rungs.ts';
import { openTunnel } from './tunnel.ts';

/** Name, connection, TLS, HTTP, straight to the endpoint. */
export async function climbDirect(climb: Climb): Promise<LadderStep[]> {
  const { steps, socket } = await reach(climb, 'direct', bareHost(climb.url), portOf(climb.url));
  return socket === null ? steps : [...steps, ...(await climbOn(climb, 'direct', socket))];
}

/** To the proxy, then through it. */
export async function climbThroughProxy(climb: Climb, proxy: ProxyServer): Promise<LadderStep[]> {
  const { steps, socket } = await reach(climb, 'proxy', proxy.hostname, proxy.port);
  if (socket === null) return steps;
  // The tunnel is opened the way the calls do it, on a connection of its own.
  socket.destroy();
  const target = `${proxy.hostname}:${proxy.port}`;
  const tunnel = await rung<Socket>(
    climb,
    { way: 'proxy', rung: 'connect', family: null, target },
    async (signal) => {
      const opened = await openTunnel(proxy, bareHost(climb.url), portOf(climb.url), { signal });
      opened.on('error', () => {});
      return { value: opened, details: { status: 200 } };
    },
  );
  const climbed = [...steps, tunnel.step];
  return tunnel.value === null ? climbed : [...climbed, ...(await climbOn(climb, 'proxy', tunnel.value))];
}

/** Both families, each on its own; gives one open connection where there is one. */
async function reach(
  climb: Climb,
  way: LadderStep['way'],
  host: string,
  port: number,
): Promise<{ steps: LadderStep[]; socket: Socket | null }> {
  const known = net.isIP(host) !== 0;
  const names = known
    ? []
    : await Promise.all(([4, 6] as const).map((family) => resolveName(climb, way, host, family)));
  const addresses = known ? [host] : names.flatMap(({ value }) => value?.slice(0, 1) ?? []);
  const connections = await Promise.all(addresses.map((address) => connectTo(climb, way, address, port)));
  const [socket = null, ...spare] = connections.flatMap(({ value }) => value ?? []);
  for (const other of spare) other.destroy();
  return { steps: [...names, ...connections].map(({ step }) => step), socket };
}

/** From an open connection upwards; closes it in the end. */
async function climbOn(climb: Climb, way: LadderStep['way'], socket: Socket): Promise<LadderStep[]> {
  try {
    if (climb.url.protocol !== 'https:') return [(await askOver(climb, way, socket)).step];
    const secured = await secure(climb, way, socket);
    if (secured.value === null) return [secured.step];
    return [secured.step, (await askOver(climb, way, secured.value)).step];
  } finally {
    socket.destroy();
  }
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80));
}
