import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { charactersRead } from '../support/work.ts';
import { answered, elsewhere } from './diagnose.support.ts';

const words = 'The model `gpt-x` does not exist, or your key may not use it: {"code": 1}. 模型不存在。 ';
const filled = (size: number, text: string): string =>
  text.repeat(Math.ceil(size / text.length)).slice(0, size);
const many = <T>(size: number, one: T): T[] =>
  Array.from({ length: Math.ceil(size / JSON.stringify(one).length) }, () => one);
const nested = (size: number): unknown =>
  Array.from({ length: 12 }).reduce(
    (inner: unknown) => ({ error: { message: `upstream: ${JSON.stringify(inner)}` } }),
    filled(size / 50, words),
  );

/** Bodies that grow, in every shape that is read in a way of its own. */
const shapes: Readonly<Record<string, (size: number) => unknown>> = {
  'one message': (size) => ({ error: { message: filled(size, words) } }),
  'one word': (size) => ({ error: { message: 'a'.repeat(size) } }),
  'one word of Chinese': (size) => ({ error: { message: '模'.repeat(size) } }),
  'braces that close nothing': (size) => ({ error: { message: '{"'.repeat(size / 2) } }),
  'many messages': (size) => ({ errors: many(size, { message: words, code: 'some_code' }) }),
  'many codes': (size) => ({ error: { details: many(size, { code: 'unknown_code_of_theirs' }) } }),
  'texts in a list': (size) => ({ detail: many(size, 'field required') }),
  'answers within answers': nested,
  'a Python dictionary': (size) => ({
    error: { message: `Error: {'error': {${filled(size, "'message': 'no', 'code': 'x', ")}}}` },
  }),
  'no JSON': (size) => filled(size, words),
  'a stream': (size) => filled(size, 'data: {"error": {"message": "overloaded"}}\n\n'),
  'a page': (size) => `<html><title>Blocked</title><body>${filled(size, '<p>text <script>x</script>')}`,
  'a page of open tags': (size) => `<html>${filled(size, '<script')}`,
  'a page in a message': (size) => ({ error: { message: `<html><body>${filled(size, '<b>no</b>')}` } }),
};

const work = (size: number, make: (size: number) => unknown, status = 400): number =>
  charactersRead(() => diagnose(answered(status, make(size), {}, { endpoint: elsewhere })));

describe('the work of a verdict', () => {
  test.each(Object.entries(shapes))('grows with the length of the body and no faster: %s', (_, make) => {
    // Words are looked up once, and known from then on.
    work(1_000, make);
    const [some, twice, much] = [65_536, 131_072, 524_288].map((size) => work(size, make));
    expect(twice).toBeLessThanOrEqual((some ?? 0) * 2.1 + 10_000);
    expect(much).toBeLessThanOrEqual((some ?? 0) * 8.4 + 40_000);
  });

  test('is counted: reading every part of a text anew is seen', () => {
    const readAnew = (size: number): number =>
      charactersRead(() => {
        const text = 'a'.repeat(size);
        for (let at = 0; at < size; at += 1) text.slice(at);
      });
    expect(readAnew(2_000)).toBeGreaterThan(readAnew(1_000) * 3.9);
  });
});
