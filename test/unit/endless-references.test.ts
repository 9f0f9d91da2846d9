import { describe, expect, test } from 'vitest';
import { loadAs, loaderModels } from '../../src/domain/loading/models.ts';

/** Each line twice the one before: what somebody may put into a project to be cloned. */
const doubling = (first: string, order: 'down' | 'up'): string => {
  const lines = Array.from({ length: 60 }, (_, at) => `A${at + 1}=\${A${at}}\${A${at}}`);
  const all = [`A0=${first}`, ...lines, `OPENAI_API_KEY=\${A${60}}`];
  return (order === 'down' ? all : all.reverse()).join('\n');
};

const rows = Object.entries(loaderModels);

describe('values without end are given up, and nothing breaks', () => {
  test.each(
    rows.flatMap(([id, model]) =>
      (['down', 'up'] as const).flatMap((order) => ['x', ''].map((first) => ({ id, model, order, first }))),
    ),
  )('$id, $order from "$first"', ({ model, order, first }) => {
    const files = [{ path: '/p/.env', bytes: new TextEncoder().encode(doubling(first, order)) }];
    const answer = loadAs(model, { package: null, node: 22 }, files, {});
    if (answer.outcome !== 'loaded') return;
    expect((answer.environment.get('OPENAI_API_KEY')?.value ?? '').length).toBeLessThan(200_000);
  });
});
