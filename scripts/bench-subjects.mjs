import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openTerminal, questionIn } from './support/terminal.mjs';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
export const program = join(root, 'bin/openai-setup.js');
export const rival = join(root, 'node_modules/create-vite/index.js');

/** A person reads before answering; the program uses that time to load what comes next. */
const readingMs = 400;

/**
 * What is measured. `run` gives milliseconds; `ownTime` says what of them is the program's own: all (`whole`), or what
 * it takes over an empty process (`over node`).
 */
export function makeSubjects({ sandbox, standin }) {
  const healthy = healthyFolder(sandbox, standin);
  const { env } = sandbox;
  const process_ =
    (args, cwd = sandbox.root) =>
    () =>
      runProcess(args, cwd, env);
  const question = (script, find) => () => firstQuestion(script, find, sandbox);
  return [
    { id: 'node', title: 'node -e 0', run: process_(['-e', '0']) },
    { id: 'empty', title: 'node empty.js', run: process_([emptyScript(sandbox)]) },
    {
      id: 'version',
      title: '--version',
      run: process_([program, '--version']),
      goal: '1.08 × empty',
    },
    { id: 'rival help', title: 'create-vite --help', run: process_([rival, '--help']) },
    {
      id: 'help',
      title: '--help',
      run: process_([program, '--help']),
      rival: 'rival help',
      goal: '1.10 × empty',
    },
    {
      id: 'rival question',
      title: 'create-vite, first question',
      run: question(rival, (text) => text.includes('Project name')),
    },
    {
      id: 'question',
      title: 'first question',
      run: question(program, questionIn),
      rival: 'rival question',
      goal: '1.5 × node, ahead of create-vite',
    },
    {
      id: 'reply',
      title: 'key to reply, answers taken off',
      run: () => keyToReply(sandbox, standin),
      ownTime: 'whole',
      goal: 'own under 150 ms',
    },
    {
      id: 'offline',
      title: 'verify --offline',
      run: process_([program, 'verify', '--offline'], healthy),
      goal: '2.2 × node',
    },
    {
      id: 'offline in git',
      title: 'verify --offline, in git',
      run: process_([program, 'verify', '--offline'], inRepository(sandbox, standin)),
      goal: '2.2 × node',
    },
    { id: 'floor', title: 'two bare requests (node:http)', run: process_([floorScript(sandbox, standin)]) },
    {
      id: 'verify',
      title: 'verify',
      run: process_([program, 'verify'], healthy),
      ownTime: 'over node',
      goal: 'own under 100 ms',
    },
  ];
}

/** The least that starting any program costs: Node with a file in which there is nothing. */
function emptyScript({ root: folder }) {
  const path = join(folder, 'empty.js');
  writeFileSync(path, '');
  return path;
}

/** A folder where `verify` finds a working key. */
export function healthyFolder(sandbox, { baseURL, key }, name = 'healthy') {
  const folder = join(sandbox.root, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.env'), `OPENAI_API_KEY=${key}\nOPENAI_BASE_URL=${baseURL}\n`, { mode: 0o600 });
  writeFileSync(join(folder, '.gitignore'), '.env\n');
  return folder;
}

/** The same in a repository with one commit. */
function inRepository(sandbox, standin) {
  const folder = healthyFolder(sandbox, standin, 'repository');
  const author = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '.'],
    [...author, 'commit', '--quiet', '-m', 'first'],
  ]) {
    const { status } = spawnSync('git', args, { cwd: folder, env: sandbox.env });
    if (status !== 0) throw new Error(`git ${args[0]} ended with ${status}`);
  }
  return folder;
}

/** From the start of a process to its end. */
function runProcess(args, cwd, env) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
    const errors = [];
    child.stderr.on('data', (data) => errors.push(data));
    child.on('error', reject);
    let ms = 0;
    child.on('exit', () => {
      ms = performance.now() - started;
    });
    child.on('close', (code) => {
      if (code === 0) resolve(ms);
      else reject(new Error(`${args.join(' ').slice(0, 200)} ended with ${code}\n${Buffer.concat(errors)}`));
    });
  });
}

/** From the start of the program to its first question on the screen. */
async function firstQuestion(script, find, sandbox) {
  const cwd = mkdtempSync(join(sandbox.root, 'empty-'));
  const terminal = openTerminal(process.execPath, [script], { cwd, env: terminalEnv(sandbox) });
  try {
    const shown = await terminal.until(find);
    if (!shown) throw new Error(`No question came:\n${terminal.since()}`);
    return shown.at - terminal.started;
  } finally {
    await terminal.kill();
    rmSync(cwd, { recursive: true, force: true });
  }
}

/**
 * A whole setup in an empty folder, Enter at every question. Counts from Enter after the pasted key to the reply on
 * the screen, without the times in which a question waited for its answer.
 */
async function keyToReply(sandbox, { baseURL, key, requests }) {
  const cwd = mkdtempSync(join(sandbox.root, 'empty-'));
  const env = { ...terminalEnv(sandbox), OPENAI_BASE_URL: baseURL };
  const terminal = openTerminal(process.execPath, [program], { cwd, env });
  const before = requests.length;
  const replied = () => requests.slice(before).some(({ path }) => path.endsWith('/chat/completions'));
  const isReply = (text) => replied() && /^[│ ]*reply\b.*\S/m.test(text);
  try {
    let own = 0;
    let counting = false;
    let asked = null;
    let sentAt = terminal.started;
    for (;;) {
      const last = asked;
      const next = await terminal.until((text) => {
        if (isReply(text)) return { reply: true };
        const question = questionIn(text);
        return question !== null && question !== last ? { question } : null;
      });
      if (!next) throw new Error(`It ended without a reply:\n${terminal.since()}`);
      if (counting) own += next.at - sentAt;
      if (next.found.reply) return own;
      asked = next.found.question;
      await sleep(readingMs);
      if (/hidden/.test(asked)) {
        terminal.send(key);
        await sleep(100);
        counting = true;
      }
      sentAt = terminal.send('\r');
    }
  } finally {
    await terminal.kill();
    rmSync(cwd, { recursive: true, force: true });
  }
}

const terminalEnv = ({ env }) => ({ ...env, TERM: 'xterm-256color', LANG: 'en_US.UTF-8' });

/** The least that two requests to that server can cost: a script of its own, without the program's code. */
function floorScript({ root: folder }, { baseURL, key }) {
  const path = join(folder, 'floor.cjs');
  const chat = { model: 'gpt-6-luna', messages: [{ role: 'user', content: 'Hello' }] };
  const source = `
    const http = require('node:http');
    const agent = new http.Agent({ keepAlive: true });
    const headers = { authorization: 'Bearer ${key}', 'content-type': 'application/json' };
    const send = (method, path, body) => new Promise((resolve) => {
      const request = http.request('${baseURL}' + path, { agent, method, headers }, (response) => {
        let text = '';
        response.on('data', (data) => { text += data; });
        response.on('end', () => resolve(JSON.parse(text)));
      });
      request.end(body);
    });
    send('GET', '/models')
      .then(() => send('POST', '/chat/completions', ${JSON.stringify(JSON.stringify(chat))}))
      .then(() => agent.destroy());`;
  writeFileSync(path, source);
  return path;
}
