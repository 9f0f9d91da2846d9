import type { FoundFinding } from '../finding.ts';
import { isKeyName } from '../key-names.ts';
import type { DoctorRule } from '../rule.ts';
import { isDocs, ofKind, type Surveyed } from '../surveyed.ts';
import { folderOf, mentions, pathBelow } from '../texts.ts';
import { readWorkflow, type Workflow, type WorkflowStep, type WorkflowVariable } from '../workflow.ts';

/** A workflow that passes the key under a name that the code does not read, or from a secret that nothing provides. */
export const ciSecretDiffers: DoctorRule<'ci_secret_differs'> = {
  id: 'ci_secret_differs',
  severity: 'error',
  inConfiguration(seen) {
    const workflows = ofKind(seen, 'workflow').flatMap((file) => readWorkflow(file) ?? []);
    return workflows.flatMap((one) => [
      ...notRead(seen, one),
      ...notPassed(one, workflows),
      ...notDocumented(seen, one, workflows),
    ]);
  },
};

type DifferingSecret = FoundFinding<'ci_secret_differs'>;

/** `${{ secrets.NAME }}`, alone. */
const secretIn = (value: string): string | null =>
  /^\$\{\{\s*secrets(?:\.(\w+)|\[\s*'(\w+)'\s*\])\s*\}\}$/.exec(value.trim())?.slice(1).find(Boolean) ?? null;

/** Actions that only prepare a run, and read no variable of the project. */
const preparing =
  /^(?:actions|docker|pnpm|oven-sh|astral-sh|denoland|snok|codecov|pre-commit|browser-actions|volta-cli|bahmutov|github)\//;

/** A variable with the steps that get it. */
interface VariableSteps {
  readonly variable: WorkflowVariable;
  readonly steps: readonly { readonly step: WorkflowStep; readonly names: ReadonlySet<string> }[];
}

function scopesOf({ env, jobs }: Workflow): readonly VariableSteps[] {
  const all = jobs.flatMap((job) =>
    job.steps.map((step) => ({
      job,
      step,
      names: new Set([...env, ...job.env, ...step.env].map(({ name }) => name)),
    })),
  );
  return [
    ...env.map((variable) => ({ variable, steps: all })),
    ...jobs.flatMap((job) =>
      job.env.map((variable) => ({ variable, steps: all.filter((one) => one.job === job) })),
    ),
    ...all.flatMap((one) => one.step.env.map((variable) => ({ variable, steps: [one] }))),
  ];
}

function notRead(seen: Surveyed, workflow: Workflow): readonly DifferingSecret[] {
  const keys = [
    ...new Set(seen.code.reads.filter((one) => one.isKey && !one.hasDefault).map(({ name }) => name)),
  ];
  const [reads] = keys;
  if (reads === undefined) return [];
  return scopesOf(workflow).flatMap(({ variable, steps }): readonly DifferingSecret[] => {
    const { name, value, at, from, to } = variable;
    const secret = secretIn(value);
    if (secret === null || !(isKeyName(name) || isKeyName(secret))) return [];
    const running = steps.filter(({ step }) => step.run !== null);
    const isOpen = steps.some(({ step }) => step.uses !== null && !preparing.test(step.uses));
    if (running.length === 0 || isOpen || isUsed(seen, workflow, name)) return [];
    const isGiven = running.some(
      ({ step, names }) =>
        keys.some((key) => names.has(key)) || keys.some((key) => mentions(step.run ?? '', key)),
    );
    if (isGiven || workflow.text.includes('GITHUB_ENV')) return [];
    const isClear = keys.length === 1 && workflow.text.slice(from, to) === name;
    return [
      {
        at,
        subject: name,
        facts: { reason: 'not_read', variable: name, reads },
        fix: isClear
          ? {
              replacement: reads,
              edits: [{ absolute: workflow.absolute, from, to, before: name, after: reads }],
            }
          : null,
      },
    ];
  });
}

/** By the code, by anything else that is no text for people, or by the workflow itself. */
function isUsed({ code, codeFiles, configs }: Surveyed, { text }: Workflow, name: string): boolean {
  const inWorkflow = new RegExp(`(?:\\$\\{?|env[.:]|\\benv\\.)${name}(?!\\w)`).test(text);
  return (
    inWorkflow ||
    code.reads.some((one) => one.name === name) ||
    codeFiles.some((file) => mentions(file.text, name)) ||
    configs.some((file) => file.kind !== 'workflow' && !isDocs(file.absolute) && mentions(file.text, name))
  );
}

/** Between a workflow and the one of the project that it calls. */
function notPassed(workflow: Workflow, all: readonly Workflow[]): readonly DifferingSecret[] {
  const own = workflow.declares;
  const callers = all.flatMap(({ absolute, jobs }) =>
    jobs.filter(({ uses }) => uses !== null && calledBy(absolute, uses) === workflow.absolute),
  );
  // Those of a workflow that is only called come from its callers alone.
  const isClosed =
    own !== null &&
    !workflow.hasOtherTriggers &&
    callers.length > 0 &&
    callers.every(({ secrets }) => secrets !== 'inherit');
  if (!isClosed) return [];
  const given = new Set(
    callers.flatMap(({ secrets }) =>
      secrets === 'inherit' ? [] : secrets.map(({ name }) => name.toUpperCase()),
    ),
  );
  const [passed] = [...given].filter(isKeyName);
  return scopesOf(workflow).flatMap(({ variable }): readonly DifferingSecret[] => {
    const secret = secretIn(variable.value);
    if (
      secret === null ||
      !(isKeyName(secret) || isKeyName(variable.name)) ||
      given.has(secret.toUpperCase())
    )
      return [];
    if (secret === 'GITHUB_TOKEN') return [];
    const instead = `secrets.${passed ?? secret}`;
    return [notProvided(variable, secret, instead)];
  });
}

/** `./.github/workflows/x.yml`, from the top of the repository. */
function calledBy(absolute: string, uses: string): string | null {
  const top = folderOf(folderOf(folderOf(absolute)));
  return uses.startsWith('./') ? pathBelow(top, uses) : null;
}

/** The text for people names another secret, and never this one; or its name is one that GitHub refuses. */
function notDocumented(
  seen: Surveyed,
  workflow: Workflow,
  all: readonly Workflow[],
): readonly DifferingSecret[] {
  const docs = seen.configs.filter(({ absolute }) => isDocs(absolute)).map(({ text }) => text);
  const others = new Set(
    all
      .flatMap(scopesOf)
      .flatMap(({ variable }) => secretIn(variable.value) ?? [])
      .filter((one) => isKeyName(one)),
  );
  return scopesOf(workflow).flatMap(({ variable }): readonly DifferingSecret[] => {
    const secret = secretIn(variable.value);
    if (secret === null || !isKeyName(variable.name)) return [];
    if (/^GITHUB_(?!TOKEN$)/i.test(secret))
      return [notProvided(variable, secret, `secrets.${variable.name}`)];
    if (!isKeyName(secret) || docs.some((text) => mentions(text, secret)) || others.size > 1) return [];
    const named = docs
      .flatMap((text) => text.split(/\r\n|[\r\n]/))
      .filter((line) => /\bsecrets?\b/i.test(line) && /repository|actions|github|settings/i.test(line))
      .flatMap((line) => line.match(/[A-Z][A-Z0-9_]{4,}/g) ?? [])
      .find(isKeyName);
    return named === undefined ? [] : [notProvided(variable, secret, `secrets.${named}`)];
  });
}

const notProvided = ({ name, at }: WorkflowVariable, secret: string, instead: string): DifferingSecret => ({
  at,
  subject: secret,
  facts: { reason: 'not_provided', secret, variable: name, instead },
});
