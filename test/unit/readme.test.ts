import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../src/command-line.ts';
import { type Cause, causes } from '../../src/domain/diagnosis/causes.ts';
import { checkIds } from '../../src/domain/diagnosis/notes.ts';
import { warningIds } from '../../src/domain/diagnosis/warnings.ts';
import { rules } from '../../src/domain/doctor/finding.ts';
import { publishedPrefixes } from '../../src/domain/loading/published-prefixes.ts';
import { tasks } from '../../src/domain/models/tasks.ts';
import { repository } from '../../src/domain/repository.ts';
import type { Language } from '../../src/domain/text/language.ts';
import { exampleNames } from '../../src/examples/catalog.ts';
import { loadCauseWords, loadCliWords } from '../../src/i18n/load.ts';
import { testMessage } from '../../src/i18n/test-message.ts';
import { scenarioIds } from '../../src/standin/scenarios.ts';
import { schemaVersion } from '../../src/ui/json-document.ts';

/** Links, paths and npm scripts of the READMEs are checked with the other pages, in `docs.test.ts`. */
const root = resolve(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Readme {
  readonly language: Language;
  readonly text: string;
  /** The page that has options, exit codes, causes, warnings and JSON. */
  readonly reference: string;
  /** What it writes and sends. */
  readonly safety: string;
  readonly other: string;
  readonly pictures: readonly string[];
  readonly globalOptions: string;
  readonly exitCodes: string;
  readonly causes: string;
  readonly warnings: string;
  readonly rules: string;
  readonly notAffiliated: string;
}

const readmes: readonly Readme[] = [
  {
    language: 'en',
    text: read('README.md'),
    reference: read('docs/reference.md'),
    safety: read('docs/safety.md'),
    other: 'README.zh-CN.md',
    pictures: ['setup-dark.svg', 'setup.svg', 'verify-dark.svg', 'verify.svg'],
    globalOptions: 'Global options',
    exitCodes: 'Exit codes',
    causes: 'Causes',
    warnings: 'Warnings',
    rules: 'Rules of doctor',
    notAffiliated: 'Not affiliated with OpenAI',
  },
  {
    language: 'zh-CN',
    text: read('README.zh-CN.md'),
    reference: read('docs/reference.zh-CN.md'),
    safety: read('docs/safety.zh-CN.md'),
    other: 'README.md',
    pictures: ['setup-dark.zh-CN.svg', 'setup.zh-CN.svg', 'verify-dark.zh-CN.svg', 'verify.zh-CN.svg'],
    globalOptions: '全局选项',
    exitCodes: '退出码',
    causes: '原因',
    warnings: '警告',
    rules: 'doctor 的规则',
    notAffiliated: '与 OpenAI 无隶属关系',
  },
];

/** What stands below a heading, to the next heading of any level. A comment in a block is no heading. */
function section(text: string, title: string): string {
  const lines = text.split('\n');
  let fenced = false;
  const headings = lines.flatMap((line, at) => {
    if (line.startsWith('```')) fenced = !fenced;
    return !fenced && /^#{1,6} /.test(line) ? [at] : [];
  });
  const start = headings.find((at) => lines[at]?.replace(/^#+ /, '') === title);
  if (start === undefined) return '';
  return lines.slice(start + 1, headings.find((at) => at > start) ?? lines.length).join('\n');
}

/** Rows of the tables of a text, without their heads; the code marks around a whole cell are taken off. */
function rows(text: string): readonly (readonly string[])[] {
  const cells = (line: string): string[] =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1'));
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const isHead = lines[at + 1]?.startsWith('|---') ?? false;
    return line.startsWith('|') && !line.startsWith('|---') && !isHead ? [cells(line)] : [];
  });
}

const firstCells = (text: string): string[] => rows(text).map(([first = '']) => first);

/** The text between code marks, each once. */
const codeSpans = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span));

function helpOf(command: string, words: Awaited<ReturnType<typeof loadCliWords>>): string {
  const { asked } = readCommandLine([...(command === '' ? [] : [command]), '--help']);
  return asked.kind === 'text' ? asked.text(words) : '';
}

/** `-f, --file <path>` and its like, from the lines of a help text. */
const optionsIn = (help: string): string[] =>
  [...help.matchAll(/^ {2}((?:-\w, )?--[a-z-]+(?: [<[][^>\]]+[>\]])?)(?: {2,}|$)/gm)].map(
    ([, flags = '']) => flags,
  );

const commandsIn = (help: string): string[] =>
  help
    .slice(help.indexOf('Commands:'))
    .split('\n')
    .flatMap((line) => /^ {2}([a-z]+) \[/.exec(line)?.[1] ?? []);

const english = await loadCliWords('en');
const wholeHelp = helpOf('', english);
const globalOptions = optionsIn(wholeHelp);
const commands = commandsIn(wholeHelp).filter((name) => name !== 'help');
const ownOptions = (command: string): string[] =>
  optionsIn(helpOf(command, english)).filter((flags) => !globalOptions.includes(flags));

describe('the help that the READMEs are compared with', () => {
  test('is read whole', () => {
    // Those two have no options of their own.
    expect(commands).toEqual(
      Object.keys(english.commandsText).filter((name) => !['help', 'completion'].includes(name)),
    );
    expect(globalOptions).toHaveLength(8);
    expect(ownOptions('setup')).toContain('-f, --file <path>');
    expect(ownOptions('setup')).toContain('--no-test');
    expect(ownOptions('example')).toContain('--write [path]');
    for (const command of commands) expect(ownOptions(command), command).not.toHaveLength(0);
  });

  test('a line that is missing, and one too many, are both seen', () => {
    const [{ reference: text } = { reference: '' }] = readmes;
    const without = text.replace(/^\| `--offline`.*\n/m, '');
    expect(without).not.toBe(text);
    expect(firstCells(section(without, '`verify`'))).not.toEqual(ownOptions('verify'));
    const more = text.replace(/^(\| `--offline`.*)$/m, '$1\n| `--online` | no |');
    expect(firstCells(section(more, '`verify`'))).not.toEqual(ownOptions('verify'));
  });
});

describe.each(readmes)('README in $language', (readme) => {
  const { language, text, reference, safety } = readme;

  test('leads to the other language, shows the pictures and says whose project it is', () => {
    const head = text.split('\n').slice(0, 4).join('\n');
    expect(head).toContain(`](${readme.other})`);
    // On npm the addresses of pictures have to be absolute.
    const shown = [...text.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, address]) => address);
    const raw = repository.replace('github.com', 'raw.githubusercontent.com');
    expect(shown).toEqual(readme.pictures.map((name) => `${raw}/main/docs/${name}`));
    for (const name of readme.pictures) expect(existsSync(join(root, 'docs', name)), name).toBe(true);
    expect(text.split('\n').length).toBeLessThan(150);
    expect(text).toContain(readme.notAffiliated);
    expect(text).toContain('](LICENSE)');
  });

  test('gives the two commands of a fresh clone, and the hook', () => {
    expect(text).toContain('```sh\nnpm ci && npm run demo\nnpm ci && npm test\n```');
    expect(text).toContain('```sh\n#!/bin/sh\nnpx --yes openai-setup scan --staged\n```');
  });

  test('has every command', () => {
    for (const command of commands) {
      expect([...codeSpans(text)].filter((span) => span.startsWith(`openai-setup ${command}`))).not.toEqual(
        [],
      );
      expect(section(reference, `\`${command}\``), command).not.toBe('');
    }
  });

  test('has the global options, in the order of the help', () => {
    expect(firstCells(section(reference, readme.globalOptions))).toEqual(globalOptions);
  });

  test.each(commands)('has all options of %s and no others, in the order of the help', (command) => {
    expect(firstCells(section(reference, `\`${command}\``))).toEqual(ownOptions(command));
  });

  test('says the same of options as the help in its own language', async () => {
    const words = await loadCliWords(language);
    for (const command of ['', ...commands]) {
      expect(optionsIn(helpOf(command, words))).toEqual(optionsIn(helpOf(command, english)));
    }
  });

  test('has every exit code', () => {
    const ofCauses = Object.values(causes).map(({ exitCode }) => exitCode);
    const all = [...new Set([0, ...ofCauses, 2, 11, 130])].sort((one, other) => one - other);
    expect(firstCells(section(reference, readme.exitCodes)).map(Number)).toEqual(all);
  });

  test('has every cause with its exit code, in the order of the source', () => {
    const expected = Object.entries(causes).map(([id, { exitCode }]) => [id, String(exitCode)]);
    expect(rows(section(reference, readme.causes)).map((row) => row.slice(0, 2))).toEqual(expected);
  });

  test('says in a few words what each cause and warning means', () => {
    for (const title of [readme.causes, readme.warnings]) {
      for (const row of rows(section(reference, title))) {
        expect(row.at(-1)?.length, row[0]).toBeGreaterThan(3);
        expect(row.at(-1)?.length, row[0]).toBeLessThan(110);
      }
    }
  });

  test('has every warning, in the order of the source', () => {
    expect(firstCells(section(reference, readme.warnings))).toEqual([...warningIds]);
  });

  test('has every rule of doctor, in the order of the source', () => {
    expect(firstCells(section(reference, readme.rules))).toEqual([...rules]);
  });

  test('has the checks in their order, the scenarios, the examples and the tasks', () => {
    const between = language === 'en' ? ', ' : '、';
    const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(between);
    expect(section(reference, '`verify`')).toContain(list(checkIds));
    expect(section(reference, '`demo`')).toContain(list(scenarioIds));
    expect(section(reference, '`example`')).toContain(list(exampleNames));
    for (const task of tasks) expect(codeSpans(section(reference, '`models`'))).toContain(task);
  });

  test('names only variables of bundlers that are looked for', () => {
    const named = [...reference.matchAll(/\b([A-Z_]+_)…/g)].map(([, prefix = '']) => prefix);
    expect(named).not.toHaveLength(0);
    for (const prefix of named) expect(publishedPrefixes).toContain(prefix);
  });

  test('shows a JSON document as the program makes it', async () => {
    const [, block = ''] = /```json\n([\s\S]*?)\n```/.exec(reference) ?? [];
    const shown = JSON.parse(block) as {
      readonly schemaVersion: number;
      readonly checks: readonly { readonly id: string }[];
      readonly diagnosis: {
        readonly cause: Cause;
        readonly owner: string;
        readonly title: string;
        readonly retryable: boolean;
      };
      readonly exitCode: number;
    };
    const { cause, owner, title, retryable } = shown.diagnosis;
    expect(shown.schemaVersion).toBe(schemaVersion);
    expect({ exitCode: shown.exitCode, owner, retryable }).toEqual(causes[cause]);
    expect(title).toBe((await loadCauseWords(language))[cause].title);
    for (const { id } of shown.checks) expect(checkIds).toContain(id);
  });

  test('quotes the message of the test call', () => {
    for (const page of [text, safety]) expect(page).toContain(testMessage[language]);
  });

  test('holds no key, only masked ones', () => {
    expect(text).not.toMatch(/\bsk-/);
    expect(reference).not.toMatch(/\bsk-[A-Za-z0-9_-]{16,}/);
    for (const { index } of reference.matchAll(/\bsk-(?:proj|svcacct|admin)-/g)) {
      expect(reference.slice(index, index + 24)).toMatch(
        /^sk-(?:proj|svcacct)-…[A-Za-z0-9]{4}(?![A-Za-z0-9_-])/,
      );
    }
  });
});

test.each(['text', 'reference', 'safety'] as const)(
  'both languages have the same headings, tables and blocks, in the same order (%s)',
  (page) => {
    const shape = (text: string) => ({
      headings: [...text.matchAll(/^(#{1,6}) /gm)].map(([, marks]) => marks?.length),
      blocks: [...text.matchAll(/^```(\w+)$/gm)].map(([, kind]) => kind),
      rows: rows(text).length,
      bullets: [...text.matchAll(/^- /gm)].length,
    });
    const [one, other] = readmes.map((readme) => shape(readme[page]));
    expect(one).toEqual(other);
  },
);
