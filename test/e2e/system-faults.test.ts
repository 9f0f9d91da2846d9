import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';

// What the system says no to, put into the built program: it is told in words, and is no defect.
const key = keyBuilders.project(97);
/** What each is called, in English and in Chinese. */
const words: Readonly<Record<string, RegExp>> = {
  EROFS: /mounted\s+read-only|只读/,
  EMFILE: /too\s+many\s+open\s+files|打开/,
  ENFILE: /too\s+many\s+open\s+files|打开/,
  EBUSY: /another\s+program\s+is\s+using\s+it|占用/,
  ENOSPC: /no\s+space\s+left|空间/,
  EDQUOT: /no\s+space\s+left|空间/,
  EACCES: /may\s+not|permission|not\s+allowed|权限/,
};
const codes = Object.keys(words);

/** Loaded before the program: whatever opens a file for writing in this folder, or makes a temporary one, fails. */
const preload = join(mkdtempSync(join(tmpdir(), 'system-faults-')), 'faults.cjs');
writeFileSync(
  preload,
  `const fs = require('node:fs');
const { FAULT: code, FAULT_CALL: call, FAULT_BELOW: below } = process.env;
const fault = (syscall, path) => Object.assign(new Error(code + ': injected, ' + syscall), { code, syscall, path: String(path) });
const hits = (path) => String(path).startsWith(below);
if (call === 'write') {
  const { openSync, open, writeFileSync, promises } = fs;
  const writes = (flags) => typeof flags === 'number' ? (flags & 3) !== 0 : /[wa+]/.test(flags ?? 'r');
  fs.openSync = (path, flags, ...more) => { if (hits(path) && writes(flags)) throw fault('open', path); return openSync(path, flags, ...more); };
  fs.open = (path, flags, ...more) => hits(path) && writes(flags) ? more.at(-1)(fault('open', path)) : open(path, flags, ...more);
  fs.writeFileSync = (path, ...more) => { if (hits(path)) throw fault('open', path); return writeFileSync(path, ...more); };
  const opened = promises.open, written = promises.writeFile;
  promises.open = async (path, flags, ...more) => { if (hits(path) && writes(flags)) throw fault('open', path); return opened(path, flags, ...more); };
  promises.writeFile = async (path, ...more) => { if (hits(path)) throw fault('open', path); return written(path, ...more); };
} else {
  const { mkdtempSync, promises } = fs;
  fs.mkdtempSync = (prefix) => { throw fault('mkdtemp', prefix + 'XXXXXX'); };
  promises.mkdtemp = async (prefix) => { throw fault('mkdtemp', prefix + 'XXXXXX'); };
}
`,
);

describe.each(codes)('%s', (code) => {
  test.each(['en', 'zh-CN'])('where the env file is to be written, in %s', async (language) => {
    const project = await makeProject({ '.env': 'A=1\n' });
    const before = await project.snapshot();
    const env = {
      NODE_OPTIONS: `--require ${preload}`,
      FAULT: code,
      FAULT_CALL: 'write',
      FAULT_BELOW: project.path,
    };
    const args = ['setup', '--key-stdin', '--yes', '--no-test', '--no-open', '--lang', language];
    const run = await runCli(args, { cwd: project.path, input: key, env });
    expect(run.code, run.stderr).toBe(10);
    expect(run.stdout + run.stderr).not.toMatch(/defect|缺陷|\n {4}at /);
    expect(run.stdout + run.stderr).toMatch(words[code] ?? /^$/);
    expect(await project.snapshot()).toEqual(before);
    const json = await runCli([...args, '--json'], { cwd: project.path, input: key, env });
    expect(json.json).toMatchObject({ ok: false, exitCode: 10, diagnosis: { owner: 'files' } });
  });

  test.each(['en', 'zh-CN'])('where a temporary folder is to be made, in %s', async (language) => {
    const project = await makeProject();
    const env = { NODE_OPTIONS: `--require ${preload}`, FAULT: code, FAULT_CALL: 'mkdtemp' };
    const run = await runCli(['demo', '--lang', language, '--json'], { cwd: project.path, env });
    expect(run.code).toBe(10);
    expect(run.json).toMatchObject({ ok: false, error: { kind: 'system', code } });
    expect(run.stderr).toContain('TMPDIR');
  });
});
