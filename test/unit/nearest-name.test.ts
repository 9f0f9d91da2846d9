import { expect, test } from 'vitest';
import { modelTable } from '../../src/domain/models/table.ts';
import { nearestName } from '../../src/domain/text/nearest-name.ts';
import { exampleNames } from '../../src/examples/catalog.ts';

const models: readonly string[] = modelTable.map(({ id }) => id);

test.each<[typed: string, nearest: string | undefined, names: readonly string[]]>([
  ['gpt-6-lunaa', 'gpt-6-luna', models],
  ['GPT-6-LUNA', 'gpt-6-luna', models],
  ['gpt4o-mini', 'gpt-4o-mini', models],
  ['banana', undefined, models],
  ['', undefined, models],
  ['x'.repeat(100_000), undefined, models],
  ['stream', 'streaming', exampleNames],
  ['Visoin', 'vision', exampleNames],
  ['multiturn', 'multi-turn', exampleNames],
  ['cat', 'chat', exampleNames],
  ['error', 'errors', exampleNames],
  ['respons', 'responses', exampleNames],
  ['', undefined, exampleNames],
  ['embeddings', undefined, exampleNames],
  ['chat', undefined, ['setup', 'cost', 'scan']],
  ['update', undefined, ['setup', 'rotate']],
  ['modle', 'model', ['model', 'force']],
])('%.20s was most likely meant to be %s', (typed, nearest, names) => {
  expect(nearestName(typed, names)).toBe(nearest);
});
