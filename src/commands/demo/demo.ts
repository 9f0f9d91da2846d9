import { join } from 'node:path';
import { openMode } from '../../changes/modes.ts';
import { repairKey } from '../../domain/keys/paste.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { cleanText } from '../../domain/text/clean.ts';
import type { DemoWords } from '../../i18n/en/demo.ts';
import { loadDemoWords } from '../../i18n/load.ts';
import type { Ports } from '../../ports/ports.ts';
import { type Standin, startStandin } from '../../standin/api.ts';
import { testReply } from '../../standin/chat.ts';
import { type Scenario, scenarioIds, scenarios } from '../../standin/scenarios.ts';
import { jsonDocument, jsonText } from '../../ui/json-document.ts';
import { before, hang, indent, pad, width } from '../../ui/layout.ts';
import { createStyle } from '../../ui/theme.ts';
import { type Given, namedOne } from '../options.ts';
import { seenAsOpenai } from './seen-as-openai.ts';

type DemoPorts = Pick<
  Ports,
  | 'api'
  | 'browser'
  | 'env'
  | 'files'
  | 'makeThrowAway'
  | 'network'
  | 'program'
  | 'progress'
  | 'prompter'
  | 'remember'
  | 'terminal'
>;

type DemoOptions = Given<'language' | 'json' | 'list' | 'keep'>;

/** `demo`: the real setup and the real verify in a throw-away folder, against the stand-in. A demonstration that ran is exit 0. */
export async function runDemo(ports: DemoPorts, options: DemoOptions, name = 'ok'): Promise<number> {
  const words = await loadDemoWords(options.language);
  if (options.list) return list(ports, options, words);
  const scenario = scenarios[namedOne(name, scenarioIds, { kind: 'unknown_scenario', command: 'demo' })];
  const standin = await startStandin({ scenario, language: options.language });
  ports.remember(new Secret(standin.key));
  const folder = await ports.makeThrowAway();
  try {
    if (options.json) await rehearseAsJson(ports, options, scenario, standin, folder.path);
    else await rehearse(ports, options, words, scenario, standin, folder.path);
  } finally {
    await standin.close();
    const removed = options.keep ? false : folder.remove();
    if (!options.json) tellFolder(ports, words, folder.path, options.keep, removed);
  }
  return 0;
}

function list(ports: DemoPorts, options: DemoOptions, words: DemoWords): number {
  const entries = scenarioIds.map((id) => ({ name: id, ...words.scenarios[id] }));
  if (options.json) {
    ports.terminal.print(jsonText(jsonDocument(0, { scenarios: entries })));
    return 0;
  }
  const first = Math.max(...entries.map(({ name }) => width(name))) + 2;
  const columns = ports.terminal.columns();
  const lines = entries.map(({ name, title }) => `  ${pad(name, first)}${hang(title, first + 2, columns)}`);
  ports.terminal.print(`${words.listTitle}\n\n${lines.join('\n')}\n\n${words.listHint}\n`);
  return 0;
}

async function rehearse(
  ports: DemoPorts,
  options: DemoOptions,
  words: DemoWords,
  scenario: Scenario,
  standin: Standin,
  folder: string,
): Promise<void> {
  const { terminal } = ports;
  const alone = !terminal.interactive;
  const key = new Secret(standin.key);
  const style = createStyle(alone ? terminal.color.stdout : terminal.color.stderr);
  // Alone, the conversation is the result: all of it goes to stdout, in its order.
  const say = alone ? terminal.print : terminal.say;
  const tell = (text: string): void => say(`${indent(text, 0, terminal.columns())}\n`);

  tell(style.strong(words.title(words.scenarios[scenario.id].title)));
  tell(style.warn(words.notReal));
  tell(words.scenarios[scenario.id].shows);
  tell(options.keep ? words.throwAwayKept(folder) : words.throwAway(folder));
  tell(words.onlyShown);
  tell(alone ? words.answersItself : words.pasteThis(key.masked));

  const answered = (question: string, answer: string): void =>
    say(`? ${hang(answer === '' ? question : before(question) + answer, 2, terminal.columns())}\n`);
  const inside: Partial<Ports> = {
    cwd: folder,
    env: rehearsalEnv(ports.env),
    ...seenAsOpenai(ports, standin.baseURL),
    ...(alone && { progress: telling(say) }),
    prompter: alone ? answering(answered, key) : filling(ports, key),
    terminal: alone ? { ...terminal, interactive: true, say } : terminal,
    // Nothing leaves this machine, and nothing is installed into a folder that is thrown away.
    browser: { available: !alone && ports.browser.available, open: async () => true },
    install: rehearsedInstall(ports),
    runProgram: async () => ({
      code: 0,
      reply: cleanText(testReply[options.language]),
      problem: cleanText(''),
    }),
  };
  const rehearsed = async (about: string, command: 'setup' | 'verify'): Promise<void> => {
    const line = '─'.repeat(Math.min(terminal.columns(), 60));
    tell(`\n${style.strong(about)}`);
    say(`${style.quiet(line)}\n`);
    const code = await ports.program.run([command, '--lang', options.language], inside);
    say(`\n${style.quiet(line)}\n`);
    tell(words.wouldExit(command === 'setup' ? 'openai-setup' : `openai-setup ${command}`, code));
  };
  await rehearsed(words.setupFollows, 'setup');
  await rehearsed(words.verifyFollows, 'verify');
  tell('');
  tell(words.ended);
  tell(words.forReal);
}

/** What npm leaves behind: verify reads there that the program has dotenv. */
const rehearsedInstall =
  ({ files }: DemoPorts): Ports['install'] =>
  async (command, folder) => {
    const [tool, , ...names] = command.split(' ');
    if (tool !== 'npm') return null;
    const manifest = { dependencies: Object.fromEntries(names.map((name) => [name, '*'])) };
    const bytes = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
    await files.replace(join(folder, 'package.json'), (current) => (current === null ? bytes : null), {
      newMode: openMode,
    });
    return null;
  };

/** Both documents in one. */
async function rehearseAsJson(
  ports: DemoPorts,
  options: DemoOptions,
  scenario: Scenario,
  standin: Standin,
  folder: string,
): Promise<void> {
  let printed = '';
  const take = (): unknown => {
    const document: unknown = printed === '' ? null : JSON.parse(printed);
    printed = '';
    return document;
  };
  const inside: Partial<Ports> = {
    cwd: folder,
    env: rehearsalEnv(ports.env),
    ...seenAsOpenai(ports, standin.baseURL),
    terminal: {
      ...ports.terminal,
      interactive: false,
      stdinIsTerminal: false,
      print: (text) => {
        printed += text;
      },
      say: () => {},
      readKey: async () => new Secret(standin.key),
    },
  };
  const both = ['--json', '--lang', options.language];
  await ports.program.run(['setup', '--key-stdin', '--keep-failing', ...both], inside);
  const setupDocument = take();
  await ports.program.run(['verify', ...both], inside);
  const document = jsonDocument(0, {
    scenario: scenario.id,
    folder: options.keep ? folder : null,
    setup: setupDocument,
    verify: take(),
  });
  ports.terminal.print(jsonText(document));
}

function tellFolder(
  { terminal }: DemoPorts,
  words: DemoWords,
  folder: string,
  keep: boolean,
  removed: boolean,
): void {
  const say = terminal.interactive ? terminal.say : terminal.print;
  const lines = keep
    ? [words.kept(folder)]
    : removed
      ? [words.removed, words.keepHint]
      : [words.notRemoved(folder)];
  for (const line of lines) say(`${indent(line, 0, terminal.columns())}\n`);
}

/** The user's environment without anything that would lead a rehearsal elsewhere, or to a proxy. */
function rehearsalEnv(env: Ports['env']): Ports['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^OPENAI_|_PROXY$/i.test(name)));
}

/** Where nothing can be redrawn, what a wait is for, as a line. */
function telling(say: (text: string) => void): Ports['progress'] {
  return {
    start() {
      let told = false;
      return {
        update(text, { counts = false } = {}) {
          if (counts && !told) say(`${text}\n`);
          told ||= counts;
        },
        stop() {},
      };
    },
  };
}

/**
 * At the question for the key, Enter fills in the made-up one. A failure that comes again will always come again
 * here, so Enter then goes on, with the failing key, to what verify says about it.
 */
function filling(ports: DemoPorts, key: Secret): Ports['prompter'] {
  let failures = 0;
  // Where there is a page to be opened, that comes first.
  const patience = ports.browser.available ? 2 : 1;
  return {
    select: (question) => {
      const keep = question.choices.find(({ value }) => value === 'keep');
      if (keep) failures += 1;
      return ports.prompter.select(
        keep && failures > patience ? { ...question, default: keep.value } : question,
      );
    },
    pause: (question) => ports.prompter.pause(question),
    confirm: (question) => ports.prompter.confirm(question),
    secret: async (question) => {
      const typed = await ports.prompter.secret(question);
      return repairKey(typed).key.length === 0 ? key : typed;
    },
  };
}

/** Answers every question with Enter, and a failing key by keeping it, so that verify has something to say. */
function answering(say: (question: string, answer: string) => void, key: Secret): Ports['prompter'] {
  return {
    async select(question) {
      const choice =
        question.choices.find(({ value }) => value === 'keep') ??
        question.choices.find(({ value }) => value === question.default) ??
        question.choices[0];
      if (!choice) throw new Error('a question without choices');
      say(question.message, choice.name);
      return choice.value;
    },
    async pause(question) {
      say(question.message, '');
    },
    async confirm(question) {
      say(question.message, question.default ? 'Y' : 'N');
      return question.default;
    },
    async secret(question) {
      say(question.message, key.masked);
      return key;
    },
  };
}
