import type { Env } from '../env/environment.ts';
import { fieldsIn } from '../text/fields.ts';
/** A run of a CI system, and why it got no secrets, where that can be told. */
export interface CiRun {
  readonly system: 'github' | 'gitlab' | 'other';
  /**
   * `fork`: it comes from a fork, which gets none; `dependabot`: it gets only those that are kept for Dependabot;
   * `unprotected`: its branch or tag is not protected, and protected variables are not passed to it.
   */
  readonly withoutSecrets: 'fork' | 'dependabot' | 'unprotected' | null;
}

/** What GitHub tells of the event that started a run (the file that GITHUB_EVENT_PATH names), as far as it counts here. */
interface GithubEvent {
  readonly pull_request?: {
    readonly head?: { readonly repo?: { readonly full_name?: unknown; readonly fork?: unknown } | null };
    readonly base?: { readonly repo?: { readonly full_name?: unknown } };
  };
}

/**
 * The CI run that this is, or null. Variables: https://docs.github.com/actions/reference/workflows-and-actions/variables,
 * https://docs.gitlab.com/ci/variables/predefined_variables/. `event` is the text of GitHub's event file.
 */
export function ciRun(env: Env, event: string | null): CiRun | null {
  if (env['GITHUB_ACTIONS'] === 'true') return { system: 'github', withoutSecrets: githubReason(env, event) };
  if (env['GITLAB_CI'] === 'true') return { system: 'gitlab', withoutSecrets: gitlabReason(env) };
  return /^(?:0|false|no|)$/i.test(env['CI'] ?? '') ? null : { system: 'other', withoutSecrets: null };
}

function githubReason(env: Env, text: string | null): CiRun['withoutSecrets'] {
  if (env['GITHUB_ACTOR'] === 'dependabot[bot]') return 'dependabot';
  // `pull_request_target` runs with the secrets of the base.
  if (!/^pull_request(?:_review(?:_comment)?)?$/.test(env['GITHUB_EVENT_NAME'] ?? '')) return null;
  const pull = eventOf(text).pull_request;
  if (!pull) return null;
  const head = pull.head?.repo;
  // The repository of a fork may be gone.
  if (head === null || head === undefined) return pull.head === undefined ? null : 'fork';
  const base = pull.base?.repo?.full_name;
  if (typeof head.full_name === 'string' && typeof base === 'string')
    return head.full_name === base ? null : 'fork';
  return head.fork === true ? 'fork' : null;
}

const eventOf = (text: string | null): GithubEvent => fieldsIn(text) ?? {};

function gitlabReason(env: Env): CiRun['withoutSecrets'] {
  const [from, to] = [env['CI_MERGE_REQUEST_SOURCE_PROJECT_PATH'], env['CI_MERGE_REQUEST_PROJECT_PATH']];
  if (from && to && from !== to) return 'fork';
  return env['CI_COMMIT_REF_PROTECTED'] === 'false' ? 'unprotected' : null;
}
