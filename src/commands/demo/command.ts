import { command } from '../command.ts';

export const demo = command({
  argument: { name: '[scenario]', words: 'scenario' },
  options: ['list', 'keep'],
  examples: ['demo', 'demo --list', 'demo rejected-key --keep'],
  run: async (ports, options, scenario) => (await import('./demo.ts')).runDemo(ports, options, scenario),
});
