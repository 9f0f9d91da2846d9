import { WrongUsage } from '../../ports/errors.ts';
import { command } from '../command.ts';
import { endpointOptions } from '../options.ts';

export const doctor = command({
  argument: { name: '[path]', words: 'doctorPath', values: 'file' },
  options: ['keyStdin', 'model', ...endpointOptions, 'force', 'offline', 'strict', 'verbose', 'sarif', 'fix'],
  optionWords: { force: 'tryForce', fix: 'doctorFix', verbose: 'doctorVerbose' },
  sends: true,
  examples: ['doctor', 'doctor --offline --strict', 'doctor apps/web --sarif > doctor.sarif'],
  check({ fix, sarif }) {
    if (fix && sarif) throw new WrongUsage({ kind: 'only_one', names: ['--fix', '--sarif'] });
  },
  run: async (ports, options, path) => (await import('./doctor.ts')).runDoctor(ports, options, path),
});
