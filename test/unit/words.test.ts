import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { zh } from '../../src/i18n/zh-CN/blanks.ts';
import { allWords, type FoundText } from '../support/all-words.ts';

interface Entry {
  readonly thing: string;
  readonly use: string;
  readonly not: readonly string[];
}
const glossary = JSON.parse(readFileSync('test/data/glossary.json', 'utf8')) as Record<
  'en' | 'zh-CN',
  readonly Entry[]
>;

/** What a user types or reads as it is: commands, code, addresses, names of settings, quoted words of a server. */
const verbatim = [
  /\[[\w.]+\]::[\x20-\x7e]*/g,
  /\(set -a[^)]*\)/g,
  /\$\{\{[^}]*\}\}/g,
  /https?:\/\/[^\s，。；：（）“”]+/g,
  /“[^”]*”/g,
  /"[^"\n]*"/g,
  /\b(?:openai-setup|git|npm|npx|chmod|openssl|node|direnv|docker|eval|set -a|pip|op run|printenv|set|Remove-Item|unset|node -e)\b[ ][\x20-\x7e]*/g,
  /\b(?:import|new|const|export|context)\b[ .][\x20-\x7e]*/g,
  /[A-Z][A-Z0-9_]{3,}=?[^\s，。；：（）]*/g,
];
const withoutVerbatim = (text: string): string => verbatim.reduce((all, one) => all.replace(one, '§'), text);

const failing = (texts: readonly FoundText[], wrong: RegExp, cleaned = true): readonly string[] => [
  ...new Set(
    texts
      .filter(({ text }) => wrong.test(cleaned ? withoutVerbatim(text) : text))
      .map(({ at, text }) => `${at}: ${text}`),
  ),
];

const han = '\\p{Script=Han}';
const marks = '，。、；：？！（）“”';

describe('Chinese texts', async () => {
  const texts = await allWords('zh-CN');

  test.each<[string, RegExp, boolean?]>([
    ['full-width marks beside Chinese', new RegExp(`${han}[,;:!?()]|[,;:!?()]${han}`, 'u')],
    ['no blank between Chinese characters', new RegExp(`${han} +${han}`, 'u')],
    ['no blank beside a full-width mark', new RegExp(`[${marks}] | [${marks}]`), true],
    ['a blank between Chinese and Latin', new RegExp(`${han}[A-Za-z0-9.~/$<@]|[A-Za-z0-9%>]${han}`, 'u')],
    ['no word twice', new RegExp(`(${han}{2,})\\1`, 'u')],
    ['no mark twice', /[，。；：？！]{2}/],
    ['nothing that was not filled in', /undefined|NaN|\[object|\$\{|null/],
    ['no English sentence', /(?:\b[a-z]{2,} ){3,}[a-z]{2,}\b/],
    ['no empty brackets', /（）|\(\)|“”/],
    ['no blank at the end of a line', / +(?:\n|$)/],
  ])('%s', (_, wrong) => {
    // A blank at an end is meant where a text goes on after a key or in front of a list.
    const meant = /^\.(?:setup\.keyFeedback|models|report\.(?:comma|semicolon)|.*[sS]eparator)/;
    expect(
      failing(
        texts.filter(({ at }) => !meant.test(at)),
        wrong,
      ),
    ).toEqual([]);
  });
});

describe('English texts', async () => {
  const texts = await allWords('en');

  test.each<[string, RegExp]>([
    ['no Chinese', new RegExp(`${han}|[${marks.replace('“”', '')}]`, 'u')],
    ['no word twice', /\b(?!(?:had|that)\b)([a-z]{2,}) \1\b/i],
    ['no two blanks', /\S {2,}\S/],
    ['no blank before a mark', / [,;:!?](?!\S)| \.(?:\s|$)/],
    ['no mark twice', /[,;:!?]{2}|(?<!\.)\.\.(?!\.|\/)/],
    ['nothing that was not filled in', /undefined|NaN|\[object|\$\{(?!\{)|\bnull\b/],
    ['no empty brackets', /\(\)(?!.*\))|“”/],
  ])('%s', (_, wrong) => {
    const meant = /^\.(?:example\.program\.run|models\.soon)/;
    expect(
      failing(
        texts.filter(({ at }) => !meant.test(at)),
        wrong,
      ),
    ).toEqual([]);
  });
});

describe.each(['en', 'zh-CN'] as const)('one term for each thing (%s)', async (language) => {
  const texts = await allWords(language);
  test.each(glossary[language])('$thing is $use', ({ not }) => {
    const found = texts.filter(({ text }) => not.some((one) => withoutVerbatim(text).includes(one)));
    expect([...new Set(found.map(({ at, text }) => `${at}: ${text}`))]).toEqual([]);
  });
});

test('the texts are many, so that what looks at them sees something', async () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const texts = await allWords(language);
    expect(texts.length).toBeGreaterThan(1500);
    for (const place of [
      '.setup.guide',
      '.cli.errors',
      '.rotate.left',
      'causes.network_dns',
      'warnings.',
      'notes.',
    ])
      expect(
        texts.some(({ at }) => at.startsWith(place)),
        place,
      ).toBe(true);
  }
});

describe('blanks beside a fact', () => {
  test.each([
    [zh`来自${'.env'}的值`, '来自 .env 的值'],
    [zh`来自 ${'标准输入'} 的值`, '来自标准输入的值'],
    [zh`在 ${''} 新建`, '在新建'],
    [zh`${'Acme'}（${3}）`, 'Acme（3）'],
    [zh`请运行：${'openai-setup'}`, '请运行：openai-setup'],
    [zh`请设置 KEY=${'文件夹'}`, '请设置 KEY=文件夹'],
    [zh`a\n  ${'Acme'}`, 'a\n  Acme'],
    [zh`--base-url ${'https://a'}`, '--base-url https://a'],
  ])('%s', (made, wanted) => expect(made).toBe(wanted));
});

test('no catalogue holds words that nobody says', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const read = (path: string): string => readFileSync(`src/${path}`, 'utf8');
  const isCatalogue = (path: string): boolean => /^i18n[\\/]en[\\/]\w+\.ts$/.test(path);
  const said = files
    .filter((path) => !/^i18n[\\/]zh-CN/.test(path))
    .map(read)
    .join('\n');
  const unsaid = files.filter(isCatalogue).flatMap((path) =>
    Array.from(read(path).matchAll(/^ {2}([a-z]\w+)(?::|\()/gm), ([, name = '']) => name)
      .filter((name) => (said.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length < 2)
      .map((name) => `${path}: ${name}`),
  );
  expect(unsaid).toEqual([]);
});

test('an address of a page of OpenAI stands in one file only', () => {
  const files = ['i18n', 'ui', 'commands', 'checks', 'changes', 'adapters'].flatMap((room) =>
    readdirSync(`src/${room}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `src/${room}/${name}`),
  );
  const page = /https:\/\/(?:platform|help|status|developers)\.openai\.com/;
  const withPages = files.filter((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .some((line) => page.test(line) && !/^\s*(?:\/?\*|\/\/)/.test(line)),
  );
  expect(withPages).toEqual(['src/i18n/openai-pages.ts']);
});
