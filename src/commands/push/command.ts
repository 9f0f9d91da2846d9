import { command } from '../command.ts';

export const push = command({
  argument: { name: '[target...]', words: 'pushTarget', values: 'target' },
  options: [
    'env',
    'repo',
    'pushProject',
    'name',
    'check',
    'dryRun',
    'yes',
    'force',
    'keyStdin',
    'model',
    'baseUrl',
    'organization',
    'timeout',
    'trustBaseUrl',
  ],
  optionWords: { dryRun: 'pushDryRun', force: 'pushForce' },
  sends: true,
  asks: true,
  joined: true,
  examples: ['push', 'push github vercel --dry-run', 'push --check'],
  run: async (ports, options, names) => (await import('./push.ts')).runPush(ports, options, names),
});
