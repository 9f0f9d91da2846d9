import { expect, test } from 'vitest';
import { planLines } from '../../src/changes/plan.ts';
import { readEnvDocument } from '../../src/domain/env/document.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';

const lineOf = (name: string, value: string, before = 'before') => {
  const bytes = new TextEncoder().encode(`${name}=${before}\n`);
  const read = readEnvDocument(bytes);
  const document = read.ok ? read.document : null;
  const file = {
    absolute: '/app/.env',
    read: { state: 'file', bytes, mode: 0o600, realPath: '/app/.env' },
    document,
    encoding: null,
  } as const;
  const [line] = planLines({ file, changes: [{ name, value }] as never, change: 'updated' });
  return line;
};

test.each(['OPENAI_BASE_URL', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID'])('%s is no secret in a plan', (name) => {
  expect(lineOf(name, 'after\u001b[2J')).toEqual({
    name,
    value: 'after',
    old: { line: 1, value: 'before', placeholder: false },
  });
});

test('what stood under any other name may be a key', () => {
  expect(lineOf('OPENAI_API_KEY', 'after')?.old?.value).toBeInstanceOf(Secret);
});

test('an address in a plan has neither password nor query', () => {
  const line = lineOf('OPENAI_BASE_URL', 'https://new.example/v1', 'https://me:word@old.example/v1?key=abc');
  expect(line?.old?.value).toBe('https://…@old.example/v1?…');
});
