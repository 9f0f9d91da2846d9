import type { DemoStage } from './commands/demo/demo.ts';
import type { Invocation } from './commands/options.ts';
import type { HaveKey } from './commands/setup/have-key.ts';
import type { Ports } from './ports/ports.ts';

/** Effects that single commands need beside the ports; each loaded when it is asked for. */
export interface Extras extends DemoStage {
  /** The answer to setup's first question, where it was asked before anything else was loaded. */
  readonly opening: Promise<HaveKey | 'cancelled'> | null;
  readonly rotateMeans: () => Promise<import('./ports/admin.ts').RotateMeans>;
  readonly costMeans: () => Promise<import('./commands/cost/cost.ts').CostMeans>;
  readonly scanMeans: (env: Ports['env']) => Promise<import('./commands/scan/scan.ts').ScanMeans>;
}

/** Runs what the command line asked for; each command is loaded when it is called. Returns the exit code. */
export async function run(invocation: Invocation, ports: Ports, extras: Extras): Promise<number> {
  switch (invocation.command) {
    case 'setup':
      return (await import('./commands/setup/setup.ts')).runSetup(ports, invocation.options, extras.opening);
    case 'verify':
      return (await import('./commands/verify/verify.ts')).runVerify(ports, invocation.options);
    case 'models': {
      const [{ runModels }, { modelsMeans }] = await Promise.all([
        import('./commands/models/models.ts'),
        import('./commands/models/models-means.ts'),
      ]);
      return runModels(ports, invocation.options, await modelsMeans(ports, invocation.options));
    }
    case 'cost':
      return (await import('./commands/cost/cost.ts')).runCost(
        ports,
        invocation.options,
        await extras.costMeans(),
      );
    case 'rotate':
      return (await import('./commands/rotate/rotate.ts')).runRotate(
        ports,
        invocation.options,
        await extras.rotateMeans(),
      );
    case 'scan':
      return (await import('./commands/scan/scan.ts')).runScan(
        ports,
        invocation.options,
        await extras.scanMeans(ports.env),
      );
    case 'demo':
      return (await import('./commands/demo/demo.ts')).runDemo(ports, invocation.options, {
        makeFolder: extras.makeFolder,
      });
    case 'text':
      ports.terminal.print(invocation.text);
      return 0;
    case 'example':
      return (await import('./commands/example/example.ts')).runExample(ports, invocation.options);
  }
}
