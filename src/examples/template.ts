import type { Task } from '../domain/models/tasks.ts';
import type { TextName } from './texts.ts';

/** The part of a Node program that is its own; what goes around it: `node-program.ts`. */
export interface NodeTemplate {
  /** Constants after the model. */
  readonly constants?: string;
  /** Options of the client; none by default. */
  readonly client?: string;
  /** A comment above the client. */
  readonly clientNote?: TextName;
  /** Functions, after everything else. */
  readonly helpers?: string;
  /** Statements, which may `await`. */
  readonly body: string;
}

/** The same for Python: `python-program.ts`. */
export interface PythonTemplate {
  /** Imports of the standard library, one a line. */
  readonly standard?: string;
  /** What is imported from `openai`. */
  readonly from: string;
  /** Lines of other imports, after `openai`. */
  readonly others?: string;
  readonly constants?: string;
  readonly client?: string;
  readonly clientNote?: TextName;
  /** Functions and classes, before the statements. */
  readonly helpers?: string;
  readonly body: string;
}

/** The same for curl: `curl-program.ts`. */
export type CurlTemplate = CurlCall &
  (
    | {
        /** What of the answer is the reply, in JavaScript. */
        readonly reply: string;
      }
    | {
        /** What of an `event` of the stream is a piece of the reply, in JavaScript. */
        readonly piece: string;
      }
  );

interface CurlCall {
  /** Below the base URL. */
  readonly path: string;
  /** Shell assignments after the model. */
  readonly constants?: string;
  /** The JSON body, in an unquoted here-document. */
  readonly body: string;
  /** More options of curl. */
  readonly options?: string;
  /** A comment above the call. */
  readonly comment?: TextName;
}

/**
 * One program in each language that has it, without its comments and texts. `{{name}}` stands for a comment's text,
 * `{{"name"}}` for a string literal of that text; a comment that begins with a colon or `<` is a type, for TypeScript only.
 */
export interface Example {
  /** What its model is chosen for. */
  readonly task: Task;
  readonly node: NodeTemplate;
  readonly python: PythonTemplate;
  /** Absent where a shell script would teach nothing. */
  readonly curl?: CurlTemplate;
}
