import { accountRules } from './account-rules.ts';
import { billingRules } from './billing-rules.ts';
import type { Rule } from './evidence-view.ts';
import { disguiseRules, headerLostRules, keyRules } from './key-rules.ts';
import { limitRules } from './limit-rules.ts';
import { modelRules, pathRules, requestRules } from './model-rules.ts';
import { serviceRules } from './service-rules.ts';
import { meaningRule } from './meaning/rule.ts';

/**
 * What an answer of an API means, in the order in which answers that look alike are told apart: what says
 * more stands before what says less, and a verdict about the key comes after everything that it is mistaken for.
 */
const byId = new Map([...accountRules, ...billingRules, ...limitRules, ...modelRules, ...pathRules, ...requestRules, ...headerLostRules, ...keyRules, ...serviceRules].map((r) => [r.id, r]));
const pick = (...ids: string[]) => ids.map((id) => { const rule = byId.get(id); if (!rule) throw new Error(id); return rule; });
const old: readonly Rule[] = [
  ...disguiseRules,
  ...accountRules,
  ...billingRules,
  ...limitRules,
  ...modelRules,
  ...pathRules,
  ...requestRules,
  ...headerLostRules,
  ...keyRules,
  ...serviceRules,
];
const fresh: readonly Rule[] = [
  ...disguiseRules, ...pick('residency-host-named', 'relay-without-key', 'relay-token-missing', 'key-wrong-issuer', 'quota-of-nothing', 'quota-named-per-day', 'quota-named-per-time', 'quota-per-time', 'aws-no-route'),
  meaningRule(45),
  ...pick('bare-404', 'plain-401', 'status-402', 'status-413', 'status-429', 'status-405', 'service-unavailable', 'status-5xx', 'status-408', 'status-409', 'status-451', 'model-parameter-refused'),
  meaningRule(25),
  ...pick('request'),
];
const env = (globalThis as any).process?.env?.MODE ?? 'fresh';
export const apiRules: readonly Rule[] = env === 'old' ? old : env === 'oldnew' ? [...old, meaningRule(25)] : fresh;
