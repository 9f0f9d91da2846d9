import { command } from '../command.ts';
import { endpointOptions } from '../options.ts';

export const setup = command({
  options: [
    'file',
    'keyStdin',
    'model',
    ...endpointOptions,
    'yes',
    'force',
    'dryRun',
    'open',
    'test',
    'keepFailing',
    'verbose',
  ],
  optionWords: { verbose: 'setupVerbose' },
  sends: true,
  asks: true,
  examples: ['', '--file .env.local --dry-run', '--key-stdin --yes --json < key.txt'],
  run: async (ports, options) => (await import('./setup.ts')).runSetup(ports, options),
});
