import { command } from '../command.ts';

export const models = command({
  options: [
    'task',
    'all',
    'keyStdin',
    'baseUrl',
    'organization',
    'project',
    'timeout',
    'trustBaseUrl',
    'force',
  ],
  optionWords: { force: 'tryForce' },
  examples: ['models', 'models --for budget', 'models --all --json'],
  run: async (ports, options) => (await import('./models.ts')).runModels(ports, options),
});
