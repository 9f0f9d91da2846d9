import { describe, expect, test } from 'vitest';
import { type CommandName, commands } from '../../src/cli.ts';
import { type CommandLine, readCommandLine, type Settings } from '../../src/command-line.ts';
import { command } from '../../src/commands/command.ts';
import { type Given, longFlag, namedOne, type OptionName, options } from '../../src/commands/options.ts';
import en from '../../src/i18n/en/cli.ts';
import { loadCliWords } from '../../src/i18n/load.ts';
import zh from '../../src/i18n/zh-CN/cli.ts';
import { type Expected, type UsageProblem, WrongUsage } from '../../src/ports/errors.ts';
import { usageText } from '../../src/ui/usage.ts';
import { keyBuilders } from '../support/keys.ts';

interface Understood extends Partial<Settings> {
  readonly name: string;
  readonly given?: Partial<Given<OptionName>>;
  readonly argument?: string | undefined | readonly string[];
}

function callOf({ asked }: CommandLine) {
  if (asked.kind !== 'call') throw new Error(`no call: ${JSON.stringify(asked)}`);
  return { name: asked.name, ...asked.call };
}

function problemOf({ asked }: CommandLine): UsageProblem {
  if (asked.kind !== 'wrong') throw new Error(`nothing wrong: ${asked.kind}`);
  return asked.problem;
}

describe('a right command line', () => {
  test.each<[readonly string[], Understood]>([
    [['verify'], { name: 'verify', argument: [], json: false, color: true, open: true, cwd: undefined }],
    [['-y'], { name: 'setup', given: { yes: true, force: false, test: true, timeout: 30 } }],
    [['--no-test', '--no-open'], { name: 'setup', given: { test: false, open: false }, open: false }],
    [['rotate', '--no-open'], { name: 'rotate', open: false }],

    [['-C', '/a', 'verify'], { name: 'verify', cwd: '/a' }],
    [['-C/a', 'verify'], { name: 'verify', cwd: '/a' }],
    [['-C=/a', 'verify'], { name: 'verify', cwd: '=/a' }],
    [['--cwd=/a', 'verify'], { name: 'verify', cwd: '/a' }],
    [['--cwd', '--json', 'verify'], { name: 'verify', cwd: '--json', json: false }],
    [['verify', '-C', '/a', '--offline'], { name: 'verify', cwd: '/a', given: { offline: true } }],
    [['verify', '-C', '/a', '-C/b'], { name: 'verify', cwd: '/b' }],
    [['-fC'], { name: 'setup', given: { file: 'C' }, cwd: undefined }],

    [['--lang', 'en', '--lang', 'zh-CN', 'verify'], { name: 'verify', language: 'zh-CN' }],
    [['--lang', 'zh-CN', 'verify', '--lang', 'en'], { name: 'verify', language: 'en' }],
    [['--lang=zh-CN', 'verify'], { name: 'verify', language: 'zh-CN' }],
    [['--lang', 'fr', 'verify', '--lang', 'en'], { name: 'verify', language: 'en' }],
    [['verify'], { name: 'verify', language: undefined }],

    [['verify', '--', '--json'], { name: 'verify', argument: ['--json'], json: false }],
    [['verify', '--', '-C', '--lang'], { name: 'verify', argument: ['-C', '--lang'], cwd: undefined }],
    [['verify', '--strict', '--', '--json'], { name: 'verify', argument: ['--json'], json: false }],
    [['verify', 'a', '--json', 'b'], { name: 'verify', argument: ['a', 'b'], json: true }],
    [['scan', '--', '--history'], { name: 'scan', argument: '--history', given: { history: false } }],
    [['cost', '--', '-5 is a number'], { name: 'cost', argument: '-5 is a number' }],

    [['verify', '--model', '-x'], { name: 'verify', given: { model: '-x' } }],
    [['verify', '--model=--offline'], { name: 'verify', given: { model: '--offline', offline: false } }],
    [['verify', '--model', 'a', '--model', 'b'], { name: 'verify', given: { model: 'b' } }],
    [['verify', '--timeout', '5', '--timeout=7'], { name: 'verify', given: { timeout: 7 } }],
    [['--no-color', 'verify', '--debug'], { name: 'verify', color: false, debug: true }],

    [['models', '--for', 'budget'], { name: 'models', given: { task: 'budget', all: false } }],
    [['example', '--write'], { name: 'example', given: { write: true }, argument: undefined }],
    [['example', 'chat', '--write', 'a.py'], { name: 'example', given: { write: 'a.py' }, argument: 'chat' }],
    [['example', '--write', '--force'], { name: 'example', given: { write: true, force: true } }],
    [['cost', '--input', '0', '--output=1000000000000'], { name: 'cost', given: { input: 0, output: 1e12 } }],
    [['rotate', '--project', 'proj_1'], { name: 'rotate', given: { project: 'proj_1', timeout: 30 } }],
    [['scan', '--sarif', 'src'], { name: 'scan', given: { sarif: true, staged: false }, argument: 'src' }],
    [['demo', 'slow', '--keep'], { name: 'demo', given: { keep: true, list: false }, argument: 'slow' }],
  ])('%j', (argv, { name, given = {}, ...rest }) => {
    const reading = readCommandLine(argv);
    const call = callOf(reading);
    expect(call.name).toBe(name);
    expect(call.given).toMatchObject(given);
    const { argument, ...settings } = rest;
    if ('argument' in rest) expect(call.argument).toEqual(argument);
    expect(reading.settings).toMatchObject(settings);
  });

  test.each(Object.keys(commands))('each example in the help of %s is one', (name) => {
    const { examples } = commands[name as CommandName];
    expect(examples.length).toBeGreaterThan(1);
    for (const line of examples) {
      const [typed = ''] = line.split(/ [<>] /);
      const argv = [...typed.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
      expect(callOf(readCommandLine(argv)).name, line).toBe(name);
    }
  });
});

const commandOfOption = (name: OptionName): readonly string[] => {
  const found = Object.entries(commands).find(([, one]) => one.options.includes(name));
  return found ? [found[0]] : ['verify'];
};
const takesValue = (Object.keys(options) as OptionName[]).filter((name) => /[<[]/.test(options[name].flags));

describe('an empty value is wrong for every option that takes one', () => {
  test('there are such options', () => expect(takesValue.length).toBeGreaterThan(12));

  test.each(takesValue)('%s', (name) => {
    const { flags } = options[name];
    const long = longFlag(flags);
    const short = /^-\w/.exec(flags)?.[0];
    const forms = [[long, ''], [`${long}=`], [long, '  '], [`${long}=\t`], ...(short ? [[short, '']] : [])];
    for (const form of forms) {
      const lines = [
        [...commandOfOption(name), ...form],
        [...commandOfOption(name), ...form, '--json'],
      ];
      for (const argv of lines) {
        const reading = readCommandLine(argv);
        expect(problemOf(reading), argv.join(' ')).toMatchObject({ kind: 'missing_value', option: long });
        expect(reading.settings.json).toBe(argv.includes('--json'));
      }
    }
  });

  test('of every command that has it', () => {
    for (const [command, { options: names }] of Object.entries(commands)) {
      for (const name of names.filter((one) => takesValue.includes(one))) {
        const option = longFlag(options[name].flags);
        const problem = problemOf(readCommandLine([command, `${option}=`]));
        expect(problem, `${command} ${option}`).toMatchObject({ kind: 'missing_value', option });
      }
    }
  });
});

/** Without what was typed, which the next test looks at. */
type Told =
  | { kind: `unknown_${string}`; name: string; near?: string }
  | { kind: 'bad_value'; option: string; expected: Expected; near?: string };

describe('a wrong command line', () => {
  const seconds = { kind: 'bad_value', option: '--timeout', expected: 'seconds' } as const;
  const id = (option: string) => ({ kind: 'bad_value', option, expected: 'id' }) as const;
  const count = (option: string) => ({ kind: 'bad_value', option, expected: 'count' }) as const;
  const language = { kind: 'bad_value', option: '--lang', expected: ['en', 'zh-CN'] } as const;

  test('names the value that it does not take, in a form that cannot draw', async () => {
    const words = await loadCliWords('en');
    const said = (...argv: string[]) => usageText(problemOf(readCommandLine(argv)) as UsageProblem, words);
    expect(said('verify', '--timeout', '10m')).toMatch(/^--timeout does not take “10m”; expected: a number/);
    expect(said('--lang', 'f\u001b[2Jr')).toMatch(/^--lang does not take “f[ -~]*r”; expected: en, zh-CN\./);
    expect(said('--lang', 'x'.repeat(500)).length).toBeLessThan(150);
    expect(said('completion')).toMatch(/^<shell> is missing; expected: bash, zsh/);
  });

  test.each<[readonly string[], UsageProblem | Told]>([
    [['verfy'], { kind: 'unknown_command', name: 'verfy', near: 'verify' }],
    [['-C', 'dir', 'verfy'], { kind: 'unknown_command', name: 'verfy', near: 'verify' }],
    [['--yes', 'modles'], { kind: 'unknown_command', name: 'modles', near: 'models' }],
    [['qqqqqq'], { kind: 'unknown_command', name: 'qqqqqq' }],
    [['verfiy'], { kind: 'unknown_command', name: 'verfiy', near: 'verify' }],
    [['--key', 'sk-abc'], { kind: 'key_argument' }],
    [['verify', '--api-key=sk-abc'], { kind: 'key_argument' }],
    [['--key'], { kind: 'unknown_option', name: '--key', near: '--key-stdin' }],
    [['help', 'scna'], { kind: 'unknown_command', name: 'scna', near: 'scan' }],
    [['verify', '--offlin'], { kind: 'unknown_option', name: '--offlin', near: '--offline' }],
    [['verify', '--jsn'], { kind: 'unknown_option', name: '--jsn', near: '--json' }],
    [['--hlep'], { kind: 'unknown_option', name: '--hlep', near: '--help' }],
    [['models', '--no-color=x'], { kind: 'takes_no_value', option: '--no-color' }],
    [['scan', '--sarif='], { kind: 'takes_no_value', option: '--sarif' }],
    [['models', '--tsk'], { kind: 'unknown_option', name: '--tsk' }],
    [['models', '--model', 'x'], { kind: 'unknown_option', name: '--model' }],
    [['verify', '-yC', '/a'], { kind: 'unknown_option', name: '-yC' }],
    [['setup', 'extra'], { kind: 'too_many_arguments', command: 'setup' }],
    [['scan', 'a', 'b'], { kind: 'too_many_arguments', command: 'scan' }],
    [['--yes', 'verify'], { kind: 'too_many_arguments', command: 'verify', isLate: true }],
    [['verify', '--model'], { kind: 'missing_value', option: '--model', command: 'verify' }],
    [['verify', '--model', '--json'], { kind: 'missing_value', option: '--model' }],
    [['verify', '-C'], { kind: 'missing_value', option: '--cwd' }],
    [['--lang'], { kind: 'missing_value', option: '--lang' }],
    [['--lang', 'fr'], language],
    [['verify', '--lang', 'deutsch'], language],
    [['verify', '-v'], { kind: 'unknown_option', name: '-v', near: '--verbose', command: 'verify' }],
    [['scan', '-v'], { kind: 'unknown_option', name: '-v', near: '--version', command: 'scan' }],
    [['help', 'key_rejcted'], { kind: 'unknown_command', name: 'key_rejcted', near: 'key_rejected' }],
    [
      ['completion', 'bahs'],
      { kind: 'bad_value', option: '<shell>', expected: ['bash', 'zsh', 'fish', 'powershell'], near: 'bash' },
    ],
    [
      ['completion'],
      { kind: 'bad_value', option: '<shell>', expected: ['bash', 'zsh', 'fish', 'powershell'] },
    ],
    [
      ['models', '--for', 'budgett'],
      {
        kind: 'bad_value',
        option: '--for',
        expected: ['simple', 'standard', 'complex', 'reasoning', 'budget'],
        near: 'budget',
      },
    ],
    [['--lang', 'fr', '--help'], language],
    ...['0', '601', '-3', '1.5', 'soon', '1e2', '٣'].map((value): [readonly string[], Told] => [
      ['verify', '--timeout', value],
      seconds,
    ]),
    [['rotate', '--timeout', 'soon'], seconds],
    [['rotate', '--project', 'p q'], id('--project')],
    [['setup', '--organization', 'o\nEVIL=1'], id('--organization')],
    ...['-5', '1000000000001', '1.5', 'Infinity', 'NaN'].flatMap((value) =>
      ['--input', '--output', '--per-day'].map((option): [readonly string[], Told] => [
        ['cost', option, value],
        count(option),
      ]),
    ),
    [
      ['models', '--for', 'Budget'],
      {
        kind: 'bad_value',
        option: '--for',
        expected: ['simple', 'standard', 'complex', 'reasoning', 'budget'],
      },
    ],
    [
      ['example', '--in', 'constructor'],
      { kind: 'bad_value', option: '--in', expected: ['node', 'python', 'curl'] },
    ],
    [['scan', '--staged', '--history'], { kind: 'only_one', names: ['--staged', '--history'] }],
    [['verify', '--key-stdin', 'a.env'], { kind: 'only_one', names: ['--key-stdin', '[env-file...]'] }],
    [['cost', 'a', '--file', 'b'], { kind: 'only_one', names: ['[text]', '--file', '--input'] }],
    [['cost', '--file', 'b', '--input', '5'], { kind: 'only_one', names: ['[text]', '--file', '--input'] }],
  ])('%j', (argv, problem) => {
    const found = problemOf(readCommandLine(argv)) as UsageProblem;
    expect(found).toMatchObject(problem);
    for (const words of [en, zh]) {
      const text = usageText(found, words);
      expect(text).not.toMatch(/undefined|\[object|\n/);
      const names = 'option' in problem ? [problem.option] : 'names' in problem ? problem.names : [];
      for (const name of names) expect(text).toContain(name);
    }
  });

  test('is told as it was asked to be: what the program itself was told counts all the same', () => {
    for (const argv of [
      ['--json', '--lang', 'zh-CN', 'verify', '--offlin', '--no-color'],
      ['verify', '--offlin', '--json', '--no-color', '--lang', 'zh-CN'],
      ['verify', '--timeout', 'soon', '--no-color', '--lang=zh-CN', '--json'],
      ['verfy', '--lang', 'zh-CN', '--json', '--no-color'],
      ['--no-color', '--lang', 'zh-CN', '--json', '--cwd', ''],
      ['--no-color', '--json', '--lang', 'zh-CN', '-C'],
    ]) {
      const reading = readCommandLine(argv);
      problemOf(reading);
      expect(reading.settings, argv.join(' ')).toMatchObject({ json: true, color: false, language: 'zh-CN' });
    }
  });

  test('a key is refused wherever it stands, and with it every other answer', () => {
    const key = keyBuilders.project();
    for (const argv of [
      [key],
      ['verify', '--json', key],
      ['--help', key],
      ['--cwd', key],
      [`--modle=${key}`],
    ])
      expect(problemOf(readCommandLine(argv))).toEqual({ kind: 'key_argument' });
    expect(readCommandLine(['verify', '--json', key]).settings.json).toBe(true);
  });
});

describe('a command of its own', () => {
  const given: unknown[] = [];
  const own = command({
    options: ['yes', 'timeout'],
    argument: { name: '[path...]', words: 'scanPath', values: 'file' },
    examples: [],
    check: ({ yes }, paths) => {
      if (yes && paths.length === 0) throw new WrongUsage({ kind: 'missing_value', option: '--yes' });
    },
    run: async (_ports, options, paths) => given.push({ options, paths }),
  });

  test('gets the options that it names, the language and --json', async () => {
    const call = own.read((name) => (name === 'timeout' ? '9' : undefined), ['a', 'b']);
    await call.run({} as Parameters<typeof call.run>[0], { language: 'zh-CN', json: true });
    expect(given).toEqual([
      { options: { yes: false, timeout: 9, language: 'zh-CN', json: true }, paths: ['a', 'b'] },
    ]);
  });

  test('is checked as a whole', () => {
    expect(() => own.read((name) => name === 'yes', [])).toThrow(WrongUsage);
  });
});

test.each([['help'], ['verify', '--help'], ['help', 'verify'], ['--version']])(
  'help and version come as a text, in the language that is wanted: %s %s',
  (...argv) => {
    const { asked, settings } = readCommandLine([...argv.filter(Boolean), '--lang', 'zh-CN']);
    expect(asked.kind).toBe('text');
    if (argv[0] !== '--version') expect(settings.language).toBe('zh-CN');
  },
);

test.each([
  ['--help', 'verify'],
  ['-h', '--lang', 'en', 'verify'],
  ['verify', '-h'],
])('help before a command is help for it: %s %s', (...argv) => {
  const { asked } = readCommandLine(argv);
  expect(asked.kind === 'text' && asked.text(en)).toMatch(/^Usage: openai-setup verify /);
  expect(asked.kind === 'text' && asked.text(zh)).toMatch(/^用法：openai-setup verify /);
});

describe('what a person would understand', () => {
  test.each([
    ['zh', 'zh-CN'],
    ['zh_CN', 'zh-CN'],
    ['zh-Hans', 'zh-CN'],
    ['CN', 'zh-CN'],
    ['EN', 'en'],
    ['en_GB.UTF-8', 'en'],
  ])('--lang %s is %s', (typed, language) =>
    expect(readCommandLine(['verify', '--lang', typed]).settings.language).toBe(language),
  );

  test.each([[['-v']], [['version']], [['-v', '--lang', 'zh-CN']], [['version', '--json']]])(
    '%j is the version',
    (argv) => {
      const { asked } = readCommandLine(argv);
      expect(asked.kind === 'text' && asked.text(en)).toMatch(/^\d+\.\d+\.\d+.*\n$/);
    },
  );

  test('help for a cause, and completion for a shell', () => {
    expect(readCommandLine(['help', 'key_rejected']).asked).toEqual({ kind: 'cause', cause: 'key_rejected' });
    expect(readCommandLine(['completion', 'fish']).asked).toEqual({ kind: 'completion', shell: 'fish' });
  });

  test('a command that is named in a wrong line leads to its own help, with its own list', () => {
    const told = (argv: readonly string[], words = en) =>
      usageText(problemOf(readCommandLine(argv)) as UsageProblem, words);
    expect(told(['scan', '--qqqq'])).toBe(
      'unknown option --qqqq. Available: --history, --staged, --sarif. See openai-setup scan --help.',
    );
    expect(told(['rotate', '--timeout', 'soon'])).toContain('See openai-setup rotate --help.');
    expect(told(['qqqqqq'])).toMatch(/Available: setup, verify, .*See openai-setup --help\.$/);
    expect(told(['scan', '--qqqq'], zh)).toContain('--history、--staged、--sarif');
  });

  test.each([
    ['unknown_target', 'push', ['github', 'vercel']],
    ['unknown_example', 'example', ['chat', 'streaming']],
    ['unknown_scenario', 'demo', ['ok', 'no-credit', 'constructor-like']],
  ] as const)(
    'an argument that is none of its names is %s: told cleaned, with the nearest or all',
    (kind, command, known) => {
      const one = (typed: string) => namedOne<string>(typed, known, { kind, command });
      const told = (typed: string): string => {
        try {
          return one(typed);
        } catch (error) {
          return usageText((error as WrongUsage).problem, en);
        }
      };
      const what = kind.replace('_', ' ');
      const [first, second = ''] = known;
      expect(one(` ${first.toUpperCase()} `)).toBe(first);
      expect(told(second.slice(0, -1))).toContain(`${what} ${second.slice(0, -1)}. Did you mean ${second}?`);
      expect(told('q\u001b[31mqqqqqq\n')).toBe(
        `${what} qqqqqqq. Available: ${known.join(', ')}. See openai-setup ${command} --help.`,
      );
      expect(told('constructor')).toContain(`${what} constructor.`);
      expect(told('x'.repeat(500)).length).toBeLessThan(250);
    },
  );

  test('a key as an argument: where it is now, and how to replace it', () => {
    const told = usageText({ kind: 'key_argument' }, en);
    expect(told).toMatch(/history.*delete it on https:\/\/platform\.openai\.com\/api-keys.*--key-stdin/);
  });

  test.each([...Object.keys(commands), 'completion', 'help'])(
    'help of %s has examples and a page',
    (name) => {
      const { asked } = readCommandLine(['help', name]);
      if (asked.kind !== 'text') throw new Error('expected a text');
      for (const words of [en, zh]) {
        const text = asked.text(words);
        const examples = text.split(`${words.examples}\n`)[1]?.split('\n\n')[0]?.split('\n') ?? [];
        expect(examples).toHaveLength(3);
        const own = (commands as Record<string, { examples: readonly string[] }>)[name]?.examples ?? [];
        for (const one of own) expect(examples).toContain(`  ${`openai-setup ${one}`.trim()}`);
        expect(text).toContain(`${words.learnMore}\n  https://`);
        expect(text).not.toMatch(/undefined|\[object/);
      }
    },
  );
});
