import { command } from '../command.ts';
import { endpointOptions } from '../options.ts';

export const verify = command({
  argument: { name: '[env-file...]', words: 'envFile', values: 'env-file' },
  options: [
    'keyStdin',
    'model',
    ...endpointOptions,
    'force',
    'offline',
    'strict',
    'verbose',
    'report',
    'fix',
    'watch',
  ],
  optionWords: { force: 'tryForce' },
  sends: true,
  examples: ['verify', 'verify --json --strict', "verify --offline 'apps/*/.env'"],
  run: async (ports, options, files) => (await import('./verify.ts')).runVerify(ports, options, files),
});
