import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import { loadCauseWords, loadReportWords } from '../../src/i18n/load.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { explain, factsOf } from '../../src/ui/explain.ts';
import { warningText } from '../../src/ui/report-text.ts';
import { keyBuilders } from '../support/keys.ts';
import { show } from '../support/show.ts';
import { stepWorld } from '../support/wizard.ts';

const [key, other] = [91, 92].map((seed) => keyBuilders.project(seed)) as [string, string];
const uses = (dependency: string): string => JSON.stringify({ dependencies: { [dependency]: '^9.0.0' } });

type Texts = Readonly<Record<string, string>>;

async function look(files: Texts, env: Texts = {}, language: 'en' | 'zh-CN' = 'en') {
  const { ports } = stepWorld(files, [], { env, more: { platform: 'linux', nodeVersion: '22.21.0' } });
  const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
  const { finding, list } = await lookLocally(ports as Ports, request as unknown as VerifyRequest);
  const voice = { words: await loadReportWords(language), show };
  const told = finding && explain(finding, factsOf(null), await loadCauseWords(language), show);
  const warned = list.warnings.filter(({ id }) => id === 'published_to_browser');
  return {
    cause: told?.cause ?? null,
    reason: told?.reason,
    title: told?.title,
    says: told?.explanation ?? '',
    does: (told?.remedies ?? []).map(({ text }) => text).join('\n'),
    warns: warned.map((one) => warningText(one, voice)),
    exposure: list.results.find(({ id }) => id === 'exposure')?.status,
  };
}

describe('a key that stands only under a name which a bundler publishes', () => {
  test.each<[string, Texts, Texts, string]>([
    [
      'Next.js',
      { 'package.json': uses('next'), '.env.local': `NEXT_PUBLIC_OPENAI_API_KEY=${key}\n` },
      {},
      'NEXT_PUBLIC_OPENAI_API_KEY',
    ],
    ['Vite', { 'package.json': uses('vite'), '.env': `VITE_OPENAI_KEY=${key}\n` }, {}, 'VITE_OPENAI_KEY'],
    [
      'React',
      { 'package.json': uses('react-scripts'), '.env': `REACT_APP_OPENAI_API_KEY=${key}\n` },
      {},
      'REACT_APP_OPENAI_API_KEY',
    ],
    [
      'Expo',
      { 'package.json': uses('expo'), '.env': `EXPO_PUBLIC_OPENAI_API_KEY=${key}\n` },
      {},
      'EXPO_PUBLIC_OPENAI_API_KEY',
    ],
    [
      'SvelteKit',
      { 'package.json': uses('@sveltejs/kit'), '.env': `PUBLIC_OPENAI_API_KEY=${key}\n` },
      {},
      'PUBLIC_OPENAI_API_KEY',
    ],
    [
      'another mode',
      { 'package.json': uses('vue'), '.env.development': `VUE_APP_OPENAI_KEY=${key}\n` },
      {},
      'VUE_APP_OPENAI_KEY',
    ],
    ['the shell', { 'package.json': uses('vite') }, { VITE_OPENAI_API_KEY: key }, 'VITE_OPENAI_API_KEY'],
  ])('%s', async (_, files, env, name) => {
    const seen = await look(files, env);
    expect(seen).toMatchObject({
      cause: 'key_missing',
      reason: 'published',
      title: 'The only key here is published to every visitor',
      exposure: 'warn',
    });
    expect(seen.says).toContain(`${name}`);
    expect(seen.says).toContain('everyone who opens the page or the app can read it');
    expect(seen.does).toContain('delete the old one');
    expect(seen.does).toContain('only on the server');
    expect(seen.does).not.toContain('Rename');
    expect(seen.warns.join()).toContain(name);
    const chinese = await look(files, env, 'zh-CN');
    expect(chinese.title).toBe('唯一的密钥会公开给每个访问者');
    expect(chinese.says).toContain('打开页面或应用的人都能看到');
    expect(chinese.does).toContain('删除旧密钥');
    expect(chinese.does).toContain('只在服务器上');
  });
  test('the code that reads it is named', async () => {
    const files = {
      'package.json': uses('vite'),
      '.env': `VITE_OPENAI_API_KEY=${key}\n`,
      'src/main.ts':
        "import OpenAI from 'openai';\nnew OpenAI({ apiKey: import.meta.env.VITE_OPENAI_API_KEY });\n",
    };
    expect((await look(files)).does).toContain('src/main.ts');
  });
  test('beside a key for the server it is warned about, to be replaced', async () => {
    const files = {
      'package.json': uses('next'),
      '.env': `OPENAI_API_KEY=${other}\nNEXT_PUBLIC_AI=${key}\n`,
    };
    const seen = await look(files);
    expect(seen.cause).toBeNull();
    expect(seen.warns.join()).toContain('Replace the key');
    expect((await look(files, {}, 'zh-CN')).warns.join()).toContain('请更换密钥');
  });
  test('a name without such a prefix is still one to rename', async () => {
    const seen = await look({ '.env': `OPENAI_KEY=${key}\n` });
    expect(seen.does).toContain('Rename it');
    expect(seen.warns).toEqual([]);
  });
});
