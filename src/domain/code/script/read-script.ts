import { type CodeProgram, emptyProgram, type Span } from '../program.ts';
import { inClass, inner, inPart, inScope } from '../reading/around.ts';
import { nameAt, nothingAt, opaque, self, truth } from '../reading/expressions.ts';
import { grammarOf, plainTree } from '../reading/plain-tree.ts';
import { readLast, readList, readNumber, readReturn, readSigned } from '../reading/shared-readings.ts';
import { TreeReader } from '../reading/tree-reader.ts';
import { parsedOf, scriptParsers } from '../script.ts';
import { readCall, readMember } from './calls.ts';
import { readClass } from './classes.ts';
import { readAssignment, readVariables } from './declarations.ts';
import { readFunction, readFunctionDeclaration } from './functions.ts';
import { readDynamicImport, readExport, readImport } from './modules.ts';
import { readEnum, readObject } from './objects.ts';
import { readBinary, readConditional, readFirst } from './operators.ts';
import { readBlock, readExpressionStatement, readLoop, readScriptSometimes } from './statements.ts';
import { readString, readTemplateString } from './texts.ts';

/** Reads JavaScript or TypeScript, or some parts of it. Throws `RangeError` where it is nested too deeply to be parsed. */
export function readScript(text: string, parts?: readonly Span[]): CodeProgram {
  const { top, broken } = parsedOf(text, grammars, (by, one) => plainTree(by, one, parts));
  const program = emptyProgram('node');
  program.broken = broken;
  reader.readAll(text, top, program);
  return program;
}

const grammars = { all: grammarOf(scriptParsers.all), types: grammarOf(scriptParsers.types) };

const reader = new TreeReader({
  String: readString,
  TemplateString: readTemplateString,
  Number: readNumber,
  BooleanLiteral: (reader, node) => truth(node, reader.textOf(node) === 'true'),
  null: (_, node) => nothingAt(node),
  this: (_, node, { of }) => (of ? self(node, of) : opaque(node)),
  VariableName: (reader, node, { scope }) => {
    const name = reader.textOf(node);
    return name === 'undefined' ? nothingAt(node) : nameAt(node, name, scope);
  },
  ImportMeta: (_, node, { scope }) => nameAt(node, 'import.meta', scope),
  ParenthesizedExpression: readLast,
  SequenceExpression: readLast,
  AwaitExpression: readLast,
  InstantiationExpression: readFirst,
  PostfixExpression: readFirst,
  UnaryExpression: readSigned,
  BinaryExpression: readBinary,
  ConditionalExpression: readConditional,
  MemberExpression: readMember,
  CallExpression: readCall,
  NewExpression: readCall,
  DynamicImport: readDynamicImport,
  ObjectExpression: readObject,
  ArrayExpression: readList,
  ArrowFunction: (reader, node, around) => readFunction(reader, node, around, null),
  FunctionExpression: (reader, node, around) => readFunction(reader, node, inClass(around, null), null),
  FunctionDeclaration: readFunctionDeclaration,
  ClassDeclaration: readClass,
  ClassExpression: readClass,
  EnumDeclaration: readEnum,
  VariableDeclaration: readVariables,
  AssignmentExpression: readAssignment,
  ImportDeclaration: readImport,
  ExportDeclaration: readExport,
  ReturnStatement: readReturn,
  ExpressionStatement: readExpressionStatement,
  Block: readBlock,
  IfStatement: readScriptSometimes,
  WhileStatement: readScriptSometimes,
  DoStatement: readScriptSometimes,
  TryStatement: readScriptSometimes,
  SwitchBody: (reader, node, around) => readBlock(reader, node, inPart(around, node)),
  ForStatement: (reader, node, around) => readScriptSometimes(reader, node, inScope(around, inner(around))),
  ForOfSpec: readLoop,
  ForInSpec: readLoop,
  TypeAliasDeclaration: (_, node) => opaque(node),
  InterfaceDeclaration: (_, node) => opaque(node),
  TypeAnnotation: (_, node) => opaque(node),
  AmbientDeclaration: (_, node) => opaque(node),
});
