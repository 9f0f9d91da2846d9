import {
  keyFacts,
  limitFacts,
  modelFacts,
  parameterFacts,
  pathFacts,
  regionFacts,
  replacementFacts,
  scopeFacts,
} from '../answer-facts.ts';
import type { CauseFacts, Reason } from '../cause-facts.ts';
import type { Cause } from '../causes.ts';
import { type Evidence, type Ruling, rulingOf } from '../evidence-view.ts';
import { expired, expiredKeyRule } from '../expired-key.ts';

/** The facts of a cause, by what is said and by the reason that was read from it; null where no answer can show them. */
type FactsTold<C extends Cause> = (evidence: Evidence, reason: Reason<C> | null) => CauseFacts[C] | null;

/** Causes that cannot be told without facts. */
type NeedsFacts = { readonly [C in Cause]: object extends CauseFacts[C] ? never : C }[Cause];

const notInAnAnswer = () => null;

const because = <R extends string>(reason: R | null) => (reason === null ? {} : { reason });

type AllFactsTold = { readonly [C in Cause]?: FactsTold<C> };

/** What is told of each cause; the others have no facts that an answer shows. One that needs facts and is left out does not compile. */
const facts: AllFactsTold = {
  key_rejected: keyFacts,
  key_missing_scope: scopeFacts,
  key_type_not_allowed: (_, reason) => because(reason),
  key_wrong_kind: (_, reason) => ({ reason: reason ?? 'jwt' }),
  model_not_found: modelFacts,
  model_no_access: (evidence, reason) => ({ ...because(reason), ...modelFacts(evidence) }),
  model_wrong_endpoint: modelFacts,
  model_retired: replacementFacts,
  organization_unverified: (evidence, reason) => ({ ...because(reason), ...modelFacts(evidence) }),
  request_rejected: (evidence, reason) => ({ ...because(reason), ...parameterFacts(evidence) }),
  request_too_large: limitFacts,
  rate_limited: limitFacts,
  rate_limited_daily: limitFacts,
  base_url_wrong_path: pathFacts,
  base_url_wrong_region: regionFacts,
  organization_mismatch: () => ({ reason: 'another' }),
  project_mismatch: () => ({ reason: 'another' }),
  billing_no_credit: (_, reason) => because(reason),
  billing_usage_limit: (_, reason) => because(reason),
  billing_spend_limit: ({ answer, exchange }) => ({
    reason: !exchange.endpoint.official
      ? 'gateway'
      : [...answer.codes].some((code) => code.startsWith('project')) || /\bproject\b/.test(answer.text)
        ? 'project'
        : 'organization',
  }),
  network_blocked: () => ({ reason: 'words' }),
  // It was sent in clear: an answer came.
  network_not_tls: () => ({ reason: 'plain_to_tls' }),
  service_error: (_, reason) => because(reason),
  key_expired: notInAnAnswer,
  not_openai_api: notInAnAnswer,
  network_intercepted: notInAnAnswer,
  network_proxy_unreachable: notInAnAnswer,
  key_missing: notInAnAnswer,
  key_reference: notInAnAnswer,
  key_damaged: notInAnAnswer,
  key_other_vendor: notInAnAnswer,
  base_url_invalid: notInAnAnswer,
  base_url_untrusted: notInAnAnswer,
  env_file_missing: notInAnAnswer,
  env_file_unreadable: notInAnAnswer,
  env_file_encoding: notInAnAnswer,
  env_file_not_writable: notInAnAnswer,
  env_file_tracked: notInAnAnswer,
  disk_full: notInAnAnswer,
  gitignore_not_writable: notInAnAnswer,
} satisfies AllFactsTold & { readonly [C in NeedsFacts]: FactsTold<C> };

/** The verdict that an answer means this cause, with the facts that it shows; null where it cannot show them. */
export function rulingOfReading(cause: Cause, reason: Reason | null, evidence: Evidence): Ruling | null {
  if (cause === 'not_openai_api') {
    return reason === 'other_form'
      ? { cause: 'not_openai_api', facts: { reason: 'other_form' } }
      : headerLost(evidence);
  }
  const ended = cause.startsWith('key_') ? expiredKeyRule.when(evidence) : null;
  if (ended) return ended;
  return cause === 'key_expired' ? expired(evidence) : rulingWithFacts<Cause>(cause, reason, evidence);
}

function rulingWithFacts<C extends Cause>(
  cause: C,
  reason: Reason<C> | null,
  evidence: Evidence,
): Ruling | null {
  const own = facts[cause]?.(evidence, reason);
  return own === null ? null : rulingOf(cause, own === undefined ? {} : { facts: () => own }, evidence);
}

/** OpenAI's own words mean that the key was lost on the way; another service may want it in another header. */
function headerLost({ exchange, answer }: Evidence): Ruling {
  const openai =
    exchange.endpoint.official || /platform\.openai\.com|missing bearer (?:or basic )?auth/.test(answer.text);
  return openai
    ? { cause: 'network_intercepted', facts: { reason: 'header_lost' } }
    : { cause: 'not_openai_api', facts: { reason: 'header_lost' } };
}
