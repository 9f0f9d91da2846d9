import type { Argument, Expression } from '../program.ts';
import { opaque } from '../reading/expressions.ts';
import type { NodeReading } from '../reading/tree-reader.ts';
import { readArguments } from './calls.ts';
import { readPythonClass } from './classes.ts';
import { readDefinition } from './functions.ts';

interface Decorator {
  readonly name: string;
  readonly given: readonly Argument[];
}

/** A function or a class with decorators before it. */
export const readDecorated: NodeReading = (reader, node, around) => {
  const decorators = node.getChildren('Decorator').map((one): Decorator => {
    const list = one.getChild('ArgList');
    const name = /^@\s*([\w.]+)/.exec(reader.textOf(one))?.[1] ?? '';
    return { name, given: list ? readArguments(reader, list, around) : [] };
  });
  const definition = node.getChild('FunctionDefinition');
  if (definition) {
    const names = decorators.map(({ name }) => name);
    const value = readDefinition(reader, definition, around, names);
    const given = decorators.flatMap(optionOf);
    if (given.length > 0) value.body.given = new Map(given);
    return value;
  }
  const body = node.getChild('ClassDefinition');
  return body ? readPythonClass(reader, body, around) : opaque(node);
};

/** The parameter that a decorator such as click's `@click.option('--model', default='…')` fills, and with what. */
function optionOf({ name, given }: Decorator): readonly [string, Expression][] {
  if (!/(?:^|\.)(?:option|argument)$/.test(name)) return [];
  const words = given.flatMap((one) =>
    one.name === null && one.value.kind === 'text' ? [one.value.text] : [],
  );
  const parameter =
    words.find((word) => !word.startsWith('-')) ?? words.find((word) => word.startsWith('--'));
  const value = given.find((one) => one.name === 'default')?.value;
  return parameter === undefined || !value
    ? []
    : [[parameter.replace(/^--/, '').split('/')[0]?.replaceAll('-', '_') ?? '', value]];
}
