import type { CodeWritten } from '../code/values/possible-value.ts';
import type { CodeAsked } from './code-seen.ts';
import type { Facts, Use } from './facts.ts';
import type { Spot } from './finding.ts';
import { sourceText, spotInSource, spotOf } from './sources.ts';

/** A model that is written in the code, with all calls that get it. */
export interface ModelInCode {
  readonly model: string;
  readonly at: Spot;
  /** Where the id alone is written; null where it is put together. */
  readonly written: CodeWritten | null;
  readonly uses: readonly Use[];
}

/** The models that env files and workflows give to variables that the code hands to OpenAI's own API, each place once. */
export function modelsInSettings({ uses }: Facts, { setAt }: CodeAsked): readonly ModelInCode[] {
  const found = new Map<string, ModelInCode>();
  for (const use of uses)
    for (const value of use.standing === 'own' ? use.models : [])
      for (const { value: model, at } of value.kind === 'variable'
        ? setAt(value.name, value.at.unit.absolute)
        : [])
        found.set(`${at.absolute}\0${at.line}`, { model, at, written: null, uses: [use] });
  return [...found.values()];
}

const known = new WeakMap<Facts, readonly ModelInCode[]>();

/** The models that go to OpenAI's own API, each place once. */
export function modelsInCode(facts: Facts): readonly ModelInCode[] {
  const models = known.get(facts) ?? findModels(facts);
  known.set(facts, models);
  return models;
}

function findModels({ uses }: Facts): readonly ModelInCode[] {
  const found = new Map<string, { model: string; at: Spot; written: CodeWritten | null; uses: Use[] }>();
  for (const use of uses) {
    if (use.standing !== 'own') continue;
    for (const value of use.models) {
      if (value.kind !== 'text' || value.text.length > 80) continue;
      const at = value.at ? spotOf(value.at) : spotInSource(use.site.unit, use.site.call.from);
      const id = `${at.absolute}\0${at.line}\0${at.column}\0${value.text}`;
      const written = value.at && sourceText(value.at) === value.text ? value.at : null;
      const one = found.get(id) ?? { model: value.text, at, written, uses: [] };
      one.uses.push(use);
      found.set(id, one);
    }
  }
  return [...found.values()];
}
