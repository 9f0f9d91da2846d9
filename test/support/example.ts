import { spawn } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createFiles } from '../../src/adapters/files/files.ts';
import { type ExampleOptions, type ExamplePorts, runExample } from '../../src/commands/example/example.ts';
import { capture, protect } from './captures.ts';
import { cleanEnvironment, makeSandbox, type Variables } from './environment.ts';
import { watchArguments } from './processes.ts';
import { makeProject, type Project } from './project.ts';
import { exitCodeOf, fakeTerminal } from './terminal.ts';

/** A day on which no model of the table is near its end that an example would name. */
const today = Date.parse('2026-11-21T12:00:00Z');

export interface ExampleRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON. */
  json(): Record<string, unknown>;
}

/** Runs the command with the real files of a folder. What it must not touch is not there. */
export async function runExampleIn(
  folder: string,
  { name, ...given }: Partial<ExampleOptions> & { readonly name?: string },
  around: { readonly columns?: number; readonly ports?: Partial<ExamplePorts> } = {},
): Promise<ExampleRun> {
  const { terminal, out, err } = fakeTerminal({ columns: () => around.columns ?? 80 });
  const ports: ExamplePorts = {
    cwd: folder,
    home: homedir(),
    platform: 'linux',
    env: {},
    nodeVersion: '20.19.0',
    files: createFiles(),
    clock: { now: () => today, sleep: () => Promise.reject(new Error('a pause')) },
    terminal,
    ...around.ports,
  };
  const options: ExampleOptions = {
    in: undefined,
    model: undefined,
    write: undefined,
    force: false,
    list: false,
    language: 'en',
    json: false,
    ...given,
  };
  const code = await exitCodeOf(runExample(ports, options, name), terminal, options.json);
  return { code, out: out(), err: err(), json: () => JSON.parse(out()) as Record<string, unknown> };
}

/** A project whose programs find the packages of this checkout. */
export async function makeNodeProject(files: Readonly<Record<string, string>> = {}): Promise<Project> {
  const project = await makeProject(files);
  await symlink(join(import.meta.dirname, '..', '..', 'node_modules'), project.at('node_modules'));
  return project;
}

export interface ProgramRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program as a user would. Its output and the arguments of its processes are searched for the secrets. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Variables; readonly secrets?: readonly string[] },
): Promise<ProgramRun> {
  protect(...(options.secrets ?? []));
  const sandbox = makeSandbox();
  const child = spawn(command, args, { cwd: options.cwd, env: cleanEnvironment(sandbox, options.env) });
  const watched = child.pid === undefined ? null : watchArguments(child.pid);
  child.stdin.end();
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    capture(`output of ${command}`, texts.stdout + texts.stderr);
    return { code, ...texts };
  } finally {
    watched?.stop();
    sandbox.end();
  }
}

/** Does work on all items, two at a time: as many as the test machine has processors. */
export async function twoAtATime<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all([worker(), worker()]);
}
