import { BrowserCode } from './browser.ts';
import type { CodeAsked, CodeJudged } from './code-seen.ts';
import { type DoctorFinding, doctorFinding, inOrder } from './finding.ts';
import { gatherFacts } from './gathering/gather-facts.ts';
import { allRules } from './rules.ts';
import { codeSeen, variableReads } from './seen.ts';
import { Sources } from './sources.ts';
import type { Surveyed } from './surveyed.ts';

/** Reads a program's code, and finds in it what fails, leaks or will. Nothing of it is run. */
export function judgeCode(asked: CodeAsked): CodeJudged {
  const sources = new Sources(asked.files);
  const facts = gatherFacts(sources, asked);
  const browser = new BrowserCode(sources);
  const reads = [...variableReads(facts, browser)];
  const judged = { facts, asked, browser, reads };
  const findings = allRules.flatMap((rule) =>
    [...(rule.inCode?.(judged) ?? [])].map((found) => doctorFinding(rule, found)),
  );
  return { seen: codeSeen(facts, browser, reads), findings: inOrder(findings) };
}

/** What is wrong in the files beside the code, and between both. */
export const judgeConfiguration = (seen: Surveyed): readonly DoctorFinding[] =>
  allRules.flatMap((rule) =>
    [...(rule.inConfiguration?.(seen) ?? [])].map((found) => doctorFinding(rule, found)),
  );
