// Runs test files over a source with one fault in it, in a process of its own that can be ended when a fault makes a
// test run for ever. The fault is put in while Vitest loads the file: nothing on the disk changes.
//
// Takes messages `{file, content, tests}` and answers `{failed, took}`: the first test that failed, or null, and the ms
// that each test file took. `content` null means the file as it is.
import { createVitest } from 'vitest/node';

let mutant = { file: '', content: null };

const vitest = await createVitest(
  'test',
  {
    watch: false,
    bail: 1,
    reporters: [{}],
    maxWorkers: Number(process.argv[2]),
    include: ['test/**/*.test.ts'],
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id) => (id === mutant.file && mutant.content !== null ? mutant.content : null),
      },
    ],
  },
);
await vitest.standalone();

/** A file that was cut short by the failure of a test has no state of its own yet. */
const failureIn = (module) => {
  for (const test of module.children.allTests('failed'))
    return `${test.fullName} (${module.relativeModuleId})`;
  return module.state() === 'failed' ? `${module.relativeModuleId} as a whole` : null;
};

process.on('message', async ({ file, content, tests }) => {
  const changed = new Set([mutant.file, file].filter(Boolean));
  mutant = { file, content };
  for (const path of changed) vitest.invalidateFile(path);
  const project = vitest.getRootProject();
  // Else the answers of the run before would count for test files that this one skips.
  vitest.state.filesMap.clear();
  try {
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
      tests.map((path) => project.createSpecification(path)),
    );
    const failed = testModules.map(failureIn).find((name) => name !== null) ?? null;
    // Vitest ends a run early only after a failure.
    const cut = vitest.isCancelling ? 'a test of a run that was cut short' : null;
    const outside = unhandledErrors.length > 0 ? 'an error outside of tests' : null;
    const took = testModules.map((module) => [module.moduleId, module.diagnostic().duration]);
    process.send({ failed: failed ?? cut ?? outside, took });
  } catch (error) {
    process.send({ failed: `the run itself: ${error}`, took: [] });
  }
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
