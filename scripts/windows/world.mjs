// What the checks of the program on Windows share. Runs in Node for Windows.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// Built here, so that no file of the project holds the shape of a key.
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const random = (seed) =>
  Array.from({ length: 74 }, (_, at) => alphabet[(seed * 31 + at * at * 7 + at * seed * 13) % 62]).join('');
const keyOf = (seed) => `sk-proj-${random(seed)}T3Blbk${'FJ'}${random(seed + 7)}`;
export const [key, fresh, third] = [1, 2, 3].map(keyOf);

const top = mkdtempSync(join(tmpdir(), 'openai-setup-'));
let folders = 0;

/** A folder of its own, with these files. */
export function project(files = {}, name = '') {
  folders += 1;
  const folder = join(top, String(folders), name);
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export const text = (...path) => readFileSync(join(...path), 'utf8');

/** A stand-in for the API: every key is right but those that end with `bad`. */
export async function startApi() {
  const models = { object: 'list', data: [{ id: 'gpt-4o-mini', object: 'model' }] };
  const message = { role: 'assistant', content: '你好 from Windows' };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  const completion = { id: 'c', object: 'chat.completion', created: 1, model: 'gpt-4o-mini', choices, usage };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.url.endsWith('/models') ? models : completion));
    });
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { baseURL: `http://127.0.0.1:${server.address().port}/v1`, close: () => server.close() };
}

/** Variables that Windows needs, and a home of its own. */
const home = join(top, 'home');
mkdirSync(home);
const kept = ['SystemRoot', 'windir', 'ComSpec', 'PATH', 'PATHEXT', 'TEMP', 'TMP', 'SystemDrive'];
const environment = {
  ...Object.fromEntries(kept.map((name) => [name, process.env[name]])),
  USERPROFILE: home,
  APPDATA: home,
  LANG: 'en',
};

/** Starts the program; `execArgv` are arguments of Node. */
export function start(program, folder, args, { input = '', env = {}, execArgv = [] } = {}) {
  const child = spawn(process.execPath, [...execArgv, program, ...args], {
    cwd: folder,
    env: { ...environment, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (data) => {
    stdout += data;
  });
  child.stderr.setEncoding('utf8').on('data', (data) => {
    stderr += data;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const done = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const leak = [key, fresh, third].some((one) => (stdout + stderr).includes(one.slice(20, 32)));
      if (leak) reject(new Error('a key was shown'));
      resolve({ code, stdout, stderr, json: () => JSON.parse(stdout) });
    });
  });
  return { child, done };
}

/** Opens a file so that nobody else may touch it, in a process of its own, for so many ms. */
export async function hold(file, ms) {
  // libuv's UV_FS_O_EXLOCK: no sharing.
  const code = `require('fs').openSync(process.argv[1], 0x10000000); console.log('held'); setTimeout(() => {}, ${ms})`;
  const child = spawn(process.execPath, ['-e', code, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((held) => child.stdout.once('data', held));
  return { ended: new Promise((ended) => child.on('close', ended)) };
}

export function equal(actual, expected, what) {
  const [is, should] = [actual, expected].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what}: ${is} is not ${should}`);
}

export function holds(actual, expected, what) {
  const found = expected instanceof RegExp ? expected.test(actual) : actual.includes(expected);
  if (!found) throw new Error(`${what}: no ${expected} in ${actual}`);
}
