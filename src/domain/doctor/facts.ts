import type { CodeCall, Expression } from '../code/program.ts';
import type {
  CodeWritten,
  Field,
  Foreign,
  PossibleFields,
  PossibleValue,
  Site,
  Unit,
} from '../code/values/possible-value.ts';
import { PossibleValues } from '../code/values/possible-values.ts';
import type { Purpose } from '../models/successors.ts';
import { oneOf, phrase } from '../text/phrase.ts';
import type { CodeAsked } from './code-seen.ts';
import { mayBeGone } from './members.ts';
import type { Sources } from './sources.ts';
import {
  isOwnAddress,
  type Library,
  libraries,
  methodOf,
  type Sender,
  sdkModule,
  senderBases,
  senders,
  servedAt,
} from './surfaces.ts';

/** Whether requests go to OpenAI's own host, as far as the code says; `azure` has deployments in place of models. */
export type Standing = 'own' | 'elsewhere' | 'azure' | 'unsure';

/** A client that is made, or a library's model, which has one of its own. */
export interface Client {
  readonly site: Site;
  readonly isSdk: boolean;
  readonly standing: Standing;
  readonly options: PossibleFields;
  /** The names that the key may be given by. */
  readonly keyNames: readonly string[];
  /** What the key may be; empty where none is given. */
  readonly keys: readonly PossibleValue[];
}

/** A call that asks the API for something. */
export interface Use {
  readonly site: Site;
  readonly via: 'sdk' | 'library' | 'request';
  /** What is called, after the client. */
  readonly method: string;
  readonly served: Purpose | null;
  readonly standing: Standing;
  readonly options: PossibleFields;
  readonly models: readonly PossibleValue[];
}

/** Something that is set on the SDK itself: `openai.api_key = …`. */
export interface ClientSetting {
  readonly name: string;
  readonly values: readonly PossibleValue[];
  readonly at: CodeWritten;
  readonly valueAt: CodeWritten;
}

/** A variable that the code itself sets: `os.environ["OPENAI_BASE_URL"] = …`. */
export interface VariableSet {
  readonly name: string;
  readonly values: readonly PossibleValue[];
}

/** A thing of the SDK that the code names, by the way that leads to it. */
export interface Mention {
  readonly foreign: Foreign;
  readonly at: CodeWritten;
  /** As written, without blanks. */
  readonly text: string;
  readonly isCalled: boolean;
  readonly isNew: boolean;
}

/** What the program does with the API. */
export interface Facts {
  readonly sources: Sources;
  readonly values: PossibleValues;
  readonly clients: readonly Client[];
  readonly uses: readonly Use[];
  readonly settings: readonly ClientSetting[];
  readonly environment: readonly VariableSet[];
  readonly mentions: readonly Mention[];
}

/** `official`, `isWhole`: as in `CodeAsked`. */
export function gatherFacts(sources: Sources, asked: Pick<CodeAsked, 'official' | 'isWhole'>): Facts {
  return new Gathering(sources, asked).all();
}

const sdkKeys = ['apiKey', 'api_key'];
const sdkBases = ['baseURL', 'base_url', 'basePath'];
const clientPath = /^((?:Async)?(?:OpenAI|AzureOpenAI|Client|BedrockOpenAI)|OpenAIApi|)\(\)(?:\.(.*))?$/;
const clientName = /^(?:(?:Async)?(?:OpenAI|AzureOpenAI|Client|BedrockOpenAI)|OpenAIApi|)$/;

/** Variables that the SDK reads. */
const ownVariable = /^OPENAI_[A-Z_]+$/;
const settingName = /^(?:api_?key|api_base|base_url|api_type|organization|project)$/i;
/** What calls of the API, or of what makes a client, end in; any name alone may be one as well. */
const callNames = oneOf`
  a?create\w* parse stream run\w* generate edit connect a?trans\w+ deleteFile list\w+ retrieve\w+ \w*OpenAI\w* Client AsyncClient
  a?completion embedding text\w+ chat responses image\w* speech languageModel post request Request Agent LL?M partial to_thread
  submit run_in_executor bind
`;
const lastNames = phrase`^${callNames}$`;

/** Where frameworks let a program keep a client of its own: `request.app.state.openai.chat.completions.create`. */
const keepsClient =
  /(?:^|\.)(?:app|bot|context|ctx|extensions|g|locals|state)\.(?:\w+\.)?chat\.completions\.\w+$/;

/** Whether a call is worth a look; most are not. */
function mayAsk({ callee, given }: CodeCall): boolean {
  if (callee.kind !== 'member') return callee.kind === 'name' || callee.kind === 'call';
  return (
    lastNames.test(callee.name) ||
    given.some(
      ({ value }) => value.kind === 'member' && lastNames.test(value.name) && value.of.kind === 'member',
    )
  );
}

class Gathering {
  readonly #sources: Sources;
  readonly #asked: Pick<CodeAsked, 'official' | 'isWhole'>;
  readonly #values: PossibleValues;
  readonly #settings: ClientSetting[] = [];
  readonly #environment: VariableSet[] = [];
  readonly #clients: Client[] = [];
  readonly #uses: Use[] = [];
  readonly #mentions: Mention[] = [];
  /** The calls on clients of which only the type (`isTyped`), or not even that, is known. */
  readonly #vague: (Omit<Use, 'standing'> & { readonly isTyped: boolean })[] = [];

  constructor(sources: Sources, asked: Pick<CodeAsked, 'official' | 'isWhole'>) {
    this.#sources = sources;
    this.#asked = asked;
    this.#values = new PossibleValues(sources);
  }

  all(): Facts {
    const units = [...this.#sources.units()].filter((unit) => !this.#sources.isBeside(unit));
    for (const unit of units) this.#settingsOf(unit);
    for (const unit of units) for (const call of unit.program.calls) this.#variablesSetBy({ call, unit });
    for (const unit of units) this.#callsOf(unit);
    for (const unit of units) this.#mentionsOf(unit);
    const usual = this.#usualStanding();
    for (const { isTyped, ...use } of this.#vague)
      if (isTyped || this.#clients.some(({ isSdk }) => isSdk)) this.#uses.push({ ...use, standing: usual });
    return {
      sources: this.#sources,
      values: this.#values,
      clients: this.#clients,
      uses: this.#uses,
      settings: this.#settings,
      environment: this.#environment,
      mentions: this.#mentions,
    };
  }

  /** Where a client goes of which nothing is seen: where all others go. */
  #usualStanding(): Standing {
    const all = new Set(this.#clients.map(({ standing }) => standing));
    if (!this.#asked.isWhole) return 'unsure';
    return all.size === 0 ? this.#own() : all.size === 1 ? ([...all][0] ?? 'unsure') : 'unsure';
  }

  #own(): Standing {
    const bases = this.#environment.filter(({ name }) => /^OPENAI_(?:BASE_URL|API_BASE)$/.test(name));
    for (const base of bases.flatMap(({ values }) => values)) {
      if (base.kind === 'text' && !isOwnAddress(base.text)) return 'elsewhere';
      if (base.kind !== 'text' && base.kind !== 'nothing' && base.kind !== 'variable') return 'unsure';
    }
    return this.#asked.official ? 'own' : 'unsure';
  }

  #settingsOf(unit: Unit): void {
    for (const { target, value, at } of unit.program.changes) {
      if (target.kind !== 'member') continue;
      if (ownVariable.test(target.name)) this.#variableSet(target, value, unit);
      if (!settingName.test(target.name)) continue;
      const isSdk = this.#values.of(target.of, unit).some((of) => isForeignSdk(of) && of.path === '');
      if (!isSdk) continue;
      this.#settings.push({
        name: target.name,
        values: this.#values.of(value, unit),
        at: { from: target.from, to: target.to, unit },
        valueAt: { from: value.from, to: at, unit },
      });
    }
  }

  #variableSet(target: Expression, value: Expression, unit: Unit): void {
    for (const one of this.#values.of(target, unit))
      if (one.kind === 'variable')
        this.#environment.push({ name: one.name, values: this.#values.of(value, unit) });
  }

  /** `os.environ.setdefault("OPENAI_BASE_URL", …)` */
  #variablesSetBy({ call, unit }: Site): void {
    const [name, value] = call.given;
    if (call.callee.kind !== 'member' || call.callee.name !== 'setdefault' || !value) return;
    if (name?.value.kind === 'text' && ownVariable.test(name.value.text))
      this.#variableSet(call, value.value, unit);
  }

  #callsOf(unit: Unit): void {
    const hasLines = unit.source.code.includes('custom_id');
    for (const call of unit.program.calls) {
      if (hasLines) this.#batchLine({ call, unit });
      if (!mayAsk(call)) continue;
      const callees = this.#values.of(call.callee, unit);
      const site = { call, unit };
      let isKnown = false;
      for (const callee of callees) {
        if (callee.kind === 'foreign') isKnown = this.#foreignCall(callee, site) || isKnown;
        else if (callee.kind !== 'unknown' && callee.kind !== 'nothing') isKnown = true;
      }
      if (!isKnown) this.#unknownCall(site);
      this.#handedOn(site);
    }
  }

  /** Whether it is known what is called. */
  #foreignCall(callee: Foreign, site: Site): boolean {
    if (sdkModule.test(callee.module)) {
      const path = plainPath(callee.path);
      if (clientName.test(path) && (path !== '' || site.call.isNew)) this.#client(path, site);
      else this.#sdkUse(callee, path, site);
      return true;
    }
    const made = `${callee.path}()`;
    const { language } = site.unit.program;
    const library = libraries.find(
      (one) => one.language === language && one.module.test(callee.module) && one.path.test(made),
    );
    if (library) this.#libraryUse(library, callee, site);
    const sender = senders.find((one) => one.module.test(callee.module) && one.path.test(made));
    if (sender) this.#request(sender, callee, site);
    if (library === undefined && keepsClient.test(callee.path)) return false;
    return library !== undefined || !callee.module.startsWith(':') || callee.path !== '';
  }

  #client(path: string, site: Site): void {
    const options = this.#clientOptions(path, site);
    this.#clients.push({
      site,
      isSdk: true,
      standing: /Azure|Bedrock/.test(path) ? 'azure' : this.#standingOf(options, sdkBases),
      options,
      keyNames: sdkKeys,
      keys: valuesIn(options, sdkKeys),
    });
  }

  /** `new OpenAIApi(new Configuration({…}))` has its options one call deeper. */
  #clientOptions(path: string, site: Site): PossibleFields {
    if (path !== 'OpenAIApi') return this.#values.options(site);
    for (const value of this.#values.argument(site, 0))
      if (isForeignSdk(value) && value.path === 'Configuration()' && value.sites[0])
        return this.#values.options(value.sites[0]);
    return this.#values.options(site);
  }

  #standingOf(options: PossibleFields, names: readonly string[]): Standing {
    const bases = valuesIn(options, names);
    if (options.open && options.fields.size === 0) return 'unsure';
    return this.#standingAt(bases);
  }

  #standingAt(bases: readonly PossibleValue[]): Standing {
    let standing = this.#own();
    for (const base of bases) {
      if (base.kind === 'text') {
        if (!isOwnAddress(base.text)) return 'elsewhere';
        if (bases.length === 1) return 'own';
      } else if (base.kind === 'variable') {
        if (!/^OPEN_?AI/i.test(base.name)) standing = 'unsure';
      } else if (base.kind !== 'nothing') standing = 'unsure';
    }
    return standing;
  }

  #sdkUse(callee: Foreign, path: string, site: Site): void {
    const [, , called] = clientPath.exec(path) ?? [];
    const isModule = called === undefined && site.unit.program.language === 'python' && !path.includes('()');
    const name = called ?? (isModule ? path : null);
    const method = name === null ? null : methodOf(name);
    if (!method || name === null) return;
    const options = this.#values.options(site);
    const models = [
      ...valuesIn(options, ['model', 'engine']),
      ...(method.modelAt === undefined ? [] : this.#values.argument(site, method.modelAt)),
    ];
    const use = { site, via: 'sdk', method: name, served: method.served, options, models } as const;
    const made = callee.sites[0];
    if (isModule) this.#uses.push({ ...use, standing: this.#moduleStanding() });
    else if (!made) this.#vague.push({ ...use, isTyped: true });
    else this.#uses.push({ ...use, standing: this.#standingOfClient(path, made) });
  }

  #standingOfClient(path: string, site: Site): Standing {
    const name = path.slice(0, path.indexOf('('));
    if (/Azure|Bedrock/.test(name)) return 'azure';
    return this.#standingOf(this.#clientOptions(name, site), sdkBases);
  }

  /** Of the client that the Python SDK has as a module. */
  #moduleStanding(): Standing {
    const set = (name: string): readonly PossibleValue[] =>
      this.#settings.filter((one) => one.name === name).flatMap(({ values }) => values);
    const isAzure = set('api_type').some((one) => one.kind !== 'text' || !/^open_?ai$/i.test(one.text));
    return isAzure ? 'azure' : this.#standingAt([...set('api_base'), ...set('base_url')]);
  }

  #libraryUse(library: Library, callee: Foreign, site: Site): void {
    const options = this.#values.options(site);
    const made = callee.sites[0] ? this.#values.options(callee.sites[0]) : options;
    const standing = this.#standingOf({ ...made, open: false }, library.base);
    const given =
      library.place === undefined ? [] : this.#values.argument(site, library.place, library.model[0]);
    const named = valuesIn(options, library.model);
    const all = named.length > 0 ? named : given.filter(({ kind }) => kind !== 'fields');
    const models = all.flatMap((one): PossibleValue[] => {
      if (one.kind !== 'text' || !library.prefix) return [one];
      const prefix = library.prefix.exec(one.text)?.[0] ?? '';
      if (prefix === '' && /[:/]/.test(one.text)) return [];
      return [
        {
          ...one,
          text: one.text.slice(prefix.length),
          at: one.at && { ...one.at, from: one.at.from + prefix.length },
        },
      ];
    });
    const keys = valuesIn(made, library.key);
    this.#clients.push({ site, isSdk: false, standing, options: made, keyNames: library.key, keys });
    if (models.length > 0)
      this.#uses.push({ site, via: 'library', method: callee.path, served: null, standing, options, models });
  }

  #request(sender: Sender, callee: Foreign, site: Site): void {
    const { address, body, bodyAt, optionsAt } = sender;
    const options = this.#values.options(site, optionsAt ?? 0);
    const urls =
      address.name === undefined || optionsAt === undefined
        ? this.#values.argument(site, address.place, address.name)
        : [...this.#values.argument(site, address.place), ...valuesIn(options, [address.name])];
    const [made] = callee.sites;
    const bases = made ? valuesIn(this.#values.options(made), senderBases) : [];
    for (const url of urls) {
      const served = url.kind === 'text' ? servedAt(withBase(url.text, bases)) : null;
      if (served === null) continue;
      const bodies = bodyAt === undefined ? valuesIn(options, body) : this.#values.argument(site, bodyAt);
      for (const sent of bodies.map((one) => this.#sent(one))) {
        if (!sent) continue;
        const models = valuesIn(sent, ['model']);
        this.#uses.push({
          site,
          via: 'request',
          method: served,
          served,
          standing: 'own',
          options: sent,
          models,
        });
      }
      const headers = [options, ...(made ? [this.#values.options(made)] : [])].flatMap((one) =>
        valuesIn(one, ['headers']),
      );
      const keys = headers.flatMap((one) =>
        one.kind === 'fields' ? valuesIn(one, ['Authorization', 'authorization']) : [],
      );
      this.#clients.push({
        site,
        isSdk: false,
        standing: 'own',
        options,
        keyNames: ['Authorization', 'authorization'],
        keys: keys.length > 0 ? keys : [{ kind: 'unknown' }],
      });
      return;
    }
  }

  /** A line for the Batch API, which is made as JSON: an object with a way below the address, and the body for it. */
  #batchLine(site: Site): void {
    const { callee } = site.call;
    if (callee.kind !== 'member' || !/^(?:stringify|dumps)$/.test(callee.name)) return;
    for (const line of this.#values.argument(site, 0)) {
      if (line.kind !== 'fields' || !line.fields.has('custom_id')) continue;
      const [url] = valuesIn(line, ['url']);
      const served = url?.kind === 'text' ? servedAt(`https://api.openai.com${url.text}`) : null;
      for (const options of served === null ? [] : valuesIn(line, ['body'])) {
        if (options.kind !== 'fields') continue;
        const models = valuesIn(options, ['model']);
        this.#vague.push({
          site,
          via: 'request',
          method: 'batches',
          served,
          options,
          models,
          isTyped: false,
        });
      }
    }
  }

  /** What is sent: an object, or one as JSON. */
  #sent(value: PossibleValue): PossibleFields | null {
    if (value.kind === 'fields') return value;
    if (value.kind !== 'foreign' || !/^:JSON$|^json$/.test(value.module)) return null;
    const site = /^(?:stringify|dumps)\(\)(?:\.encode\(\))?$/.test(value.path) ? value.sites[0] : null;
    return site ? this.#values.options({ ...site, call: onlyFirst(site.call) }) : null;
  }

  /** A method that is handed on with what it will be called with: `partial(client.chat.completions.create, model=…)`. */
  #handedOn({ call, unit }: Site): void {
    for (const [at, { name, value }] of call.given.entries()) {
      if (name !== null || value.kind !== 'member' || !lastNames.test(value.name)) continue;
      for (const method of this.#values.of(value, unit)) {
        if (method.kind !== 'foreign' || !sdkModule.test(method.module)) continue;
        const rest = { ...call, given: call.given.slice(at + 1) };
        this.#sdkUse(method, plainPath(method.path), { call: rest, unit });
      }
    }
  }

  /** A call on something that comes from where the code does not say, by the way it is named. */
  #unknownCall(site: Site): void {
    const name = chainOf(site.call.callee);
    const [, path] =
      /(?:^|\.)((?:beta\.)?chat\.completions\.(?:create|parse|stream)|createChatCompletion)$/.exec(name) ??
      [];
    const method = path === undefined ? null : methodOf(path);
    if (!method || path === undefined) return;
    const options = this.#values.options(site);
    const models = valuesIn(options, ['model']);
    this.#vague.push({
      site,
      via: 'sdk',
      method: path,
      served: method.served,
      options,
      models,
      isTyped: false,
    });
  }

  #mentionsOf(unit: Unit): void {
    const called = new Map(unit.program.calls.map((call) => [call.callee, call]));
    for (const one of [...unit.program.members.filter(mayBeGone), ...calledNames(unit)])
      for (const value of this.#values.of(one, unit)) {
        if (!isForeignSdk(value)) continue;
        const call = called.get(one);
        this.#mentions.push({
          foreign: value,
          at: { from: call?.isNew ? call.from : one.from, to: one.to, unit },
          text: unit.source.code.slice(one.from, one.to).replace(/\s+/g, ''),
          isCalled: call !== undefined,
          isNew: call?.isNew ?? false,
        });
      }
  }
}

/** A way below the address for which a client was made. */
function withBase(url: string, bases: readonly PossibleValue[]): string {
  const [base] = bases;
  if (base?.kind !== 'text' || /^[a-z]+:/i.test(url)) return url;
  return `${base.text.replace(/\/$/, '')}/${url.replace(/^\//, '')}`;
}

/** Names that are called as they stand: `new Configuration(…)`. */
const calledNames = ({ program }: Unit): Expression[] =>
  program.calls.map(({ callee }) => callee).filter(({ kind }) => kind === 'name');

const onlyFirst = (call: CodeCall): CodeCall => ({ ...call, given: call.given.slice(0, 1) });

/** A call's way without what only changes how it is answered, or how often. */
export const plainPath = (path: string): string =>
  path
    .replace(/\.(?:withOptions|with_options|copy|bind)\(\)|\.with_(?:raw|streaming)_response/g, '')
    .replace(/^OpenAI\.(?=\w)/, '');

export const isForeignSdk = (value: PossibleValue): value is Foreign =>
  value.kind === 'foreign' && sdkModule.test(value.module);

/** The names of a chain of members, from the last back to what is no member. */
function chainOf(expression: Expression): string {
  const names: string[] = [];
  for (let one = expression; ; one = one.of) {
    if (one.kind === 'name') names.unshift(one.name);
    if (one.kind !== 'member') return names.join('.');
    names.unshift(one.name);
  }
}

export const fieldOf = (options: PossibleFields, names: readonly string[]): Field | undefined =>
  names.map((name) => options.fields.get(name)).find((field) => field !== undefined);

export const valuesIn = (options: PossibleFields, names: readonly string[]): readonly PossibleValue[] =>
  names.flatMap((name) => options.fields.get(name)?.values ?? []);
