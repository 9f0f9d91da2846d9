import type { Unit } from '../../code/possible-value.ts';
import { addTo } from '../../code/program.ts';
import { type CodeLoading, loadingsOf } from '../env-loadings.ts';
import type { Client, Facts } from '../facts.ts';
import type { Rule } from '../rule.ts';

import { spotInSource } from '../sources.ts';

/** Something that happens when a program starts. */
type Event =
  | { readonly at: number; readonly hoisted: boolean; readonly kind: 'import'; readonly unit: Unit }
  | { readonly at: number; readonly hoisted: boolean; readonly kind: 'load'; readonly loading: CodeLoading }
  | { readonly at: number; readonly hoisted: boolean; readonly kind: 'client'; readonly client: Client };

/** Clients that are made, when the program starts, before the env file is loaded that holds their key. */
export const envFileLoadedTooLate: Rule<'env_file_loaded_too_late'> = {
  id: 'env_file_loaded_too_late',
  severity: 'error',
  *inCode({ facts }) {
    const clients = earlyClients(facts);
    const isLoading = facts.sources.units().some((unit) => topLevelLoadings(facts, unit).length > 0);
    if (clients.size === 0 || !isLoading) return;
    const events = eventsByUnit(facts, clients);
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

/** Those that are made when a file is run, with a key of the environment. */
function earlyClients({ clients }: Facts): ReadonlyMap<Unit, readonly Client[]> {
  const found = new Map<Unit, Client[]>();
  for (const client of clients) {
    const { call, unit } = client.site;
    if (call.scope.body === null && readsEnvironment(client)) addTo(found, unit, client);
  }
  return found;
}

const topLevelLoadings = (facts: Facts, unit: Unit): readonly CodeLoading[] =>
  loadingsOf(facts, unit).filter(({ isTopLevel }) => isTopLevel);

/** What each file does at its top level, by place; what is imported in front of all else comes first. */
function eventsByUnit(
  facts: Facts,
  clients: ReadonlyMap<Unit, readonly Client[]>,
): ReadonlyMap<Unit, readonly Event[]> {
  const found = new Map<Unit, Event[]>();
  for (const unit of facts.sources.units()) {
    const events: Event[] = [];
    for (const { module, typeOnly, from, hoisted, optional } of unit.program.imports) {
      const next = typeOnly || optional ? null : facts.sources.importedToRun(unit, module);
      if (next) events.push({ at: from, hoisted, kind: 'import', unit: next });
    }
    for (const loading of topLevelLoadings(facts, unit)) {
      const hoisted = unit.program.imports.some(({ from, hoisted: is }) => is && from === loading.at);
      events.push({ at: loading.at, hoisted, kind: 'load', loading });
    }
    for (const client of clients.get(unit) ?? [])
      events.push({ at: client.site.call.from, hoisted: false, kind: 'client', client });
    events.sort((one, other) => Number(other.hoisted) - Number(one.hoisted) || one.at - other.at);
    found.set(unit, events);
  }
  return found;
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
