import { parser } from '@lezer/python';
import { type CodeProgram, emptyProgram, type Span } from '../program.ts';
import { joined, nameAt, nothingAt, opaque, self, truth } from '../reading/expressions.ts';
import { grammarOf, namedParts, plainTree } from '../reading/plain-tree.ts';
import { readLast, readList, readNumber, readReturn, readSigned } from '../reading/shared-readings.ts';
import { TreeReader } from '../reading/tree-reader.ts';
import { readNamedExpression, readPythonAssignment, readUpdate } from './assignments.ts';
import { readPythonCall, readPythonMember } from './calls.ts';
import { readPythonClass } from './classes.ts';
import { readDecorated } from './decorators.ts';
import { readDictionary } from './dictionaries.ts';
import { readDefinition, readPythonFunction } from './functions.ts';
import { readPythonImport } from './imports.ts';
import { readComprehension, readPythonLoop } from './loops.ts';
import { readPythonBinary, readPythonConditional } from './operators.ts';
import { readPythonSometimes, readWith } from './statements.ts';
import { readFormatString, readPythonString } from './texts.ts';

/** Reads Python, or some parts of it. Throws `RangeError` where it is nested too deeply to be parsed. */
export function readPython(text: string, parts?: readonly Span[]): CodeProgram {
  const { top, broken } = plainTree(grammar, text, parts);
  const program = emptyProgram('python');
  program.broken = broken;
  reader.readAll(text, top, program);
  const { scope, exports } = program;
  for (const [name] of scope.all()) exports.set(name, nameAt({ from: 0, to: 0 }, name, scope));
  return program;
}

const grammar = grammarOf(parser);

const reader = new TreeReader({
  String: readPythonString,
  FormatString: readFormatString,
  ContinuedString: (reader, node, around) =>
    joined(
      node,
      namedParts(node).map((part) => reader.read(part, around)),
    ),
  Number: readNumber,
  Boolean: (reader, node) => truth(node, reader.textOf(node) === 'True'),
  None: (_, node) => nothingAt(node),
  VariableName: (reader, node, around) => {
    const name = reader.textOf(node);
    return around.self?.name === name ? self(node, around.self.of) : nameAt(node, name, around.scope);
  },
  ParenthesizedExpression: readLast,
  AwaitExpression: readLast,
  UnaryExpression: readSigned,
  BinaryExpression: readPythonBinary,
  ConditionalExpression: readPythonConditional,
  NamedExpression: readNamedExpression,
  MemberExpression: readPythonMember,
  CallExpression: readPythonCall,
  DictionaryExpression: readDictionary,
  ArrayExpression: readList,
  TupleExpression: readList,
  SetExpression: readList,
  LambdaExpression: (reader, node, around) => readPythonFunction(reader, node, around, null),
  FunctionDefinition: (reader, node, around) => readDefinition(reader, node, around, []),
  ClassDefinition: readPythonClass,
  DecoratedStatement: readDecorated,
  AssignStatement: readPythonAssignment,
  UpdateStatement: readUpdate,
  ImportStatement: readPythonImport,
  ReturnStatement: readReturn,
  YieldStatement: readReturn,
  IfStatement: readPythonSometimes,
  WhileStatement: readPythonSometimes,
  TryStatement: readPythonSometimes,
  MatchClause: readPythonSometimes,
  ForStatement: readPythonLoop,
  ArrayComprehensionExpression: readComprehension,
  SetComprehensionExpression: readComprehension,
  ComprehensionExpression: readComprehension,
  DictionaryComprehensionExpression: readComprehension,
  WithStatement: readWith,
  TypeDef: (_, node) => opaque(node),
  ScopeStatement: (_, node) => opaque(node),
});
