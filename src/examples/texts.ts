/** Comments of the programs, by name: one line each, put in by language. */
export const commentNames = [
  'modelHere',
  'systemRole',
  'history',
  'keepAnswer',
  'streamPieces',
  'streamEvents',
  'pictureAddress',
  'schemaRules',
  'schemaClass',
  'jsonCut',
  'jsonCutPython',
  'shortTimeout',
  'timeoutFirst',
  'requestId',
  'sdkRetries',
  'ownBackoff',
  'waitRule',
  'temporaryRule',
  'retryAfterForm',
  'curlRetry',
  'instructionsRole',
  'outputText',
  'dotenvOptional',
  'headersHidden',
  'onlyReply',
  'onlyPieces',
] as const;

/** What the programs ask and say: string literals. */
export const stringNames = [
  'sayTest',
  'systemText',
  'systemAsk',
  'turnFirst',
  'turnSecond',
  'streamAsk',
  'visionAsk',
  'jsonSystem',
  'jsonAsk',
  'noJson',
  'errorKey',
  'errorQuota',
  'errorRate',
  'errorTimeout',
  'errorConnection',
  'errorApi',
  'waiting',
  'noKey',
] as const;

export type TextName = (typeof commentNames)[number] | (typeof stringNames)[number];

/**
 * The words of a program, in one language. No text has a line break, and those that stand in a shell script
 * have no character that means something to a shell.
 */
export interface ProgramWords {
  readonly texts: Readonly<Record<TextName, string>>;
  /** What must be installed first. */
  readonly needs: (command: string) => string;
  readonly run: (command: string) => string;
  /** Where the key comes from: the environment, then these files, the one that wins first. */
  readonly key: (files: readonly string[]) => string;
  /** Code that the framework runs needs no loader of its own. */
  readonly frameworkLoads: (framework: string) => string;
  /** The framework hands the key to server code, not to the environment. */
  readonly frameworkGives: (framework: string) => string;
  /** What the framework builds runs in the browser. */
  readonly browserOnly: (framework: string) => string;
}
