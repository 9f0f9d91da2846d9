import type { Api } from '../../ports/api.ts';

/** Ports whose code is loaded when they are first used: starting up waits for none of them. */

/** What can be lazy: functions that are waited for in any case. */
type Waited<T> = { readonly [Name in keyof T]: (...given: never[]) => Promise<unknown> };

/** A port that is loaded by the first call of one of its functions; `names` says which there are. */
export function lazy<T extends Waited<T>>(
  names: { readonly [Name in keyof T]: true },
  load: () => Promise<T>,
): T {
  let port: Promise<T> | undefined;
  const call =
    (name: keyof T) =>
    async (...given: never[]): Promise<unknown> => {
      port ??= load();
      return (await port)[name](...given);
    };
  return Object.fromEntries(Object.keys(names).map((name) => [name, call(name as keyof T)])) as T;
}

/** The API; only what was loaded has connections to close. */
export function lazyApi(load: () => Promise<Api>): Api {
  let api: Promise<Api> | undefined;
  const names = { warm: true, reach: true, listModels: true, chat: true } as const;
  const calls = lazy<Omit<Api, 'close'>>(names, () => {
    api = load();
    return api;
  });
  return { ...calls, close: () => void api?.then((loaded) => loaded.close()) };
}
