import type { Evidence, Rule, Ruling } from '../evidence-view.ts';
import { keyFacts, modelFacts, parameterFacts, pathFacts, limitFacts, replacementFacts, scopeFacts, regionFacts } from '../answer-facts.ts';
import { meaningOf } from './meaning.ts';
import type { Cause } from '../causes.ts';

const factsOf: Partial<Record<Cause, (evidence: Evidence) => object>> = {
  key_rejected: keyFacts, key_missing_scope: scopeFacts, model_not_found: modelFacts, model_no_access: modelFacts, model_wrong_endpoint: modelFacts,
  model_retired: replacementFacts, request_rejected: parameterFacts, request_too_large: limitFacts, rate_limited: limitFacts, rate_limited_daily: limitFacts,
  base_url_wrong_path: pathFacts, base_url_wrong_region: regionFacts, organization_unverified: modelFacts,
  organization_mismatch: () => ({ reason: 'another' }), project_mismatch: () => ({ reason: 'another' }),
  billing_spend_limit: ({answer}) => ({ reason: /\bproject\b/.test(answer.text) || [...answer.codes].some((code) => code.startsWith('project')) ? 'project' : 'organization' }),
  not_openai_api: () => ({ reason: 'header_lost' }),
};

export function meaningRule(least: number): Rule {
  return { id: `meaning-${least}`, when: (evidence): Ruling | null => {
    if (evidence.answer.shape === 'page') return null;
    if (evidence.answer.status < 300 && !evidence.answer.failed && evidence.answer.shape === 'json') return null;
    const best = meaningOf(evidence)[0];
    if (!best || best.weight < least) return null;
    if (best.cause === 'not_openai_api' && (evidence.exchange.endpoint.official || /platform\.openai\.com|missing bearer (?:or basic )?auth/.test(evidence.answer.text))) return { cause: 'network_intercepted', facts: { reason: 'header_lost' } };
    return { cause: best.cause, facts: factsOf[best.cause]?.(evidence) ?? {} } as unknown as Ruling;
  } };
}
