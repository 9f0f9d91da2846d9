import type { FilePlace } from '../../loading/place.ts';
import type { CodeInFile } from '../code-in-file.ts';
import type { ClassBody, CodeCall, CodeProgram, FunctionBody, Span } from '../program.ts';

/** A file whose code is known. */
export interface Unit extends FilePlace {
  /** The absolute path with `/`. */
  readonly path: string;
  /** All that stands in the file. */
  readonly text: string;
  readonly source: CodeInFile;
  readonly program: CodeProgram;
}

/** Where something is written. */
export interface CodeWritten extends Span {
  readonly unit: Unit;
}

/** A call with the file that it stands in. */
export interface Site {
  readonly call: CodeCall;
  readonly unit: Unit;
}

/** A thing of a package, or of the language: by the way that leads to it, `OpenAI().chat.completions.create`. */
export interface Foreign {
  readonly kind: 'foreign';
  /** The package's module as imported; a global name with `:` in front. */
  readonly module: string;
  readonly path: string;
  /** The calls on the way, in order; null for one of which only the type of what it gives is known. */
  readonly sites: readonly (Site | null)[];
}

/** A variable of the environment. */
export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  readonly at: CodeWritten;
  /** A library looks for it in an env file by itself, and leaves the environment as it is. */
  readonly ofFile: boolean;
}

export interface Field {
  readonly values: readonly PossibleValue[];
  readonly nameAt: CodeWritten | null;
  /** The whole of it, as written. */
  readonly at: CodeWritten | null;
}

/** An object or a dictionary; one that is open may have other fields too. */
export interface PossibleFields {
  readonly kind: 'fields';
  readonly fields: ReadonlyMap<string, Field>;
  readonly open: boolean;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly body: FunctionBody;
  readonly unit: Unit;
}

/** A class of the project, or something that it makes. */
export interface ClassValue {
  readonly kind: 'class' | 'instance';
  readonly body: ClassBody;
  readonly unit: Unit;
}

/** One of the things that an expression may be. */
export type PossibleValue =
  | { readonly kind: 'text'; readonly text: string; readonly at: CodeWritten | null }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'list'; readonly items: readonly (readonly PossibleValue[])[] }
  | FunctionValue
  | ClassValue
  | { readonly kind: 'module'; readonly unit: Unit }
  /** A method that leaves what it is called on as it is: `trim`, `lower`. */
  | { readonly kind: 'same'; readonly of: PossibleValue }
  | PossibleFields
  | Foreign
  | Variable
  | { readonly kind: 'unknown' };

/** All that an expression may be. */
export type Alternatives = readonly PossibleValue[];
