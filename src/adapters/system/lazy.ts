import type { Api } from '../../ports/api.ts';
import type { Git } from '../../ports/git.ts';
import type { Network } from '../../ports/network.ts';
import type { Prompter } from '../../ports/terminal.ts';

/** Ports whose code is loaded when they are first used: starting up waits for none of them. */

export function lazyApi(load: () => Promise<Api>): Api {
  let api: Promise<Api> | undefined;
  const get = (): Promise<Api> => {
    api ??= load();
    return api;
  };
  return {
    warm: async () => (await get()).warm(),
    reach: async (endpoint, deadline) => (await get()).reach(endpoint, deadline),
    listModels: async (access) => (await get()).listModels(access),
    chat: async (access, request) => (await get()).chat(access, request),
    close: () => void api?.then((loaded) => loaded.close()),
  };
}

export function lazyGit(load: () => Promise<Git>): Git {
  return {
    facts: async (path, options) => (await load()).facts(path, options),
    untrack: async (path) => (await load()).untrack(path),
  };
}

export function lazyPrompter(load: () => Promise<Prompter>): Prompter {
  return {
    select: async (question) => (await load()).select(question),
    confirm: async (question) => (await load()).confirm(question),
    secret: async (question) => (await load()).secret(question),
  };
}

export function lazyNetwork(load: () => Promise<Network>): Network {
  return { probe: async (endpoint, proxy, deadline) => (await load()).probe(endpoint, proxy, deadline) };
}
