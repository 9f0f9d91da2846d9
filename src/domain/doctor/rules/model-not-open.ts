import type { Purpose } from '../../models/successors.ts';
import { modelEnd, purposesOf, successorOf } from '../../models/successors.ts';
import { findModel } from '../../models/table.ts';
import { nearestName } from '../../text/nearest-name.ts';
import { doctorFinding } from '../finding.ts';
import { type ModelInCode, modelsInCode } from '../models-in-code.ts';
import { allOf, type CodeRule, edit } from '../rule.ts';

/** Models that the key may not use, by its own list. */
export const modelNotOpen: CodeRule = function* ({ facts, asked: { today, openModels } }) {
  if (openModels === null || openModels.size === 0) return;
  for (const { model, at, written } of modelsInCode(facts)) {
    if (openModels.has(model) || hasEnded(model, today)) continue;
    const near = nearestName(model, [...openModels]) ?? null;
    // A misspelt id has one that is surely meant; an id that exists is another matter.
    const edits = near !== null && written && findModel(model) === null ? allOf([edit(written, near)]) : null;
    yield doctorFinding('model_not_open', {
      at,
      subject: model,
      facts: { model, near },
      fix: edits && { replacement: near, edits },
    });
  }
};

/** Models that the called method does not serve. */
export const modelWrongEndpoint: CodeRule = function* ({ facts, asked: { today } }) {
  for (const used of modelsInCode(facts)) {
    const { model, at } = used;
    const serves = purposesOf(model);
    if (serves === null || hasEnded(model, today)) continue;
    const called = wronglyCalled(used, serves);
    if (called === null) continue;
    const successor = called === 'chat' ? (successorOf(model)?.id ?? null) : null;
    yield doctorFinding('model_wrong_endpoint', {
      at,
      subject: model,
      facts: { model, called, serves, successor },
      fix: null,
    });
  }
};

const wronglyCalled = ({ uses }: ModelInCode, serves: readonly Purpose[]): Purpose | null =>
  uses.map((use) => use.served).find((served) => served !== null && !serves.includes(served)) ?? null;

function hasEnded(model: string, today: string): boolean {
  const date = modelEnd(model);
  return date !== null && date < today;
}
