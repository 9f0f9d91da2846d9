// The program on Windows, check by check: what differs from other systems, and a run of each command. Runs in Node for
// Windows, real or under Wine: `node checks.mjs PROGRAM RESULTS PRELOAD [ONLY]`. Writes a line for each check into RESULTS.
import { appendFileSync, chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { equal, fresh, hold, holds, key, project, start, startApi, text, third } from './world.mjs';

const [program, results, preload, only = ''] = process.argv.slice(2);
const api = await startApi();
const run = (folder, args, options) => start(program, folder, args, options).done;
const setup = (folder, options = {}, ...more) =>
  run(folder, ['setup', '--key-stdin', '--yes', '--no-open', '--base-url', api.baseURL, ...more], {
    input: key,
    ...options,
  });
const env = (value) => `OPENAI_API_KEY=${value}\n`;
const own = (value) => `OPENAI_API_KEY=${value}\nOPENAI_BASE_URL=${api.baseURL}\n`;
const litter = (folder) =>
  readdirSync(folder, { recursive: true }).filter((path) => String(path).includes('openai-setup'));
const utf16 = (content) => Buffer.from(`\ufeff${content}`, 'utf16le');
/** A folder whose path is longer than 260 characters. */
const deep = Array.from({ length: 9 }, (_, at) => `a folder with a long name ${at} ${'x'.repeat(12)}`).join(
  '\\',
);

const checks = {
  'setup in a folder with blanks and Chinese in its name': async () => {
    const folder = project({}, '我的 项目 & more');
    const { code, stderr, stdout } = await setup(folder);
    equal(code, 0, stderr);
    equal(text(folder, '.env').includes(env(key)), true, '.env');
    holds(text(folder, '.gitignore'), '.env', '.gitignore');
    holds(stdout, /gpt-4o-mini|from Windows/, 'the reply');
    equal(litter(folder), [], 'left');
    const verified = await run(folder, ['verify', '--json']);
    equal([verified.code, verified.json().ok], [0, true], verified.stdout);
    const again = await setup(folder);
    equal(again.code, 0, again.stderr);
  },
  'setup and verify in Chinese': async () => {
    const folder = project();
    const { code, stdout } = await setup(folder, {}, '--lang', 'zh-CN');
    equal(code, 0, 'exit');
    holds(stdout, '接下来', 'the text');
    holds((await run(folder, ['verify', '--lang', 'zh-CN'])).stdout, '你好', 'the reply');
  },
  'CRLF, a byte order mark and what else is there are kept': async () => {
    const folder = project({ '.env': '\ufeffA=1\r\n# note\r\nOPENAI_API_KEY=\r\nB="x y"\r\n' });
    const options = ['setup', '--key-stdin', '--yes', '--no-open', '--no-test'];
    equal((await run(folder, options, { input: key })).code, 0, 'exit');
    equal(text(folder, '.env'), `\ufeffA=1\r\n# note\r\nOPENAI_API_KEY=${key}\r\nB="x y"\r\n`, 'the file');
  },
  'names of files have no case, and an ignore file keeps its line ends': async () => {
    const folder = project({ '.ENV': 'A=1\r\n', '.gitignore': 'node_modules\r\n' });
    const options = ['setup', '--key-stdin', '--yes', '--no-open', '--no-test'];
    const { code, stderr } = await run(folder, options, { input: key });
    equal(code, 0, stderr);
    const names = readdirSync(folder).filter((name) => name.toLowerCase() === '.env');
    equal(names.length, 1, `one file: ${names}`);
    equal(text(folder, names[0]), `A=1\r\nOPENAI_API_KEY=${key}\r\n`, 'the file');
    equal(text(folder, '.gitignore'), 'node_modules\r\n.env\r\n', '.gitignore');
    const verified = await run(folder, ['verify', '--offline', '--json']);
    equal([verified.code, verified.json().warnings.map(({ id }) => id)], [0, []], verified.stdout);
  },
  'a device and a stream within a file take no key': async () => {
    for (const name of ['NUL', 'nul.env', '.env:key']) {
      const folder = project({ '.gitignore': '.env\n' });
      const options = ['setup', '--key-stdin', '--yes', '--no-open', '--no-test', '--file', name];
      const { code, stderr } = await run(folder, options, { input: key });
      equal([code, readdirSync(folder)], [10, ['.gitignore']], `${name}: ${stderr}`);
    }
  },
  'what PowerShell 5 writes is refused, unchanged, with the line that rewrites it': async () => {
    const bytes = utf16(`OPENAI_API_KEY=${fresh}\r\n`);
    const folder = project({ '.env': bytes });
    const { code, stderr, stdout } = await setup(folder, {}, '--no-test');
    equal(code, 10, stderr);
    equal(readFileSync(join(folder, '.env')).equals(bytes), true, 'unchanged');
    holds(stderr + stdout, /PowerShell/, 'the words');
  },
  'a file that is read-only is refused, unchanged': async () => {
    const folder = project({ '.env': 'A=1\n', '.gitignore': '.env\n' });
    chmodSync(join(folder, '.env'), 0o444);
    const { code } = await setup(folder, {}, '--no-test');
    equal([code, text(folder, '.env'), litter(folder)], [10, 'A=1\n', []], 'read-only');
  },
  'a file that is held for a moment is waited for': async () => {
    const folder = project({ '.env': 'A=1\n', '.gitignore': '.env\n' });
    const held = await hold(join(folder, '.env'), 2500);
    const { child, done } = start(
      program,
      folder,
      ['setup', '--key-stdin', '--yes', '--no-open', '--no-test'],
      {
        input: key,
      },
    );
    const { code, stderr } = await done;
    child.unref();
    await held.ended;
    if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
    holds(text(folder, '.env'), key, '.env');
    equal(litter(folder), [], 'left');
  },
  'names of variables have no case': async () => {
    const folder = project({ '.env': own(fresh) });
    const { stdout } = await run(folder, ['verify', '--offline', '--json'], { env: { openai_api_key: key } });
    const { source } = JSON.parse(stdout).key;
    equal([source.type, source.name], ['environment', 'OPENAI_API_KEY'], 'source');
    holds(stdout, 'Remove-Item Env:OPENAI_API_KEY', 'the command of PowerShell');
    holds(stdout, 'set OPENAI_API_KEY=', 'the command of cmd');
    const other = await run(folder, ['verify', '--json'], {
      env: { Openai_Base_Url: 'http://127.0.0.1:1/v1' },
    });
    holds(other.stdout, '127.0.0.1:1', 'the endpoint');
  },
  'rotate replaces a key in every file': async () => {
    const names = ['.env', 'apps\\a b\\.env', 'apps\\乙\\.env.local'];
    const folder = project({
      ...Object.fromEntries(names.map((name) => [name, own(key)])),
      'src\\a.js': `'${key}'`,
    });
    const { code, stderr, stdout } = await run(
      folder,
      ['rotate', '--key-stdin', '--yes', '--base-url', api.baseURL],
      {
        input: fresh,
      },
    );
    equal(code, 0, stderr);
    for (const name of names) equal(text(folder, name), own(fresh), name);
    holds(stdout + stderr, /src[\\/]a\.js/, 'the other place');
    equal(litter(folder), [], 'left');
  },
  'a rotation that is killed is ended by the next run': async () => {
    const names = ['.env', 'a\\.env', 'b\\.env'];
    let mixed = 0;
    for (const at of [36, 48]) {
      const folder = project(Object.fromEntries(names.map((name) => [name, own(key)])));
      const args = ['rotate', '--yes', '--base-url', api.baseURL];
      await run(folder, [...args, '--key-stdin'], {
        input: fresh,
        execArgv: ['--require', preload],
        env: {
          CRASH_FOLDER: folder,
          CRASH_COUNT: `${folder}.calls`,
          CRASH_AT: String(at),
          CRASH_SIGNAL: 'SIGKILL',
        },
      });
      const before = names.map((name) => text(folder, name));
      if (before.some((now) => now !== own(key) && now !== own(fresh)))
        throw new Error(`half a file at ${at}`);
      const isMix = new Set(before).size > 1;
      if (isMix) mixed += 1;
      const again = await (isMix
        ? run(folder, args)
        : run(folder, [...args, '--key-stdin'], { input: third }));
      equal(again.code, 0, `at ${at}: ${again.stderr}`);
      equal(new Set(names.map((name) => text(folder, name))).size, 1, `all alike at ${at}`);
      equal(litter(folder), [], `left at ${at}`);
    }
    equal(mixed > 0, true, 'a kill between two files');
  },
  'four setups at once: one whole file, nothing left': async () => {
    const folder = project({ '.env': 'A=1\n' });
    const runs = await Promise.all(
      Array.from({ length: 4 }, () => setup(folder, {}, '--no-test', '--force')),
    );
    for (const { code, stderr } of runs) if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
    equal(text(folder, '.env').split('OPENAI_API_KEY=').length, 2, 'assignments');
    equal(litter(folder), [], 'left');
  },
  'scan without git: CRLF, UTF-16, long paths, Chinese names': async () => {
    const folder = project({
      'src\\甲.js': `// a\r\nconst k = '${key}';\r\n`,
      'b.txt': utf16(`x\r\n${fresh}\r\n`),
      [`${deep}\\c.py`]: `k = ('${third.slice(0, 50)}'\r\n  '${third.slice(50)}')\r\n`,
    });
    const { code, stdout } = await run(folder, ['scan', '--json']);
    const places = JSON.parse(stdout).findings.map(
      ({ path, line }) => `${path.split(/[\\/]/).at(-1)}:${line}`,
    );
    equal([code, places.sort()], [11, ['b.txt:2', 'c.py:1', '甲.js:2'].sort()], 'findings');
    equal((await run(folder, ['scan', '--history'])).code, 2, 'history without a repository');
  },
  'a project whose path is longer than 260 characters': async () => {
    const folder = project({}, deep);
    equal(folder.length > 260, true, 'length');
    const { code, stderr } = await run(
      parse(folder).root,
      ['setup', '-C', folder, '--key-stdin', '--yes', '--no-open', '--base-url', api.baseURL],
      { input: key },
    );
    equal(code, 0, stderr);
    holds(text(folder, '.env'), key, '.env');
    equal((await run(parse(folder).root, ['verify', '-C', folder])).code, 0, 'verify');
  },
  '-C takes every way to write a folder': async () => {
    const folder = project({ '.env': own(key) }, 'Übung');
    const { root } = parse(folder);
    const ways = [
      root.toLowerCase() + folder.slice(root.length).replaceAll('\\', '/'),
      `\\\\?\\${folder}`,
      `${folder}\\..\\Übung\\.`,
      // From the top of the drive that is current, and from the drive's own current folder.
      folder.slice(2),
      folder.slice(0, 2) + folder.slice(root.length),
      `\\\\.\\${folder}`,
    ];
    for (const way of ways) {
      const { code, stderr, stdout } = await run(root, ['verify', '--offline', '--json', '-C', way]);
      equal([code, JSON.parse(stdout).key?.source.type], [0, 'file'], `${way} ${stderr}`);
    }
    equal((await run(root, ['verify', '-C', `${folder}\\nowhere`])).code, 2, 'a folder that is not there');
  },
  'example, cost, models, demo': async () => {
    const folder = project({ '.env': own(key) });
    equal((await run(folder, ['example', 'chat', '--write'])).code, 0, 'example');
    equal(
      readdirSync(folder).some((name) => /\.m?[jt]s$/.test(name)),
      true,
      'the program is written',
    );
    const cost = await run(folder, ['cost', '你好 world', '--json']);
    equal([cost.code, cost.json().inputTokens > 0], [0, true], 'cost');
    writeFileSync(join(folder, 'prompt.txt'), utf16('你好 world'));
    equal((await run(folder, ['cost', '--file', 'prompt.txt'])).code, 0, 'cost of UTF-16');
    equal((await run(folder, ['models', '--json'])).code, 0, 'models');
    equal((await run(folder, ['demo', '--list'])).code, 0, 'demo');
  },
  'verify --report, and files by pattern with backslashes': async () => {
    const folder = project({ 'apps\\a\\.env': own(key), 'apps\\b\\.env': own(fresh) });
    const report = await run(folder, ['verify', 'apps\\a\\.env', '--report']);
    equal(report.code, 0, report.stderr);
    holds(report.stdout, 'win32', 'the report');
    const many = await run(folder, ['verify', 'apps\\*\\.env', '--json']);
    equal([many.code, many.json().results?.length], [0, 2], many.stdout.slice(0, 300));
  },
  'a run that is killed leaves the file whole': async () => {
    const folder = project({ '.env': own(key) });
    for (const ms of [400, 900]) {
      const { child, done } = start(
        program,
        folder,
        ['setup', '--key-stdin', '--yes', '--force', '--no-test'],
        {
          input: fresh,
        },
      );
      setTimeout(() => child.kill('SIGKILL'), ms);
      await done;
      const now = text(folder, '.env');
      if (!now.startsWith(env(key)) && !now.startsWith(env(fresh))) throw new Error('half a file');
    }
    equal((await setup(folder, { input: third }, '--force', '--no-test')).code, 0, 'the next run');
    equal(litter(folder), [], 'left');
  },
  'a file that stays held is told as such, unchanged': async () => {
    const folder = project({ '.env': 'A=1\n', '.gitignore': '.env\n' });
    const held = await hold(join(folder, '.env'), 16_000);
    const { done } = start(
      program,
      folder,
      ['setup', '--key-stdin', '--yes', '--no-open', '--no-test', '--json'],
      {
        input: key,
      },
    );
    const { code, stdout } = await done;
    equal([code, statSync(join(folder, '.env')).size, litter(folder)], [10, 4, []], stdout);
    await held.ended;
  },
};

let failed = 0;
async function tryOne([name, check]) {
  const begin = Date.now();
  let problem = null;
  try {
    await check();
  } catch (error) {
    failed += 1;
    problem = String(error.message ?? error).slice(0, 2000);
  }
  appendFileSync(results, `${JSON.stringify({ name, problem, ms: Date.now() - begin })}\n`);
}

const chosen = Object.entries(checks).filter(([name]) => name.includes(only));
// The last one mostly waits: it begins first.
const last = chosen.at(-1);
const waiting = last && tryOne(last);
for (const one of chosen.slice(0, -1)) await tryOne(one);
await waiting;
api.close();
process.exit(failed > 0 ? 1 : 0);
