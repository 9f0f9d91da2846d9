import type { Waiting } from '../checks/attempt.ts';
import type { LiveTest } from '../checks/live.ts';
import type { KeyOrigin } from '../checks/source.ts';
import type { Warning } from '../domain/causes.ts';
import type { Finding } from '../domain/diagnosis/finding.ts';
import type { Endpoint } from '../domain/endpoint.ts';
import type { Secret } from '../domain/secret.ts';
import type { SetupWords } from '../i18n/en/setup.ts';
import type { OpeningWords } from '../i18n/opening-words.ts';

/** As much of a voice as the first question needs: more would delay it. Everything goes to stderr. */
export interface OpeningVoice {
  readonly opening: OpeningWords;
  readonly words: SetupWords;
  /** A part of the wizard begins. */
  title(text: string): void;
  line(text: string): void;
  good(text: string): void;
  warn(text: string): void;
  bad(text: string): void;
  rows(rows: readonly (readonly [label: string, text: string])[]): void;
}

/** How the steps of the wizard speak. Everything goes to stderr but results; it is silent where nobody reads. */
export interface Voice extends OpeningVoice {
  /** An address, on a line of its own so that a terminal can select it. */
  address(url: string): void;
  warning(warning: Warning): void;
  /** A failure with its verdict and remedies. */
  finding(finding: Finding, endpoint: Endpoint): Promise<void>;
  /** The result of the live test, on stdout. */
  test(test: LiveTest): void;
  /** The result at the end, on stdout. */
  result(lines: readonly ResultLine[]): void;
  key(secret: Secret): string;
  /** A value that may be a key, masked. */
  maskText(text: string): string;
  /** Text of a file, without control characters. */
  clean(text: string): string;
  /** What is shown while waiting for the API. */
  waiting(state: Waiting): string;
  /** Where a key stands, in words. */
  place(place: KeyOrigin): string;
}

export interface ResultLine {
  readonly mark: 'good' | 'warn' | 'none' | 'title';
  readonly text: string;
}
