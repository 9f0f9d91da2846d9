import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPlainProgress, createProgress } from '../../src/adapters/terminal/progress.ts';
import { promptWords } from '../../src/i18n/prompt-words.ts';
import { width } from '../../src/ui/layout.ts';

beforeAll(() => import('ora'));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);
const slow = { text: 'No answer from api.openai.com yet', limit: 30 };

function drawn({ columns = 80, language = 'en' as 'en' | 'zh-CN' } = {}) {
  let shown = '';
  const show = (text: string): void => {
    shown = text;
  };
  const status = { show, hide: () => show('') };
  const look = { status, frames: ['*'], columns: () => columns, quiet: (text: string) => text };
  const progress = createProgress({ words: promptWords[language], ...look });
  return { progress, line: () => shown.replace(/^\* /, '') };
}

describe('a line that turns', () => {
  test('tells how long it takes from two seconds on, and what it waits for from five', async () => {
    const { progress, line } = drawn();
    const one = progress.start('Testing the key', { slow });
    await seconds(0.1);
    expect(line()).toBe('');
    await seconds(1.7);
    expect(line()).toBe('Testing the key');
    await seconds(0.5);
    expect(line()).toBe('Testing the key  2 s');
    await seconds(3);
    expect(line()).toBe('No answer from api.openai.com yet  5 s of at most 30 s · Ctrl-C stops');
    one.stop();
    expect(line()).toBe('');
  });

  test('in Chinese', async () => {
    const { progress, line } = drawn({ language: 'zh-CN' });
    progress.start('正在验证密钥', { slow: { text: 'api.openai.com 还没有响应', limit: 30 } });
    await seconds(6.5);
    expect(line()).toBe('api.openai.com 还没有响应  已等待 6 秒，最多 30 秒 · 按 Ctrl-C 取消');
  });

  test('does not say that no answer came to a call that was just made, nor two counts at a time', async () => {
    const { progress, line } = drawn();
    const one = progress.start('Testing the key', { slow });
    await seconds(4);
    one.update('Rate limit reached. Trying again in 7 s', { counts: true });
    await seconds(6);
    expect(line()).toBe('Rate limit reached. Trying again in 7 s · Ctrl-C stops');
    one.update('Testing the key', { slow });
    await seconds(1.5);
    expect(line()).toBe('Testing the key  11 s · Ctrl-C stops');
    await seconds(5);
    expect(line()).toMatch(/^No answer .* {2}16 s of at most 30 s/);
  });

  test.each([40, 60, 80, 200])('stays one line at %d columns', async (columns) => {
    const { progress, line } = drawn({ columns });
    progress.start('Testing the key', {
      slow: {
        text: 'No answer from gateway.internal.example yet, through the proxy http://p:3128',
        limit: 600,
      },
    });
    await seconds(12.5);
    expect(width(line())).toBeLessThan(columns);
    expect(line()).toContain('12 s');
  });

  test('is not drawn where the answer is fast', async () => {
    const { progress, line } = drawn();
    progress.start('Testing the key').stop();
    await seconds(10);
    expect(line()).toBe('');
  });
});

describe('where nothing is drawn over again', () => {
  const said = (): {
    readonly lines: string[];
    readonly progress: ReturnType<typeof createPlainProgress>;
  } => {
    const lines: string[] = [];
    return { lines, progress: createPlainProgress(promptWords.en, (text) => void lines.push(text.trim())) };
  };

  test('one line tells what is done, and a second one what is waited for where that is long', async () => {
    const { lines, progress } = said();
    const one = progress.start('Testing the key', { slow });
    await seconds(4);
    expect(lines).toEqual(['Testing the key']);
    await seconds(20);
    expect(lines).toEqual(['Testing the key', 'No answer from api.openai.com yet (5 s of at most 30 s)']);
    one.stop();
  });

  test('a pause is told once, with its reason', async () => {
    const { lines, progress } = said();
    const one = progress.start('Testing the key', { slow });
    await seconds(1);
    for (const left of [3, 2, 1]) {
      one.update(`Rate limit reached. Trying again in ${left} s`, { counts: true });
      await seconds(1);
    }
    one.stop();
    await seconds(60);
    expect(lines).toEqual(['Testing the key', 'Rate limit reached. Trying again in 3 s']);
  });
});
