import type { FilePlace } from '../loading/place.ts';
import type { DoctorFinding, SdkLanguage, Spot } from './finding.ts';

export type CodeLanguage = 'javascript' | 'typescript' | 'python';

/** A place where the code reads a variable of the environment. */
export interface VariableRead extends Spot {
  readonly name: string;
  readonly language: SdkLanguage;
  /** The value becomes the key of an OpenAI client; a client that is made without one reads `OPENAI_API_KEY`. */
  readonly isKey: boolean;
  /** There is a value of its own where the variable is not set. */
  readonly hasDefault: boolean;
  /** A library looks for it in an env file by itself. */
  readonly ofFile: boolean;
  /** The file ships to the browser; null where that can't be told. */
  readonly inBrowser: boolean | null;
  /** Offsets of the name in the text of the file, in UTF-16 units; null where it is not written there. */
  readonly written: { readonly from: number; readonly to: number } | null;
}

/** A place where the SDK is imported, and it is no type alone. */
export interface SdkImport extends Spot {
  /** `openai`, `@azure/openai`, … as it is installed. */
  readonly package: string;
  readonly language: SdkLanguage;
  /** It may fail: inside `try` or a condition, or a dynamic import. */
  readonly optional: boolean;
  /** Not part of the program: tests, examples, docs. */
  readonly beside: boolean;
}

/** A place where the code itself loads env files: dotenv, `process.loadEnvFile`, python-dotenv and the like. */
export interface EnvLoad extends Spot {
  readonly language: SdkLanguage;
  /** As written; null where only running it would tell. */
  readonly paths: readonly string[] | null;
}

/** A place where an OpenAI client is made. */
export interface ClientMade extends Spot {
  readonly language: SdkLanguage;
  /** Not OpenAI's own host, as far as the code says. */
  readonly elsewhere: boolean;
}

/** What the program's code says, for the rules about configuration. */
export interface CodeSeen {
  readonly languages: readonly CodeLanguage[];
  readonly reads: readonly VariableRead[];
  /** Variables that the code itself sets, from elsewhere than their own value. */
  readonly sets: ReadonlySet<string>;
  readonly imports: readonly SdkImport[];
  readonly loads: readonly EnvLoad[];
  readonly clients: readonly ClientMade[];
  /** Files that were not understood: too large, binary, or broken beyond reading; absolute. */
  readonly unread: readonly string[];
  /** Files with places that the grammar does not know: what is said of the rest may be wrong; absolute. */
  readonly inPart: readonly string[];
}

/** A file of the project, or a script that stands in one. */
export interface SourceFile extends FilePlace {
  readonly text: string;
}

/** Where a variable gets a value beside the code. */
interface SetAt {
  readonly value: string;
  readonly at: Spot;
}

/** What the rules about code are told. */
export interface CodeAsked {
  /** Those whose text may have to do with the API or with env files. */
  readonly files: readonly SourceFile[];
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Ids that the key may use; null where the list is not known. */
  readonly openModels: ReadonlySet<string> | null;
  /** Requests go to OpenAI's own hosts, as far as the environment and the env files say. */
  readonly official: boolean;
  /** What the env files set a variable to; null where they don't. */
  readonly sets: (variable: string) => string | null;
  /** The places beside the code that set a variable for a file: env files, workflows. */
  readonly setAt: (variable: string, absolute: string) => readonly SetAt[];
  /** The range of the SDK's version that the package around a file declares; null where it declares none. */
  readonly declaredSdk: (absolute: string, language: SdkLanguage) => string | null;
  /** False where other files of the program may say more: then nothing is said of clients that come from elsewhere. */
  readonly isWhole: boolean;
}

export interface CodeJudged {
  readonly seen: CodeSeen;
  readonly findings: readonly DoctorFinding[];
}
