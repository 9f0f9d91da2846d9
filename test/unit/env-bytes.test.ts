import { parse } from 'dotenv';
import { expect, test } from 'vitest';
import { afterBreak, encode, spaceAt } from '../../src/domain/env/bytes.ts';
import { readEnvDocument } from '../../src/domain/env/document.ts';
import { editEnvDocument } from '../../src/domain/env/edit.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);

test('white space is what JavaScript takes for it, in all of its bytes', () => {
  for (let code = 0; code < 0xd800; code += 1) {
    const character = String.fromCharCode(code);
    const encoded = encode(character);
    expect(spaceAt(encoded, 0), code.toString(16)).toBe(/\s/.test(character) ? encoded.length : 0);
  }
  expect(spaceAt(encode('\ufeff'), 0)).toBe(3);
});

test('a byte like those of white space makes none', () => {
  for (const start of ['\u2000', '\u205f', '\u3000', '\ufeff', '\u1680', '\u00a0']) {
    const whole = encode(start);
    for (let at = 0; at < whole.length; at += 1) {
      for (let byte = 0x80; byte <= 0xff; byte += 1) {
        const other = whole.slice(0, at) + String.fromCharCode(byte) + whole.slice(at + 1);
        const isSpace = /^\s$/.test(
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(
            Uint8Array.from(other, (one) => one.charCodeAt(0)),
          ),
        );
        if (at > 0 || byte >= 0xc2) expect(spaceAt(other, 0) > 0, `${start} ${at} ${byte}`).toBe(isSpace);
      }
    }
  }
});

test('a line break is one of its kinds, CRLF of two bytes', () => {
  expect(['\r\n', '\r', '\n', '\rx'].map((one) => spaceAt(one, 0))).toEqual([2, 1, 1, 1]);
  expect(['\r\nx', '\rx', '\nx', ''].map((one) => afterBreak(one, 0))).toEqual([2, 1, 1, 0]);
});

test('a name is made of what dotenv takes for one', () => {
  for (let code = 33; code < 127; code += 1) {
    const content = `A${String.fromCharCode(code)}B=1\n`;
    const read = readEnvDocument(bytes(content));
    const names = read.ok ? read.document.assignments.map((one) => one.name) : [];
    expect(names, content).toEqual(Object.keys(parse(content)));
  }
});

test.each([
  ['set', 'OPENAI_API_KEY=old\n', 'new', true],
  ['added', 'A=1\n', 'new', true],
  ['removed', 'OPENAI_API_KEY=old\n', null, true],
  ['there already', 'OPENAI_API_KEY=new\n', 'new', false],
  ['not there, and not wanted', 'A=1\n', null, false],
])('whether something was changed is told: %s', (_, content, value, changed) => {
  expect(editEnvDocument(bytes(content), [{ name: 'OPENAI_API_KEY', value }])).toMatchObject({ changed });
});

test.each([
  ['the blanks before a value go with it', 'OPENAI_API_KEY= old\nB=1\n', '', 'OPENAI_API_KEY=\nB=1\n'],
  ['after a colon one blank stays', 'OPENAI_API_KEY: old\nB=1\n', '', 'OPENAI_API_KEY: \nB=1\n'],
  ['above the first line ends the new one as that line does', 'x\r\n', 'new', 'OPENAI_API_KEY=new\r\nx\r\n'],
  ['nothing is put after a lone CR', 'OPENAI_ORG=1\rB=2\n', 'new', 'OPENAI_ORG=1\rB=2\nOPENAI_API_KEY=new\n'],
])('%s', (_, content, value, after) => {
  const result = editEnvDocument(bytes(content), [{ name: 'OPENAI_API_KEY', value }]);
  expect(result.ok && text(result.bytes)).toBe(after);
});

test('a name that is none is refused, and said to be so', () => {
  expect(() => editEnvDocument(null, [{ name: 'A B', value: '1' }])).toThrow(/not a name/);
});
