import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'dotenv';
import { afterAll, describe, expect, test } from 'vitest';
import { editEnvDocument } from '../../src/domain/env/edit.ts';
import { readAs } from '../../src/domain/env/loaders.ts';

/** Files as written, read by real programs, and the models of those programs beside them. */
const name = 'OPENAI_API_KEY';
const folder = mkdtempSync(join(tmpdir(), 'loaders-'));
afterAll(() => rmSync(folder, { recursive: true }));
const env = { PATH: process.env['PATH'] };

const python =
  'import sys,json\nfrom dotenv import dotenv_values\nprint(json.dumps(dotenv_values(sys.argv[1]).get("OPENAI_API_KEY")))';
const ruby =
  'require "dotenv"; require "json"; text = File.open(ARGV[0], "rb:bom|utf-8", &:read); ' +
  'puts Dotenv::Parser.call(text)["OPENAI_API_KEY"].to_json';
const show = 'console.log(JSON.stringify(process.env.OPENAI_API_KEY ?? null))';

const quiet: ExecFileSyncOptionsWithStringEncoding = {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
};

/** What `node --env-file` gives, on a Node of that line where `npm run test:package` has brought one. */
const nodeOf = (line: string) => (file: string) => {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const cache = join(
    'node_modules/.cache/nodes',
    line,
    'node_modules',
    `node-${system}-${process.arch}`,
    'bin',
  );
  return execFileSync(
    resolve(cache, system === 'win' ? 'node.exe' : 'node'),
    [`--env-file=${file}`, '-e', show],
    {
      env,
      ...quiet,
    },
  );
};

/** `config` only reads files: no container engine needs to run. Debian has the older program of that name. */
function compose(file: string): string {
  const yaml = join(folder, 'compose.yaml');
  writeFileSync(yaml, `version: '3'\nservices:\n  a:\n    image: none\n    env_file: ['${file}']\n`);
  const config = (command: string, ...args: string[]): string =>
    execFileSync(command, [...args, '-f', yaml, 'config'], { env, ...quiet });
  let told: string;
  try {
    told = config('docker', 'compose');
  } catch {
    told = config('docker-compose');
  }
  return JSON.stringify(/OPENAI_API_KEY: ['"]?(.*?)['"]?$/m.exec(told)?.[1] ?? null);
}

const programs = {
  dotenv: (file: string) => JSON.stringify(parse(readFileSync(file, 'utf8'))[name] ?? null),
  'util.parseEnv': (file: string) => JSON.stringify(parseEnv(readFileSync(file, 'utf8'))[name] ?? null),
  node: (file: string) =>
    execFileSync(process.execPath, [`--env-file=${file}`, '-e', show], { env, ...quiet }),
  'node 20': nodeOf('20'),
  'node 22': nodeOf('22'),
  'node 24': nodeOf('24'),
  'node 26': nodeOf('26'),
  sh: (file: string) =>
    execFileSync('sh', ['-c', 'set -a; . "$1"; exec "$2" -e "$3"', 'sh', file, process.execPath, show], {
      env,
      ...quiet,
    }),
  'python-dotenv': (file: string) => execFileSync('python3', ['-c', python, file], quiet),
  ruby: (file: string) => execFileSync('ruby', ['-e', ruby, file], quiet),
  'docker compose': compose,
};
type Program = keyof typeof programs;

function read(program: Program, content: Uint8Array): unknown {
  const file = join(folder, '.env');
  writeFileSync(file, content);
  return JSON.parse(programs[program](file));
}

function available(program: Program): boolean {
  try {
    return read(program, new TextEncoder().encode(`${name}=x\n`)) === 'x';
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
    test.each(Object.entries(files))('%s', (_, content) => {
      const result = editEnvDocument(new TextEncoder().encode(content), [{ name, value: 'sk-new_1' }]);
      expect(result.ok && read(program, result.bytes)).toBe('sk-new_1');
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
  for (const program of Object.keys(models) as (keyof typeof models)[]) {
    test.skipIf(!here.includes(program)).each(forms)(`${program}: %j`, (form) => {
      // A shell stops at an open quote, and says so.
      if (program === 'sh' && form === '="v') return;
      const content = new TextEncoder().encode(`A=1\n${name}${form}\nB=2\n`);
      expect(readAs(models[program], content).values.get(name) ?? null).toBe(read(program, content));
    });
  }
});
