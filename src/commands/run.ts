import type { Invocation } from '../options.ts';
import type { Ports } from '../ports.ts';
import type { HaveKey } from '../setup/have-key.ts';
import type { DemoStage } from './demo.ts';

/** Effects that single commands need beside the ports; each loaded when it is asked for. */
export interface Extras extends Omit<DemoStage, 'createPorts'> {
  /** The answer to setup's first question, where it was asked before anything else was loaded. */
  readonly opening: Promise<HaveKey | 'cancelled'> | null;
  readonly rotateMeans: () => Promise<import('../ports-rotate.ts').RotateMeans>;
  readonly costMeans: () => Promise<import('./cost.ts').CostMeans>;
  readonly scanMeans: (env: Ports['env']) => Promise<import('./scan.ts').ScanMeans>;
}

/** Runs what the command line asked for; each command is loaded when it is called. Returns the exit code. */
export async function run(
  invocation: Invocation,
  ports: Ports,
  createPorts: DemoStage['createPorts'],
  extras: Extras,
): Promise<number> {
  switch (invocation.command) {
    case 'setup':
      return (await import('./setup.ts')).runSetup(ports, invocation.options, extras.opening);
    case 'verify':
      return (await import('./verify.ts')).runVerify(ports, invocation.options);
    case 'models': {
      const [{ runModels }, { modelsMeans }] = await Promise.all([
        import('./models.ts'),
        import('./models-means.ts'),
      ]);
      return runModels(ports, invocation.options, await modelsMeans(ports, invocation.options));
    }
    case 'cost':
      return (await import('./cost.ts')).runCost(ports, invocation.options, await extras.costMeans());
    case 'rotate':
      return (await import('./rotate.ts')).runRotate(ports, invocation.options, await extras.rotateMeans());
    case 'scan':
      return (await import('./scan.ts')).runScan(
        ports,
        invocation.options,
        await extras.scanMeans(ports.env),
      );
    case 'demo':
      return (await import('./demo.ts')).runDemo(ports, invocation.options, {
        createPorts,
        makeFolder: extras.makeFolder,
      });
    case 'text':
      ports.terminal.print(invocation.text);
      return 0;
    case 'example':
      return (await import('./example.ts')).runExample(ports, invocation.options);
  }
}
