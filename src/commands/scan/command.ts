import { WrongUsage } from '../../ports/errors.ts';
import { command } from '../command.ts';

export const scan = command({
  argument: { name: '[path]', words: 'scanPath', values: 'file' },
  options: ['history', 'staged', 'sarif'],
  examples: ['scan', 'scan --staged', 'scan --history --sarif > keys.sarif'],
  check({ history, staged }) {
    if (history && staged) throw new WrongUsage({ kind: 'only_one', names: ['--staged', '--history'] });
  },
  run: async (ports, options, path) => (await import('./scan.ts')).runScan(ports, options, path),
});
