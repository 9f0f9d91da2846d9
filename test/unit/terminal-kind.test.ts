import { expect, test } from 'vitest';
import { isPlain, showsLinks, showsUnicode } from '../../src/adapters/terminal/terminal-kind.ts';
import { asciiOnly, createStyle, marks, spinner, withLinks } from '../../src/ui/theme.ts';

type Env = Readonly<Record<string, string>>;

test.each<[boolean, Env]>([
  [true, {}],
  [true, { LANG: 'en_US.UTF-8' }],
  [true, { LANG: 'C.utf8', TERM: 'xterm-256color' }],
  [true, { LC_CTYPE: 'UTF-8' }],
  [true, { LC_ALL: 'zh_CN.UTF-8', LANG: 'C' }],
  [false, { LANG: 'C' }],
  [false, { LANG: 'POSIX' }],
  [false, { LC_ALL: 'C', LANG: 'en_US.UTF-8' }],
  [false, { LANG: 'zh_CN.GB18030' }],
  [false, { LANG: 'de_DE' }],
  [false, { LANG: 'en_US.UTF-8', TERM: 'linux' }],
  [false, { LANG: 'en_US.UTF-8', TERM: 'dumb' }],
])('more than ASCII: %s with %j', (shown, env) => {
  expect(showsUnicode(env, 'linux')).toBe(shown);
});

test('a console of Windows has no locale', () => {
  expect(showsUnicode({ LANG: 'C' }, 'win32')).toBe(true);
});

test.each<[boolean, Env]>([
  [false, {}],
  [false, { TERM: 'xterm-256color' }],
  [false, { TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }],
  [false, { TERM: 'tmux-256color', TERM_PROGRAM: 'tmux' }],
  [false, { TERM: 'screen', VTE_VERSION: '7600' }],
  [false, { TERM: 'xterm', VTE_VERSION: '3409' }],
  [true, { TERM: 'xterm-256color', VTE_VERSION: '7600' }],
  [true, { TERM_PROGRAM: 'iTerm.app' }],
  [true, { TERM_PROGRAM: 'vscode' }],
  [true, { TERM: 'xterm-kitty' }],
  [true, { WT_SESSION: '1' }],
  [true, { TERM: 'dumb', FORCE_HYPERLINK: '1' }],
  [false, { TERM_PROGRAM: 'iTerm.app', FORCE_HYPERLINK: '0' }],
])('links: %s with %j', (shown, env) => {
  expect(showsLinks(env)).toBe(shown);
});

test.each<[boolean, Env, boolean]>([
  [false, {}, false],
  [true, {}, true],
  [true, { ACCESSIBLE: '1' }, false],
  [false, { ACCESSIBLE: '0' }, false],
  [true, { TERM: 'dumb' }, false],
])('plain: %s with %j and the option %s', (plain, env, option) => {
  expect(isPlain(env, option)).toBe(plain);
});

test('every mark has a form in ASCII, and those that can stand in the same place differ', () => {
  const forms = Object.values(marks).map(asciiOnly);
  expect(forms.join('')).toMatch(/^[ -~]+$/);
  expect(spinner.map(asciiOnly).join('')).toMatch(/^[ -~]+$/);
  const { good, bad, warn, skip, answered, ask } = marks;
  const apart = [good, bad, warn, skip, answered, ask].map(asciiOnly);
  expect(new Set(apart).size).toBe(apart.length);
  const { written } = marks;
  expect(new Set([good, answered, written, warn]).size).toBe(4);
});

test('an address is a link, without the mark behind it', () => {
  const link = (url: string) => `\u001b]8;;${url}\u001b\\${url}\u001b]8;;\u001b\\`;
  expect(withLinks('See https://a.example/b?c=d#e, or http://f.example.')).toBe(
    `See ${link('https://a.example/b?c=d#e')}, or ${link('http://f.example')}.`,
  );
  expect(withLinks('\u001b[36mhttps://a.example\u001b[39m')).toBe(
    `\u001b[36m${link('https://a.example')}\u001b[39m`,
  );
  expect(withLinks('no address')).toBe('no address');
});

test('colours are none that cannot be read on black or white', () => {
  const style = createStyle(true);
  const all = Object.values(style)
    .map((paint) => paint('x'))
    .join('');
  // Blue, bright black and white, and every background.
  expect(all).not.toMatch(/\[(?:34|37|9\d|4\d|10\d)m/);
  expect(createStyle(false).bad('x')).toBe('x');
  expect(style.strong('a\nb')).toBe('\u001b[1ma\u001b[22m\n\u001b[1mb\u001b[22m');
});
