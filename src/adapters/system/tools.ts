import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Handing } from '../../domain/push/target.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { ToolAnswer, ToolCall, Tools } from '../../ports/system.ts';
import { type ChildWorld, childEnv, findProgram } from './children.ts';

/** Bytes of each stream that are kept. */
const most = 1024 * 1024;
/** ms between asking a tool to end and ending it. */
const grace = 2000;

/** Plain text, no questions, no news and no telemetry. */
const quiet: Readonly<Record<string, string>> = {
  NO_COLOR: '1',
  FORCE_COLOR: '0',
  DO_NOT_TRACK: '1',
  NO_UPDATE_NOTIFIER: '1',
  GH_PROMPT_DISABLED: '1',
  GH_NO_UPDATE_NOTIFIER: '1',
  WRANGLER_SEND_METRICS: 'false',
  HEROKU_SKIP_NEW_VERSION_CHECK: '1',
};

interface ToolsWorld extends ChildWorld {
  readonly redact: (text: string) => string;
}

export function createTools({ redact, ...world }: ToolsWorld): Tools {
  return {
    async find(names) {
      return names.map((name) => findProgram(name, world)).find((path) => path !== null) ?? null;
    },
    async run(call) {
      const kept = call.value ? keep(call.value.secret, call.value.handing) : nothingKept;
      try {
        return await start(call, kept, world, redact);
      } finally {
        kept.remove();
      }
    },
  };
}

/** What a call needs beside its arguments. */
interface Kept {
  readonly input: string;
  /** Takes the place of `FILE` among the arguments. */
  readonly file: string | null;
  readonly env: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

const nothingKept: Kept = { input: '', file: null, env: {}, remove: () => {} };

function keep(secret: Secret, handing: Handing): Kept {
  const text = secret.reveal();
  if (handing.by === 'stdin') {
    const { before, after, json } = handing;
    return { ...nothingKept, input: before + (json ? JSON.stringify(text) : text) + after };
  }
  const folder = mkdtempSync(join(tmpdir(), 'openai-setup-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // A signal ends the process without coming back here.
  process.once('exit', remove);
  const kept = { ...nothingKept, remove: () => void [remove(), process.removeListener('exit', remove)] };
  if (handing.by === 'file') {
    const file = join(folder, 'import.env');
    writeFileSync(file, handing.before + text + handing.after, { mode: 0o600 });
    return { ...kept, file };
  }
  // The tool starts it with its own file, and hands on standard input; the answer to its question follows the key there.
  const editor = join(folder, 'editor.cjs');
  writeFileSync(editor, editorCode(handing.variable));
  chmodSync(editor, 0o700);
  return { ...kept, input: `${text}\ny\n`, env: { VISUAL: editor, EDITOR: editor } };
}

/** A program that puts the first line of its input into a file of `NAME=value` lines, as the value of one name. */
function editorCode(variable: string): string {
  return `#!${process.execPath}
const fs = require('node:fs');
const byte = Buffer.alloc(1);
let value = '';
for (;;) {
  let read = 0;
  try {
    read = fs.readSync(0, byte, 0, 1, null);
  } catch (error) {
    if (error.code === 'EAGAIN') continue;
    throw error;
  }
  if (read === 0) throw new Error('no value came');
  if (byte[0] === 10) break;
  value += byte.toString('latin1');
}
const file = process.argv[2];
const name = ${JSON.stringify(`${variable}=`)};
const lines = fs.readFileSync(file, 'utf8').split('\\n').filter((line) => line !== '' && !line.startsWith(name));
fs.writeFileSync(file, [...lines, name + value].join('\\n') + '\\n');
`;
}

async function start(
  { program, args, limit }: ToolCall,
  { input, file, env }: Kept,
  world: ChildWorld,
  redact: (text: string) => string,
): Promise<ToolAnswer> {
  const { spawn } = await import('node:child_process');
  // On Windows most tools are batch files, which only a shell can start.
  const shell = process.platform === 'win32' && !program.toLowerCase().endsWith('.exe');
  const words = args.map((word) => (file !== null && word === 'FILE' ? file : word));
  const child = spawn(shell ? `"${program}"` : program, shell ? words.map(quoted) : words, {
    cwd: world.cwd,
    env: { ...childEnv(world), ...quiet, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    shell,
  });
  let timedOut = false;
  const ending = setTimeout(() => {
    timedOut = true;
    child.kill('SIGTERM');
  }, limit);
  const killing = setTimeout(() => child.kill('SIGKILL'), limit + grace);
  try {
    const [code, stdout, stderr] = await Promise.all([
      ended(child),
      textOf(child.stdout),
      textOf(child.stderr),
      handOver(child, input),
    ]);
    return { code, timedOut, stdout: redact(stdout), stderr: redact(stderr) };
  } finally {
    clearTimeout(ending);
    clearTimeout(killing);
  }
}

/** For `cmd.exe`; none of the arguments has a quotation mark or a percent sign (a template of Go has braces and blanks). */
const quoted = (word: string): string => `"${word.replaceAll('"', '\\"')}"`;

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => {
      resolve(code);
      // What it started may hold the streams open for ever.
      setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, 500).unref();
    });
  });
}

function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const done = (): void => resolve(Buffer.concat(pieces).subarray(0, most).toString());
    if (!stream) return done();
    stream.on('data', (piece: Buffer) => {
      if (length < most) pieces.push(piece);
      length += piece.length;
    });
    stream.once('close', done).once('error', done);
  });
}

/** A tool that reads nothing, or is gone already, is no failure of ours: it says itself what came of it. */
function handOver({ stdin }: ChildProcess, input: string): Promise<void> {
  return new Promise((resolve) => {
    if (!stdin) return resolve();
    stdin.once('error', () => resolve());
    stdin.end(input, () => resolve());
  });
}
