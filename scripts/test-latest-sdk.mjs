// Runs the tests of the API adapters and of the examples with the newest `openai` package, on a Node that it
// supports: the program is built with an older one, and what it prints and explains is for users of the newest.
//
//   npm run test:latest-sdk
//
// `--report FILE` writes { passed, failed, skipped } as JSON. Where the packages cannot be installed, that is said
// and counted as skipped: it says nothing about this program.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provideNode } from './package/nodes.mjs';
import { npm, root } from './package/pack.mjs';
import { makeSandbox } from './support/sandbox.mjs';

const nodeLine = '24';
const tests = [
  'test/contract/api.test.ts',
  'test/contract/api-pieces.test.ts',
  'test/contract/faults.test.ts',
  'test/contract/proxy.test.ts',
  'test/contract/standin.test.ts',
  'test/contract/rotate-admin.test.ts',
  'test/contract/example.test.ts',
  'test/contract/example-retry.test.ts',
];

const reportAt = process.argv.indexOf('--report');
const report = reportAt === -1 ? null : process.argv[reportAt + 1];

const sandbox = makeSandbox();
try {
  const brought = bring();
  if (brought === null) finish({ passed: 0, failed: 0, skipped: 1 });
  else finish(test(brought));
} finally {
  sandbox.remove();
}

/** The newest SDK and a Node for it; null, with the reason told, where they cannot be had. */
function bring() {
  try {
    const folder = sandbox.folder('sdk');
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', 'openai@latest'], folder);
    const sdk = join(folder, 'node_modules/openai');
    const { version } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'));
    return { node: provideNode(nodeLine), sdk, version };
  } catch (error) {
    process.stdout.write(`Skipped, the newest SDK or a Node for it is not to be had: ${error.message}\n`);
    return null;
  }
}

/** Runs the tests in a copy of this checkout that differs in the one package. */
function test({ node, sdk, version }) {
  const copy = sandbox.folder('copy');
  for (const name of ['src', 'test', 'package.json', 'tsconfig.json', 'vitest.config.mts']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    const target = name === 'openai' ? sdk : join(root, 'node_modules', name);
    // Windows lets everybody make junctions, but not links.
    if (!name.startsWith('.')) symlinkSync(target, join(copy, 'node_modules', name), 'junction');
  }

  process.stdout.write(`openai ${version} on Node ${nodeLine}: ${tests.join(', ')}\n`);
  const results = join(sandbox.root, 'results.json');
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...tests];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const { status, error } = spawnSync(node, [...vitest, ...reporters], {
    cwd: copy,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error) throw error;
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(results, 'utf8'));
  // A file that cannot be loaded has no test to be counted by.
  const failed = status === 0 ? numFailedTests : Math.max(1, numFailedTests);
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

function finish(counts) {
  const { passed, failed, skipped } = counts;
  process.stdout.write(`Newest SDK: ${passed} passed, ${failed} failed, ${skipped} skipped.\n`);
  if (report) writeFileSync(report, JSON.stringify(counts));
  process.exitCode = failed > 0 ? 1 : 0;
}
