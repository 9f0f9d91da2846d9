import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const exported = /^export (?:async )?(?:abstract )?(?:const|function\*?|class|interface|type|enum) (\w+)/gm;
/** Types that a file keeps to itself. */
const ownTypes = /^(?:abstract )?(?:class|interface|type|enum) (\w+)/gm;

/** Files that stand in for each other, so that their names must be the same. */
const counterpart = (path: string): string => path.replace('i18n/zh-CN/', 'i18n/en/');

test('each exported name has one meaning: no other file declares it, not even as a type of its own', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const places = new Map<string, Set<string>>();
  const known = new Set<string>();
  for (const file of files) {
    const text = readFileSync(join('src', file), 'utf8');
    for (const [, name = ''] of [...text.matchAll(exported), ...text.matchAll(ownTypes)]) {
      places.set(name, (places.get(name) ?? new Set()).add(counterpart(file)));
    }
    for (const [, name = ''] of text.matchAll(exported)) known.add(name);
  }
  expect(known.size).toBeGreaterThan(500);
  const several = [...places].filter(([name, where]) => known.has(name) && where.size > 1);
  expect(several.map(([name, where]) => `${name}: ${[...where].join(', ')}`)).toEqual([]);
});
