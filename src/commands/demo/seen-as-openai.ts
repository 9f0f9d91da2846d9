import type { Exchange } from '../../domain/diagnosis/evidence.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * The API and the network of a rehearsed command: it asks OpenAI, as far as it can see, and the stand-in at `baseURL`
 * answers, so that every verdict, remedy and page is that of a real failure. Nothing goes to the endpoint it names.
 */
export function seenAsOpenai(
  { api, network }: Pick<Ports, 'api' | 'network'>,
  baseURL: string,
): Pick<Ports, 'api' | 'network'> {
  const { host, hostname, port } = new URL(baseURL);
  const there = (endpoint: Endpoint): Endpoint => ({ ...endpoint, baseURL, host });
  const renamed = (text: string, endpoint: Endpoint): string =>
    text
      .replaceAll(host, `${endpoint.host}:443`)
      .replaceAll(hostname, endpoint.host)
      .replaceAll(`:${port}`, ':443');
  const back = (exchange: Exchange, endpoint: Endpoint): Exchange => {
    const { failure } = exchange;
    if (!failure) return { ...exchange, endpoint };
    const chain = failure.chain.map((link) => ({
      ...link,
      message: renamed(link.message, endpoint),
      ...(link.port === undefined ? {} : { port: 443 }),
    }));
    return { ...exchange, endpoint, failure: { ...failure, chain } };
  };
  return {
    api: {
      ...api,
      reach: async (endpoint, deadline) => back(await api.reach(there(endpoint), deadline), endpoint),
      listModels: async (access) => {
        const answer = await api.listModels({ ...access, endpoint: there(access.endpoint) });
        return { ...answer, exchange: back(answer.exchange, access.endpoint) };
      },
      chat: async (access, request) => {
        const answer = await api.chat({ ...access, endpoint: there(access.endpoint) }, request);
        return { ...answer, exchange: back(answer.exchange, access.endpoint) };
      },
    },
    network: {
      probe: async (endpoint, proxy, deadline) => {
        const steps = await network.probe(there(endpoint), proxy, deadline);
        return steps.map((step) => ({ ...step, target: renamed(step.target, endpoint) }));
      },
    },
  };
}
