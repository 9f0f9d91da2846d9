import { command } from '../command.ts';
import { endpointOptions } from '../options.ts';

export const models = command({
  options: ['task', 'all', 'keyStdin', ...endpointOptions, 'force'],
  optionWords: { force: 'tryForce' },
  sends: true,
  examples: ['models', 'models --for budget', 'models --all --json'],
  run: async (ports, options) => (await import('./models.ts')).runModels(ports, options),
});
