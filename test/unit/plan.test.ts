import { describe, expect, test } from 'vitest';
import { type Change, planLines } from '../../src/changes/plan.ts';
import type { SeenEnvFile } from '../../src/checks/project.ts';
import { readEnvDocument } from '../../src/domain/env/document.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { keyBuilders } from '../support/keys.ts';

const key = keyBuilders.project(81);
const other = keyBuilders.project(82);
const name = 'OPENAI_API_KEY';

describe('a plan to be shown', () => {
  const lines = (content: string, changes: readonly Change[]) => {
    const read = readEnvDocument(new TextEncoder().encode(content));
    const file = { document: read.ok ? read.document : null } as SeenEnvFile;
    return planLines({ file, changes, change: 'updated' });
  };

  test('holds no key as text, whatever stood in the file under whatever name', () => {
    const shown = lines(`${name}=${other}\nMY_KEY=${other}\nOPENAI_BASE_URL=http://a\n`, [
      { name, value: new Secret(key) },
      { name: 'MY_KEY', value: new Secret(key) },
      { name: 'OPENAI_BASE_URL', value: 'http://b' },
    ]);
    expect(shown).toHaveLength(3);
    expect(JSON.stringify(shown)).not.toContain(key);
    expect(JSON.stringify(shown)).not.toContain(other);
    expect(shown[2]).toEqual({
      name: 'OPENAI_BASE_URL',
      value: 'http://b',
      old: { line: 3, value: 'http://a', placeholder: false },
    });
  });

  test('leaves out what is so already, and says where a placeholder goes', () => {
    expect(lines(`${name}=${key}\n`, [{ name, value: new Secret(key) }])).toEqual([]);
    expect(lines('A=1\n', [{ name, value: null }])).toEqual([]);
    const [line] = lines(`${name}=your-key-here\n`, [{ name, value: new Secret(key) }]);
    expect(line?.old?.placeholder).toBe(true);
  });

  test('takes no key as plain text', () => {
    // @ts-expect-error only settings may be plain
    const change: Change = { name, value: key };
    expect(change.name).toBe(name);
  });
});
