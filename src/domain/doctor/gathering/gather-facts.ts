import type { Facts } from '../facts.ts';
import type { Sources } from '../sources.ts';
import { addCalls } from './calls.ts';
import { type AskedOfCode, beginning } from './gathering.ts';
import { addMentions } from './mentions.ts';
import { addSettings, addVariables } from './settings.ts';
import { usualStanding } from './standings.ts';

/** What the program does with the API. What is set is looked for first: where a client goes depends on it. */
export function gatherFacts(sources: Sources, asked: AskedOfCode): Facts {
  const gathering = beginning(sources, asked);
  const units = [...sources.units()].filter((unit) => !sources.isBeside(unit));
  for (const unit of units) addSettings(gathering, unit);
  for (const unit of units) for (const call of unit.program.calls) addVariables(gathering, { call, unit });
  for (const unit of units) addCalls(gathering, unit);
  for (const unit of units) addMentions(gathering, unit);
  const { clients, uses, vague } = gathering;
  const standing = usualStanding(gathering);
  for (const { isTyped, ...use } of vague)
    if (isTyped || clients.some(({ isSdk }) => isSdk)) uses.push({ ...use, standing });
  return gathering;
}
