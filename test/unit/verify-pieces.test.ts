import { describe, expect, test } from 'vitest';
import { knowsEnvProxy, proxyWarnings } from '../../src/checks/api/program-proxy.ts';
import { scriptEnvFiles } from '../../src/checks/loading/declared-env-files.ts';
import { findShellVariable } from '../../src/checks/shell-variable.ts';
import { mergeAssignments, withoutMark } from '../../src/domain/env/tidy.ts';
import { curlLine } from '../../src/domain/network/curl-line.ts';
import { readCustomHeaders } from '../../src/domain/network/custom-headers.ts';
import type { Ports } from '../../src/ports/ports.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (of: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(of);

describe('env files that the project itself names', () => {
  const scripts = (...commands: string[]): string =>
    JSON.stringify({ scripts: Object.fromEntries(commands.map((command, at) => [`s${at}`, command])) });

  test.each<[string, string[]]>([
    ['node --env-file=.env.local app.js', ['.env.local']],
    ['node --env-file .env.local app.js', ['.env.local']],
    ['node --env-file-if-exists=./config/.env app.js', ['config/.env']],
    ['node --env-file=.env --env-file=.env.dev app.js', ['.env.dev', '.env']],
    ['dotenv -e .env.test -- vitest', ['.env.test']],
    ['env-cmd -f .env.stage node .', ['.env.stage']],
    ['node --env-file="/etc/secrets" app.js', ['/etc/secrets']],
    ['node --env-file=../other/.env app.js', ['../other/.env']],
    ['node app.js', []],
  ])('%s', (command, files) => expect(scriptEnvFiles(scripts(command))).toEqual(files));

  test.each([null, '', '[]', '{"scripts":7}', '{"scripts":{"a":7}}', '{', 'null'])('%j names none', (json) =>
    expect(scriptEnvFiles(json)).toEqual([]),
  );
});

describe('headers of the shell', () => {
  test('are taken, in lower case', () => {
    expect(readCustomHeaders('X-Team: blue\nx-trace: a:b').headers).toEqual({
      'x-team': 'blue',
      'x-trace': 'a:b',
    });
  });
  test.each(['Authorization', 'authorization ', 'Proxy-Authorization', 'Host', 'Cookie', 'Content-Length'])(
    '%s is left out and named',
    (name) => {
      const read = readCustomHeaders(`${name}: something\nX-A: 1`);
      expect(read).toEqual({ headers: { 'x-a': '1' }, leftOut: [name.trim().toLowerCase()] });
    },
  );
  test.each([undefined, '', 'no colon', ': no name', 'bad name: x', 'Ünicode: x'])('%j gives none', (given) =>
    expect(readCustomHeaders(given).headers).toEqual({}),
  );
  test('a value that cannot be sent is left out', () => {
    expect(readCustomHeaders('x-a: \u0007bell\nx-b: 漢').headers).toEqual({});
  });
});

describe('what the own program needs behind a proxy', () => {
  test.each([
    ['20.19.0', false],
    ['22.20.0', false],
    ['22.21.0', true],
    ['23.11.0', false],
    ['24.0.0', true],
    ['26.1.0', true],
    ['', false],
  ])('Node %s: %s', (version, knows) => expect(knowsEnvProxy(version)).toBe(knows));

  const program = {
    framework: 'node',
    nodeVersion: '24.1.0',
    env: { HTTPS_PROXY: 'http://proxy:1' } as Record<string, string>,
    platform: 'linux',
  } as const;
  const needs = (given: Parameters<typeof proxyWarnings>[2]) =>
    proxyWarnings('http://proxy:1', 'https://api.openai.com/v1', given).map(
      (one) => one.id === 'proxy_needed_by_program' && one.facts.needs,
    );
  test('the variable where Node knows it', () => expect(needs(program)).toEqual(['variable']));
  test('an agent where it does not', () =>
    expect(needs({ ...program, nodeVersion: '20.19.0' })).toEqual(['agent']));
  test('nothing where the variable is set', () =>
    expect(needs({ ...program, env: { ...program.env, NODE_USE_ENV_PROXY: '1' } })).toEqual([]));
  test('an agent, where the variable is set and not known', () =>
    expect(
      needs({ ...program, nodeVersion: '20.19.0', env: { ...program.env, NODE_USE_ENV_PROXY: '1' } }),
    ).toEqual(['agent']));
  test('nothing for Python', () => expect(needs({ ...program, framework: 'python' })).toEqual([]));
});

describe('a shell variable', () => {
  const portsWith = (files: Record<string, string>, env: Ports['env'], platform: NodeJS.Platform = 'linux') =>
    ({
      cwd: '/project',
      home: '/home/u',
      platform,
      env,
      files: {
        read: (path: string) =>
          files[path] === undefined
            ? { state: 'missing' }
            : { state: 'file', bytes: bytes(files[path]), mode: 0o600, realPath: path },
      },
    }) as unknown as Ports;
  const name = 'OPENAI_API_KEY';

  test.each([
    ['/bin/bash', 'unset OPENAI_API_KEY', null],
    ['/usr/bin/zsh', 'unset OPENAI_API_KEY', null],
    ['/opt/fish', 'set -e OPENAI_API_KEY', 'set -Ue OPENAI_API_KEY'],
    [undefined, 'unset OPENAI_API_KEY', null],
  ])('in %s: %s', (shell, remove, removeForGood) =>
    expect(findShellVariable(portsWith({}, { SHELL: shell }), name)).toMatchObject({ remove, removeForGood }),
  );
  test('on Windows', () => {
    const found = findShellVariable(portsWith({}, {}, 'win32'), name);
    expect(found.remove).toBe('Remove-Item Env:OPENAI_API_KEY (PowerShell), set OPENAI_API_KEY= (cmd)');
    expect(found.removeForGood).toMatch(/SetEnvironmentVariable.* \(PowerShell\), reg delete .* \(cmd\)$/);
  });
  test.each([
    ['cmd', { PROMPT: '$P$G' }, 'set OPENAI_API_KEY= (cmd), Remove-Item Env:OPENAI_API_KEY (PowerShell)'],
    ['Git Bash', { SHELL: 'C:\\Program Files\\Git\\bin\\bash.exe' }, 'unset OPENAI_API_KEY'],
  ])('in %s on Windows, in its own words', (_, env, remove) =>
    expect(findShellVariable(portsWith({}, env, 'win32'), name).remove).toBe(remove),
  );

  test.each<[string, string, number | null]>([
    ['.bashrc', 'alias x=y\nexport OPENAI_API_KEY=abc\n', 2],
    ['.bashrc', 'OPENAI_API_KEY=abc; export OPENAI_API_KEY', 1],
    ['.profile', 'export A=1 OPENAI_API_KEY=abc', 1],
    ['.bashrc', '# export OPENAI_API_KEY=abc', null],
    ['.bashrc', 'export MY_OPENAI_API_KEY=abc', null],
    ['.bashrc', 'unset OPENAI_API_KEY', null],
    ['.zshrc', 'export OPENAI_API_KEY=abc', null],
  ])('for bash, %s with %j', (file, content, line) => {
    const found = findShellVariable(
      portsWith({ [`/home/u/${file}`]: content }, { SHELL: '/bin/bash' }),
      name,
    );
    expect(found.setAt).toEqual(line === null ? null : { path: { absolute: `/home/u/${file}` }, line });
  });
  test('for fish', () => {
    const config = {
      '/home/u/.config/fish/config.fish': 'set -e OPENAI_API_KEY\nset -gx OPENAI_API_KEY abc',
    };
    expect(findShellVariable(portsWith(config, { SHELL: '/bin/fish' }), name).setAt?.line).toBe(2);
  });
});

describe('tidying an env file', () => {
  test.each<[string, string, string]>([
    ['the first goes', 'K=1\nA=2\nK=3\n', 'A=2\nK=3\n'],
    ['spelling of the last stays', "K=1\nexport K = '3' # c", "export K = '3' # c"],
    ['CRLF', 'K=1\r\nB=1\r\nK=2\r\n', 'B=1\r\nK=2\r\n'],
    ['three', 'K=1\nK=2\n\nK=3', '\nK=3'],
    ['another name', 'MY_K=1\nK=3', 'MY_K=1\nK=3'],
    ['one alone', 'K=1', 'K=1'],
    ['none', 'A=1', 'A=1'],
    ['a mark stays', '\ufeffK=1\nK=2', '\ufeffK=2'],
    ['a comment stays', '# K=0\nK=1\nK=2', '# K=0\nK=2'],
  ])('%s', (_, before, after) => expect(text(mergeAssignments(bytes(before), 'K'))).toBe(after));

  test('only a mark at the very beginning goes', () => {
    expect(text(withoutMark(bytes('\ufeffA=\ufeff1')))).toBe('A=\ufeff1');
    expect(text(withoutMark(bytes('A=1')))).toBe('A=1');
    expect(text(withoutMark(bytes('')))).toBe('');
  });
});

describe('the call as curl', () => {
  const call = { baseURL: 'https://api.openai.com/v1', organization: undefined, project: undefined };
  test('reads the key from its variable, and quotes the rest', () => {
    const line = curlLine({
      ...call,
      project: "proj_'x",
      model: 'm',
      message: "it's",
      parameters: { max: 1 },
    });
    expect(line).toContain('"Authorization: Bearer $OPENAI_API_KEY"');
    expect(line).toContain(`it'\\''s`);
    expect(line).toContain(`'OpenAI-Project: proj_'\\''x'`);
    expect(line).not.toContain('Organization');
  });
});
