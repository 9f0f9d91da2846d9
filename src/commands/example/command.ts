import { command } from '../command.ts';

export const example = command({
  argument: { name: '[name]', words: 'exampleName', values: 'example' },
  options: ['in', 'model', 'write', 'force', 'list'],
  optionWords: { model: 'exampleModel', force: 'exampleForce', list: 'exampleList' },
  examples: ['example --list', 'example streaming --in python', 'example chat --write chat.mjs'],
  run: async (ports, options, name) => (await import('./example.ts')).runExample(ports, options, name),
});
