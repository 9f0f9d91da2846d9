import { parseEnv } from 'node:util';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEnvDocument } from '../../src/domain/env/document.ts';
import { editEnvDocument } from '../../src/domain/env/edit.ts';
import { readAs } from '../../src/domain/loading/read.ts';

/** Random env files against the real parsers; more of them on a build machine. */
const runs = { numRuns: process.env['CI'] ? 20_000 : 300 };
const name = 'OPENAI_API_KEY';

const eol = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');
const otherName = fc.constantFrom(
  'A',
  'B_2',
  'MY_OPENAI_API_KEY',
  'OPENAI_ORG_ID',
  'x.y',
  'k-1',
  'OPENAI_API_KEY_OLD',
);
const plain = fc.constantFrom(
  'v',
  'abc',
  'a b',
  '1',
  "it's",
  'é',
  'a=b',
  '{"j":1}',
  '\\n',
  '$X',
  'a\\"b',
  '',
);
const quoted = fc
  .tuple(
    fc.constantFrom('"', "'", '`'),
    fc.array(fc.oneof(plain, fc.constantFrom('\n', '#', `${name}=no`, '\\"')), { maxLength: 4 }),
  )
  .map(([quote, parts]) => quote + parts.join('').replaceAll(quote, '') + quote);
const comment = fc.constantFrom('', '', ' # note', '#note', ' #', " # it's");
const assignment = (names: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('', '', '  ', '\t'),
      fc.constantFrom('', '', 'export ', 'export  '),
      names,
      fc.constantFrom('=', '=', '=', ' = ', '= ', ' =', ': '),
      fc.oneof(plain, quoted),
      comment,
    )
    .map((parts) => parts.join(''));
const line = fc.oneof(
  { weight: 6, arbitrary: assignment(otherName) },
  { weight: 2, arbitrary: assignment(fc.constant(name)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '',
      '# comment',
      `# ${name}=old`,
      `#${name}=x`,
      '   ',
      'no equals',
      'export',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('A="open', "B='open", '=x', 'A= ', '\t# a', 'K: ') },
);
const file = fc
  .tuple(fc.constantFrom('', '', '', '\ufeff'), fc.array(fc.tuple(line, eol), { maxLength: 9 }), fc.boolean())
  .map(([mark, lines, final]) => {
    const text = mark + lines.map(([content, end]) => content + end).join('');
    return final ? text : text.replace(/(\r\n|\r|\n)$/, '');
  });
const value = fc.stringMatching(/^[A-Za-z0-9_-]{1,30}$/).map((text) => `sk${text}`);

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
function set(content: string, to: string): string {
  const result = editEnvDocument(bytes(content), [{ name, value: to }]);
  if (!result.ok) throw new Error(result.reason);
  return text(result.bytes);
}

/**
 * Not so: an open quote before the name, one after it, and a quote within the old value, which is
 * all that keeps these two from making one value of everything between them.
 */
function untangled(content: string): boolean {
  const read = readEnvDocument(bytes(content));
  const own = read.ok ? read.document.assignments.filter((found) => found.name === name) : [];
  return own.every((found) => !/["'`]/.test(found.value));
}

const ownQuotes = /OPENAI_API_KEY[^\n]*["'`]/;

describe('any file', () => {
  test('is read as dotenv reads it', () => {
    const noise = fc.array(
      fc.constantFrom(
        'A',
        'K',
        '=',
        '=',
        ':',
        ' ',
        '\n',
        '\n',
        '\r\n',
        '"',
        "'",
        '`',
        '#',
        '\\',
        'export ',
        '\u00a0',
        '\ufeff',
        'é',
        '\t',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          file,
          noise.map((parts) => parts.join('')),
        ),
        (content) => {
          const read = readEnvDocument(bytes(content));
          if (!read.ok) throw new Error(read.reason);
          const values = Object.fromEntries(
            read.document.assignments.map((found) => [found.name, found.value]),
          );
          expect(values).toEqual(parse(content));
        },
      ),
      runs,
    );
  });

  test('is read by the model of this Node as util.parseEnv reads it', () => {
    const loader = process.version.startsWith('v20.') ? 'node-20' : 'node';
    fc.assert(
      fc.property(file, (content) => {
        const read = Object.fromEntries(readAs(loader, bytes(content)).values);
        expect(read).toEqual({ ...parseEnv(content) });
      }),
      runs,
    );
  });
});

describe('found at random, and kept', () => {
  test.each([
    ['a mark and lines without `=`', '\ufeffOPENAI_ORG_ID: v\nA=v\nA: v'],
    [
      'a line without `=` that hides a duplicate from Node 20',
      '\ufeffA=v\nx.y=""\nOPENAI_ORG_ID: v\nx.y=v\nA= ',
    ],
    ['a mark, and a name whose value Node 22 looks for on the next line', '\ufeffA=v\nA= '],
    ['the same, with blanks behind it', '\ufeffA=""\nA= \n   '],
  ])('%s: dotenv reads the new value and every other one as before', (_, content) => {
    const after = set(content, 'sk-new');
    expect(parse(after)).toEqual({ ...parse(content), [name]: 'sk-new' });
    // Where Node takes lines for a part of a name, no other name is lost to it.
    for (const other of Object.keys(parseEnv(content))) {
      if (/^[\w.-]+$/.test(other)) expect(parseEnv(after)).toHaveProperty([other]);
    }
  });

  test('quotes in the old value that keep others apart: reading back finds it, so that setup can refuse', () => {
    const content = `A="\\"\n${name}={"j":1}\nA="\n"\n${name}=v`;
    const after = parse(set(content, 'sk-new'));
    expect(after[name]).toBe('sk-new');
    expect(after['A']).not.toBe(parse(content)['A']);
  });
});

describe('after setting a name in any file', () => {
  test('dotenv reads the new value, and every other value as before', () => {
    fc.assert(
      fc.property(file, value, (content, to) => {
        const before = parse(content);
        fc.pre(untangled(content));
        const after = parse(set(content, to));
        expect(after[name]).toBe(to);
        for (const [other, was] of Object.entries(before)) if (other !== name) expect(after[other]).toBe(was);
      }),
      runs,
    );
  });

  test('util.parseEnv reads it where it agreed with dotenv before, and every other value as before', () => {
    fc.assert(
      fc.property(file, value, (content, to) => {
        // A lone CR is a line break for dotenv, and nothing for Node.
        fc.pre(!/\r(?!\n)/.test(content));
        // Node 20 does not see an unterminated value that ends the file, until a line break ends it.
        fc.pre(!content.endsWith('open'));
        // An open quote and a later one, which the quotes of the old value kept apart for Node.
        fc.pre(untangled(content) && !(content.includes('open') && ownQuotes.test(content)));
        // Node 20 stops reading at a line that starts with `=`, if it does not take it for the end of a name.
        fc.pre(!/^=/m.test(content));
        const before: Record<string, string | undefined> = { ...parseEnv(content) };
        // Where Node takes an assignment of dotenv's for a part of another value, no edit suits both.
        fc.pre(
          !Object.entries(before).some(([other, was]) => other !== name && `${other}=${was}`.includes(name)),
        );
        const known = parse(content);
        fc.pre(known[name] === undefined || before[name] === known[name]);
        const after = parseEnv(set(content, to));
        for (const [other, was] of Object.entries(before)) {
          // Node 20 makes names of several lines out of lines without `=`; those are nobody's.
          // Where one of those hid an assignment from Node, the new line may take its place: then it is as dotenv reads it.
          if (other !== name && /^[\w.-]+$/.test(other)) expect([was, known[other]]).toContain(after[other]);
        }
        if (known[name] !== undefined) expect(after[name]).toBe(to);
      }),
      runs,
    );
  });

  test('every byte outside the values is the same', () => {
    fc.assert(
      fc.property(file, value, (content, to) => {
        fc.pre(untangled(content));
        // What stays must be found again, in order, around the places where the new value stands.
        const parts = set(content, to).split(to);
        let at = 0;
        for (const [index, part] of parts.entries()) {
          const core = index === 0 ? part : part.replace(/^ (?=#)/, '');
          const rest =
            parse(content)[name] === undefined
              ? core.replace(/(\r?\n)?(#\r?\n)?OPENAI_API_KEY=$/, '').replace(/^\r?\n/, '')
              : core;
          const found = content.indexOf(rest.trimEnd(), at);
          expect(found).toBeGreaterThanOrEqual(0);
          at = found + rest.trimEnd().length;
        }
      }),
      runs,
    );
  });

  test('setting twice is setting once, and gives the very same bytes', () => {
    fc.assert(
      fc.property(file, value, (content, to) => {
        const once = bytes(set(content, to));
        const twice = editEnvDocument(once, [{ name, value: to }]);
        expect(twice).toMatchObject({ ok: true, changed: false });
        expect(twice.ok && twice.bytes).toBe(once);
      }),
      runs,
    );
  });

  test('any other 8-bit bytes survive', () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 1, maxLength: 60 }), value, (noise, to) => {
        const content = new Uint8Array([
          ...bytes(`${name}=old\n# `),
          ...noise.filter((byte) => byte !== 10 && byte !== 13),
          10,
        ]);
        const result = editEnvDocument(content, [{ name, value: to }]);
        const expected = new Uint8Array([
          ...bytes(`${name}=${to}`),
          ...content.subarray(`${name}=old`.length),
        ]);
        expect(result.ok && Buffer.compare(result.bytes, expected)).toBe(0);
      }),
      runs,
    );
  });

  test('removing it leaves no trace that dotenv reads', () => {
    fc.assert(
      fc.property(file, (content) => {
        const result = editEnvDocument(bytes(content), [{ name, value: null }]);
        expect(result.ok && parse(text(result.bytes))[name]).toBeUndefined();
      }),
      runs,
    );
  });
});
