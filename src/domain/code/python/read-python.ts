import { parser } from '@lezer/python';
import { type CodeProgram, emptyProgram, type Span } from '../program.ts';
import { joined, named, nothing, opaque, self, truth } from '../reading/expressions.ts';
import { grammarOf, namedParts, plainTree } from '../reading/plain-tree.ts';
import { readLast, readList, readNumber, readReturn, readSigned } from '../reading/shared-readings.ts';
import { TreeReader } from '../reading/tree-reader.ts';
import { readAssignment, readNamedExpression, readUpdate } from './assignments.ts';
import { readCall, readMember } from './calls.ts';
import { readClass } from './classes.ts';
import { readDecorated } from './decorators.ts';
import { readDictionary } from './dictionaries.ts';
import { readDefinition, readFunction } from './functions.ts';
import { readImport } from './imports.ts';
import { readComprehension, readLoop } from './loops.ts';
import { readBinary, readConditional } from './operators.ts';
import { readSometimes, readWith } from './statements.ts';
import { readFormatString, readString } from './texts.ts';

/** Reads Python, or some parts of it. Throws `RangeError` where it is nested too deeply to be parsed. */
export function readPython(text: string, parts?: readonly Span[]): CodeProgram {
  const { top, broken } = plainTree(grammar, text, parts);
  const program = emptyProgram('python');
  program.broken = broken;
  reader.readAll(text, top, program);
  const { scope, exports } = program;
  for (const [name] of scope.all()) exports.set(name, named({ from: 0, to: 0 }, name, scope));
  return program;
}

const grammar = grammarOf(parser);

const reader = new TreeReader({
  String: readString,
  FormatString: readFormatString,
  ContinuedString: (reader, node, around) =>
    joined(
      node,
      namedParts(node).map((part) => reader.read(part, around)),
    ),
  Number: readNumber,
  Boolean: (reader, node) => truth(node, reader.textOf(node) === 'True'),
  None: (_, node) => nothing(node),
  VariableName: (reader, node, around) => {
    const name = reader.textOf(node);
    return around.self?.name === name ? self(node, around.self.of) : named(node, name, around.scope);
  },
  ParenthesizedExpression: readLast,
  AwaitExpression: readLast,
  UnaryExpression: readSigned,
  BinaryExpression: readBinary,
  ConditionalExpression: readConditional,
  NamedExpression: readNamedExpression,
  MemberExpression: readMember,
  CallExpression: readCall,
  DictionaryExpression: readDictionary,
  ArrayExpression: readList,
  TupleExpression: readList,
  SetExpression: readList,
  LambdaExpression: (reader, node, around) => readFunction(reader, node, around, null),
  FunctionDefinition: (reader, node, around) => readDefinition(reader, node, around, []),
  ClassDefinition: readClass,
  DecoratedStatement: readDecorated,
  AssignStatement: readAssignment,
  UpdateStatement: readUpdate,
  ImportStatement: readImport,
  ReturnStatement: readReturn,
  YieldStatement: readReturn,
  IfStatement: readSometimes,
  WhileStatement: readSometimes,
  TryStatement: readSometimes,
  MatchClause: readSometimes,
  ForStatement: readLoop,
  ArrayComprehensionExpression: readComprehension,
  SetComprehensionExpression: readComprehension,
  ComprehensionExpression: readComprehension,
  DictionaryComprehensionExpression: readComprehension,
  WithStatement: readWith,
  TypeDef: (_, node) => opaque(node),
  ScopeStatement: (_, node) => opaque(node),
});
