import { command } from '../command.ts';

export const rotate = command({
  options: ['keyStdin', 'yes', 'dryRun', 'baseUrl', 'project', 'expires', 'timeout', 'open'],
  optionWords: { dryRun: 'rotateDryRun', project: 'rotateProject' },
  sends: true,
  asks: true,
  examples: ['rotate', 'rotate --dry-run', 'rotate --key-stdin --yes < new-key.txt'],
  run: async (ports, options) => (await import('./rotate.ts')).runRotate(ports, options),
});
