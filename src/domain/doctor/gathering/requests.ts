import type { CodeCall } from '../../code/program.ts';
import { valuesIn } from '../../code/values/objects.ts';
import type {
  Alternatives,
  Foreign,
  PossibleFields,
  PossibleValue,
  Site,
} from '../../code/values/possible-value.ts';
import { servedAt } from './addresses.ts';
import type { Gathering } from './gathering.ts';
import { type Sender, senderBases } from './senders.ts';

const keyHeaders = ['Authorization', 'authorization'];

/** A request that is sent without the SDK. */
export function addRequest(gathering: Gathering, sender: Sender, callee: Foreign, site: Site): void {
  const { address, body, bodyAt, optionsAt } = sender;
  const options = gathering.values.options(site, optionsAt ?? 0);
  const urls =
    address.name === undefined || optionsAt === undefined
      ? gathering.values.argument(site, address.place, address.name)
      : [...gathering.values.argument(site, address.place), ...valuesIn(options, [address.name])];
  const [made] = callee.sites;
  const bases = made ? valuesIn(gathering.values.options(made), senderBases) : [];
  for (const url of urls) {
    const served = url.kind === 'text' ? servedAt(withBase(url.text, bases)) : null;
    if (served === null) continue;
    const bodies = bodyAt === undefined ? valuesIn(options, body) : gathering.values.argument(site, bodyAt);
    for (const sent of bodies.map((one) => bodyOf(gathering, one))) {
      if (!sent) continue;
      const models = valuesIn(sent, ['model']);
      gathering.uses.push({
        site,
        via: 'request',
        served,
        standing: 'own',
        options: sent,
        models,
      });
    }
    const headers = [options, ...(made ? [gathering.values.options(made)] : [])].flatMap((one) =>
      valuesIn(one, ['headers']),
    );
    const keys = headers.flatMap((one) => (one.kind === 'fields' ? valuesIn(one, keyHeaders) : []));
    gathering.clients.push({
      site,
      isSdk: false,
      standing: 'own',
      options,
      keys: keys.length > 0 ? keys : [{ kind: 'unknown' }],
    });
    return;
  }
}

/** What is sent: an object, or one as JSON. */
function bodyOf(gathering: Gathering, value: PossibleValue): PossibleFields | null {
  if (value.kind === 'fields') return value;
  if (value.kind !== 'foreign' || !/^:JSON$|^json$/.test(value.module)) return null;
  const site = /^(?:stringify|dumps)\(\)(?:\.encode\(\))?$/.test(value.path) ? value.sites[0] : null;
  return site ? gathering.values.options({ ...site, call: onlyFirst(site.call) }) : null;
}

/** A line for the Batch API, which is made as JSON: an object with a way below the address, and the body for it. */
export function addBatchLine(gathering: Gathering, site: Site): void {
  const { callee } = site.call;
  if (callee.kind !== 'member' || !/^(?:stringify|dumps)$/.test(callee.name)) return;
  for (const line of gathering.values.argument(site, 0)) {
    if (line.kind !== 'fields' || !line.fields.has('custom_id')) continue;
    const [url] = valuesIn(line, ['url']);
    const served = url?.kind === 'text' ? servedAt(`https://api.openai.com${url.text}`) : null;
    for (const options of served === null ? [] : valuesIn(line, ['body'])) {
      if (options.kind !== 'fields') continue;
      const models = valuesIn(options, ['model']);
      gathering.vague.push({
        site,
        via: 'request',
        served,
        options,
        models,
        isTyped: false,
      });
    }
  }
}

/** A way below the address for which a client was made. */
function withBase(url: string, bases: Alternatives): string {
  const [base] = bases;
  if (base?.kind !== 'text' || /^[a-z]+:/i.test(url)) return url;
  return `${base.text.replace(/\/$/, '')}/${url.replace(/^\//, '')}`;
}

const onlyFirst = (call: CodeCall): CodeCall => ({ ...call, given: call.given.slice(0, 1) });
