import { describe, expect, test } from 'vitest';
import { createFiles } from '../../src/adapters/files/files.ts';
import { findEnvFiles } from '../../src/commands/rotate/env-files.ts';
import { eachNamed, enterVariable, removeVariable, shellsOf } from '../../src/domain/loading/shells.ts';
import type { EndpointSource } from '../../src/domain/network/endpoint.ts';
import { adminMayGo } from '../../src/domain/network/endpoint.ts';
import { matchesRedacted } from '../../src/domain/secrets/redacted.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { showPlaces } from '../../src/ui/place.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';

describe('the walk', () => {
  test('finds env files within bounds, and those that compose files and scripts name', async () => {
    const project = await makeProject({
      '.env': 'A=1\n',
      'a/b/c/d/.env': 'A=1\n',
      'a/b/c/d/e/.env': 'A=1\n',
      'node_modules/x/.env': 'A=1\n',
      '.git/.env': 'A=1\n',
      'dist/.env': 'A=1\n',
      '.venv/.env': 'A=1\n',
      'venv/.env': 'A=1\n',
      '.devcontainer/devcontainer.env': 'A=1\n',
      'deploy/docker-compose.prod.yaml': 'services:\n  a:\n    env_file: ["a.cfg", "missing.cfg"]\n',
      'deploy/a.cfg': 'A=1\n',
      'package.json': '{"scripts":{"start":"node --env-file=settings.txt a.js"}}',
      'settings.txt': 'A=1\n',
    });
    const found = await findEnvFiles({ files: createFiles(), cwd: project.path, home: '/nowhere' });
    const shown = showPlaces({ cwd: project.path, home: '' });
    expect(found.complete).toBe(true);
    expect(found.files.map(shown).sort()).toEqual(
      ['.env', '.devcontainer/devcontainer.env', 'a/b/c/d/.env', 'deploy/a.cfg', 'settings.txt'].sort(),
    );
  });

  test('ends in a folder without end, and says so', async () => {
    let asked = 0;
    const files = {
      ...createFiles(),
      list: () => {
        asked += 1;
        return Array.from({ length: 50 }, (_, at) => `d${at}`);
      },
    };
    const found = await findEnvFiles({ files, cwd: '/nowhere', home: '/nowhere' });
    expect(found).toMatchObject({ complete: false, files: [] });
    expect(asked).toBeLessThan(5000);
  });
});

describe('short forms of a key', () => {
  const key = keyBuilders.project(31);
  const tail = key.slice(-4);
  test.each([
    [`sk-proj-...${tail}`, true],
    [`sk-pr***************${tail}`, true],
    [`${key.slice(0, 12)}…${tail}`, true],
    [`sk-proj-••••${tail}`, true],
    [`sk-svcacct-...${tail}`, false],
    [`sk-proj-...${tail.slice(0, 3)}!`, false],
    [`sk-proj-...${tail.slice(-2)}`, false],
    ['sk-proj-...', false],
    ['...', false],
    ['', false],
  ])('case %#', (redacted, expected) => expect(matchesRedacted(new Secret(key), redacted)).toBe(expected));
  test('the key itself is its own', () => expect(matchesRedacted(new Secret(key), key)).toBe(true));
});

describe('shells', () => {
  test.each([
    [{ SHELL: '/bin/bash' }, 'linux', ['bash']],
    [{ SHELL: '/usr/bin/zsh' }, 'darwin', ['zsh']],
    [{ SHELL: '/bin/dash' }, 'linux', ['sh']],
    [{ SHELL: '/usr/local/bin/fish' }, 'darwin', ['fish']],
    [{ SHELL: '/usr/bin/pwsh' }, 'linux', ['powershell']],
    [{}, 'linux', ['sh']],
    [{}, 'win32', ['powershell', 'cmd']],
    [{ PROMPT: '$P$G' }, 'win32', ['cmd', 'powershell']],
    [{ SHELL: 'C:\\Program Files\\Git\\bin\\bash.exe' }, 'win32', ['bash']],
  ] as const)('%j on %s is %s', (env, platform, expected) =>
    expect(shellsOf({ env, platform })).toEqual(expected),
  );

  test('where it may be one of two, both commands are told, each with its name', () => {
    const now = (shell: Parameters<typeof removeVariable>[0]) => removeVariable(shell, 'A').now;
    expect(eachNamed(['bash'], now)).toBe('unset A');
    expect(eachNamed(['cmd', 'powershell'], now)).toBe('set A= (cmd), Remove-Item Env:A (PowerShell)');
  });

  test.each(['bash', 'zsh', 'sh', 'fish', 'powershell', 'cmd'] as const)(
    '%s: commands name the variable and hold no key',
    (shell) => {
      // Where nothing shows that a value is waited for, nobody knows what to do.
      expect(enterVariable(shell, 'OPENAI_API_KEY')).toMatch(/'OPENAI_API_KEY(?:: )?'|=OPENAI_API_KEY: "/);
      const commands = [removeVariable(shell, 'OPENAI_API_KEY').now, enterVariable(shell, 'OPENAI_API_KEY')];
      for (const command of commands) expect(command).toMatch(/OPENAI_API_KEY/);
      expect(commands.join()).not.toContain('sk-');
    },
  );
});

test.each([
  ['https://api.openai.com/v1', { type: 'default' }, true, true],
  ['https://eu.api.openai.com/v1', { type: 'environment', name: 'OPENAI_BASE_URL' }, true, true],
  ['http://127.0.0.1:4000/v1', { type: 'file', absolute: '/p/.env', path: '.env', line: 1 }, false, true],
  ['https://gateway.example/v1', { type: 'option' }, false, true],
  ['https://gateway.example/v1', { type: 'environment', name: 'OPENAI_BASE_URL' }, false, false],
  ['https://gateway.example/v1', { type: 'file', absolute: '/p/.env', path: '.env', line: 1 }, false, false],
] as const)('an admin key may go to %s by %j: %s', (baseURL, source: EndpointSource, official, expected) => {
  expect(adminMayGo({ baseURL, host: new URL(baseURL).host, official, source })).toBe(expected);
});
