import { command } from '../command.ts';

export const rotate = command({
  options: ['keyStdin', 'yes', 'dryRun', 'baseUrl', 'project', 'expires', 'timeout', 'open'],
  optionWords: { dryRun: 'rotateDryRun', project: 'rotateProject' },
  sends: true,
  asks: true,
  joined: true,
  examples: ['rotate', 'rotate --dry-run', 'rotate --key-stdin --yes < /run/secrets/openai_key'],
  run: async (ports, options) => (await import('./rotate.ts')).runRotate(ports, options),
});
