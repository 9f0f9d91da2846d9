/** What a user wants a model for. */
export const tasks = ['simple', 'standard', 'complex', 'reasoning', 'budget'] as const;
export type Task = (typeof tasks)[number];

/**
 * Models for each task, the preferred one first: the newest generation of a size before the older, the smallest
 * size that is enough for the task. A judgement of this project, made from OpenAI's sizes, prices and reasoning efforts; the
 * one for `budget` is decided by price alone, among these.
 */
export const modelsForTask: Readonly<Record<Task, readonly string[]>> = {
  simple: ['gpt-6-luna', 'gpt-5.6-luna', 'gpt-5.4-nano', 'gpt-4o-mini', 'gpt-4.1-mini', 'gpt-5-nano'],
  standard: ['gpt-6-sol', 'gpt-5.6-terra', 'gpt-5.4-mini', 'gpt-5.1', 'gpt-4.1', 'gpt-4o', 'gpt-5-mini'],
  complex: ['gpt-6-astra', 'gpt-5.6-sol', 'gpt-5.5', 'gpt-5.4', 'gpt-5.2', 'gpt-5.1', 'gpt-4.1', 'gpt-5'],
  reasoning: ['gpt-6-sol', 'gpt-6-astra', 'gpt-5.6-sol', 'gpt-5.5', 'gpt-5.4', 'gpt-5.2', 'gpt-5.1', 'o3'],
  budget: ['gpt-6-luna', 'gpt-4o-mini', 'gpt-5.6-luna', 'gpt-5.4-nano', 'gpt-5-nano', 'gpt-4.1-mini'],
};

/**
 * Models for a tiny live test, the preferred one first: cheap, on chat completions, open to every tier.
 */
export const testModels: readonly string[] = [
  'gpt-6-luna',
  'gpt-5.6-luna',
  'gpt-5.4-nano',
  'gpt-4o-mini',
  'gpt-5-nano',
];
