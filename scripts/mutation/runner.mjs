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

const failureIn = (module) => {
  if (module.state() !== 'failed') return null;
  for (const test of module.children.allTests('failed'))
    return `${test.fullName} (${module.relativeModuleId})`;
  return `${module.relativeModuleId} as a whole`;
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
    const took = testModules.map((module) => [module.moduleId, module.diagnostic().duration]);
    process.send({
      failed: failed ?? (unhandledErrors.length > 0 ? 'an error outside of tests' : null),
      took,
    });
  } catch (error) {
    process.send({ failed: `the run itself: ${error}`, took: [] });
  }
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
