import { checkFormat } from '../../checks/format.ts';
import { Checklist } from '../../checks/result.ts';
import { Cancelled } from '../../ports/errors.ts';
import { agreeEndpoint } from './agree-endpoint.ts';
import { carryOut } from './carry-out.ts';
import type { ChosenKey } from './choose-key.ts';
import { chooseModel } from './choose-model.ts';
import { decidePlan } from './decide-plan.ts';
import { createEndings, type KeyOutcome } from './endings.ts';
import { everywhere } from './everywhere.ts';
import { askInstall } from './install.ts';
import type { Run } from './run.ts';
import { tryKey } from './try-key.ts';

/** Stages 4 to 8 for one key: try it, plan; then `carryOut` writes, tests and closes. All questions come before. */
export async function setUpKey(run: Run, chosen: ChosenKey): Promise<KeyOutcome> {
  const { ports, options } = run;
  const list = new Checklist(ports.clock);
  const agreement = await agreeEndpoint(run, chosen.origin);
  const end = createEndings(run, chosen, list, agreement.ok ? agreement.endpoint : null);
  if (!agreement.ok) return end.failed(agreement.finding);
  await list.run('format', () => checkFormat(chosen.key, agreement.endpoint));

  const tried = await tryKey(run, chosen, agreement.endpoint, list);
  if (tried.kind === 'other') return { kind: 'other' };
  if (tried.kind === 'failed') return end.failed(tried.finding, { told: tried.told });

  const models = tried.kind === 'accepted' ? await chooseModel(run, tried.models) : [];
  const install = await askInstall(run);
  const git = await run.background.git();
  const refused = agreement.removeFrom;
  const removals = [
    ...(refused === null ? [] : [{ name: 'OPENAI_BASE_URL', path: refused }]),
    ...(tried.kind === 'accepted' ? tried.removals : []),
  ];
  const decided = await decidePlan(run, chosen, removals, git, install);
  if (decided.kind === 'stopped') return end.failed(decided.finding);
  if (decided.kind === 'left') throw new Cancelled();
  if (decided.kind === 'shell') return everywhere(run, chosen, tried, models, list, end);
  const untested = tried.kind === 'kept' ? tried.finding : null;
  if (options.dryRun) return end.done(untested, decided.files);
  return carryOut(run, chosen, { tried, models, install, git, plan: decided.plan }, list, end);
}
