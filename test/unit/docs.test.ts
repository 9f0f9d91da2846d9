import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Pages with `/` in their paths; a README that is not written yet has nothing wrong in it. */
const pages = [
  'README.md',
  'README.zh-CN.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md')),
].filter((path) => existsSync(join(root, path)));

/** For maintainers: every path they name is one of this repository. The READMEs also name the reader's files. */
const isForMaintainers = (page: string) => page.startsWith('docs/');

const withoutBlocks = (text: string) => text.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1\s*$/gm, '');
const withoutCode = (text: string) => withoutBlocks(text).replace(/`[^`\n]+`/g, '');

/** As GitHub makes the name of a heading: `How it starts fast` gives `how-it-starts-fast`. */
function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(text).matchAll(/^#{1,6} +(.+)$/gm)) {
    const name = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    anchors.add(times === 0 ? name : `${name}-${times}`);
  }
  for (const [, name = ''] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(name);
  return anchors;
}

/** Links of a page that lead nowhere in this repository; addresses of the web are not asked. */
function brokenLinks(page: string, text: string): string[] {
  const targets = [
    ...withoutCode(text).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g),
    ...withoutCode(text).matchAll(/^\[[^\]]+\]: +(\S+)/gm),
    ...withoutCode(text).matchAll(/<(?:a|img|source)[^>]*? (?:href|src|srcset)="([^"]+)"/g),
  ].map(([, target = '']) => target);
  return targets.filter((target) => {
    if (/^(?:[a-z][a-z+.-]*:|\/\/)/i.test(target)) return false;
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : posix.normalize(posix.join(dirname(page), decodeURI(path)));
    if (path !== '' && (file.startsWith('../') || !existsSync(join(root, file)))) return true;
    if (anchor === undefined || !file.endsWith('.md')) return false;
    const linked = path === '' ? text : readFileSync(join(root, file), 'utf8');
    return !anchorsOf(linked).has(decodeURI(anchor));
  });
}

const ownFolders = ['src', 'test', 'scripts', 'docs', 'bin', '.ci', '.github'];

/** Every file and folder that may be named, as it is spelt on the disk: not every disk minds capitals. */
const known: ReadonlySet<string> = new Set(
  ownFolders.flatMap((folder) => [
    folder,
    ...readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${folder}/${path.replaceAll('\\', '/')}`,
    ),
  ]),
);

const rooms = readdirSync(join(root, 'src')).filter((name) =>
  statSync(join(root, 'src', name)).isDirectory(),
);

/** Paths in code spans that name something of the repository which is not there. `*` and `<name>` stand for a part of a name. */
function missingPaths(text: string): string[] {
  const spans = [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  const named = spans.flatMap((span) => span.split(' ')).map((word) => word.replace(/[.,:;]+$/, ''));
  return named.filter((path) => {
    const [first = '', ...others] = path.split('/');
    if (others.length === 0) return false;
    const own = ownFolders.includes(first);
    if (!own && !rooms.includes(first)) return false;
    return !exists(own ? path : `src/${path}`);
  });
}

function exists(path: string): boolean {
  if (known.has(path.replace(/\/$/, ''))) return true;
  if (!/[*<]/.test(path)) return false;
  const pattern = path.split(/\*|<[^>]+>/).map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${pattern.join('[^/]+')}$`);
  return [...known].some((one) => expression.test(one));
}

/** Scripts that a page tells to run, and that package.json does not have. */
function missingScripts(text: string): string[] {
  const named = [...text.matchAll(/\bnpm run (?:--silent |-s )?([\w:-]+)/g)].map(([, name = '']) => name);
  return named.filter((name) => scripts[name] === undefined && !optionalScripts.includes(name));
}

/** The gate runs it where it is there. */
const optionalScripts = ['test:latest-sdk'];

describe('what looks at the pages finds what is wrong', () => {
  test('links', () => {
    const text = '# A title\n[a](b.md) [c](#a-title) [d](#no) [e](../adding.md#a-cause) [f](../adding.md#x)';
    expect(brokenLinks('docs/adr/x.md', text)).toEqual(['b.md', '#no', '../adding.md#x']);
    expect(brokenLinks('docs/x.md', '`[a](b.md)` [c](https://example.com/d) <img src="e.svg">')).toEqual([
      'e.svg',
    ]);
    expect(brokenLinks('README.md', '[a](../outside.md)')).toEqual(['../outside.md']);
  });

  test('headings', () => {
    const text = '# One: `two`, three\n```\n# no\n```\n## 为什么 why\n## Again\n## Again\n';
    expect([...anchorsOf(text)]).toEqual(['one-two-three', '为什么-why', 'again', 'again-1']);
  });

  test('paths', () => {
    const right =
      '`src/main.ts` `src/domain/` `domain/diagnosis/causes.ts` `test/unit/*.test.ts` `src/i18n/<language>/cli.ts`';
    expect(missingPaths(right)).toEqual([]);
    const wrong = '`src/mian.ts` `node scripts/no.mjs` `domain/no.ts` `src/x/*.ts` `src/domain/causes`';
    expect(missingPaths(wrong)).toEqual([
      'src/mian.ts',
      'scripts/no.mjs',
      'domain/no.ts',
      'src/x/*.ts',
      'src/domain/causes',
    ]);
    expect(missingPaths('`openai/resources` `N/A` `https://example.com/src/no.ts`')).toEqual([]);
  });

  test('scripts', () => expect(missingScripts('`npm run lint`, npm run no-such')).toEqual(['no-such']));
});

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  test('links lead somewhere', () => expect(brokenLinks(page, text)).toEqual([]));
  test('scripts exist', () => expect(missingScripts(text)).toEqual([]));
  if (isForMaintainers(page)) test('paths exist', () => expect(missingPaths(text)).toEqual([]));
});

describe('the set of pages', () => {
  test('has what maintainers need', () => {
    expect(pages).toEqual(
      expect.arrayContaining([
        'CHANGELOG.md',
        'docs/architecture.md',
        'docs/adding.md',
        'docs/testing.md',
        'docs/adr/0001-commonjs-bundle-without-dependencies.md',
      ]),
    );
  });

  test('decisions are numbered once, in the name as in the title', () => {
    const decisions = readdirSync(join(root, 'docs/adr')).sort();
    const numbers = decisions.map((name) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]));
    expect(numbers).toEqual(decisions.map((_, index) => index + 1));
    for (const [index, name] of decisions.entries()) {
      const [title = ''] = readFileSync(join(root, 'docs/adr', name), 'utf8').split('\n');
      expect(title, name).toMatch(new RegExp(`^# ${index + 1}\\. \\S`));
    }
  });

  test('the version of the changelog is that of the package', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const newest = /^## (\S+)/m.exec(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'))?.[1];
    expect(newest).toBe(version);
  });
});
