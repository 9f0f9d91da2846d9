// Makes the pictures of the README from real runs of the built program in a pseudo-terminal, against the stand-in:
// docs/setup.svg and docs/verify.svg, and docs/setup.zh-CN.svg and docs/verify.zh-CN.svg.
//
//   npm run screenshot
//
// What differs from run to run (request ids, ports, times, the end of the made-up key) is replaced by something of
// the same width, so that a picture changes only when the program does.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { drawScreen } from './support/draw-screen.mjs';
import { makeSandbox } from './support/sandbox.mjs';
import { startStandin } from './support/standin.mjs';
import { openTerminal, questionIn } from './support/terminal.mjs';

const columns = 80;
const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const program = join(root, 'bin/openai-setup.js');

const languages = [
  { language: 'en', locale: 'en_US.UTF-8', suffix: '', keyQuestion: /hidden/ },
  { language: 'zh-CN', locale: 'zh_CN.UTF-8', suffix: '.zh-CN', keyQuestion: /不显示/ },
];

for (const { language, locale, suffix, keyQuestion } of languages) {
  const sandbox = makeSandbox();
  const standin = await startStandin({ language });
  try {
    const cwd = sandbox.folder('home/my-app');
    const env = { ...sandbox.env, TERM: 'xterm-256color', LANG: locale, OPENAI_BASE_URL: standin.baseURL };
    const run = (args, answer) => record(args, { cwd, env, answer });

    const setup = await run([], (question) => (keyQuestion.test(question) ? standin.key : ''));
    await save(`setup${suffix}`, 'openai-setup', setup, standin);
    const verify = await run(['verify'], () => '');
    await save(`verify${suffix}`, 'openai-setup verify', verify, standin);
  } finally {
    await standin.close();
    sandbox.remove();
  }
}

/** All that the program wrote to its terminal, until it ended by itself. */
async function record(args, { cwd, env, answer }) {
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
    const text = answer(asked);
    if (text !== '') {
      terminal.send(text);
      await sleep(300);
    }
    terminal.send('\r');
  }
  const code = await terminal.ended;
  if (code !== 0)
    throw new Error(`${['openai-setup', ...args].join(' ')} ended with ${code}:\n${terminal.since()}`);
  return output;
}

async function save(name, command, output, { baseURL, key }) {
  if (output.includes(key)) throw new Error('the key was shown');
  const { port } = new URL(baseURL);
  const normal = output
    .replaceAll(key.slice(-4), 'Ab3d')
    .replaceAll(`:${port}`, `:${'41234'.slice(0, port.length)}`)
    .replaceAll(/req_[0-9a-f]{32}/g, `req_${'4f1c9a7e'.repeat(4)}`)
    .replaceAll(/\d+\.\d{2}(?= (?:s|秒))/g, '0.00');
  const svg = await drawScreen(normal.replace(/^(?:\r?\n)*/, ''), { command, columns });
  mkdirSync(join(root, 'docs'), { recursive: true });
  const path = join(root, 'docs', `${name}.svg`);
  writeFileSync(path, svg);
  process.stdout.write(`docs/${name}.svg  ${(svg.length / 1024).toFixed(1)} KB\n`);
}
