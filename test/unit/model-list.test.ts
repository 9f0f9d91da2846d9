import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelList } from '../../src/adapters/http/model-list.ts';

/** Fed in pieces of a size. */
function read(text: string, size = text.length || 1): { list: unknown; done: boolean } {
  const list = new ModelList();
  for (let at = 0; at < text.length; at += size) list.feed(text.slice(at, at + size));
  const said = list.text();
  return { list: said === null ? null : JSON.parse(said).data, done: list.done };
}

describe('a list of models, read as it comes', () => {
  const entry = fc.record(
    {
      id: fc.oneof(fc.string(), fc.constant('123'), fc.constant('null')),
      object: fc.constant('model'),
      shutdown_date: fc.oneof(fc.string(), fc.nat()),
      nested: fc
        .anything({ withNullPrototype: false })
        .map((value) => JSON.parse(JSON.stringify(value ?? null))),
      architecture: fc.record({ id: fc.string(), data: fc.array(fc.record({ id: fc.string() })) }),
    },
    { requiredKeys: ['id'] },
  );

  test('gives the ids and end dates that the parser gives, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(entry), fc.integer({ min: 1, max: 40 }), fc.boolean(), (data, size, indented) => {
        const text = JSON.stringify({ meta: { data: [1] }, data, object: 'list' }, null, indented ? 2 : 0);
        const expected = data.map(({ id, shutdown_date: end }) => ({
          id,
          ...(end === undefined ? {} : { shutdown_date: end }),
        }));
        expect(read(text, size)).toEqual({ list: expected, done: true });
      }),
    );
  });

  test.each([
    ['no JSON', 'Hello world, hello world'],
    ['a page', '<!doctype html><p>"data":[{"id":"a"}]'],
    ['an array', '[{"id":"a"}]'],
    ['a text', '"data"'],
  ])('%s is given up at once', (_, text) => expect(read(text, 3)).toEqual({ list: null, done: true }));

  test.each([
    ['cut off', '{"data":[{"id":"a"},{"id":"b'],
    ['without data', '{"models":[{"id":"a"}]}'],
    ['an error', '{"error":{"message":"no"},"data":[]}'],
    ['entries that are no objects', '{"data":["a","b"]}'],
  ])('%s: none', (_, text) => expect(read(text, 2).list).toBeNull());

  test('an entry without an id stays one, so that the shape is judged as ever', () =>
    expect(read('{"data":[{"name":"a"}]}').list).toEqual([{}]));

  test('an id of any length costs no more than a short one', () => {
    const text = `{"data":[{"id":"${'a'.repeat(100_000)}"},{"id":"b"}]}`;
    expect(read(text, 5000).list).toEqual([{}, { id: 'b' }]);
  });
});
