import { isNotSendable } from '../../domain/keys/no-key.ts';
import { type Service, services } from '../../domain/keys/services.ts';
import { isSamePlace, type Place } from '../../domain/loading/place.ts';
import { type Found, findAll } from '../../domain/loading/sources.ts';
import { parseEndpoint } from '../../domain/network/endpoint.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { Ports } from '../../ports/ports.ts';
import { type Project, readable } from '../project.ts';

/** A key of another service, in a variable of that service's own name. */
export interface FoundService {
  readonly name: string;
  readonly variable: string;
  readonly place: Place;
  /** Null where the user's own address is not known: `address` names the variable for it. */
  readonly baseURL: string | null;
  readonly address: string | null;
  readonly model: string | null;
}

/** More than these are no help. */
const mostTold = 3;

/**
 * Keys of other services that clients of OpenAI's API can call, in the environment or in env files, for whoever has no key
 * of OpenAI's. `env` is empty where only files count.
 */
export function findServices(
  env: Ports['env'],
  project: Pick<Project, 'envFiles' | 'otherEnvFiles'>,
  remember: Ports['remember'],
): readonly FoundService[] {
  const files = readable([...project.envFiles, ...project.otherEnvFiles]);
  const all = (name: string): readonly Found[] =>
    findAll(name, env, files).filter(({ value }) => value.trim() !== '');
  const told = services.flatMap((service) => {
    for (const variable of service.variables) {
      const found = all(variable).find(({ value }) => !isNotSendable(new Secret(value.trim())));
      if (!found) continue;
      remember(new Secret(found.value.trim()));
      return [{ name: service.name, variable, place: found.place, ...reachOf(service, found.place, all) }];
    }
    return [];
  });
  // Tools of every kind set that token: it is told only where nothing else is there.
  const [first] = told;
  return told.filter((one) => one === first || one.variable !== 'GITHUB_TOKEN').slice(0, mostTold);
}

/** Where and with what a service is called. An address counts only from where its key comes from: nobody else may say where it goes. */
function reachOf(
  { baseURL, model, addresses = [], deployments = [] }: Service,
  place: Place,
  all: (name: string) => readonly Found[],
): Pick<FoundService, 'baseURL' | 'address' | 'model'> {
  if (baseURL !== null) return { baseURL, address: null, model: model ?? null };
  const own = (names: readonly string[]): string | null =>
    names
      .flatMap(all)
      .find((one) => isTogether(one.place, place))
      ?.value.trim() ?? null;
  const deployment = own(deployments);
  return {
    baseURL: azureAddress(own(addresses)),
    address: addresses[0] ?? null,
    model: deployment !== null && /^[\w.-]{1,64}$/.test(deployment) ? deployment : null,
  };
}

function isTogether(one: Place, other: Place): boolean {
  if (one.type !== 'file' || other.type !== 'file') return one.type === other.type;
  return isSamePlace(one, other);
}

/** The address for clients of OpenAI's API, of a resource's: what a shell could take for more than an address is none. */
function azureAddress(endpoint: string | null): string | null {
  if (endpoint === null || !/^https?:\/\/[\w.-]+(?::\d{1,5})?(?:\/[\w./-]*)?$/.test(endpoint)) return null;
  const { origin, pathname } = new URL(endpoint);
  const base = /\/openai\/v1\/?$/.test(pathname) ? endpoint : `${origin}/openai/v1`;
  const parsed = parseEndpoint(base, { type: 'option' });
  return parsed.ok ? parsed.endpoint.baseURL : null;
}
