import { BrowserCode } from './browser.ts';
import type { CodeAsked, CodeJudged } from './code-seen.ts';
import { gatherFacts } from './facts.ts';
import { inOrder } from './finding.ts';
import type { CodeRule } from './rule.ts';
import { clientOptionOverrides } from './rules/client-option-overrides.ts';
import { envFileLoadedTooLate } from './rules/env-file-loaded-too-late.ts';
import { keyInBrowser } from './rules/key-in-browser.ts';
import { keyInCode } from './rules/key-in-code.ts';
import { modelNotOpen, modelWrongEndpoint } from './rules/model-not-open.ts';
import { modelRetired } from './rules/model-retired.ts';
import { parameterNotAccepted } from './rules/parameter-not-accepted.ts';
import { removedCall } from './rules/removed-call.ts';
import { codeSeen } from './seen.ts';
import { Sources } from './sources.ts';

const codeRules: readonly CodeRule[] = [
  modelRetired,
  modelNotOpen,
  modelWrongEndpoint,
  removedCall,
  parameterNotAccepted,
  keyInCode,
  keyInBrowser,
  clientOptionOverrides,
  envFileLoadedTooLate,
];

/** Reads a program's code, and finds in it what fails, leaks or will. Nothing of it is run. */
export function judgeCode(asked: CodeAsked): CodeJudged {
  const sources = new Sources(asked.files);
  const facts = gatherFacts(sources, asked.official);
  const findings = codeRules.flatMap((rule) => [...rule({ facts, asked })]);
  return { seen: codeSeen(facts, new BrowserCode(sources)), findings: inOrder(findings) };
}
