import { command } from '../command.ts';

export const demo = command({
  argument: { name: '[scenario]', words: 'scenario', values: 'scenario' },
  options: ['list', 'keep'],
  asks: true,
  examples: ['demo', 'demo --list', 'demo rejected-key --keep'],
  run: async (ports, options, scenario) => (await import('./demo.ts')).runDemo(ports, options, scenario),
});
