import { WrongUsage } from '../../ports/errors.ts';
import { command } from '../command.ts';

export const cost = command({
  argument: { name: '[text]', words: 'text', values: 'text' },
  options: ['model', 'input', 'output', 'file', 'compare', 'perDay'],
  optionWords: { model: 'costModel', file: 'costFile' },
  optionValues: { file: 'file' },
  examples: [
    "cost 'Say hello in French.' --compare",
    'cost --file prompt.md --output 500',
    'cost --input 1000 --output 500 --per-day 2000',
  ],
  check({ file, input }, text) {
    if ([text, file, input].filter((one) => one !== undefined).length > 1)
      throw new WrongUsage({ kind: 'only_one', names: ['[text]', '--file', '--input'] });
  },
  run: async (ports, options, text) => (await import('./cost.ts')).runCost(ports, options, text),
});
