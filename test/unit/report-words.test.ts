import { describe, expect, test } from 'vitest';
import { type Note, type NoteId, note } from '../../src/domain/diagnosis/notes.ts';
import { type Warning, warning, warningIds } from '../../src/domain/diagnosis/warnings.ts';
import { loadReportWords } from '../../src/i18n/load.ts';
import { noteText, warningText } from '../../src/ui/report-text.ts';
import { isClean, spoiled } from '../support/hostile.ts';
import { noteSamples as notes, warningSamples as warnings } from '../support/report-facts.ts';
import { inFolder, show } from '../support/show.ts';

const broken = /undefined|null|NaN|\[object|true|false| {2}|（）| \(\)/;

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  test.each(warningIds)('the warning %s, each of its stories in words of its own', async (id) => {
    const words = await loadReportWords(language);
    const texts = warnings[id].map((facts) => warningText({ id, facts } as Warning, { words, show }));
    for (const text of texts) expect(text).not.toMatch(broken);
    expect(new Set(texts).size).toBe(warnings[id].length);
  });

  test.each(Object.keys(notes) as NoteId[])('the note %s', async (id) => {
    const words = await loadReportWords(language);
    for (const facts of notes[id]) {
      const text = noteText({ id, facts } as Note, { words, show });
      expect(text).not.toBe('');
      expect(text).not.toMatch(broken);
    }
  });
});

/** Words of closed lists. */
const closed = ['by', 'reason', 'what', 'problem', 'needs', 'kind', 'check', 'way', 'rung', 'is'];

test('what others wrote into facts comes out clean, and whole where it is long', async () => {
  const words = await loadReportWords('en');
  const texts = [
    ...warningIds.flatMap((id) =>
      warnings[id].map((facts) => warningText(warning(id, spoiled(facts, closed) as never), { words, show })),
    ),
    ...(Object.keys(notes) as NoteId[]).flatMap((id) =>
      notes[id].map((facts) =>
        noteText((note as (id: NoteId, facts: object) => Note)(id, spoiled(facts, closed)), { words, show }),
      ),
    ),
  ];
  expect(texts.filter((text) => !isClean(text))).toEqual([]);
  const path = inFolder(`${'folder/'.repeat(80)}.env`);
  expect(warningText(warning('env_file_bom', { path }), { words, show })).toContain(show(path));
});

test('what must not compile', () => {
  const path = inFolder('.env');
  const neverRun = () => [
    // @ts-expect-error a reason that no text knows
    warning('unusual_shape', { reason: 'colour' }),
    // @ts-expect-error a fact is missing
    warning('not_ignored', { path, by: 'docker' }),
    // @ts-expect-error facts of another warning
    warning('env_file_bom', { path, mode: '644' }),
    // @ts-expect-error a check that does not exist
    note('skipped_after', { check: 'weather' }),
    // @ts-expect-error all facts are missing
    note('source_file'),
    // @ts-expect-error facts for a note that has none
    note('git_none', { path }),
  ];
  expect(neverRun).toBeTypeOf('function');
});
