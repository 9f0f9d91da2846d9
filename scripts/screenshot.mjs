// Makes the pictures of the README from real runs of the built program in a pseudo-terminal: `demo` shows what OpenAI
// would show, and what stands inside its frame is drawn. docs/setup.svg and docs/verify.svg, for pages that are light, the
// same with -dark, and all of them in Chinese.
//
//   npm run screenshot
//
// What differs from run to run (request ids, times, folders, the end of the made-up key) is replaced by something of the
// same width, so that a picture changes only when the program does.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { drawScreen } from './support/draw-screen.mjs';
import { makeSandbox } from './support/sandbox.mjs';
import { openTerminal, questionIn } from './support/terminal.mjs';

const columns = 80;
const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const program = join(root, 'bin/openai-setup.js');

const languages = [
  {
    language: 'en',
    locale: 'en_US.UTF-8',
    suffix: '',
    marks: [/hidden/, /will be written/, /✔ The first call worked/, /first program/],
  },
  {
    language: 'zh-CN',
    locale: 'zh_CN.UTF-8',
    suffix: '.zh-CN',
    marks: [/不显示/, /将要写入/, /✔ 第一次调用成功/, /入门程序/],
  },
];

for (const { locale, suffix, marks } of languages) {
  const sandbox = makeSandbox();
  try {
    const options = {
      cwd: sandbox.folder('home'),
      env: { ...sandbox.env, TERM: 'xterm-256color', LANG: locale },
    };
    await save('setup', suffix, 'openai-setup', await record(['demo'], options), (lines) =>
      glance(lines, marks),
    );
    // Without a terminal it answers the questions of a failure itself.
    const verify = runAlone(['demo', 'no-credit'], options);
    await save('verify', suffix, 'openai-setup verify', verify, (lines) => [framed(lines)[1]]);
  } finally {
    sandbox.remove();
  }
}

/** All that the program wrote to its terminal, until it ended by itself: Enter at each question. */
async function record(args, { cwd, env }) {
  let output = '';
  const onData = (data) => {
    output += data;
  };
  const terminal = openTerminal(process.execPath, [program, ...args], { cwd, env, columns, onData });
  let asked = null;
  for (;;) {
    const last = asked;
    const next = await terminal.until((text) => {
      const question = questionIn(text);
      return question !== last ? question : null;
    });
    if (!next) break;
    asked = next.found;
    // A keystroke before a question is drawn whole is lost.
    await sleep(150);
    terminal.send('\r');
  }
  const code = await terminal.ended;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${terminal.since()}`);
  return output;
}

/** What it prints where nobody is asked, in colours. */
function runAlone(args, { cwd, env }) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: { ...env, FORCE_COLOR: '1', COLUMNS: String(columns) },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`);
  return stdout.replaceAll('\n', '\r\n');
}

/**
 * What a reader takes in at a glance: the key, the plan up to the reply, and the first program, where the rail ends.
 * The marks are where the key, the plan, the reply and the program begin.
 */
function glance(lines, marks) {
  const [from, to] = framed(lines)[0];
  const [key, plan, reply, program] = marks.map((mark) =>
    lines.findIndex((line, at) => at >= from && mark.test(line)),
  );
  const accepted = lines.findIndex((line, at) => at > key && line.startsWith('✔'));
  const end = lines.findIndex((line) => line.startsWith('└'));
  const places = [from, key, accepted, plan, reply, program, end, to];
  if (places.some((place, at) => place < (places[at - 1] ?? 0))) throw new Error(`not in order: ${places}`);
  return [
    [key, accepted + 1],
    [plan, reply + 2],
    [program, end - 1],
  ];
}

/** Where what stands between the two lines of each rehearsal begins and ends. */
function framed(lines) {
  const rules = lines.flatMap((line, at) => (/^─{20,}$/.test(line) ? [at] : []));
  if (rules.length !== 4) throw new Error(`4 lines around 2 rehearsals expected, ${rules.length} found`);
  return [
    [rules[0] + 1, rules[1]],
    [rules[2] + 1, rules[3]],
  ];
}

async function save(name, suffix, command, output, pick) {
  const shown = output
    .replaceAll(/\S*openai-setup-demo-\w+/g, '~/my-app')
    .replaceAll(/req_[0-9a-f]{32}/g, `req_${'4f1c9a7e'.repeat(4)}`)
    .replaceAll(/(?<=sk-proj-…)[A-Za-z0-9]{4}/g, 'Ab3d')
    .replaceAll(/\d+\.\d{2}(?= (?:s|秒))/g, '0.41');
  mkdirSync(join(root, 'docs'), { recursive: true });
  for (const [theme, mark] of [
    ['light', ''],
    ['dark', '-dark'],
  ]) {
    const svg = await drawScreen(shown, { command, columns, theme, pick });
    const file = `docs/${name}${mark}${suffix}.svg`;
    writeFileSync(join(root, file), svg);
    process.stdout.write(`${file}  ${(svg.length / 1024).toFixed(1)} KB\n`);
  }
}
