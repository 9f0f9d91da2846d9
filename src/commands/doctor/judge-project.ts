import type { CodeAsked, CodeJudged } from '../../domain/doctor/code-seen.ts';
import { type DoctorFinding, inOrder } from '../../domain/doctor/finding.ts';
import { getsKey } from '../../domain/doctor/gets-key.ts';
import { judgeCode, judgeConfiguration } from '../../domain/doctor/judge.ts';
import { declaredFor } from '../../domain/doctor/manifests.ts';
import type { ProgramLoading } from '../../domain/doctor/program-loading.ts';
import { folderOf, isIn, nameOf } from '../../domain/doctor/texts.ts';
import { readWorkflow, type WorkflowVariable } from '../../domain/doctor/workflow.ts';
import { findAll } from '../../domain/loading/sources.ts';
import type { Survey } from './survey.ts';

/** What all rules say of a project, and whether its program gets the key. `only`: the file or folder that counts; null for all. */
export function judgeProject(
  surveyed: Survey,
  { only, ...asked }: Pick<CodeAsked, 'today' | 'openModels' | 'official'> & { readonly only: string | null },
): {
  readonly judged: CodeJudged;
  readonly findings: readonly DoctorFinding[];
  readonly loading: ProgramLoading;
} {
  const judged = judgeCode({
    ...asked,
    files: surveyed.codeFiles,
    sets: settingsIn(surveyed),
    setAt: placesOf(surveyed),
    declaredSdk: declaredIn(surveyed),
    isWhole: true,
  });
  const whole = { ...surveyed, code: judged.seen };
  const all = [...judged.findings, ...judgeConfiguration(whole)];
  return {
    judged,
    findings: inOrder(only === null ? all : all.filter(({ absolute }) => isIn(only, absolute))),
    loading: getsKey(whole, surveyed.loading, all),
  };
}

/** What the env files set a name to that is no secret, the topmost one counting; null for nothing. */
function settingsIn({ envFiles }: Survey): CodeAsked['sets'] {
  const byDepth = [...envFiles].sort(
    (one, other) => folderOf(one.absolute).length - folderOf(other.absolute).length,
  );
  return (name) =>
    findAll(name, {}, byDepth)
      .map(({ value }) => value.trim())
      .find((value) => value !== '') ?? null;
}

/** Where env files and workflows set a variable, by its name. */
function placesOf({ envFiles, configs }: Survey): CodeAsked['setAt'] {
  const files = envFiles.filter(({ absolute }) => !/test/i.test(nameOf(absolute)));
  let inWorkflows: readonly WorkflowVariable[] | null = null;
  return (name, absolute) => {
    inWorkflows ??= configs
      .filter(({ kind }) => kind === 'workflow')
      .flatMap((file) => readWorkflow(file) ?? [])
      .flatMap(({ env, jobs }) => [
        env,
        ...jobs.flatMap((job) => [job.env, ...job.steps.map((step) => step.env)]),
      ])
      .flat();
    return [
      ...files.flatMap((file) =>
        file.document.assignments
          .filter((one) => one.name === name && isIn(folderOf(file.absolute), absolute))
          .map(({ value, line }) => ({
            value: value.trim(),
            at: { absolute: file.absolute, line, column: 1 },
          })),
      ),
      ...inWorkflows.filter((one) => one.name === name),
    ];
  };
}

/** The range of the SDK that is declared around a file; asked once for each folder. */
function declaredIn({ configs }: Survey): CodeAsked['declaredSdk'] {
  const known = new Map<string, string | null>();
  return (absolute, language) => {
    const id = `${language} ${folderOf(absolute)}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    const declared = declaredFor(configs, absolute, language).get('openai') ?? null;
    known.set(id, declared);
    return declared;
  };
}
