import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RepairId } from '../../src/domain/keys/paste.ts';
import { repairPaste } from '../../src/domain/keys/paste.ts';
import { keyBuilders, otherKeys, randomText } from '../support/keys.ts';
import { growth } from '../support/work.ts';

const numRuns = process.env['CI'] ? 3000 : 300;

const key = keyBuilders.project(21);
const other = keyBuilders.user(22);
/** A key of a form that is not known yet. */
const unknown = `sk-next-${randomText(90, 23)}`;

const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
const wrap = (text: string, every: number, by: string) =>
  (text.match(new RegExp(`.{1,${every}}`, 'g')) ?? []).join(by);

const damaged: readonly (readonly [string, (key: string) => string, readonly RepairId[]])[] = [
  ['nothing wrong', (k) => k, []],
  ['blanks at the ends', (k) => `  ${k}\t`, ['blanks_trimmed']],
  ['a line break at the end', (k) => `${k}\n`, ['blanks_trimmed']],
  ['CRLF at the end', (k) => `${k}\r\n`, ['blanks_trimmed']],
  ['wrapped lines', (k) => wrap(k, 40, '\n'), ['lines_joined']],
  ['wrapped lines, CRLF and indented', (k) => wrap(k, 33, '\r\n    '), ['lines_joined']],
  ['blanks inside', (k) => wrap(k, 30, ' '), ['blanks_removed']],
  ['a no-break space inside', (k) => wrap(k, 45, '\u00a0'), ['blanks_removed']],
  ['an ideographic space inside', (k) => wrap(k, 45, '\u3000'), ['blanks_removed']],
  ['double quotes', (k) => `"${k}"`, ['quotes_removed']],
  ['single quotes', (k) => `'${k}'`, ['quotes_removed']],
  ['backticks', (k) => `\`${k}\``, ['quotes_removed']],
  ['curly quotes', (k) => `\u201c${k}\u201d`, ['quotes_removed']],
  ['curly single quotes', (k) => `\u2018${k}\u2019`, ['quotes_removed']],
  ['corner brackets', (k) => `\u300c${k}\u300d`, ['quotes_removed']],
  ['white corner brackets', (k) => `\u300e${k}\u300f`, ['quotes_removed']],
  ['one quote lost', (k) => `${k}"`, ['quotes_removed']],
  ['Bearer', (k) => `Bearer ${k}`, ['bearer_removed']],
  ['bearer, lower case', (k) => `bearer ${k}`, ['bearer_removed']],
  ['a header', (k) => `Authorization: Bearer ${k}`, ['blanks_trimmed', 'bearer_removed']],
  ['an assignment', (k) => `OPENAI_API_KEY=${k}`, ['assignment_removed']],
  ['an assignment with quotes', (k) => `OPENAI_API_KEY="${k}"`, ['quotes_removed', 'assignment_removed']],
  ['an assignment with blanks', (k) => `OPENAI_API_KEY = ${k}`, ['blanks_trimmed', 'assignment_removed']],
  ['export', (k) => `export OPENAI_API_KEY=${k}`, ['assignment_removed']],
  ['cmd set', (k) => `set OPENAI_API_KEY=${k}`, ['assignment_removed']],
  ['setx', (k) => `setx OPENAI_API_KEY "${k}"`, ['quotes_removed', 'assignment_removed']],
  ['setx /M', (k) => `setx OPENAI_API_KEY ${k} /M`, ['assignment_removed', 'trailing_removed']],
  [
    'PowerShell',
    (k) => `$env:OPENAI_API_KEY = "${k}"`,
    ['blanks_trimmed', 'quotes_removed', 'assignment_removed'],
  ],
  ['fish', (k) => `set -gx OPENAI_API_KEY ${k}`, ['assignment_removed']],
  ['csh', (k) => `setenv OPENAI_API_KEY ${k}`, ['assignment_removed']],
  ['YAML', (k) => `api_key: ${k}`, ['blanks_trimmed', 'assignment_removed']],
  [
    'a JSON member',
    (k) => `"apiKey": "${k}",`,
    ['blanks_trimmed', 'quotes_removed', 'assignment_removed', 'trailing_removed'],
  ],
  ['zero-width space', (k) => `\u200b${wrap(k, 60, '\u200b')}`, ['invisible_removed']],
  ['byte order mark', (k) => `\ufeff${k}`, ['invisible_removed']],
  ['word joiner and soft hyphen', (k) => wrap(k, 33, '\u2060\u00ad'), ['invisible_removed']],
  ['bidirectional marks', (k) => `\u202a${k}\u202c`, ['invisible_removed']],
  ['control characters', (k) => `\x00${wrap(k, 50, '\x07')}\x7f`, ['control_removed']],
  ['bracketed paste', (k) => `\x1b[200~${k}\x1b[201~`, ['escapes_removed']],
  ['full width', fullWidth, ['full_width_replaced']],
  ['en dashes', (k) => k.replaceAll('-', '\u2013'), ['dashes_replaced']],
  ['minus signs', (k) => k.replaceAll('-', '\u2212'), ['dashes_replaced']],
  ['twice', (k) => k + k, ['doubled']],
  ['twice, on two lines', (k) => `${k}\n${k}\n`, ['doubled']],
  ['four times', (k) => k.repeat(4), ['doubled']],
  ['a comma', (k) => `${k},`, ['trailing_removed']],
  ['a semicolon', (k) => `${k};`, ['trailing_removed']],
  ['a backslash', (k) => `${k} \\`, ['blanks_trimmed', 'trailing_removed']],
  ['a full stop', (k) => `${k}.`, ['trailing_removed']],
  ['Chinese punctuation', (k) => `${k}\u3002`, ['trailing_removed']],
  ['a comment', (k) => `${k} # my key`, ['trailing_removed']],
  ['a JSON object', (k) => JSON.stringify({ openai: { apiKey: k, model: 'gpt-4o' } }), ['extracted']],
  [
    'a request by curl',
    (k) => `curl https://api.openai.com/v1/models \\\n  -H "Authorization: Bearer ${k}"`,
    ['extracted'],
  ],
  ['an env file', (k) => `# mine\nPORT=3000\nOPENAI_API_KEY=${k}\nDEBUG=1\n`, ['extracted']],
  [
    'an env file with another service',
    (k) => `ANTHROPIC_API_KEY=${otherKeys.anthropic()}\nOPENAI_API_KEY=${k}\n`,
    ['extracted'],
  ],
  ['Python', (k) => `client = OpenAI(api_key="${k}")`, ['extracted']],
  ['.NET', (k) => `[Environment]::SetEnvironmentVariable("OPENAI_API_KEY", "${k}", "User")`, ['extracted']],
  ['a sentence', (k) => `Here is the key: ${k} (keep it safe)`, ['extracted']],
  ['a Chinese sentence', (k) => `\u5bc6\u94a5\uff1a${k}\u3002`, ['full_width_replaced', 'extracted']],
];

describe('damage that is put right', () => {
  test.each(damaged)('%s', (_, damage, repairs) => {
    for (const good of [key, other]) {
      const result = repairPaste(damage(good));
      expect(result.text).toBe(good);
      for (const repair of repairs) expect(result.repairs).toContain(repair);
      if (repairs.length === 0) expect(result.repairs).toEqual([]);
    }
  });

  test.each(damaged)('%s, around a key of unknown length', (_, damage) => {
    expect(repairPaste(damage(unknown)).text).toBe(unknown);
  });

  test.each(Object.entries(keyBuilders))('nothing is changed about a good %s key', (_, build) => {
    for (let seed = 0; seed < 200; seed += 1) {
      expect(repairPaste(build(seed))).toEqual({ text: build(seed), repairs: [] });
    }
  });

  test('keys of other services stay what they are', () => {
    for (const build of Object.values(otherKeys)) {
      expect(repairPaste(` "${build()}"\n`).text).toBe(build());
    }
  });

  test('tokens of gateways keep their characters', () => {
    for (const token of ['ollama', 'abc.def.ghi', 'dG9rZW4=', 'a/b+c==', 'user:pass']) {
      expect(repairPaste(token)).toEqual({ text: token, repairs: [] });
    }
  });

  test('several kinds of damage together', () => {
    const paste = `\ufeff export OPENAI_API_KEY=\u201c${wrap(key, 50, '\r\n')}\u201d ;\r\n`;
    expect(repairPaste(paste).text).toBe(key);
  });

  test('repairs are told once each, in a fixed order', () => {
    expect(repairPaste(` "'${key}'" \n`).repairs).toEqual(['blanks_trimmed', 'quotes_removed']);
  });
});

describe('what is not guessed', () => {
  test.each([
    ['two keys on two lines', `${key}\n${other}`],
    ['two keys run together', `${key}${other}`],
    ['two keys in JSON', JSON.stringify({ a: key, b: other })],
    ['a whole key and a cut one', `${key} ${other.slice(0, 40)}`],
    ['two keys of unknown form', `${unknown}\nsk-next-${randomText(90, 24)}`],
    ['two assignments that differ', `OPENAI_API_KEY=${key}\nOPENAI_API_KEY=${other}`],
    ['the name of another variable', `MY_OPENAI_API_KEY=${key}\nBACKUP=${other}`],
  ])('%s', (_, paste) => {
    expect(repairPaste(paste)).toEqual({ text: paste, repairs: [] });
  });

  test('the name OPENAI_API_KEY decides between keys; a line that is commented out does not count', () => {
    expect(repairPaste(`OLD_KEY=${other}\nOPENAI_API_KEY=${key}\n`).text).toBe(key);
    expect(repairPaste(`# OPENAI_API_KEY=${other}\nOPENAI_API_KEY=${key}\n`).text).toBe(key);
    expect(
      repairPaste(JSON.stringify({ OPENAI_API_KEY: key, OPENAI_ADMIN_KEY: keyBuilders.admin() })).text,
    ).toBe(key);
  });

  test.each([
    'sk-...Ab3d',
    'sk-\u2026Ab3d',
    'sk-proj-****Ab3d',
    '<OPENAI_API_KEY>',
    ['$', '{OPENAI_API_KEY}'].join(''),
    'sk-...',
  ])('%s stays for the judge', (text) => {
    expect(repairPaste(text).text).toBe(text);
    expect(repairPaste(` ${text}\n`).text).toBe(text);
  });

  test('a sentence does not become a key', () => {
    expect(repairPaste('I have no key yet and do not know').text).toBe('I have no key yet and do not know');
  });

  test('an assignment without a value is empty', () => {
    expect(repairPaste('OPENAI_API_KEY=').text).toBe('');
    expect(repairPaste('  ').text).toBe('');
    expect(repairPaste('').repairs).toEqual([]);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    'sk-',
    'sk-proj-',
    '"',
    "'",
    '\u201c',
    ' ',
    '\n',
    '\r\n',
    '\u3000',
    '\u200b',
    '\x1b[200~',
    '\uff1d',
    '\u2013',
    'Bearer ',
    'Authorization: ',
    'OPENAI_API_KEY',
    '=',
    ':',
    ',',
    ';',
    '\\',
    '.',
    '...',
    '{',
    '}',
    ' # x',
    'export ',
    'set ',
    '/M',
    key,
    other,
    unknown,
    key.slice(0, 50),
    key.slice(50),
  );
  const text = fc
    .array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string({ unit: 'binary', maxLength: 5 })), {
      maxLength: 12,
    })
    .map((parts) => parts.join(''));

  test('property: repairing again changes nothing, and nothing throws', () => {
    fc.assert(
      fc.property(text, (paste) => {
        const once = repairPaste(paste);
        expect(repairPaste(once.text)).toEqual({ text: once.text, repairs: [] });
        if (once.text === paste) expect(once.repairs).toEqual([]);
        else expect(once.repairs).not.toEqual([]);
      }),
      { numRuns: numRuns * 3 },
    );
  });

  test('property: every character of the result was pasted, or stands for one that was', () => {
    fc.assert(
      fc.property(text, (paste) => {
        const plain = paste.normalize('NFKC').replace(/[\u2010-\u2015\u2212]/g, '-');
        for (const character of repairPaste(paste).text) {
          expect(plain.includes(character) || paste.includes(character)).toBe(true);
        }
      }),
      { numRuns },
    );
  });

  test.each([
    'a',
    ' ',
    '"',
    '\n',
    'sk-',
    `sk-${'x'.repeat(30)} `,
    'KEY=',
    '\u200b',
    '"\'',
    ', ',
    ' #',
    '{',
    'Bearer ',
    'set ',
    '\uff0d',
    key,
  ])('a megabyte of %# is repaired with work that grows as the text does', (piece) => {
    for (const end of ['', '.']) {
      const paste = (size: number) => `${end && 'x'}${piece.repeat(size / piece.length)}${end}`;
      const { text } = repairPaste(paste(1_000_000));
      expect(repairPaste(text).text).toBe(text);
      expect(growth((size) => repairPaste(paste(size)))).toBeLessThan(2.2);
    }
  });
});
