import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import type { SourceFile } from './code-seen.ts';
import type { Spot } from './finding.ts';

/** A variable that a workflow sets, with the place of its name. */
export interface WorkflowVariable {
  readonly name: string;
  readonly value: string;
  readonly at: Spot;
  /** Offsets of the name in the text. */
  readonly from: number;
  readonly to: number;
}

export interface WorkflowStep {
  readonly env: readonly WorkflowVariable[];
  /** Null where it runs an action. */
  readonly run: string | null;
  readonly uses: string | null;
  /** What the action is given. */
  readonly with: readonly WorkflowVariable[];
}

interface WorkflowJob {
  readonly env: readonly WorkflowVariable[];
  readonly steps: readonly WorkflowStep[];
  /** The reusable workflow that it calls; null for none. */
  readonly uses: string | null;
  readonly secrets: readonly WorkflowVariable[] | 'inherit';
  readonly at: Spot;
}

/** A workflow of GitHub. Source: docs.github.com/actions/reference/workflows-and-actions/workflow-syntax, read November 2026. */
export interface Workflow {
  readonly absolute: string;
  readonly text: string;
  readonly env: readonly WorkflowVariable[];
  readonly jobs: readonly WorkflowJob[];
  /** Secrets that a reusable workflow declares; null where others can't call it. */
  readonly declares: readonly { readonly name: string; readonly required: boolean }[] | null;
  /** It runs by itself as well. */
  readonly hasOtherTriggers: boolean;
}

/** Null where it is no workflow, or no YAML. Never throws. */
export function readWorkflow({ absolute, text }: SourceFile): Workflow | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', merge: true });
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const top = document.contents;
  const spot = (offset: number): Spot => {
    const { line, col } = lines.linePos(offset);
    return { absolute, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const variables = (node: unknown): readonly WorkflowVariable[] =>
    isMap(node)
      ? node.items.flatMap(({ key, value }) => {
          if (!isScalar(key) || !key.range) return [];
          const [from] = key.range;
          const given = isScalar(value) ? String(value.value ?? '') : '';
          const name = String(key.value);
          return [{ name, value: given, at: spot(from), from, to: from + name.length }];
        })
      : [];
  const stepOf = (step: unknown): WorkflowStep => {
    const map = isMap(step) ? step : null;
    return {
      env: variables(map?.get('env')),
      run: textIn(map, 'run'),
      uses: textIn(map, 'uses'),
      with: variables(map?.get('with')),
    };
  };
  const jobs = top.get('jobs');
  const trigger = top.get('on') ?? top.get('true');
  const called = isMap(trigger) ? trigger.get('workflow_call', true) : undefined;
  return {
    absolute,
    text,
    env: variables(top.get('env')),
    jobs: isMap(jobs)
      ? jobs.items.map(({ key, value }): WorkflowJob => {
          const job = isMap(value) ? value : null;
          const steps = job?.get('steps');
          const secrets: unknown = job?.get('secrets');
          return {
            env: variables(job?.get('env')),
            steps: isSeq(steps) ? steps.items.map(stepOf) : [],
            uses: textIn(job, 'uses'),
            secrets: secrets === 'inherit' ? 'inherit' : variables(secrets),
            at: spot(isScalar(key) && key.range ? key.range[0] : 0),
          };
        })
      : [],
    declares: called === undefined && !isCalledOnly(trigger) ? null : declared(called),
    hasOtherTriggers: isMap(trigger) ? trigger.items.length > 1 : isSeq(trigger) && trigger.items.length > 1,
  };
}

const isCalledOnly = (trigger: unknown): boolean =>
  trigger === 'workflow_call' ||
  (isSeq(trigger) && trigger.items.some((one) => isScalar(one) && one.value === 'workflow_call'));

function declared(called: unknown): NonNullable<Workflow['declares']> {
  const secrets = isMap(called) ? called.get('secrets') : null;
  if (!isMap(secrets)) return [];
  return secrets.items.map(({ key, value }) => ({
    name: String(isScalar(key) ? key.value : ''),
    required: isMap(value) && value.get('required') === true,
  }));
}

function textIn(map: YAMLMap | null, name: string): string | null {
  const value = map?.get(name);
  return typeof value === 'string' ? value : null;
}
