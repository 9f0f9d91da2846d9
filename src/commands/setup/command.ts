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
  joined: true,
  examples: ['', '--file .env.local --dry-run', '--key-stdin --yes --json < /run/secrets/openai_key'],
  run: async (ports, options) => (await import('./setup.ts')).runSetup(ports, options),
});
