import type { Expression } from '../../code/program.ts';
import type { Unit } from '../../code/values/possible-value.ts';
import { mayBeGone } from '../members.ts';
import { isForeignSdk } from '../sdk-paths.ts';
import type { Gathering } from './gathering.ts';

/** Where a file names things of the SDK that may be gone. */
export function addMentions(gathering: Gathering, unit: Unit): void {
  const called = new Map(unit.program.calls.map((call) => [call.callee, call]));
  for (const one of [...unit.program.members.filter(mayBeGone), ...calledNames(unit)])
    for (const value of gathering.values.of(one, unit)) {
      if (!isForeignSdk(value)) continue;
      const call = called.get(one);
      gathering.mentions.push({
        foreign: value,
        at: { from: call?.isNew ? call.from : one.from, to: one.to, unit },
        text: unit.source.code.slice(one.from, one.to).replace(/\s+/g, ''),
        isCalled: call !== undefined,
        isNew: call?.isNew ?? false,
      });
    }
}

/** Names that are called as they stand: `new Configuration(…)`. */
const calledNames = ({ program }: Unit): Expression[] =>
  program.calls.map(({ callee }) => callee).filter(({ kind }) => kind === 'name');
