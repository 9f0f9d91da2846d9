import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isChatModel } from '../../src/domain/models/chat-models.ts';
import { pricesCheckedOn } from '../../src/domain/models/rows.ts';
import { findModel, modelTable } from '../../src/domain/models/table.ts';
import { modelsForTask, tasks, testModels } from '../../src/domain/models/tasks.ts';

describe('the table', () => {
  test('has each id once, with figures that can be', () => {
    expect(new Set(modelTable.map(({ id }) => id)).size).toBe(modelTable.length);
    for (const row of modelTable) {
      const {
        inputUsdPerMillion: input,
        cachedInputUsdPerMillion: cached,
        outputUsdPerMillion: output,
      } = row;
      expect(input === null, row.id).toBe(output === null);
      if (input !== null && output !== null) expect(output, row.id).toBeGreaterThan(input);
      if (input !== null && cached !== null) expect(cached, row.id).toBeLessThan(input);
      if (row.shutdownDate !== null) expect(row.shutdownDate, row.id).toMatch(/^20\d\d-\d\d-\d\d$/);
      if (row.longContext)
        expect(row.longContext.fromInputTokens, row.id).toBeLessThan(row.contextTokens ?? 0);
    }
    expect(pricesCheckedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  test.each([
    ['gpt-6-luna', 0.1, 0.01, 0.5],
    ['gpt-6-astra', 10, 1, 50],
    ['gpt-4o-mini', 0.15, 0.075, 0.6],
    ['gpt-5.4-nano', 0.2, 0.02, 1.25],
    ['gpt-6.1-sol', null, null, null],
  ])('knows the price of %s', (id, input, cached, output) => {
    const row = findModel(id);
    expect([row?.inputUsdPerMillion, row?.cachedInputUsdPerMillion, row?.outputUsdPerMillion]).toEqual([
      input,
      cached,
      output,
    ]);
  });

  test('gives a snapshot the row of its model, unless it has one of its own', () => {
    expect(findModel('gpt-6-luna-2026-09-22')?.id).toBe('gpt-6-luna');
    expect(findModel('gpt-4o-2024-08-06')?.id).toBe('gpt-4o');
    expect(findModel('gpt-4o-2024-05-13')).toMatchObject({ id: 'gpt-4o-2024-05-13', inputUsdPerMillion: 5 });
    expect(findModel('gpt-4-0613')?.id).toBe('gpt-4');
  });

  test.each([
    '',
    'gpt-7',
    'llama3.2',
    'ft:gpt-4o-mini-2024-07-18:acme::x1',
    'gpt-6-luna-2026',
    'constructor',
  ])('knows nothing of %j', (id) => expect(findModel(id)).toBeNull());

  test('has a row for every model that a list names, and that has not ended on the day of the table', () => {
    for (const id of [...testModels, ...tasks.flatMap((task) => modelsForTask[task])]) {
      const row = findModel(id);
      expect(row?.id).toBe(id);
      expect(row?.inputUsdPerMillion, id).not.toBeNull();
      expect(isChatModel(id), id).toBe(true);
      expect((row?.shutdownDate ?? '9999') > pricesCheckedOn, id).toBe(true);
    }
  });
});

describe('table and installed SDK', () => {
  const source = readFileSync('node_modules/openai/resources/shared.d.ts', 'utf8');
  const start = source.indexOf('export type ChatModel =');
  const ids = [...source.slice(start, source.indexOf(';', start)).matchAll(/'([^']+)'/g)].map(
    ([, id]) => id ?? '',
  );

  /** In the type, but 'not a supported model ID' by the SDK's own comment. */
  const notReal = ['gpt-5.1-mini'];

  test('the type was found', () => expect(ids.length).toBeGreaterThan(50));

  test('every chat model that the SDK names is in the table', () => {
    expect(ids.filter((id) => findModel(id) === null)).toEqual(notReal);
  });

  test('the end dates that its comment announces are the table’s', () => {
    const comment = source.slice(source.lastIndexOf('/**', start), start).replaceAll(/\s*\n \*\s*/g, ' ');
    const announced = [...comment.matchAll(/- ("[^:]*): Announced shutdown date: (\d{4}-\d{2}-\d{2})/g)];
    for (const [, names = '', date] of announced) {
      for (const [, id = ''] of names.matchAll(/"([^"]+)"/g))
        expect(findModel(id)?.shutdownDate, id).toBe(date);
    }
  });
});

describe('isChatModel', () => {
  test.each([
    'gpt-6-luna',
    'gpt-6.1-sol',
    'gpt-4o-2024-11-20',
    'chatgpt-4o-latest',
    'o3',
    'o4-mini',
    'gpt-5.3-chat-latest',
    'ft:gpt-4o-mini-2024-07-18:acme::x1',
    'openai/gpt-6-sol',
    'llama3.2:3b',
    'llama-3.3-70b-instruct',
    'gemini-2.5-pro',
    'deepseek-chat',
    'qwen-max',
    'command-r',
  ])('%s is one', (id) => expect(isChatModel(id)).toBe(true));

  test.each([
    '',
    'text-embedding-3-small',
    'nomic-embed-text',
    'tts-1-hd',
    'gpt-4o-mini-tts',
    'whisper-1',
    'gpt-4o-transcribe',
    'dall-e-3',
    'gpt-image-1',
    'sora-2',
    'omni-moderation-latest',
    'gpt-realtime',
    'gpt-audio-mini',
    'gpt-5.2-pro',
    'openai/gpt-5.2-pro',
    'o3-pro-2025-06-10',
    'gpt-5.1-codex',
    'codex-mini-latest',
    'o4-mini-deep-research',
    'gpt-4o-search-preview',
    'computer-use-preview',
    'gpt-3.5-turbo-instruct',
    'babbage-002',
    'ft:babbage-002:acme::x1',
    'ft:',
    'gpt-6-cyber',
  ])('%j is none', (id) => expect(isChatModel(id)).toBe(false));
});
