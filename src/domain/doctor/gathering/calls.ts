import type { Foreign, Site, Unit } from '../../code/values/possible-value.ts';
import { clientName, plainPath, sdkModule } from '../sdk-paths.ts';
import { mayAsk } from './asking-calls.ts';
import { addClient } from './clients.ts';
import type { Gathering } from './gathering.ts';
import { libraries } from './libraries.ts';
import { addLibraryUse } from './library-uses.ts';
import { addBatchLine, addRequest } from './requests.ts';
import { addHandedOn, addSdkUse, addUnknownCall } from './sdk-uses.ts';
import { senders } from './senders.ts';

/** Where frameworks let a program keep a client of its own: `request.app.state.openai.chat.completions.create`. */
const keepsClient =
  /(?:^|\.)(?:app|bot|context|ctx|extensions|g|locals|state)\.(?:\w+\.)?chat\.completions\.\w+$/;

/** The calls of a file that make a client or ask for something. */
export function addCalls(gathering: Gathering, unit: Unit): void {
  const hasLines = unit.source.code.includes('custom_id');
  for (const call of unit.program.calls) {
    if (hasLines) addBatchLine(gathering, { call, unit });
    if (!mayAsk(call)) continue;
    const callees = gathering.values.of(call.callee, unit);
    const site = { call, unit };
    let isKnown = false;
    for (const callee of callees) {
      if (callee.kind === 'foreign') isKnown = addForeignCall(gathering, callee, site) || isKnown;
      else if (callee.kind !== 'unknown' && callee.kind !== 'nothing') isKnown = true;
    }
    if (!isKnown) addUnknownCall(gathering, site);
    addHandedOn(gathering, site);
  }
}

/** Whether it is known what is called. */
function addForeignCall(gathering: Gathering, callee: Foreign, site: Site): boolean {
  if (sdkModule.test(callee.module)) {
    const path = plainPath(callee.path);
    if (clientName.test(path) && (path !== '' || site.call.isNew)) addClient(gathering, path, site);
    else addSdkUse(gathering, callee, path, site);
    return true;
  }
  const made = `${callee.path}()`;
  const leadsTo = (one: { readonly module: RegExp; readonly path: RegExp }): boolean =>
    one.module.test(callee.module) && one.path.test(made);
  const library = libraries[site.unit.program.language].find(leadsTo);
  if (library) addLibraryUse(gathering, library, callee, site);
  const sender = senders.find(leadsTo);
  if (sender) addRequest(gathering, sender, callee, site);
  if (library === undefined && keepsClient.test(callee.path)) return false;
  return library !== undefined || !callee.module.startsWith(':') || callee.path !== '';
}
