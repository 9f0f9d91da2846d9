import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';

const key = keyBuilders.project(75);

describe.skipIf(process.platform === 'win32')('programs of the project', () => {
  const spy = (file: string) => `#!/bin/sh\necho "$0 $OPENAI_API_KEY" >> "${file}"\nexit 1\n`;

  test.each([
    ['verify', ['verify', '--offline']],
    ['setup', ['setup', '--key-stdin', '--yes', '--no-test', '--no-open', '--force']],
    ['scan', ['scan']],
    ['scan --history', ['scan', '--history']],
    ['rotate', ['rotate', '--dry-run']],
    ['demo', ['demo', 'ok']],
  ])('none is run by %s, started as npx starts it', async (_, args) => {
    const project = await makeProject({
      'package.json': '{"name":"a","version":"1.0.0"}',
      '.env': `OPENAI_API_KEY=${key}\n`,
    });
    const ran = project.at('ran');
    for (const name of ['git', 'npm', 'node', 'xdg-open']) {
      await project.write(`node_modules/.bin/${name}`, spy(ran));
      chmodSync(project.at(`node_modules/.bin/${name}`), 0o755);
    }
    await project.write('.git/HEAD', 'ref: refs/heads/main\n');
    const PATH = [project.at('node_modules/.bin'), '.', process.env['PATH']].join(delimiter);
    await runCli(args, { cwd: project.path, env: { PATH, OPENAI_API_KEY: key }, input: key, secrets: [key] });
    expect(existsSync(ran) ? readFileSync(ran, 'utf8').replaceAll(key, 'the key') : '').toBe('');
  });

  test('no filter and no monitor of the repository is run', async () => {
    const project = await makeProject({
      '.env': `OPENAI_API_KEY=${key}\n`,
      '.gitattributes': '* filter=spy\n',
    });
    const ran = project.at('ran');
    const git = (...line: string[]) => execFileSync('git', line, { cwd: project.path });
    git('init', '--quiet');
    git('config', 'filter.spy.clean', `echo ran >> "${ran}"; cat`);
    git('config', 'core.fsmonitor', `echo ran >> "${ran}"`);
    for (const args of [['verify', '--offline'], ['scan'], ['scan', '--staged']])
      await runCli(args, { cwd: project.path, env: { OPENAI_API_KEY: key }, secrets: [key] });
    expect(existsSync(ran)).toBe(false);
  });
});

test.each(['http', 'HTTPS,fs', 'tls', '*'])(
  'NODE_DEBUG=%s would print the key past all masking: refused',
  async (sections) => {
    const project = await makeProject({ '.env': `OPENAI_API_KEY=${key}\n` });
    const run = await runCli(['verify', '--base-url', 'http://127.0.0.1:9/v1'], {
      cwd: project.path,
      env: { NODE_DEBUG: sections },
      secrets: [key],
    });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('NODE_DEBUG');
  },
);
