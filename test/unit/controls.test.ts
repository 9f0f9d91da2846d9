import { describe, expect, test } from 'vitest';
import { withoutCommands } from '../../src/domain/text/controls.ts';

describe('the log of a GitHub workflow', () => {
  test.each([
    ['a plain line', 'a plain line'],
    ['::add-mask::x', '.::add-mask::x'],
    ['  it said\n  ::set-output name=x::y\n', '  it said\n  .::set-output name=x::y\n'],
    ['\t::error::forged', '\t.::error::forged'],
    ['##[error]x', '.##[error]x'],
    ['in a line ::warning::x', 'in a line ::warning::x'],
    ['a\r\n ::stop-commands::x', 'a\r\n .::stop-commands::x'],
  ])('%j', (text, expected) => expect(withoutCommands(text)).toBe(expected));

  test.each(['::error title=a,file=b::c\n', '::warning::x\n'])('our own stay: %j', (text) =>
    expect(withoutCommands(text)).toBe(text),
  );
});
