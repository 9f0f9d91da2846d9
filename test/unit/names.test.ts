import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const declared = /^export (?:async )?(?:abstract )?(?:const|function\*?|class|interface|type|enum) (\w+)/gm;

/** Files that stand in for each other, so that their names must be the same. */
const counterpart = (path: string): string => path.replace('i18n/zh-CN/', 'i18n/en/');

test('each exported name has one meaning: no two files declare it', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const places = new Map<string, Set<string>>();
  for (const file of files) {
    for (const [, name = ''] of readFileSync(join('src', file), 'utf8').matchAll(declared)) {
      places.set(name, (places.get(name) ?? new Set()).add(counterpart(file)));
    }
  }
  expect(places.size).toBeGreaterThan(500);
  const several = [...places].filter(([, where]) => where.size > 1);
  expect(several.map(([name, where]) => `${name}: ${[...where].join(', ')}`)).toEqual([]);
});
