import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnose.ts';
import { answered, elsewhere } from './diagnose.support.ts';
import { variants } from './diagnose.variants.ts';

describe('answers that nobody recorded get the cause that they speak of', () => {
  test('there are many', () => expect(variants.length).toBeGreaterThan(120));

  test.each(variants.map((variant) => [variant[0], variant] as const))('%s', (_, variant) => {
    const [, host, status, body, cause, headers = {}] = variant;
    const found = diagnose(answered(status, body, headers, host === 'own' ? {} : { endpoint: elsewhere }));
    expect(found.ok ? 'OK' : found.cause).toBe(cause);
  });
});
