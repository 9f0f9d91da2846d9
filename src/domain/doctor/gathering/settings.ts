import type { Expression } from '../../code/program.ts';
import type { Site, Unit } from '../../code/values/possible-value.ts';
import { isForeignSdk } from '../sdk-paths.ts';
import type { Gathering } from './gathering.ts';

/** Variables that the SDK reads. */
const ownVariable = /^OPENAI_[A-Z_]+$/;

const settingName = /^(?:api_?key|api_base|base_url|api_type|organization|project)$/i;

/** What a file writes into the SDK, and into the environment. */
export function addSettings(gathering: Gathering, unit: Unit): void {
  for (const { target, value } of unit.program.changes) {
    if (target.kind !== 'member') continue;
    if (ownVariable.test(target.name)) addVariable(gathering, target, value, unit);
    if (!settingName.test(target.name)) continue;
    const isSdk = gathering.values.of(target.of, unit).some((of) => isForeignSdk(of) && of.path === '');
    if (!isSdk) continue;
    gathering.settings.push({
      name: target.name,
      values: gathering.values.of(value, unit),
      at: { from: target.from, to: target.to, unit },
    });
  }
}

function addVariable(gathering: Gathering, target: Expression, value: Expression, unit: Unit): void {
  for (const one of gathering.values.of(target, unit))
    if (one.kind === 'variable')
      gathering.environment.push({ name: one.name, values: gathering.values.of(value, unit) });
}

/** `os.environ.setdefault("OPENAI_BASE_URL", …)` */
export function addVariables(gathering: Gathering, { call, unit }: Site): void {
  const [name, value] = call.given;
  if (call.callee.kind !== 'member' || call.callee.name !== 'setdefault' || !value) return;
  if (name?.value.kind === 'text' && ownVariable.test(name.value.text))
    addVariable(gathering, call, value.value, unit);
}
