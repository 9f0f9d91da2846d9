import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filled, judge, precision, readCase, readCases, recall, tally } from '../support/doctor-cases.ts';

const data = join(import.meta.dirname, '../data/doctor');
const known = readCases(join(data, 'known'));
const heldOut = readCases(join(data, 'held-out'));
const all = [...known, ...heldOut];

/** As the contract names them. */
const rules = [
  'model_retired',
  'model_retires_soon',
  'model_not_open',
  'model_wrong_endpoint',
  'removed_call',
  'parameter_not_accepted',
  'hardcoded_key',
  'placeholder_in_code',
  'variable_name_differs',
  'env_file_not_loaded',
  'env_file_loaded_too_late',
  'key_in_browser',
  'client_option_overrides',
  'sdk_missing',
  'ci_secret_differs',
  'key_in_image',
  'not_loaded_in_production',
];

describe('the labelled projects of doctor', () => {
  test('there are enough, and about half of them are without fault', () => {
    expect(known.length).toBeGreaterThanOrEqual(100);
    expect(heldOut.length).toBeGreaterThanOrEqual(60);
    const healthy = all.filter(({ expected }) => expected.length === 0).length / all.length;
    expect(healthy).toBeGreaterThan(0.45);
    expect(healthy).toBeLessThan(0.6);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  test.each(rules)('%s is expected at least six times', (rule) => {
    const times = all.flatMap(({ expected }) => expected).filter((one) => one.rule === rule && !one.optional);
    expect(times.length).toBeGreaterThanOrEqual(6);
  });

  test.each(all.map((one) => [one.name, one] as const))(
    '%s names only rules, files and lines that are there',
    (_, one) => {
      for (const { rule, places } of one.expected) {
        expect(rules).toContain(rule);
        for (const place of places) {
          const [, path = '', line = ''] = /^(.+):(\d+)$/.exec(place) ?? [];
          const lines = one.files.get(path)?.split('\n') ?? [];
          expect(lines[Number(line) - 1]?.trim(), place).toBeTruthy();
        }
      }
      for (const text of one.files.values()) expect(filled(text)).not.toMatch(/\{\{(?:key|other|not):/);
    },
  );
});

describe('how they are judged', () => {
  const one = readCase(
    'one',
    'A project.\n\n== a.js ==\n1\n2\n3\n== expected ==\nmodel_retired a.js:1\nsdk_missing a.js:2 | a.js:3\n? hardcoded_key a.js:3\n',
  );
  const found = (...texts: string[]) =>
    judge(one, { found: new Set(texts), errors: [], loads: null, broken: null });

  test('any place of several is right, once; what may be found counts neither way', () => {
    const { right, wrong, missed } = found(
      'sdk_missing a.js:2',
      'sdk_missing a.js:3',
      'hardcoded_key a.js:3',
    );
    expect({ right, wrong, missed }).toEqual({
      right: ['sdk_missing a.js:2'],
      wrong: [],
      missed: ['model_retired a.js:1'],
    });
  });

  test('a line off is both wrong and missed', () => {
    const counts = tally([found('model_retired a.js:2', 'sdk_missing a.js:3')]).get('all');
    expect(counts).toEqual({ right: 1, wrong: 1, missed: 1 });
    expect(counts && [precision(counts), recall(counts)]).toEqual([0.5, 0.5]);
  });

  test('where nothing is said and nothing is there, nothing is wrong', () => {
    expect(precision({ right: 0, wrong: 0, missed: 3 })).toBe(1);
    expect(precision({ right: 0, wrong: 2, missed: 0 })).toBe(0);
    expect(recall({ right: 0, wrong: 0, missed: 0 })).toBe(1);
  });

  test('a text that is no case is refused', () => {
    expect(() => readCase('two', 'A project.\n\n== a.js ==\n1\n')).toThrow('nothing is expected');
    expect(() => readCase('two', 'A project.\n\n== expected ==\nmodel_retired in a.js\n')).toThrow(
      'model_retired in a.js',
    );
  });

  test('keys are put in when a project is unpacked, and only such as there are', () => {
    expect(filled('A={{key:project}}')).toMatch(/^A=sk-proj-.{150,}$/);
    expect(() => filled('{{key:nobody}}')).toThrow('no such key');
  });
});
