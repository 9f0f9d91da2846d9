import { WrongUsage } from '../../ports/errors.ts';
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
  check({ keyStdin }, files) {
    if (keyStdin && files.length > 0)
      throw new WrongUsage({ kind: 'only_one', names: ['--key-stdin', '[env-file...]'] });
  },
  run: async (ports, options, files) => (await import('./verify.ts')).runVerify(ports, options, files),
});
