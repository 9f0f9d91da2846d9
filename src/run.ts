import type { Invocation } from './commands/options.ts';
import type { HaveKey } from './commands/setup/have-key.ts';
import type { Ports } from './ports/ports.ts';

/**
 * Runs what the command line asked for; each command is loaded when it is called. `opening`: the answer to setup's first
 * question, where it was asked before anything else was loaded. Returns the exit code.
 */
export async function run(
  invocation: Invocation,
  ports: Ports,
  opening: Promise<HaveKey | 'cancelled'> | null = null,
): Promise<number> {
  switch (invocation.command) {
    case 'setup':
      return (await import('./commands/setup/setup.ts')).runSetup(ports, invocation.options, opening);
    case 'verify':
      return (await import('./commands/verify/verify.ts')).runVerify(ports, invocation.options);
    case 'models':
      return (await import('./commands/models/models.ts')).runModels(ports, invocation.options);
    case 'cost':
      return (await import('./commands/cost/cost.ts')).runCost(ports, invocation.options);
    case 'rotate':
      return (await import('./commands/rotate/rotate.ts')).runRotate(ports, invocation.options);
    case 'scan':
      return (await import('./commands/scan/scan.ts')).runScan(ports, invocation.options);
    case 'demo':
      return (await import('./commands/demo/demo.ts')).runDemo(ports, invocation.options);
    case 'text':
      ports.terminal.print(invocation.text);
      return 0;
    case 'example':
      return (await import('./commands/example/example.ts')).runExample(ports, invocation.options);
  }
}
