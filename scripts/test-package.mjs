// Packs the program, looks at what is in the tarball, installs it into an empty folder without a network, and
// runs it on the oldest and the newest Node of each supported line.
//
//   npm run test:package            all of them
//   npm run test:package -- 24      one line
//
// Prints each check; `--report FILE` also writes { passed, failed } as JSON. Exit code 1 where one failed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectTarball } from './package/inspect.mjs';
import { provideNode } from './package/nodes.mjs';
import { installTarball, pack } from './package/pack.mjs';
import { runOn, tooOldOn } from './package/smoke.mjs';
import { makeSandbox } from './support/sandbox.mjs';

const supported = ['20.19.0', '20', '22', '24', '26'];
/** Too old, and old enough to stumble over new syntax. */
const tooOld = '12';

const args = process.argv.slice(2);
const reportAt = args.indexOf('--report');
const [, report] = reportAt === -1 ? [] : args.splice(reportAt, 2);
const lines = args.length > 0 ? args : [...supported, tooOld];

const counts = { passed: 0, failed: 0 };

/** Runs one check; a check that throws has failed, and says why. */
async function check(name, run) {
  try {
    const value = await run();
    counts.passed += 1;
    process.stdout.write(`  ok      ${name}\n`);
    return value;
  } catch (error) {
    counts.failed += 1;
    const reason = error instanceof Error ? error.message : String(error);
    process.stdout.write(`  FAILED  ${name}\n${reason.replace(/^/gm, '            ')}\n`);
    return undefined;
  }
}

const sandbox = makeSandbox();
try {
  process.stdout.write('The tarball\n');
  const tarball = await check('npm pack', () => pack(sandbox.folder('packed')));
  if (tarball) {
    await inspectTarball(tarball, sandbox.folder('unpacked'), check);
    const program = await check('installs into an empty folder without a network', () =>
      installTarball(tarball, sandbox.folder('installed')),
    );
    if (program) for (const line of lines) await tryOn(line, program);
  }
} finally {
  sandbox.remove();
}

async function tryOn(line, program) {
  process.stdout.write(`Node ${line}\n`);
  const node = await check('is there', () => provideNode(line));
  if (!node) return;
  await (line === tooOld ? tooOldOn : runOn)(node, program, check);
}

process.stdout.write(`Package checks: ${counts.passed} ok, ${counts.failed} failed.\n`);
if (report) {
  mkdirSync(join(report, '..'), { recursive: true });
  writeFileSync(report, JSON.stringify(counts));
}
process.exitCode = counts.failed > 0 ? 1 : 0;
