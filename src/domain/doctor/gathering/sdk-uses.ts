import { valuesIn } from '../../code/values/objects.ts';
import type { Foreign, Site } from '../../code/values/possible-value.ts';
import type { Standing } from '../facts.ts';
import { chainOf, clientPath, plainPath, sdkModule } from '../sdk-paths.ts';
import { lastNames } from './asking-calls.ts';
import { clientOptions, sdkBases } from './clients.ts';
import type { Gathering } from './gathering.ts';
import { methodOf } from './sdk-methods.ts';
import { moduleStanding, standingOf } from './standings.ts';

/** A call of the SDK; `path`: the plain way to it. */
export function addSdkUse(gathering: Gathering, callee: Foreign, path: string, site: Site): void {
  const [, , called] = clientPath.exec(path) ?? [];
  const isModule = called === undefined && site.unit.program.language === 'python' && !path.includes('()');
  const name = called ?? (isModule ? path : null);
  const method = name === null ? null : methodOf(name);
  if (!method || name === null) return;
  const options = gathering.values.options(site);
  const models = [
    ...valuesIn(options, ['model', 'engine']),
    ...(method.modelAt === undefined ? [] : gathering.values.argument(site, method.modelAt)),
  ];
  const use = { site, via: 'sdk', served: method.served, options, models } as const;
  const made = callee.sites[0];
  if (isModule) gathering.uses.push({ ...use, standing: moduleStanding(gathering) });
  else if (!made) gathering.vague.push({ ...use, isTyped: true });
  else gathering.uses.push({ ...use, standing: standingOfClient(gathering, path, made) });
}

function standingOfClient(gathering: Gathering, path: string, site: Site): Standing {
  const name = path.slice(0, path.indexOf('('));
  if (/Azure|Bedrock/.test(name)) return 'azure';
  return standingOf(gathering, clientOptions(gathering, name, site), sdkBases);
}

/** A call on something that comes from where the code does not say, by the way it is named. */
export function addUnknownCall(gathering: Gathering, site: Site): void {
  const name = chainOf(site.call.callee);
  const [, path] =
    /(?:^|\.)((?:beta\.)?chat\.completions\.(?:create|parse|stream)|createChatCompletion)$/.exec(name) ?? [];
  const method = path === undefined ? null : methodOf(path);
  if (!method || path === undefined) return;
  const options = gathering.values.options(site);
  const models = valuesIn(options, ['model']);
  gathering.vague.push({
    site,
    via: 'sdk',
    served: method.served,
    options,
    models,
    isTyped: false,
  });
}

/** A method that is handed on with what it will be called with: `partial(client.chat.completions.create, model=…)`. */
export function addHandedOn(gathering: Gathering, { call, unit }: Site): void {
  for (const [at, { name, value }] of call.given.entries()) {
    if (name !== null || value.kind !== 'member' || !lastNames.test(value.name)) continue;
    for (const method of gathering.values.of(value, unit)) {
      if (method.kind !== 'foreign' || !sdkModule.test(method.module)) continue;
      const rest = { ...call, given: call.given.slice(at + 1) };
      addSdkUse(gathering, method, plainPath(method.path), { call: rest, unit });
    }
  }
}
