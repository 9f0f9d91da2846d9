import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProgramKind } from '../../src/domain/programs/kinds.ts';
import { programRows } from '../../src/domain/programs/rows.ts';

/** The lines that setup prints for other languages, each given to its own compiler, with a stand-in for the SDK where one is needed. */

const isThere = (program: string): boolean =>
  spawnSync(program, [program === 'go' ? 'version' : '--version'], { stdio: 'ignore' }).error === undefined;

const linesOf = (kind: ProgramKind, envFile: string | null): string =>
  `${programRows[kind].lines({ isModule: true, envFile }).join('\n')}\n`;

/** Writes the files into a folder of their own and runs the command there; gives what it complains of. */
function complaints(
  files: Readonly<Record<string, string>>,
  command: string,
  args: readonly string[],
): string {
  const folder = mkdtempSync(join(tmpdir(), 'printed-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const env = {
      ...process.env,
      GOFLAGS: '-mod=mod',
      GOPROXY: 'off',
      GOCACHE: join(folder, 'cache'),
      GO111MODULE: 'on',
    };
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const goStandIn = {
  'go.mod':
    'module app\ngo 1.19\nrequire github.com/openai/openai-go/v3 v3.0.0\nrequire github.com/joho/godotenv v1.0.0\n' +
    'replace github.com/openai/openai-go/v3 => ./openai\nreplace github.com/joho/godotenv => ./godotenv\n',
  'openai/go.mod': 'module github.com/openai/openai-go/v3\n',
  'openai/openai.go':
    'package openai\nimport "context"\ntype Model struct{}\ntype Page struct{ Data []Model }\ntype Models struct{}\n' +
    'func (Models) List(ctx context.Context) (*Page, error) { return &Page{}, nil }\ntype Client struct{ Models Models }\n' +
    'func NewClient() Client { return Client{} }\n',
  'godotenv/go.mod': 'module github.com/joho/godotenv\n',
  'godotenv/godotenv.go': 'package godotenv\nfunc Load(names ...string) error { return nil }\n',
};

/** The imports in front of a class, the rest in its `main`. */
function javaFile(lines: string): string {
  const at = lines.indexOf('OpenAIClient client');
  return `${lines.slice(0, at)}class Main { public static void main(String[] args) { ${lines.slice(at)} } }\n`;
}
const javaStandIn = {
  'com/openai/client/OpenAIClient.java': 'package com.openai.client; public interface OpenAIClient {}',
  'com/openai/client/okhttp/OpenAIOkHttpClient.java':
    'package com.openai.client.okhttp; public class OpenAIOkHttpClient { public static com.openai.client.OpenAIClient fromEnv() { return null; } }',
};

describe.each([['.env'], ["it's a.env"], [null]])('with the env file %j', (envFile) => {
  test.skipIf(!isThere('go'))('Go builds it', () => {
    const files = { ...goStandIn, 'main.go': linesOf('go', envFile) };
    expect(complaints(files, 'go', ['build', '-o', 'app', '.'])).toBe('');
  });

  test.skipIf(!isThere('javac'))('Java compiles it', () => {
    const files = { ...javaStandIn, 'Main.java': javaFile(linesOf('java-maven', envFile)) };
    expect(complaints(files, 'javac', ['Main.java'])).toBe('');
  });

  test.skipIf(!isThere('ruby'))('Ruby reads it', () => {
    expect(complaints({ 'main.rb': linesOf('ruby', envFile) }, 'ruby', ['-c', 'main.rb'])).toBe('');
  });

  test.skipIf(!isThere('php'))('PHP reads it', () => {
    expect(complaints({ 'main.php': linesOf('php', envFile) }, 'php', ['-l', 'main.php'])).toBe('');
  });

  test.skipIf(!isThere('python3'))('Python compiles it', () => {
    const files = { 'main.py': linesOf('python', envFile) };
    expect(complaints(files, 'python3', ['-m', 'py_compile', 'main.py'])).toBe('');
  });

  const ofNode = Object.entries(programRows).filter(([, { packages }]) => packages.includes('openai'));
  test.each(ofNode.filter(([kind]) => !['python', 'ruby'].includes(kind)))(
    'Node reads it: %s',
    (_kind, row) => {
      const text = row.lines({ isModule: true, envFile }).join('\n');
      expect(complaints({ 'main.mjs': text }, process.execPath, ['--check', 'main.mjs'])).toBe('');
    },
  );
});

test('a line that is none is complained of', () => {
  expect(complaints({ 'main.mjs': 'const = 1' }, process.execPath, ['--check', 'main.mjs'])).not.toBe('');
});

test('no printed line is wider than 80 columns', () => {
  const wide = Object.values(programRows)
    .flatMap(({ lines }) => lines({ isModule: true, envFile: '.env' }))
    .filter((line) => line.length > 80);
  expect(wide).toEqual([]);
});
