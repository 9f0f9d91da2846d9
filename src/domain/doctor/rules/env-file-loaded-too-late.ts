import { addTo, type FunctionBody } from '../../code/program.ts';
import type { Unit } from '../../code/values/possible-value.ts';
import { type CodeLoading, loadingsOf } from '../env-loadings.ts';
import type { Client, Facts } from '../facts.ts';
import type { DoctorRule } from '../rule.ts';

import { spotInSource } from '../sources.ts';

/** Something that happens when a program starts; `inner`: its place in the function that does it. */
type Event = { readonly at: number; readonly inner: number; readonly hoisted: boolean } & (
  | { readonly kind: 'import'; readonly unit: Unit }
  | { readonly kind: 'load'; readonly loading: CodeLoading }
  | { readonly kind: 'client'; readonly client: Client }
);

/** Clients that are made, when the program starts, before the env file is loaded that holds their key. */
export const envFileLoadedTooLate: DoctorRule<'env_file_loaded_too_late'> = {
  id: 'env_file_loaded_too_late',
  severity: 'error',
  *inCode({ facts }) {
    const clients = facts.clients.filter(readsEnvironment);
    const loadings = facts.sources.units().flatMap((unit) => loadingsOf(facts, unit));
    if (clients.length === 0 || loadings.length === 0) return;
    const events = eventsByUnit(facts, clients, loadings);
    const imported = new Set(
      [...events.values()].flatMap((all) => all.flatMap((one) => (one.kind === 'import' ? [one.unit] : []))),
    );
    const told = new Set<Client>();
    for (const unit of events.keys()) {
      if (imported.has(unit) || facts.sources.isBeside(unit)) continue;
      const { early, loading } = untilLoaded(unit, events);
      for (const client of loading ? early : []) {
        if (told.has(client) || !loading) continue;
        told.add(client);
        const { unit: of, call } = client.site;
        yield {
          at: spotInSource(of, call.from),
          subject: nameOf(client),
          facts: { loadedAt: spotInSource(loading.unit, loading.at), language: of.program.language },
        };
      }
    }
  },
};

/** The clients that are made before the first loading, when a file is run. */
function untilLoaded(unit: Unit, events: ReadonlyMap<Unit, readonly Event[]>) {
  const early: Client[] = [];
  for (const event of inOrder(unit, events)) {
    if (event.kind === 'client') early.push(event.client);
    if (event.kind === 'load') return { early, loading: event.loading };
  }
  return { early, loading: null };
}

/** What each file does when it is run, by place; what is imported in front of all else comes first. */
function eventsByUnit(
  facts: Facts,
  clients: readonly Client[],
  loadings: readonly CodeLoading[],
): ReadonlyMap<Unit, readonly Event[]> {
  const found = new Map<Unit, Event[]>();
  /** What functions do, which happens where they are called. */
  const byBody = new Map<FunctionBody, Event[]>();
  const add = (unit: Unit, body: FunctionBody | null, event: Event): void => {
    if (body) addTo(byBody, body, event);
    else addTo(found, unit, event);
  };
  for (const unit of facts.sources.units()) found.set(unit, importsOf(facts, unit));
  for (const loading of loadings) {
    const { at, unit, body } = loading;
    const hoisted = unit.program.imports.some(({ from, hoisted: is }) => is && from === at);
    add(unit, body, { at, inner: at, hoisted, kind: 'load', loading });
  }
  for (const client of clients) {
    const { call, unit } = client.site;
    add(unit, call.scope.body, { at: call.from, inner: call.from, hoisted: false, kind: 'client', client });
  }
  const names = new Set([...byBody.keys()].map(({ name }) => name));
  for (const [unit, events] of found) {
    for (const { callee, scope, from } of unit.program.calls) {
      if (scope.body !== null || (callee.kind !== 'name' && callee.kind !== 'member')) continue;
      if (!names.has(callee.name)) continue;
      for (const value of facts.values.of(callee, unit))
        for (const event of value.kind === 'function' ? (byBody.get(value.body) ?? []) : [])
          events.push({ ...event, at: from });
    }
    events.sort(
      (one, other) =>
        Number(other.hoisted) - Number(one.hoisted) || one.at - other.at || one.inner - other.inner,
    );
  }
  return found;
}

function importsOf({ sources }: Facts, unit: Unit): Event[] {
  return unit.program.imports.flatMap(({ module, names, typeOnly, from, hoisted, optional }): Event[] => {
    if (typeOnly || optional) return [];
    // In Python a name that is imported from a package may be a module of it, which then runs as well.
    const isPython = unit.program.language === 'python';
    const below = isPython
      ? names.map(({ name }) => `${module}${module.endsWith('.') ? '' : '.'}${name}`)
      : [];
    return [module, ...below].flatMap((one): Event[] => {
      const next = sources.importedToRun(unit, one);
      return next ? [{ at: from, inner: from, hoisted, kind: 'import', unit: next }] : [];
    });
  });
}

const readsEnvironment = ({ isSdk, keys, standing, options }: Client): boolean =>
  standing === 'own' &&
  ((isSdk && keys.length === 0 && !options.open) ||
    (keys.length > 0 && keys.every(({ kind }) => kind === 'variable')));

/** What happens when a file is run, in order; a file that is imported runs once. */
function* inOrder(
  unit: Unit,
  events: ReadonlyMap<Unit, readonly Event[]>,
  run = new Set<Unit>(),
): Generator<Event> {
  if (run.has(unit) || run.size > 400) return;
  run.add(unit);
  for (const event of events.get(unit) ?? [])
    if (event.kind === 'import') yield* inOrder(event.unit, events, run);
    else yield event;
}

const nameOf = ({ site: { call, unit } }: Client): string =>
  unit.source.code.slice(call.from, Math.min(call.callee.to, call.from + 60)).replace(/\s+/g, ' ');
