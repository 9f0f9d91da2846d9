import type { Unit } from '../../code/possible-value.ts';
import type { Client, Facts } from '../facts.ts';
import { doctorFinding } from '../finding.ts';
import type { CodeRule } from '../rule.ts';
import { type CodeLoading, loadingsOf } from '../seen.ts';
import { spotInSource } from '../sources.ts';

/** Something that happens when a program starts. */
type Event =
  | { readonly at: number; readonly hoisted: boolean; readonly kind: 'import'; readonly unit: Unit }
  | { readonly at: number; readonly hoisted: boolean; readonly kind: 'load'; readonly loading: CodeLoading }
  | { readonly at: number; readonly hoisted: boolean; readonly kind: 'client'; readonly client: Client };

/** Clients that are made, when the program starts, before the env file is loaded that holds their key. */
export const envFileLoadedTooLate: CodeRule = function* ({ facts }) {
  const events = eventsByUnit(facts);
  const imported = new Set(
    [...events.values()].flatMap((all) => all.flatMap((one) => (one.kind === 'import' ? [one.unit] : []))),
  );
  const told = new Set<Client>();
  for (const unit of events.keys()) {
    if (imported.has(unit) || facts.sources.isBeside(unit)) continue;
    const early: Client[] = [];
    for (const event of inOrder(unit, events)) {
      if (event.kind === 'client') early.push(event.client);
      if (event.kind !== 'load') continue;
      for (const client of early) {
        if (told.has(client)) continue;
        told.add(client);
        const { unit: of, call } = client.site;
        const { loading } = event;
        yield doctorFinding('env_file_loaded_too_late', {
          at: spotInSource(of, call.from),
          subject: nameOf(client),
          facts: { loadedAt: spotInSource(loading.unit, loading.at), language: of.program.language },
          fix: null,
        });
      }
      break;
    }
  }
};

/** What each file does at its top level, by place; what is imported in front of all else comes first. */
function eventsByUnit(facts: Facts): ReadonlyMap<Unit, readonly Event[]> {
  const found = new Map<Unit, Event[]>();
  for (const unit of facts.sources.units()) {
    const events: Event[] = [];
    for (const { module, typeOnly, from, hoisted, optional } of unit.program.imports) {
      const next = typeOnly || optional ? null : facts.sources.imported(unit, module);
      if (next) events.push({ at: from, hoisted, kind: 'import', unit: next });
    }
    for (const loading of loadingsOf(facts, unit)) {
      const hoisted = unit.program.imports.some(({ from, hoisted: is }) => is && from === loading.at);
      if (loading.isTopLevel) events.push({ at: loading.at, hoisted, kind: 'load', loading });
    }
    for (const client of facts.clients) {
      const { call, unit: of } = client.site;
      if (of === unit && call.scope.body === null && readsEnvironment(client))
        events.push({ at: call.from, hoisted: false, kind: 'client', client });
    }
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
