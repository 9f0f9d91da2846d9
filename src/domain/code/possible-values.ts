import { anyOf } from '../text/phrase.ts';
import type {
  CodeWritten,
  Field,
  Foreign,
  PossibleFields,
  PossibleValue,
  Site,
  Unit,
} from './possible-value.ts';
import {
  type Argument,
  addTo,
  type ClassBody,
  type CodeArgument,
  type CodeCall,
  type CodeChange,
  type CodeScope,
  type Entry,
  type Expression,
  type ExpressionOf,
  type FunctionBody,
  type Span,
} from './program.ts';
import { packageName } from './resolve-module.ts';
import { variableOf } from './variables.ts';

/** What is known of the project's files. */
export interface CodeProject {
  /** The files whose calls say what parameters may be: those of the program, without its tests. */
  readonly callers: () => readonly Unit[];
  /** The file that a module's name means; null for a package, or a file that is not read. */
  readonly imported: (unit: Unit, module: string) => Unit | null;
  /** The files whose exports a framework gives to a file without an import. */
  readonly given: (unit: Unit) => readonly Unit[];
  /** The files that hold Django's settings. */
  readonly settings: () => readonly Unit[];
}

const unknown: readonly PossibleValue[] = [{ kind: 'unknown' }];
/** More alternatives than people write. */
const most = 16;
const deepest = 120;
const mostSteps = 4000;

/** Methods of a text that matter as little as blanks do. */
const sameMethods = /^(?:trim|trimEnd|trimStart|toString|valueOf|strip|rstrip|lstrip|get_secret_value)$/;
/** Functions that hand over what they get: conversions, and wrappers that watch a client. */
const handsOver = new RegExp(
  anyOf(
    /^(?::(?:String|str|SecretStr|Object\.freeze|structuredClone|\$state)|vue:(?:(?:shallow)?[rR]ef|reactive))\(\)$/,
    /:(?:wrap_?openai|observeopenai|from_openai|patch|Depends|SecretStr|withTracing|cache|useMemo|memo)\(\)$/,
  ),
  'i',
);
/** Fields of a class of which the default is an argument. */
const fieldMaker = anyOf(
  /^(?:pydantic|dataclasses|attrs?|sqlmodel):(?:Field|field|ib)\(\)$/,
  /^typer:(?:Option|Argument)\(\)$|^fastapi:(?:Query|Body|Form|Header|Cookie|Path)\(\)$/,
);
/** What reads the options of a command line. */
const parsed =
  /^argparse:ArgumentParser\(\)\.parse_(?:known_)?args\(\)$|^commander:(?:Command\(\)|program)(?:\.\w+\(\))*\.opts\(\)$/;
/** The same for Node's own `parseArgs`, and for yargs, whose options stand in the calls that lead to it. */
const parseArgs = /^(?:node:)?util:parseArgs\(\)$/;
const byYargs = /^yargs(?:\/yargs)?:.*\.(?:argv|parse\(\)|parseSync\(\)|parseAsync\(\))$/;
/** What checks the environment by a description of it, and gives it back with defaults. */
const schemaParse = /^zod:(?:z\.)?object\(\)(?:\.\w+\(\))*?\.(?:parse|safeParse)\(\)$/;
const schemaEnv = /^@t3-oss\/env-\w+:createEnv\(\)$/;
const schemaDefault = /\.(?:default|catch|prefault)\(\)$/;
/** Methods of a list that call a function with each of its items. */
const eachMethod = /^(?:map|flatMap|forEach|filter|find|some|every)$/;
const stateMaker = /^(?:react|preact\/hooks):useState\(\)$/;

/** Finds out what expressions may be, without running anything: what only running would tell is unknown. */
export class PossibleValues {
  readonly #project: CodeProject;
  readonly #known = new Map<Expression, readonly PossibleValue[]>();
  readonly #running = new Set<Expression>();
  readonly #changes = new Map<Unit, Map<string, CodeChange[]>>();
  readonly #callers = new Map<string, Site[]>();
  /** Classes by the name of what they extend. */
  readonly #below = new Map<string, { readonly body: ClassBody; readonly unit: Unit }[]>();
  #indexed = 0;
  /** How often something was left open, to know whether a value is final. */
  #cuts = 0;
  #steps = 0;

  constructor(project: CodeProject) {
    this.#project = project;
  }

  of(expression: Expression, unit: Unit): readonly PossibleValue[] {
    const known = this.#known.get(expression);
    if (known) return known;
    if (this.#running.has(expression) || this.#running.size > deepest || this.#steps > mostSteps) {
      this.#cuts += 1;
      return unknown;
    }
    if (this.#running.size === 0) this.#steps = 0;
    this.#steps += 1;
    const plain = plainly(expression, unit);
    if (plain) {
      if (plain !== unknown) this.#known.set(expression, plain);
      return plain;
    }
    const cuts = this.#cuts;
    this.#running.add(expression);
    const values = few(this.#of(expression, unit));
    this.#running.delete(expression);
    // What was asked for in the middle of itself may come out otherwise elsewhere.
    if (this.#running.size === 0 || this.#cuts === cuts) this.#known.set(expression, values);
    return values;
  }

  /** What a call gives for a parameter, by its place or its name; empty where it gives nothing. */
  argument({ call, unit }: Site, index: number, name?: string): readonly PossibleValue[] {
    const { given } = call;
    const named = name === undefined ? undefined : given.find((one) => one.name === name);
    if (named) return this.of(named.value, unit);
    const plain = given.filter((one) => one.name === null);
    const upTo = plain.slice(0, index + 1);
    const spread = upTo.findIndex((one) => one.spread);
    if (spread >= 0) return this.#spreadItem(upTo[spread]?.value, index - spread, unit);
    const one = upTo[index];
    if (one) return this.of(one.value, unit);
    for (const { value } of given.filter((spread) => spread.spread && spread.name === '')) {
      const fields = this.of(value, unit).flatMap((of) => (of.kind === 'fields' ? [of] : []));
      const found =
        name === undefined ? undefined : fields.find((of) => of.fields.has(name))?.fields.get(name);
      if (found) return found.values;
    }
    return [];
  }

  #spreadItem(list: Expression | undefined, index: number, unit: Unit): readonly PossibleValue[] {
    const lists = list ? this.of(list, unit) : [];
    return lists.flatMap((one) => (one.kind === 'list' ? (one.items[index] ?? []) : unknown));
  }

  /** The keyword arguments of a call, or the fields of the object that it gets first. */
  options({ call, unit }: Site, index = 0): PossibleFields {
    const named = call.given.filter(({ name }) => name !== null);
    const first = call.given.filter(({ name }) => name === null)[index];
    if (named.length === 0 && first && !first.spread) {
      const values = this.of(first.value, unit);
      const objects = values.flatMap((one) => (one.kind === 'fields' ? [one] : []));
      const all = merged(objects, true);
      return { kind: 'fields', fields: all.fields, open: all.open || objects.length < values.length };
    }
    return this.#fieldsOf(named.map(asEntry), unit);
  }

  #of(one: Expression, unit: Unit): readonly PossibleValue[] {
    switch (one.kind) {
      case 'joined':
        return this.#joined(one, unit);
      case 'name':
        return this.#named(one, unit);
      case 'self':
        return [{ kind: 'instance', body: one.body, unit }];
      case 'member':
        return this.#memberOf(one, unit);
      case 'item':
        return this.#item(one, unit);
      case 'call':
        return this.#called(one, unit);
      case 'fields':
        return [this.#fieldsOf(one.entries, unit)];
      case 'list':
        return [{ kind: 'list', items: one.items.map((item) => this.of(item, unit)) }];
      case 'either':
        return one.options.flatMap((option) => this.of(option, unit));
      case 'each':
        return this.of(one.of, unit).flatMap((of) => (of.kind === 'list' ? of.items.flat() : unknown));
      case 'import':
        return this.#imported(one.module, one.name, unit, one);
      case 'parameter':
        return this.#parameter(one.body, one.index, unit);
      case 'typed':
        return this.#typed(one.type, unit);
      default:
        return unknown;
    }
  }

  #joined({ parts }: ExpressionOf<'joined'>, unit: Unit): readonly PossibleValue[] {
    // What is sent as a bearer is a key still.
    const [first, key] = parts;
    if (parts.length === 2 && key && first?.kind === 'text' && /^Bearer $/i.test(first.text))
      return this.of(key, unit);
    let texts: readonly string[] = [''];
    for (const part of parts) {
      const values = this.of(part, unit).map((one) =>
        one.kind === 'text' ? one.text : one.kind === 'number' ? String(one.value) : null,
      );
      if (values.includes(null) || values.length > 4) return unknown;
      texts = texts.flatMap((start) => values.map((end) => start + end));
      if (texts.length > most) return unknown;
    }
    return texts.map((text) => ({ kind: 'text', text, at: null }));
  }

  #named(one: ExpressionOf<'name'>, unit: Unit): readonly PossibleValue[] {
    const scope = scopeOf(one.scope, one.name);
    if (!scope) return this.#global(one, unit);
    const all = [
      ...scope.get(one.name),
      ...(unit.program.reassigned.get(one.name) ?? []).filter(
        (again) => scopeOf(again.scope, again.name) === scope,
      ),
    ];
    const values = inForce(all, one, one.scope.body).flatMap(({ value }) => this.of(value, unit));
    return values.map((value) => (value.kind === 'fields' ? this.#changed(value, one, scope, unit) : value));
  }

  #global(use: ExpressionOf<'name'>, unit: Unit): readonly PossibleValue[] {
    const { name } = use;
    for (const module of unit.program.language === 'python' ? unit.program.exportsAll : []) {
      const found = this.#imported(module, name, unit, use);
      if (
        this.#project.imported(unit, module)
          ? found.some(({ kind }) => kind !== 'unknown')
          : module === 'openai'
      )
        return found;
    }
    const giving = this.#project.given(unit).find((from) => from.program.exports.has(name));
    if (giving) return this.#exported(giving, name);
    return [{ kind: 'foreign', module: `:${name}`, path: '', sites: [] }];
  }

  /** An object with what is written into it before it is used. */
  #changed(value: PossibleFields, use: ExpressionOf<'name'>, scope: CodeScope, unit: Unit): PossibleValue {
    const changes = this.#changesOf(unit).get(`${use.name}.`) ?? [];
    if (changes.length === 0) return value;
    const fields = new Map(value.fields);
    let { open } = value;
    for (const change of changes) {
      const { target, at, within, body } = change;
      if (target.of.kind !== 'name' || scopeOf(target.of.scope, use.name) !== scope) continue;
      const isHere = body === use.scope.body;
      if (isHere && at > use.from) continue;
      const before = target.kind === 'member' ? fields.get(target.name) : undefined;
      if (target.kind === 'item') open = true;
      else {
        const isSure = isHere && holds(within, use.from);
        const values = this.of(change.value, unit);
        fields.set(target.name, {
          values: isSure || !before ? values : [...before.values, ...values],
          nameAt: writtenIn(unit, target.nameAt),
          at: null,
        });
      }
    }
    return { kind: 'fields', fields, open };
  }

  /** By the name of the object that changes, with a dot, and by the name of the member. */
  #changesOf(unit: Unit): Map<string, CodeChange[]> {
    const known = this.#changes.get(unit);
    if (known) return known;
    const found = new Map<string, CodeChange[]>();
    const add = (change: CodeChange): void => {
      if (change.target.of.kind === 'name') addTo(found, `${change.target.of.name}.`, change);
      if (change.target.kind === 'member') addTo(found, change.target.name, change);
    };
    for (const change of unit.program.changes) add(change);
    for (const call of unit.program.calls) for (const change of written(call)) add(change);
    this.#changes.set(unit, found);
    return found;
  }

  /** A member, or what the file writes into it where it belongs to something of a package: `st.session_state['model']`. */
  #memberOf(one: ExpressionOf<'member'>, unit: Unit): readonly PossibleValue[] {
    const values = this.of(one.of, unit).flatMap((of) =>
      this.member(of, one.name, writtenIn(unit, one.nameAt)),
    );
    if (!values.every(({ kind }) => kind === 'foreign')) return values;
    const { code } = unit.source;
    const of = code.slice(one.of.from, one.of.to);
    const given = (this.#changesOf(unit).get(one.name) ?? []).filter(
      ({ target }) => target.from !== one.from && code.slice(target.of.from, target.of.to) === of,
    );
    return given.length > 0 ? given.flatMap(({ value }) => this.of(value, unit)) : values;
  }

  /** What a member of a value is; `at`: where its name is written. */
  member(of: PossibleValue, name: string, at: CodeWritten): readonly PossibleValue[] {
    switch (of.kind) {
      case 'foreign':
        return this.#foreignMember(of, name, at);
      case 'module':
        return this.#exported(of.unit, name);
      case 'fields':
        return (
          of.fields.get(name)?.values ??
          (of.open || !/^(?:get|update|copy)$/.test(name) ? unknown : [{ kind: 'same', of }])
        );
      case 'instance':
      case 'class':
        return this.#field(of.body, of.unit, name, of.kind === 'instance');
      case 'list': {
        const item = /^\d{1,4}$/.test(name) ? of.items[Number(name)] : undefined;
        return item ?? unknown;
      }
      case 'text':
      case 'variable':
        if (name === 'value') return [of];
        return sameMethods.test(name) ? [{ kind: 'same', of }] : unknown;
      default:
        return unknown;
    }
  }

  #foreignMember(of: Foreign, name: string, at: CodeWritten): readonly PossibleValue[] {
    const member = grown(of, `.${name}`);
    if (member.module === 'django.conf' && /^settings\.[A-Z_]+$/.test(member.path)) {
      const found = this.#project.settings().flatMap((unit) => this.#exported(unit, name));
      const known = found.filter(({ kind }) => kind !== 'unknown');
      return known.length > 0 ? known : [member];
    }
    const variable = variableOf(member, at);
    if (variable) return [variable];
    return byYargs.test(`${of.module}:${member.path}`) ? [this.#optionsOfYargs(member)] : [member];
  }

  #item(one: ExpressionOf<'item'>, unit: Unit): readonly PossibleValue[] {
    const keys = this.of(one.key, unit);
    return this.of(one.of, unit).flatMap((of) =>
      keys.flatMap((key) => {
        const name = key.kind === 'text' ? key.text : key.kind === 'number' ? String(key.value) : null;
        const at = (key.kind === 'text' ? key.at : null) ?? { from: one.key.from, to: one.key.to, unit };
        if (name !== null) return this.member(of, name, at);
        if (of.kind === 'fields' && !of.open && of.fields.size <= 6)
          return [...of.fields.values()].flatMap(({ values }) => values);
        return of.kind === 'foreign' ? [grown(of, '[]')] : unknown;
      }),
    );
  }

  /** A field or method of a class of the project: its own, of one that it extends, or of those that extend it. */
  #field(body: ClassBody, unit: Unit, name: string, isMade: boolean): readonly PossibleValue[] {
    const read = isMade ? this.#settingOf(body, unit, name) : [];
    const own = this.#ownField(body, unit, name, isMade);
    const below = isMade ? this.#fieldBelow(body, name) : [];
    if (read.length + below.length === 0) return own;
    return [...read, ...below, ...own.filter(({ kind }) => kind !== 'unknown' && kind !== 'nothing')];
  }

  /** What classes that extend this one make of a field. */
  #fieldBelow(body: ClassBody, name: string): readonly PossibleValue[] {
    if (body.name === null || body.isObject) return [];
    this.#index();
    const found = (this.#below.get(body.name) ?? []).flatMap(({ body: other, unit }) =>
      (other === body ? [] : (other.fields.get(name) ?? [])).flatMap(({ value }) => this.of(value, unit)),
    );
    return found.filter(({ kind }) => kind !== 'function');
  }

  /** The variable that a field of pydantic's settings reads: its own name, with a prefix where one is set. */
  #settingOf(body: ClassBody, unit: Unit, name: string): readonly PossibleValue[] {
    if (unit.program.language !== 'python' || !/^[a-z]\w*$/i.test(name)) return [];
    const isField =
      body.types.has(name) || (body.fields.get(name) ?? []).some(({ value }) => value.kind !== 'function');
    const isSettings = body.bases.some((base) =>
      this.of(base, unit).some(
        (of) => of.kind === 'foreign' && /^pydantic/.test(of.module) && /(?:^|\.)BaseSettings$/.test(of.path),
      ),
    );
    if (!isField || !isSettings) return [];
    const [type] = [body.types.get(name), body.fields.get(name)?.[0]?.value];
    const at = { from: body.from, to: body.to, ...(type ? { from: type.from, to: type.to } : {}), unit };
    const source = unit.source.code.slice(body.from, body.to);
    const prefix = /\benv_prefix["']?\s*[=:]\s*["'](\w{0,40})["']/.exec(source)?.[1] ?? '';
    const written = new RegExp(`^[ \\t]+${name}\\b`, 'm').exec(source);
    const from = written ? body.from + written.index + written[0].length - name.length : at.from;
    const ofFile = /\benv_file\b/.test(source);
    return [
      {
        kind: 'variable',
        name: (prefix + name).toUpperCase(),
        at: { from, to: from + name.length, unit },
        ofFile,
      },
    ];
  }

  #ownField(body: ClassBody, unit: Unit, name: string, isMade: boolean): readonly PossibleValue[] {
    const given = body.fields.get(name);
    if (given) {
      const values = given.flatMap(({ value }) => this.of(value, unit));
      const [only] = values;
      if (only?.kind === 'function' && only.body.isGetter && isMade) return this.#returned(only.body, unit);
      if (!values.every(({ kind }) => kind === 'nothing')) return values;
    }
    const type = body.types.get(name);
    if (type) return this.#typed(type, unit);
    for (const base of body.bases)
      for (const value of this.of(base, unit))
        if (value.kind === 'class' && value.body !== body)
          return this.#ownField(value.body, value.unit, name, isMade);
        else if (value.kind === 'foreign' && value.module === 'openai' && !given)
          return [grown(madeBy(value, null), `.${name}`)];
    return given
      ? [{ kind: 'nothing' }]
      : body.isObject && name !== 'data'
        ? this.#dataOf(body, unit, name)
        : unknown;
  }

  /** What `data()` of a Vue component gives. */
  #dataOf(body: ClassBody, unit: Unit, name: string): readonly PossibleValue[] {
    const data = body.fields.has('data') ? this.#field(body, unit, 'data', false) : [];
    const given = data.flatMap((one) => (one.kind === 'function' ? this.#returned(one.body, one.unit) : []));
    const found = given.flatMap((one) => (one.kind === 'fields' ? (one.fields.get(name)?.values ?? []) : []));
    return found.length > 0 ? found : unknown;
  }

  #typed(type: Expression, unit: Unit): readonly PossibleValue[] {
    return this.of(type, unit).flatMap((one): readonly PossibleValue[] => {
      if (one.kind === 'class') return [{ kind: 'instance', body: one.body, unit: one.unit }];
      return one.kind === 'foreign' && !one.module.startsWith(':') ? [madeBy(one, null)] : unknown;
    });
  }

  #exported(unit: Unit, name: string): readonly PossibleValue[] {
    const { exports, exportsAll, language } = unit.program;
    const own = exports.get(name) ?? (name === 'default' ? exports.get('module.exports') : undefined);
    if (own) return this.of(own, unit);
    for (const module of exportsAll) {
      const from = this.#project.imported(unit, module);
      const found =
        from && from !== unit && this.#running.size < deepest ? this.#exportedOnce(from, name) : unknown;
      if (found.some(({ kind }) => kind !== 'unknown')) return found;
    }
    if (language === 'python') {
      const below = this.#project.imported(unit, `.${name}`);
      if (below && /__init__\.py$/.test(unit.path)) return [{ kind: 'module', unit: below }];
    }
    return unknown;
  }

  readonly #looking = new Set<string>();

  #exportedOnce(unit: Unit, name: string): readonly PossibleValue[] {
    const id = `${unit.path}\0${name}`;
    if (this.#looking.has(id)) return unknown;
    this.#looking.add(id);
    const found = this.#exported(unit, name);
    this.#looking.delete(id);
    return found;
  }

  #imported(
    module: string,
    name: string | null,
    unit: Unit,
    { from: start, to }: Span,
  ): readonly PossibleValue[] {
    const from = this.#project.imported(unit, module);
    if (!from) {
      const of: Foreign = { kind: 'foreign', module: packageName(module), path: '', sites: [] };
      if (name === null) return [of];
      const at = { from: start, to, unit };
      return [variableOf({ ...of, path: name }, at) ?? { ...of, path: name === 'default' ? '' : name }];
    }
    if (name === null) {
      const { exports } = from.program;
      const whole =
        exports.get('module.exports') ?? (from.path.endsWith('.json') ? exports.get('default') : null);
      return whole ? this.of(whole, from) : [{ kind: 'module', unit: from }];
    }
    const found = this.#exported(from, name);
    if (unit.program.language !== 'python' || from.program.exports.has(name)) return found;
    const below = this.#project.imported(
      unit,
      `${module.replace(/\.$/, '.')}${module.endsWith('.') ? '' : '.'}${name}`,
    );
    return below ? [{ kind: 'module', unit: below }] : found;
  }

  #called(call: CodeCall, unit: Unit): readonly PossibleValue[] {
    return this.of(call.callee, unit).flatMap((callee): readonly PossibleValue[] => {
      switch (callee.kind) {
        case 'function':
          return this.#returned(callee.body, callee.unit);
        case 'class':
          return [{ kind: 'instance', body: callee.body, unit: callee.unit }];
        case 'same':
          return this.#same(callee.of, call, unit);
        case 'foreign':
          return this.#foreignCall(callee, call, unit);
        default:
          return this.#otherwise(call, unit);
      }
    });
  }

  /** `settings.get('model', 'gpt-…')`: the second argument is what comes where nothing is found. */
  #otherwise(call: CodeCall, unit: Unit): readonly PossibleValue[] {
    const { callee, given } = call;
    const isGet = callee.kind === 'member' && callee.name === 'get' && given.length === 2;
    return isGet ? [...unknown, ...this.argument({ call, unit }, 1)] : unknown;
  }

  /** `trim()`, and `get(…)` of a dictionary. */
  #same(of: PossibleValue, call: CodeCall, unit: Unit): readonly PossibleValue[] {
    if (of.kind !== 'fields' || call.callee.kind !== 'member' || call.callee.name !== 'get') return [of];
    const site = { call, unit };
    const names = this.argument(site, 0).flatMap((one) => (one.kind === 'text' ? [one.text] : []));
    const found = names.flatMap((name) => of.fields.get(name)?.values ?? []);
    return found.length > 0 ? [...found, ...this.argument(site, 1)] : unknown;
  }

  #foreignCall(callee: Foreign, call: CodeCall, unit: Unit): readonly PossibleValue[] {
    const site = { call, unit };
    const made = madeBy(callee, site);
    const isGlobal = callee.module.startsWith(':');
    const name = isGlobal
      ? `${callee.module}${callee.path && `.${callee.path}`}()`
      : `${callee.module}:${made.path}`;
    if (fieldMaker.test(name)) return this.argument(site, 0, 'default');
    if (stateMaker.test(name)) return [{ kind: 'list', items: [this.argument(site, 0)] }];
    if (name === ':getattr()') return this.#attribute(site);
    if (parsed.test(name)) return [this.#parsedOptions(made, site)];
    if (schemaParse.test(name)) return this.#checkedEnvironment(made, site);
    if (schemaEnv.test(name)) return this.#describedEnvironment(site);
    if (parseArgs.test(name)) return [this.#parsedArgs(site)];
    if (byYargs.test(name)) return [this.#optionsOfYargs(made)];
    if (handsOver.test(name)) {
      const first = this.argument(site, 0).flatMap((one) =>
        one.kind === 'function' ? this.#returned(one.body, one.unit) : [one],
      );
      if (first.length > 0) return first;
    }
    if (name === ':dict()') return [this.#fieldsOf(call.given.map(asEntry), unit)];
    if (name === ':Object.assign()')
      return [
        this.#fieldsOf(
          call.given.map((one) => ({ ...asEntry(one), spread: true })),
          unit,
        ),
      ];
    const key = this.argument(site, 0).find((one) => one.kind === 'text');
    const at = key?.kind === 'text' ? (key.at ?? { from: call.from, to: call.to, unit }) : null;
    const variable = key?.kind === 'text' && at ? variableOf(made, at, key.text) : null;
    if (!variable) return [made];
    const fallback = [...this.argument(site, 1, 'default')];
    return [variable, ...fallback];
  }

  /** What the options of a command line are without being given, by what their parser was told. */
  #parsedOptions({ sites }: Foreign, { call, unit }: Site): PossibleFields {
    const parser = call.callee.kind === 'member' ? call.callee.of : null;
    const parserName = parser?.kind === 'name' ? parser.name : null;
    // Told on the way to it, `new Command().option(…)`, or by its name.
    const onTheWay = new Set(sites.map((site) => site?.call));
    const options = unit.program.calls.filter(
      (one) =>
        one.callee.kind === 'member' &&
        /^(?:add_argument|option|requiredOption)$/.test(one.callee.name) &&
        (onTheWay.has(one) || (parserName !== null && rootNames(one.callee.of).includes(parserName))),
    );
    return this.#optionsIn(options, unit);
  }

  /** Of `option('-m, --model <id>', '…', 'default')` and `add_argument('--model', default='…')`. */
  #optionsIn(calls: readonly CodeCall[], unit: Unit): PossibleFields {
    const fields = new Map<string, Field>();
    const isPython = unit.program.language === 'python';
    for (const call of calls) {
      const flags = call.given
        .slice(0, 2)
        .flatMap(({ name, value }) => (name === null && value.kind === 'text' ? [value.text] : []));
      const long = /--([\w-]+)/.exec(flags.join(' '))?.[1];
      if (long === undefined) continue;
      const site = { call, unit };
      const values = isPython ? this.argument(site, 99, 'default') : this.argument(site, 2);
      const name = isPython
        ? long.replaceAll('-', '_')
        : long.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      if (values.length > 0) fields.set(name, { values, nameAt: null, at: null });
    }
    return { kind: 'fields', fields, open: true };
  }

  /** `z.object({ MODEL: z.string().default('…') }).parse(process.env)` */
  #checkedEnvironment(made: Foreign, site: Site): readonly PossibleValue[] {
    const isEnvironment = this.argument(site, 0).some(
      (one) =>
        one.kind === 'foreign' && /^:process$|^(?:node:)?process$/.test(one.module) && one.path === 'env',
    );
    const [described] = made.sites;
    if (!isEnvironment || !described) return [made];
    const fields = this.#variablesIn(this.argument(described, 0));
    const data = { values: [fields], nameAt: null, at: null };
    return /safeParse\(\)$/.test(made.path)
      ? [{ kind: 'fields', fields: new Map([['data', data]]), open: true }]
      : [fields];
  }

  /** `createEnv({ server: { OPENAI_API_KEY: z.string() } })` */
  #describedEnvironment(site: Site): readonly PossibleValue[] {
    const options = this.options(site);
    const parts = ['server', 'client', 'shared'].flatMap((part) => options.fields.get(part)?.values ?? []);
    return [this.#variablesIn(parts)];
  }

  /** The variables that a description names, each with its default. */
  #variablesIn(described: readonly PossibleValue[]): PossibleFields {
    const fields = new Map<string, Field>();
    for (const one of described)
      for (const [name, { values, nameAt, at }] of one.kind === 'fields' ? one.fields : []) {
        if (!nameAt) continue;
        const given = values.flatMap((value) => {
          const last = value.kind === 'foreign' && schemaDefault.test(value.path) ? value.sites.at(-1) : null;
          return last ? this.argument(last, 0) : [];
        });
        fields.set(name, {
          values: [{ kind: 'variable', name, at: nameAt, ofFile: false }, ...given],
          nameAt,
          at,
        });
      }
    return { kind: 'fields', fields, open: true };
  }

  /** What `parseArgs({ options: { model: { default: '…' } } })` gives without being told anything. */
  #parsedArgs(site: Site): PossibleFields {
    const options = this.options(site).fields.get('options')?.values ?? [];
    const fields = options.flatMap((one) => (one.kind === 'fields' ? [...one.fields] : []));
    const values: PossibleFields = { kind: 'fields', fields: new Map(fields.flatMap(defaultOf)), open: true };
    return {
      kind: 'fields',
      fields: new Map([['values', { values: [values], nameAt: null, at: null }]]),
      open: true,
    };
  }

  /** The defaults in `.option('model', { default: '…' })` and `.options({ … })` on the way to it. */
  #optionsOfYargs({ sites }: Foreign): PossibleFields {
    const fields = new Map<string, Field>();
    for (const site of sites) {
      const callee = site?.call.callee;
      if (!site || callee?.kind !== 'member' || !/^(?:options?|positional|default)$/.test(callee.name))
        continue;
      const [name] = this.argument(site, 0);
      if (name?.kind === 'text') {
        const given = this.argument(site, 1);
        const values =
          callee.name === 'default'
            ? given
            : given.flatMap((one) =>
                one.kind === 'fields' ? (one.fields.get('default')?.values ?? []) : [],
              );
        if (values.length > 0) fields.set(name.text, { values, nameAt: null, at: null });
      } else if (name?.kind === 'fields')
        for (const [key, field] of [...name.fields].flatMap(defaultOf)) fields.set(key, field);
    }
    return { kind: 'fields', fields, open: true };
  }

  /** `getattr(x, 'name', otherwise)` */
  #attribute(site: Site): readonly PossibleValue[] {
    const names = this.argument(site, 1).flatMap((one) => (one.kind === 'text' ? [one] : []));
    const at = { from: site.call.from, to: site.call.to, unit: site.unit };
    const found = this.argument(site, 0).flatMap((of) =>
      names.flatMap(({ text, at: written }) => this.member(of, text, written ?? at)),
    );
    return [...found, ...this.argument(site, 2)];
  }

  #returned(body: FunctionBody, unit: Unit): readonly PossibleValue[] {
    if (body.returns.length === 0) return unknown;
    return body.returns.flatMap((value) => this.of(value, unit));
  }

  #fieldsOf(entries: readonly Entry[], unit: Unit): PossibleFields {
    const fields = new Map<string, Field>();
    let open = false;
    for (const { name, nameAt, value, spread, from, to } of entries) {
      if (spread) {
        for (const one of this.of(value, unit)) {
          if (one.kind !== 'fields') open ||= one.kind !== 'nothing' && one.kind !== 'truth';
          else {
            open ||= one.open;
            for (const [key, field] of one.fields) fields.set(key, field);
          }
        }
      } else if (name === null) open = true;
      else
        fields.set(name, {
          values: this.of(value, unit),
          nameAt: nameAt && writtenIn(unit, nameAt),
          at: { from, to, unit },
        });
    }
    return { kind: 'fields', fields, open };
  }

  /** What a parameter is without being given, and what the calls in the project give. */
  #parameter(body: FunctionBody, index: number, unit: Unit): readonly PossibleValue[] {
    const parameter = body.parameters[index];
    if (!parameter) return unknown;
    const { name, fallback, type, rest } = parameter;
    if (rest) return this.#rest(body, index, rest);
    const values = fallback ? [...this.of(fallback, unit)] : [];
    const decorated = name === null ? undefined : body.given?.get(name);
    if (decorated) values.push(...this.of(decorated, unit));
    values.push(...this.#handed(body, index, unit));
    if (body.name !== null)
      for (const site of this.#sitesOf(body.name))
        if (this.#calls(site, body))
          values.push(...this.argument(site, index - body.skipped, name ?? undefined));
    const known = values.filter(({ kind }) => kind !== 'nothing' && kind !== 'unknown');
    if (known.length > 0) return values;
    return type ? this.#typed(type, unit) : values.length > 0 ? values : unknown;
  }

  /** What a function gets from the call that it is handed to: items of a list, options of a command line. */
  #handed({ handedTo, parameters }: FunctionBody, index: number, unit: Unit): readonly PossibleValue[] {
    if (handedTo?.callee.kind !== 'member') return [];
    const { of, name } = handedTo.callee;
    if (index === 0 && eachMethod.test(name))
      return this.of(of, unit).flatMap((one) => (one.kind === 'list' ? one.items.flat() : []));
    if (name !== 'action' || index < parameters.length - 2) return [];
    const options = [...callsOf(of)].filter(
      ({ callee }) => callee.kind === 'member' && callee.name === 'option',
    );
    return options.length > 0 ? [this.#optionsIn(options, unit)] : [];
  }

  /** What `...rest`, `*args` or `**kwargs` gets: the arguments that no parameter takes. */
  #rest(body: FunctionBody, index: number, rest: 'list' | 'fields'): readonly PossibleValue[] {
    if (body.name === null) return unknown;
    const sites = this.#sitesOf(body.name).filter((site) => this.#calls(site, body));
    const names = new Set(body.parameters.map(({ name }) => name));
    const values = sites.map(({ call, unit }): PossibleValue => {
      const left = call.given.filter(({ name, spread }) =>
        rest === 'fields' ? name !== null && (spread || !names.has(name)) : name === null && !spread,
      );
      if (rest === 'fields') return this.#fieldsOf(left.map(asEntry), unit);
      const items = left.slice(index - body.skipped).map(({ value }) => this.of(value, unit));
      return { kind: 'list', items };
    });
    const fields = values.flatMap((one) => (one.kind === 'fields' ? [one] : []));
    return values.length === 0 ? unknown : rest === 'fields' ? [merged(fields, true)] : values;
  }

  #calls({ call, unit }: Site, body: FunctionBody): boolean {
    return this.of(call.callee, unit).some(
      (one) =>
        (one.kind === 'function' && one.body === body) || (one.kind === 'class' && one.body.maker === body),
    );
  }

  /** Enters the files that were read since. */
  #index(): void {
    const units = this.#project.callers();
    for (; this.#indexed < units.length; this.#indexed += 1) {
      const unit = units[this.#indexed];
      if (!unit) continue;
      for (const call of unit.program.calls) {
        const called = lastName(call.callee);
        if (called !== null) addTo(this.#callers, called, { call, unit });
      }
      for (const body of unit.program.classes)
        for (const base of body.bases) addTo(this.#below, lastName(base) ?? '', { body, unit });
    }
  }

  /** The calls of something by this name, in all files. */
  #sitesOf(name: string): readonly Site[] {
    this.#index();
    const found = this.#callers.get(name) ?? [];
    return found.length > 40 ? [] : found;
  }
}

/** What needs nothing but itself; null for all else. */
function plainly(one: Expression, unit: Unit): readonly PossibleValue[] | null {
  switch (one.kind) {
    case 'text':
      return [{ kind: 'text', text: one.text, at: one.inside && writtenIn(unit, one.inside) }];
    case 'number':
    case 'truth':
      return [{ kind: one.kind, value: one.value } as PossibleValue];
    case 'nothing':
      return [{ kind: 'nothing' }];
    case 'function':
    case 'class':
      return [{ kind: one.kind, body: one.body, unit } as PossibleValue];
    case 'opaque':
      return unknown;
    default:
      return null;
  }
}

const asEntry = ({ name, nameAt, value, spread }: Argument): Entry => ({
  name: spread ? null : name,
  nameAt,
  value,
  spread,
  from: nameAt?.from ?? value.from,
  to: value.to,
});

/** The default of an option that is told as an object. */
const defaultOf = ([name, { values }]: readonly [string, Field]): [string, Field][] => {
  const given = values.flatMap((one) =>
    one.kind === 'fields' ? (one.fields.get('default')?.values ?? []) : [],
  );
  return given.length > 0 ? [[name, { values: given, nameAt: null, at: null }]] : [];
};

/** The calls of a chain, the last one first. */
function* callsOf(expression: Expression): Generator<CodeCall> {
  for (let one = expression; one.kind === 'member' || one.kind === 'call'; ) {
    if (one.kind === 'call') yield one;
    one = one.kind === 'member' ? one.of : one.callee;
  }
}

/** The names that a chain of calls begins with: `program` of `program.option(…).option(…)`. */
function rootNames(expression: Expression): readonly string[] {
  let one = expression;
  while (one.kind === 'member' || one.kind === 'call') one = one.kind === 'member' ? one.of : one.callee;
  return one.kind === 'name' ? [one.name] : [];
}

function lastName(callee: Expression): string | null {
  if (callee.kind === 'name' || callee.kind === 'member') return callee.name;
  return null;
}

/** `x.update({…})` of Python, `Object.assign(x, {…})`, as changes of single fields. */
function* written(call: CodeCall): Generator<CodeChange> {
  const { callee, given } = call;
  if (callee.kind !== 'member') return;
  const isAssign = callee.name === 'assign' && callee.of.kind === 'name' && callee.of.name === 'Object';
  const of = isAssign ? given[0]?.value : callee.name === 'update' ? callee.of : undefined;
  if (of?.kind !== 'name') return;
  for (const { name, nameAt, value } of given.slice(isAssign ? 1 : 0)) {
    const entries =
      name !== null && nameAt ? [{ name, nameAt, value }] : value.kind === 'fields' ? value.entries : [];
    for (const entry of entries)
      if (entry.name !== null && entry.nameAt) {
        const target = {
          kind: 'member',
          of,
          name: entry.name,
          nameAt: entry.nameAt,
          from: call.from,
          to: call.to,
        } as const;
        yield { target, value: entry.value, at: call.to, within: whole, body: call.scope.body };
      }
  }
}

/** As large as a number may be that V8 does not put into a box, as it would then do with those of all spans. */
const whole: Span = { from: 0, to: 0x3fff_ffff };

const grown = ({ module, path, sites }: Foreign, step: string): Foreign => ({
  kind: 'foreign',
  module,
  path: `${path}${step}`.replace(/^\./, '').replace(/^default(?:\.|$)/, ''),
  sites,
});

/** What a call of it gives; null for a call that is seen nowhere. */
const madeBy = ({ module, path, sites }: Foreign, site: Site | null): Foreign => ({
  kind: 'foreign',
  module,
  path: `${path}()`,
  sites: [...sites, site],
});

const writtenIn = (unit: Unit, { from, to }: Span): CodeWritten => ({ from, to, unit });

/** The scope that a name belongs to, from one below. */
function scopeOf(from: CodeScope, name: string): CodeScope | null {
  for (let scope: CodeScope | null = from; scope; scope = scope.parent) if (scope.has(name)) return scope;
  return null;
}

const holds = ({ from, to }: Span, at: number): boolean => at >= from && at <= to;

/** Those values of a name that may still be in force where it is used. */
function inForce(
  all: readonly CodeArgument[],
  use: Span,
  body: FunctionBody | null,
): readonly CodeArgument[] {
  if (all.length < 2) return all;
  const sorted = [...all].sort((one, other) => one.at - other.at);
  const here = sorted.filter((given) => given.body === body);
  const before = here.filter(({ at }) => at <= use.from);
  if (before.length === 0) return sorted;
  const last = before.findLastIndex(({ within }) => holds(within, use.from));
  const isOwn = here.length === sorted.length;
  return isOwn
    ? before.slice(Math.max(last, 0))
    : [...before.slice(Math.max(last, 0)), ...sorted.filter((given) => given.body !== body)];
}

/** The fields that several objects have between them. */
function merged(all: readonly PossibleFields[], closed: boolean): PossibleFields {
  const fields = new Map<string, Field>();
  for (const one of all)
    for (const [name, field] of one.fields) {
      const before = fields.get(name);
      fields.set(name, before ? { ...before, values: [...before.values, ...field.values] } : field);
    }
  return { kind: 'fields', fields, open: !closed || all.length === 0 || all.some(({ open }) => open) };
}

/** Each alternative once, and not too many. */
function few(values: readonly PossibleValue[]): readonly PossibleValue[] {
  if (values.length < 2) return values;
  const seen = new Set<string>();
  const once = values.filter((value) => {
    const id = identity(value);
    return id === null || (!seen.has(id) && seen.add(id));
  });
  return once.length > most ? [...once.slice(0, most), { kind: 'unknown' }] : once;
}

function identity(value: PossibleValue): string | null {
  switch (value.kind) {
    case 'unknown':
    case 'nothing':
      return value.kind;
    case 'text':
      return value.at && `text ${value.at.unit.path} ${value.at.from}`;
    case 'variable':
      return `variable ${value.at.unit.path} ${value.at.from} ${value.name}`;
    case 'instance':
    case 'class':
    case 'function':
      return `${value.kind} ${value.unit.path} ${value.body.from}`;
    default:
      return null;
  }
}
