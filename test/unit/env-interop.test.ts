import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'dotenv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editEnvDocument } from '../../src/domain/env/edit.ts';
import { readAs } from '../../src/domain/loading/read.ts';

/** Files as written, read by real programs, and the models of those programs beside them. */
const name = 'OPENAI_API_KEY';
const folder = mkdtempSync(join(tmpdir(), 'loaders-'));
afterAll(() => rmSync(folder, { recursive: true }));
const env = { PATH: process.env['PATH'] };

const show = 'console.log(JSON.stringify(process.env.OPENAI_API_KEY ?? null))';

const quiet: ExecFileSyncOptionsWithStringEncoding = {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
};

/** What a program reads as the value in each of these files, in order; null where there is none. */
type Reader = (files: readonly string[]) => readonly (string | null)[];

/** One process for all files, which prints an array. */
const script =
  (command: string, option: string, program: string): Reader =>
  (files) =>
    JSON.parse(execFileSync(command, [option, program, ...files], { env, ...quiet }));

const python = `
import sys, json
from dotenv import dotenv_values
print(json.dumps([dotenv_values(file).get("OPENAI_API_KEY") for file in sys.argv[1:]]))`;

const ruby = `
require "dotenv"; require "json"
read = ->(file) { File.open(file, "rb:bom|utf-8", &:read) }
puts ARGV.map { |file| Dotenv::Parser.call(read.(file))["OPENAI_API_KEY"] rescue "it stops" }.to_json`;

/** Each file in a shell of its own, which may stop there. */
const shell = `for file; do (set -a; . "$file"; printf %s "\${${name}-is not set}"); printf "\\0"; done`;
const sh: Reader = (files) =>
  execFileSync('sh', ['-c', shell, 'sh', ...files], { env, ...quiet })
    .split('\0')
    .slice(0, -1)
    .map((value) => (value === 'is not set' ? null : value));

const node =
  (command: string): Reader =>
  (files) =>
    files.map((file) =>
      JSON.parse(execFileSync(command, [`--env-file=${file}`, '-e', show], { env, ...quiet })),
    );

/** A Node of that line where `npm run test:package` has brought one. */
function nodeOf(line: string): Reader {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const kept = join('node_modules/.cache/nodes', line, 'node_modules', `node-${system}-${process.arch}/bin`);
  return node(resolve(kept, system === 'win' ? 'node.exe' : 'node'));
}

/** `config` only reads files: no container engine needs to run. Debian has the older program of that name. */
const compose: Reader = (files) => {
  const yaml = join(folder, 'compose.yaml');
  const services = files.map((file, n) => `  s${n}:\n    image: none\n    env_file: ['${file}']\n`);
  writeFileSync(yaml, `version: '3'\nservices:\n${services.join('')}`);
  const config = (command: string, ...args: string[]): string =>
    execFileSync(command, [...args, '-f', yaml, 'config'], { env, ...quiet });
  let told: string;
  try {
    told = config('docker', 'compose');
  } catch {
    told = config('docker-compose');
  }
  const parts = new Map(told.split(/^ {2}s(?=\d+:$)/m).map((part) => [Number.parseInt(part, 10), part]));
  return files.map((_, n) => /OPENAI_API_KEY: ['"]?(.*?)['"]?$/m.exec(parts.get(n) ?? '')?.[1] ?? null);
};

const library =
  (parseText: (text: string) => Readonly<Record<string, string | undefined>>): Reader =>
  (files) =>
    files.map((file) => parseText(readFileSync(file, 'utf8'))[name] ?? null);

const programs = {
  dotenv: library(parse),
  'util.parseEnv': library(parseEnv),
  node: node(process.execPath),
  'node 20': nodeOf('20'),
  'node 22': nodeOf('22'),
  'node 24': nodeOf('24'),
  'node 26': nodeOf('26'),
  sh,
  'python-dotenv': script('python3', '-c', python),
  ruby: script('ruby', '-e', ruby),
  'docker compose': compose,
};
type Program = keyof typeof programs;

let written = 0;
/** Each content in a file of its own. */
function read(program: Program, contents: readonly Uint8Array[]): readonly (string | null)[] {
  const paths = contents.map((content) => {
    written += 1;
    const path = join(folder, `${written}.env`);
    writeFileSync(path, content);
    return path;
  });
  return programs[program](paths);
}

function available(program: Program): boolean {
  try {
    return read(program, [new TextEncoder().encode(`${name}=x\n`)])[0] === 'x';
  } catch {
    return false;
  }
}

const files = {
  'no file': '',
  'other names': '# a\nA=1\nB="2"\n',
  'no final newline': 'A=1',
  'an open quote': 'A=1\nB=it\n',
  duplicates: `${name}=a\n${name}="b"\n`,
  exported: `export ${name}='old'\n`,
  'a comment': `${name}=old # note\n`,
  'a comment that touches': `${name}="old"#note\n`,
  'several lines': `${name}="a\nb"\nC=1\n`,
  'a mark': '\ufeff# comment\nA=1\n',
};

const here = (Object.keys(programs) as Program[]).filter(available);

for (const program of Object.keys(programs) as Program[]) {
  const skipped = here.includes(program) ? '' : ' (not tried: it is not installed here)';
  describe.skipIf(skipped)(`${program} reads the file as written${skipped}`, () => {
    const edited = Object.values(files).map((content) =>
      editEnvDocument(new TextEncoder().encode(content), [{ name, value: 'sk-new_1' }]),
    );
    let values: readonly (string | null)[] = [];
    beforeAll(() => {
      values = read(
        program,
        edited.map((result) => (result.ok ? result.bytes : new Uint8Array())),
      );
    });
    test.each(Object.keys(files).map((title, n) => [title, n] as const))('%s', (_, n) => {
      expect(edited[n]?.ok && values[n]).toBe('sk-new_1');
    });
  });
}

describe('the model reads what the program reads', () => {
  const forms = [
    '=v',
    '="v"',
    "='v'",
    '=v # c',
    '=v#c',
    '= # c',
    ' = v',
    '=  v',
    ': v',
    '=',
    '="a\nb"',
    '=v\r',
    '=v  ',
    '="v',
    "=a'b'c",
  ];
  const models = {
    sh: 'sh',
    'python-dotenv': 'python-dotenv',
    node: process.version.startsWith('v20.') ? 'node-20' : 'node',
    'node 20': 'node-20',
    'node 24': 'node',
  } as const;
  const contents = forms.map((form) => new TextEncoder().encode(`A=1\n${name}${form}\nB=2\n`));
  for (const program of Object.keys(models) as (keyof typeof models)[]) {
    describe.skipIf(!here.includes(program))(program, () => {
      let values: readonly (string | null)[] = [];
      beforeAll(() => {
        values = read(program, contents);
      });
      test.each(forms.map((form, n) => [form, n] as const))('%j', (form, n) => {
        // A shell stops at an open quote, and says so.
        if (program === 'sh' && form === '="v') return;
        const model = readAs(models[program], contents[n] ?? new Uint8Array());
        expect(model.values.get(name) ?? null).toBe(values[n]);
      });
    });
  }
});
