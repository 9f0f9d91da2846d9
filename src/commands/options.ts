import type { Language } from '../domain/text/language.ts';

/** Options that every command has. */
export interface CommonOptions {
  readonly language: Language;
  readonly json: boolean;
}

/** Options that say which key is sent where. */
export interface AccessOptions {
  readonly keyStdin: boolean;
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
  readonly organization: string | undefined;
  readonly project: string | undefined;
  /** Seconds. */
  readonly timeout: number;
  readonly trustBaseUrl: boolean;
}

export interface SetupOptions extends CommonOptions, AccessOptions {
  readonly file: string | undefined;
  readonly yes: boolean;
  readonly force: boolean;
  readonly dryRun: boolean;
  readonly test: boolean;
  readonly keepFailing: boolean;
}

export interface VerifyOptions extends CommonOptions, AccessOptions {
  readonly files: readonly string[];
  readonly offline: boolean;
  readonly strict: boolean;
  readonly verbose: boolean;
  readonly report: boolean;
  readonly fix: boolean;
  readonly watch: boolean;
}

export interface ModelsOptions extends CommonOptions, Omit<AccessOptions, 'model'> {
  readonly task: string | undefined;
  readonly all: boolean;
}

export interface CostOptions extends CommonOptions {
  readonly text: string | undefined;
  readonly file: string | undefined;
  readonly model: string | undefined;
  readonly input: number | undefined;
  readonly output: number | undefined;
  readonly compare: boolean;
  readonly perDay: number | undefined;
}

export interface ExampleOptions extends CommonOptions {
  readonly name: string | undefined;
  readonly in: 'node' | 'python' | 'curl' | undefined;
  readonly model: string | undefined;
  /** `true` for the example's own file name. */
  readonly write: string | true | undefined;
  readonly force: boolean;
  readonly list: boolean;
}

export interface RotateOptions extends CommonOptions {
  readonly keyStdin: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly baseUrl: string | undefined;
  readonly project: string | undefined;
  /** Seconds. */
  readonly timeout: number;
}

export interface ScanOptions extends CommonOptions {
  readonly path: string | undefined;
  readonly history: boolean;
  readonly staged: boolean;
  readonly sarif: boolean;
}

export interface DemoOptions extends CommonOptions {
  readonly scenario: string | undefined;
  readonly list: boolean;
  readonly keep: boolean;
}

/** What a command line asks for. */
export type Invocation =
  | { readonly command: 'setup'; readonly options: SetupOptions }
  | { readonly command: 'verify'; readonly options: VerifyOptions }
  | { readonly command: 'models'; readonly options: ModelsOptions }
  | { readonly command: 'cost'; readonly options: CostOptions }
  | { readonly command: 'example'; readonly options: ExampleOptions }
  | { readonly command: 'rotate'; readonly options: RotateOptions }
  | { readonly command: 'scan'; readonly options: ScanOptions }
  | { readonly command: 'demo'; readonly options: DemoOptions }
  | { readonly command: 'text'; readonly text: string };

/** Seconds for all requests of a step together, where `--timeout` does not say otherwise. */
export const defaultTimeout = 30;

export const defaultSetupOptions = (language: Language): SetupOptions => ({
  language,
  json: false,
  keyStdin: false,
  model: undefined,
  baseUrl: undefined,
  organization: undefined,
  project: undefined,
  timeout: defaultTimeout,
  trustBaseUrl: false,
  file: undefined,
  yes: false,
  force: false,
  dryRun: false,
  test: true,
  keepFailing: false,
});
