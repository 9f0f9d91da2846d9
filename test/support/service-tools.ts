import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One call of a tool, as it saw it. */
export interface ToolCallSeen {
  readonly tool: string;
  readonly args: readonly string[];
  readonly input: string;
  /** Names of its environment. */
  readonly env: readonly string[];
  /** Files among its arguments: what is in them, and their mode. */
  readonly files: readonly { readonly text: string; readonly mode: number }[];
  /** What an editor that the environment names made of a file with `A=1` in it. */
  readonly edited: string | null;
}

/** How a tool answers a call: by the first of these whose words the arguments begin with. */
export interface ToolReply {
  readonly begins: string;
  readonly print?: string;
  readonly complain?: string;
  readonly code?: number;
  /** Prints all of its input on both streams. */
  readonly echo?: true;
  /** Opens the editor that the environment names, as it does when it was not told a value. */
  readonly edit?: true;
  readonly hang?: true;
}

/**
 * Makes tools in a folder of their own, which write down what they are called with; `path` is a PATH that has them and nothing else.
 */
export function makeTools(folder: string, tools: Readonly<Record<string, readonly ToolReply[]>>) {
  const bin = join(folder, 'bin');
  const log = join(folder, 'calls.jsonl');
  mkdirSync(bin, { recursive: true });
  writeFileSync(log, '');
  for (const [tool, replies] of Object.entries(tools)) {
    const data = JSON.stringify({ tool, replies, log });
    writeFileSync(
      join(bin, tool),
      `#!${process.execPath}\nconst { tool, replies, log } = ${data};\n${code}`,
      {
        mode: 0o755,
      },
    );
  }
  const calls = (): readonly ToolCallSeen[] =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as ToolCallSeen);
  return { path: bin, calls };
}

const code = `
const fs = require('node:fs');
const { spawnSync } = require('node:child_process');
const args = process.argv.slice(2);
const reply = replies.find(({ begins }) => args.join(' ').startsWith(begins)) ?? { code: 64, complain: 'unknown command' };
let edited = null;
if (reply.edit) {
  const file = log + '.edit';
  fs.writeFileSync(file, 'A=1\\nOPENAI_API_KEY=old');
  const editor = process.env.VISUAL ?? process.env.EDITOR;
  spawnSync(editor, [file], { stdio: ['inherit', 'inherit', 'inherit'] });
  edited = fs.readFileSync(file, 'utf8');
  fs.rmSync(file);
}
const input = reply.hang ? '' : fs.readFileSync(0, 'utf8');
const files = args.filter((word) => word.startsWith('/') && fs.existsSync(word)).map((path) => ({
  text: fs.readFileSync(path, 'utf8'),
  mode: fs.statSync(path).mode & 0o777,
}));
fs.appendFileSync(log, JSON.stringify({ tool, args, input, env: Object.keys(process.env), files, edited }) + '\\n');
if (reply.echo) process.stdout.write(input + files.map(({ text }) => text).join(''));
if (reply.echo) process.stderr.write('\\u001b[31m' + input + '\\u001b[0m');
process.stdout.write(reply.print ?? '');
process.stderr.write(reply.complain ?? '');
process.exitCode = reply.code ?? 0;
if (reply.hang) setTimeout(() => {}, 600_000);
`;
