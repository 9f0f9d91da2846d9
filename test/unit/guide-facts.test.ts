import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dueFacts } from '../../scripts/facts/due.mjs';
import { loadSetupWords } from '../../src/i18n/load.ts';
import { pages } from '../../src/i18n/openai-pages.ts';

type Fact = { id: string; source: string; checkedOn: string; en: string[]; 'zh-CN': string[] };
const facts = JSON.parse(readFileSync('scripts/facts/guide.json', 'utf8')) as Fact[];

describe.each(['en', 'zh-CN'] as const)('the guide in %s', async (language) => {
  const { guide, checkedOn } = await loadSetupWords(language);
  const text = [...guide.intro, ...guide.steps.flatMap(({ lines }) => lines)].join('\n');

  test.each(facts)('says what is known of $id', (fact) => {
    for (const phrase of fact[language]) expect(text).toContain(phrase);
  });

  test('is as old as its oldest fact, and nothing in it is dated otherwise', () => {
    expect(checkedOn).toBe(facts.map((fact) => fact.checkedOn).sort()[0]);
    for (const [date] of text.matchAll(/20\d\d-\d\d-\d\d/g)) expect(date).toBe(checkedOn);
  });

  test('leads to pages of the one table', () => {
    const known: readonly string[] = Object.values(pages);
    for (const { url } of guide.steps) expect(known).toContain(url);
    for (const [url] of text.matchAll(/https:\/\/[\w./-]+/g)) expect(known).toContain(url);
  });
});

describe('what is due', () => {
  const fact = (id: string, checkedOn: string) => ({ id, checkedOn });
  test('is what was checked more than 90 days ago, the oldest first', () => {
    const due = dueFacts(
      [fact('a', '2026-08-01'), fact('b', '2026-11-01'), fact('c', '2026-01-01')],
      '2026-11-27',
    );
    expect(due.map(({ id, days }) => [id, days])).toEqual([
      ['c', 330],
      ['a', 118],
    ]);
    expect(dueFacts([fact('a', '2026-08-29')], '2026-11-27')).toEqual([]);
    expect(dueFacts([fact('a', '2026-08-28')], '2026-11-27')).toHaveLength(1);
  });
  test('is also what has no date that can be read', () =>
    expect(dueFacts([fact('a', 'soon')], '2026-11-27')).toHaveLength(1));
  test('every fact has a source and a day', () => {
    for (const { source, checkedOn } of facts) {
      expect(source).toMatch(/^https:\/\/[a-z]+\.openai\.com\//);
      expect(checkedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });
});
