import { accountRules } from './account-rules.ts';
import { billingRules } from './billing-rules.ts';
import type { Rule } from './evidence-view.ts';
import { disguiseRules, headerLostRules, keyRules } from './key-rules.ts';
import { limitRules } from './limit-rules.ts';
import { modelRules, pathRules, requestRules } from './model-rules.ts';
import { serviceRules } from './service-rules.ts';

/**
 * What an answer of an API means, in the order in which answers that look alike are told apart: what says
 * more stands before what says less, and a verdict about the key comes after everything that it is mistaken for.
 */
export const apiRules: readonly Rule[] = [
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
