#!/usr/bin/env node
/**
 * How often `scan` takes something for a key that is none: over all files of installed packages, which nobody put a key
 * into, compiled programs and pictures among them. What it finds there is to be looked at: a real key that somebody
 * published counts as one, an example does not.
 *
 *   npm run eval:scan                    the packages below, installed into an empty folder, and this project's own
 *   npm run eval:scan -- FOLDER...       other folders of packages
 *
 * Exit code 1 where it finds anything.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './package/pack.mjs';
import { makeSandbox } from './support/sandbox.mjs';

/** Many files, many languages, and those of services that have keys, with examples of them. */
const packages =
  'openai @anthropic-ai/sdk ai @ai-sdk/openai langchain @langchain/openai @langchain/community llamaindex googleapis ' +
  'stripe twilio @octokit/rest firebase @azure/openai @google/generative-ai groq-sdk cohere-ai @huggingface/inference ' +
  'next webpack eslint typescript core-js rxjs date-fns three d3 @mui/icons-material node-gyp sqlite3 highlight.js';

const program = join(root, 'bin/openai-setup.js');
const sandbox = makeSandbox();
try {
  const folders = process.argv.slice(2).map((folder) => resolve(folder));
  if (folders.length === 0) folders.push(join(root, 'node_modules'), install());
  let files = 0;
  let found = 0;
  for (const folder of folders) {
    const { findings, exitCode, diagnosis } = scan(folder);
    files += count(folder);
    found += findings.length;
    for (const { path, line, kind, masked } of findings) console.log(`${path}:${line} ${kind} ${masked}`);
    if (diagnosis) throw new Error(`scan ended with ${exitCode}: ${diagnosis.title}`);
  }
  console.log(
    `${files} files of packages, ${found} taken for holding a key: ${((found / files) * 100).toFixed(4)} %`,
  );
  process.exitCode = found > 0 || files < 20_000 ? 1 : 0;
} finally {
  sandbox.remove();
}

/** Where npm installed what is to be had; none of its programs is run. */
function install() {
  const folder = sandbox.folder('packages');
  for (const name of packages.split(' ')) {
    const args = [
      'install',
      '--no-save',
      '--ignore-scripts',
      '--legacy-peer-deps',
      '--no-audit',
      '--no-fund',
      name,
    ];
    const { status } = spawnSync('npm', args, {
      cwd: folder,
      env: process.env,
      stdio: 'ignore',
      timeout: 300_000,
    });
    if (status !== 0) console.log(`${name} could not be installed, and is left out`);
  }
  return join(folder, 'node_modules');
}

function scan(folder) {
  const { stdout, stderr } = spawnSync(process.execPath, [program, 'scan', '--json', folder], {
    cwd: sandbox.root,
    env: sandbox.env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

function count(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length;
}
