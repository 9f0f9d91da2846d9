// What the git and file checks cost in a repository of 100,000 files, over what they cost in one of a few files.
//
//   npm run bench:files              11 rounds
//   npm run bench:files -- 5 FILE    fewer, of another copy of the program
//
// Exit code 1 where they add more than 150 ms (the median of the rounds).
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './package/pack.mjs';
import { makeSandbox } from './support/sandbox.mjs';

const rounds = Number(process.argv[2] ?? 11);
const program = resolve(process.argv[3] ?? join(root, 'bin/openai-setup.js'));
const folders = 1000;
const filesInEach = 100;
const most = 150;
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error('usage: npm run bench:files -- [rounds] [program]');

const sandbox = makeSandbox({ GIT_AUTHOR_DATE: '@0 +0000', GIT_COMMITTER_DATE: '@0 +0000' });
// Built here, so that no file of the project holds the shape of a key.
const key = `sk-proj-${'aB3'.repeat(24)}xy${'T3Blbk'}${'FJ'}${'cD4'.repeat(24)}zz`;

/** A repository with so many folders of files, all committed, and an env file that is ignored. */
function makeRepository(name, count) {
  const cwd = sandbox.folder(name);
  const git = (args, input) => execFileSync('git', args, { cwd, env: sandbox.env, input, encoding: 'utf8' });
  git(['init', '--quiet']);
  const blob = git(['hash-object', '-w', '--stdin'], 'export {};\n').trim();
  const paths = Array.from({ length: count }, (_, folder) =>
    Array.from(
      { length: filesInEach },
      (_, file) => `100644 ${blob}\tpackages/p${folder}/src/f${file}.js\n`,
    ).join(''),
  );
  git(['update-index', '--add', '--index-info'], paths.join(''));
  git(['checkout-index', '--all']);
  const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com'];
  // Nothing that git tidies up afterwards is measured.
  git(['-c', 'maintenance.auto=false', '-c', 'gc.auto=0', ...author, 'commit', '--quiet', '-m', 'files']);
  writeFileSync(join(cwd, '.gitignore'), '.env\n');
  writeFileSync(join(cwd, '.env'), `OPENAI_API_KEY=${key}\n`, { mode: 0o600 });
  return cwd;
}

/** The time of all local checks in that folder, in ms. */
function time(cwd) {
  const began = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [program, 'verify', '--offline', '--json'], {
    cwd,
    env: sandbox.env,
    encoding: 'utf8',
  });
  const ms = performance.now() - began;
  if (status !== 0) throw new Error(`verify ended with ${status}\n${stdout}`);
  return ms;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

try {
  process.stderr.write('making the repositories\n');
  const [small, large] = [makeRepository('small', 1), makeRepository('large', folders)];
  for (const cwd of [small, large]) time(cwd);
  const pairs = Array.from({ length: rounds }, (_, round) => {
    // Each first in turn, so that a busy moment slows both alike.
    const [first, second] = round % 2 === 0 ? [small, large] : [large, small];
    const times = { [first]: time(first), [second]: time(second) };
    return { small: times[small], large: times[large] };
  });
  const added = median(pairs.map((pair) => pair.large - pair.small));
  process.stdout.write(
    `verify --offline: ${median(pairs.map((pair) => pair.small)).toFixed(0)} ms with ${filesInEach} files, ` +
      `${median(pairs.map((pair) => pair.large)).toFixed(0)} ms with ${folders * filesInEach}; ` +
      `${added.toFixed(0)} ms more, at most ${most} allowed\n`,
  );
  if (added > most) process.exitCode = 1;
} finally {
  sandbox.remove();
}
