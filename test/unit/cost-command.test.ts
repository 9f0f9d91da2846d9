import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createTextSource } from '../../src/adapters/files/text-source.ts';
import { createTokenCounter } from '../../src/adapters/system/tokenizer.ts';
import { type CostOptions, type CostPorts, runCost } from '../../src/commands/cost/cost.ts';
import { UsageError } from '../../src/ports/errors.ts';
import { width } from '../../src/ui/layout.ts';
import { exitCodeOf, fakeTerminal } from '../support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'cost-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return name;
};

async function* parts(...texts: string[]) {
  yield* texts;
}

const noStdin = () => {
  throw new Error('standard input was opened');
};

/** Text without the line breaks of a narrow terminal. */
const flat = (text: string) => text.replaceAll(/\s+/g, ' ');

type Given = { readonly text?: string } & Partial<
  CostOptions & Pick<CostPorts, 'texts' | 'createTokenCounter'>
>;

/** Runs the command as a user would see it. What it must not touch is not there. */
async function run(given: Given, stdin: typeof noStdin | (() => null | string[]) = noStdin, columns = 80) {
  const progress: string[] = [];
  const { terminal, out, err } = fakeTerminal({ columns: () => columns });
  const ports: CostPorts = {
    cwd: folder,
    terminal,
    progress: {
      start: (text) => ({
        update: (next) => void progress.push(next),
        stop: () => void progress.push(`stopped ${text}`),
      }),
    },
    clock: { now: () => Date.parse('2026-11-21T12:00:00Z'), sleep: () => Promise.reject() },
    texts: {
      file: createTextSource().file,
      stdin: async () => {
        const texts = stdin();
        return texts === null ? null : { bytes: null, parts: parts(...texts) };
      },
    },
    createTokenCounter: async () => createTokenCounter(),
    ...given,
  };
  const options: CostOptions = {
    json: false,
    language: 'en',
    file: undefined,
    model: undefined,
    input: undefined,
    output: undefined,
    perDay: undefined,
    compare: false,
    ...given,
  };
  const code = await exitCodeOf(runCost(ports, options, given.text), ports.terminal, options.json);
  return { code, out: out(), err: err(), progress };
}

async function json(given: Given, stdin?: () => null | string[]) {
  const { code, out, err } = await run({ ...given, json: true }, stdin);
  return { code, err, result: JSON.parse(out) as Record<string, unknown> };
}

const usage = (given: Given, stdin?: () => null | string[]) =>
  expect(run(given, stdin)).rejects.toThrow(UsageError);

describe('cost', () => {
  test('prices a size, both parts and a month', async () => {
    const { code, result } = await json({ input: 1000, output: 500, perDay: 1_000 });
    expect(code).toBe(0);
    expect(result).toEqual({
      schemaVersion: 1,
      model: 'gpt-6-luna',
      encoding: 'o200k_base',
      inputTokens: 1000,
      outputTokens: 500,
      exact: true,
      inputUsd: 0.0001,
      outputUsd: 0.00025,
      totalUsd: 0.00035,
      perMonthUsd: 10.5,
      perDay: 1000,
      priceKnown: true,
      longContext: false,
      priceDate: '2026-11-21',
      compare: [],
      ok: true,
      exitCode: 0,
      diagnosis: null,
    });
  });

  test('does not load the tokenizer for a size', async () => {
    const createTokenCounter = () => Promise.reject(new Error('loaded'));
    expect((await run({ input: 5, createTokenCounter })).code).toBe(0);
  });

  test('counts an argument, a file, and standard input alike', async () => {
    const text = 'Hello, 世界 😀 <|endoftext|>';
    const expected = { inputTokens: 11, outputTokens: 0, perMonthUsd: null };
    expect((await json({ text })).result).toMatchObject(expected);
    expect((await json({ file: write('prompt.md', text) })).result).toMatchObject(expected);
    expect((await json({}, () => [text.slice(0, 4), text.slice(4)])).result).toMatchObject(expected);
    expect((await json({ file: '-' }, () => [text])).result).toMatchObject(expected);
    expect(
      (await json({ file: write('utf16.txt', Buffer.from(`\ufeff${text}`, 'utf16le')) })).result,
    ).toMatchObject(expected);
    expect((await json({ file: write('bom.txt', `\ufeff${text}`) })).result).toMatchObject(expected);
  });

  test('an empty text and an empty file have no tokens', async () => {
    expect((await json({ text: '' })).result).toMatchObject({ ok: true, inputTokens: 0, totalUsd: 0 });
    expect((await json({ file: write('empty', '') })).result).toMatchObject({ ok: true, inputTokens: 0 });
  });

  test('shows how far it is in a large file', async () => {
    const { progress } = await run({ file: write('large.txt', 'All work and no play. '.repeat(20_000)) });
    expect(progress.length).toBeGreaterThan(5);
    expect(progress.some((line) => line.includes('█') && line.includes('%'))).toBe(true);
    expect(progress.at(-1)).toMatch(/^stopped/);
  });

  test('says when the higher long-context rates count', async () => {
    const { out } = await run({ input: 300000, output: 0 });
    expect(out).toContain('300,000 tokens at $0.20 per million = $0.06');
    expect(out).toContain('From 272,001 input tokens');
    expect((await json({ input: 300000 })).result).toMatchObject({ longContext: true, inputUsd: 0.06 });
  });

  test('compares the current chat models', async () => {
    const { result } = await json({ input: 1000, output: 500, perDay: 10, compare: true });
    const compare = result['compare'] as { model: string; totalUsd: number; perMonthUsd: number }[];
    expect(compare.length).toBeGreaterThan(10);
    expect(compare[0]).toEqual({
      model: 'gpt-5-nano',
      inputUsd: 0.00005,
      outputUsd: 0.0002,
      totalUsd: 0.00025,
      perMonthUsd: 0.075,
    });
    const { out } = await run({ input: 1000, compare: true });
    expect(out.indexOf('gpt-6-luna', out.indexOf('cheapest first'))).toBeLessThan(out.indexOf('gpt-6-astra'));
  });

  test('guesses no price', async () => {
    const { code, result } = await json({ input: 10, output: 5, perDay: 1, model: 'gpt-6.1-sol' });
    expect(code).toBe(0);
    expect(result).toMatchObject({
      priceKnown: false,
      inputUsd: null,
      outputUsd: null,
      totalUsd: null,
      perMonthUsd: null,
    });
    expect(flat((await run({ input: 10, model: 'ft:gpt-4o-mini-2024-07-18:acme::x' })).out)).toContain(
      'none is estimated',
    );
  });

  test('says that a model has ended, or ends soon', async () => {
    expect((await run({ input: 10, model: 'gpt-4' })).out).toContain('gpt-4 ended on 2026-10-23');
    expect((await run({ input: 10, model: 'gpt-5-nano' })).out).toContain('gpt-5-nano ends on 2026-12-11');
    expect((await run({ input: 200000, model: 'gpt-4o' })).out).toContain('accepts at most 128,000 tokens');
  });
});

describe('cost refuses', () => {
  test('a model that is in no list, and names the nearest', async () => {
    const { code, out, err } = await run({ input: 10, model: 'gpt-6-lunaa' });
    expect([code, out]).toEqual([5, '']);
    expect(flat(err)).toContain('Did you mean gpt-6-luna?');
    const asked = await json({ input: 10, model: 'bana\u001b[31mna' });
    expect(asked.code).toBe(5);
    expect(asked.result).toMatchObject({
      schemaVersion: 1,
      ok: false,
      exitCode: 5,
      diagnosis: { cause: 'model_not_found', owner: 'model' },
    });
    expect(JSON.stringify(asked.result)).not.toContain('u001b');
  });

  test('to count for a model of the older encoding', async () => {
    expect((await json({ text: 'hi', model: 'gpt-4' })).result).toMatchObject({
      exitCode: 5,
      diagnosis: { cause: 'model_retired' },
    });
  });

  test.each([
    ['nothing', 'missing.md', /No such file: missing\.md/, 'env_file_missing'],
    ['a folder', '.', /is a folder/, 'env_file_unreadable'],
    ['a path through a file', 'empty2/x', /No such file/, 'env_file_missing'],
    ['a binary', 'binary', /NUL bytes/, 'env_file_encoding'],
    ['another encoding', 'gbk.txt', /not UTF-8/, 'env_file_encoding'],
    ['a cut character', 'cut.txt', /not UTF-8/, 'env_file_encoding'],
  ])('%s as a file', async (_, file, message, cause) => {
    write('empty2', '');
    write('binary', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]));
    write('gbk.txt', new Uint8Array([0xc4, 0xe3, 0xba, 0xc3]));
    write('cut.txt', Buffer.from('你好').subarray(0, 5));
    const { code, err, out } = await run({ file });
    expect([code, out]).toEqual([10, '']);
    expect(err).toMatch(message);
    expect((await json({ file })).result).toMatchObject({ ok: false, exitCode: 10, diagnosis: { cause } });
  });

  test('no text', async () => {
    await usage({}, () => null);
    await usage({}, () => []);
    await usage({ output: 5 }, () => null);
  });

  test('no number up to the largest', async () => {
    const { result } = await json({ input: 1e12, output: 1e12, perDay: 1e5, model: 'gpt-6-astra' });
    expect(result).toMatchObject({ ok: true, totalUsd: 95_000_000, perMonthUsd: 285_000_000_000_000 });
  });

  test('and passes on what it does not expect', async () => {
    const texts = { file: () => Promise.reject(new Error('defect')), stdin: async () => null };
    await expect(run({ file: 'x', texts })).rejects.toThrow('defect');
  });
});

describe.each(['en', 'zh-CN'] as const)('cost in %s', (language) => {
  test.each([80, 40])('has no line wider than %d columns', async (columns) => {
    for (const model of ['gpt-6-luna', 'gpt-6.1-sol', 'gpt-4']) {
      const { out } = await run(
        { language, model, input: 300000, output: 1234567, perDay: 1000, compare: true },
        noStdin,
        columns,
      );
      const wide = out.split('\n').filter((line) => width(line) > columns && !line.startsWith('https://'));
      expect(wide).toEqual([]);
      expect(out).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });
});
