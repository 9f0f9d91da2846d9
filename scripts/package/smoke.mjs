import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSandbox } from '../support/sandbox.mjs';
import { startStandin } from '../support/standin.mjs';
import { root } from './pack.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What every supported Node must do: a look at each part, not a test of each. */
export async function runOn(node, program, check) {
  const sandbox = makeSandbox();
  const run = (args, options) => runProgram(node, [program, ...args], sandbox, options);
  try {
    await check('--version', async () => {
      const { code, stdout } = await run(['--version']);
      expect(code === 0 && stdout === `${version}\n`, { code, stdout });
    });
    for (const language of ['en', 'zh-CN']) {
      await check(`--help in ${language}`, async () => {
        const { code, stdout, stderr } = await run(['--lang', language, '--help']);
        const han = /\p{Script=Han}/u.test(stdout);
        expect(code === 0 && stdout.includes('rotate') && han === (language === 'zh-CN'), {
          code,
          stdout,
          stderr,
        });
      });
    }
    await check('a wrong option is exit 2, in one line, with the right one', async () => {
      const { code, stdout, stderr } = await run(['--jsno']);
      const oneLine = stderr.trim().split('\n').length === 1;
      expect(code === 2 && stdout === '' && oneLine && stderr.includes('--json'), { code, stdout, stderr });
    });
    await check('without a terminal and a key it is exit 2, and names --key-stdin', async () => {
      const { code, stderr } = await run([]);
      expect(code === 2 && stderr.includes('--key-stdin'), { code, stderr });
    });
    await check('demo --list', async () => {
      const { code, stdout } = await run(['demo', '--list']);
      expect(code === 0 && stdout.includes('captive-portal'), { code, stdout });
    });
    for (const scenario of [[], ['rejected-key']]) {
      await check(['demo', ...scenario].join(' '), async () => {
        const { code, stdout, stderr } = await run(['demo', ...scenario]);
        expect(code === 0 && !hasKey(stdout + stderr), { code, stdout, stderr });
      });
    }
    await check('setup and verify against the stand-in', () => setupAndVerify(node, run, sandbox));
  } finally {
    sandbox.remove();
  }
}

/** An unsupported Node says so in a sentence, whatever it understands of newer syntax. */
export async function tooOldOn(node, program, check) {
  const sandbox = makeSandbox();
  try {
    await check('says which Node is needed, and is exit 2', async () => {
      const { code, stderr } = await runProgram(node, [program], sandbox);
      expect(code === 2 && stderr.includes('20.19') && !stderr.includes('    at '), { code, stderr });
    });
  } finally {
    sandbox.remove();
  }
}

async function setupAndVerify(node, run, sandbox) {
  const standin = await startStandin();
  const cwd = sandbox.folder('project');
  try {
    const setup = await run(['setup', '--key-stdin', '--yes', '--json', '--base-url', standin.baseURL], {
      cwd,
      input: `${standin.key}\n`,
    });
    const told = { code: setup.code, stdout: setup.stdout, stderr: setup.stderr };
    expect(setup.code === 0 && JSON.parse(setup.stdout).ok === true, told);
    expect(readFileSync(join(cwd, '.env'), 'utf8').includes(standin.key), {
      problem: 'the key is not in .env',
    });
    expect(readFileSync(join(cwd, '.gitignore'), 'utf8').includes('.env'), {
      problem: '.env is not ignored',
    });
    const show = 'process.stdout.write(process.env.OPENAI_API_KEY ?? "")';
    const loaded = await runProgram(node, ['--env-file=.env', '-e', show], sandbox, { cwd });
    expect(loaded.stdout === standin.key, {
      problem: 'node --env-file does not read the key',
      stderr: loaded.stderr,
    });
    const verify = await run(['verify', '--json'], { cwd });
    const { ok, test } = JSON.parse(verify.stdout);
    expect(verify.code === 0 && ok === true && test.reply.length > 0, {
      code: verify.code,
      stdout: verify.stdout,
    });
    const all = setup.stdout + setup.stderr + verify.stdout + verify.stderr;
    expect(!all.includes(standin.key) && !hasKey(all), { problem: 'the key was printed' });
  } finally {
    await standin.close();
  }
}

const hasKey = (text) => /sk-[\w-]{20,}/.test(text);

/** Throws what was seen in place of what was expected, with anything like a key cut. */
function expect(holds, seen) {
  if (holds) return;
  const lines = Object.entries(seen).map(([name, value]) => `${name}: ${String(value).trimEnd()}`);
  throw new Error(lines.join('\n').replace(/sk-[\w-]{20,}/g, 'sk-(cut)'));
}

/** Not `spawnSync`: the stand-in answers from this process. */
function runProgram(node, args, sandbox, { cwd = sandbox.root, input = '' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd, env: sandbox.env, timeout: 60_000, killSignal: 'SIGKILL' });
    const [stdout, stderr] = [[], []];
    child.stdout.on('data', (data) => stdout.push(data));
    child.stderr.on('data', (data) => stderr.push(data));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}
