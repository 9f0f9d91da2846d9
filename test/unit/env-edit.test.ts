import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { readEnvDocument } from '../../src/domain/env/document.ts';
import { editEnvDocument } from '../../src/domain/env/edit.ts';
import { loadability } from '../../src/domain/loading/loaders.ts';
import { readAs } from '../../src/domain/loading/read.ts';

const name = 'OPENAI_API_KEY';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
function edit(content: string | null, value: string | null, of = name): string {
  const result = editEnvDocument(content === null ? null : bytes(content), [{ name: of, value }]);
  if (!result.ok) throw new Error(result.reason);
  return text(result.bytes);
}

describe('setting a name that is there changes its value and nothing else', () => {
  test.each([
    ['plain', 'OPENAI_API_KEY=old\nB=1\n', 'OPENAI_API_KEY=new\nB=1\n'],
    ['exported, indented', '  export  OPENAI_API_KEY=old\n', '  export  OPENAI_API_KEY=new\n'],
    ['blanks around =', 'OPENAI_API_KEY = old\n', 'OPENAI_API_KEY = new\n'],
    ['double quotes', 'OPENAI_API_KEY="old" # c\n', 'OPENAI_API_KEY=new # c\n'],
    ['single quotes', "OPENAI_API_KEY='o # d'\n", 'OPENAI_API_KEY=new\n'],
    ['backticks', 'OPENAI_API_KEY=`old`\n', 'OPENAI_API_KEY=new\n'],
    ['several lines', 'OPENAI_API_KEY="a\nB=1\n"\nC=2\n', 'OPENAI_API_KEY=new\nC=2\n'],
    ['an open quote', 'OPENAI_API_KEY="old\nB=1\n', 'OPENAI_API_KEY=new\nB=1\n'],
    ['a comment that touches the value', 'OPENAI_API_KEY=old#c\n', 'OPENAI_API_KEY=new #c\n'],
    ['a comment that touches the quotes', 'OPENAI_API_KEY="old"#c\n', 'OPENAI_API_KEY=new #c\n'],
    ['YAML style', 'OPENAI_API_KEY: old\n', 'OPENAI_API_KEY: new\n'],
    ['empty', 'OPENAI_API_KEY=\nB=1\n', 'OPENAI_API_KEY=new\nB=1\n'],
    ['empty with blanks', 'OPENAI_API_KEY=  \nB=1\n', 'OPENAI_API_KEY=new\nB=1\n'],
    ['empty with a comment', 'OPENAI_API_KEY=  # c\n', 'OPENAI_API_KEY=new  # c\n'],
    ['empty with a comment that touches', 'OPENAI_API_KEY=#c\n', 'OPENAI_API_KEY=new #c\n'],
    ['empty, YAML style, above another', 'OPENAI_API_KEY:\nB=1\n', 'OPENAI_API_KEY: new\nB=1\n'],
    [
      'every duplicate',
      'OPENAI_API_KEY=a\nB=1\nOPENAI_API_KEY=b\n',
      'OPENAI_API_KEY=new\nB=1\nOPENAI_API_KEY=new\n',
    ],
    ['CRLF', 'A=1\r\nOPENAI_API_KEY=old\r\nB=2\r\n', 'A=1\r\nOPENAI_API_KEY=new\r\nB=2\r\n'],
    ['mixed endings', 'A=1\r\nOPENAI_API_KEY=old\nB=2\r\n', 'A=1\r\nOPENAI_API_KEY=new\nB=2\r\n'],
    ['no final newline', 'A=1\nOPENAI_API_KEY=old', 'A=1\nOPENAI_API_KEY=new'],
    ['first after a BOM', '\ufeffOPENAI_API_KEY=old\n', '\ufeffOPENAI_API_KEY=new\n'],
    ['trailing blanks', 'OPENAI_API_KEY=old  \nB=1\n', 'OPENAI_API_KEY=new  \nB=1\n'],
    [
      'not another name',
      'MY_OPENAI_API_KEY=a\nOPENAI_API_KEY=old\n',
      'MY_OPENAI_API_KEY=a\nOPENAI_API_KEY=new\n',
    ],
    ['not a comment', '# OPENAI_API_KEY=a\nOPENAI_API_KEY=old\n', '# OPENAI_API_KEY=a\nOPENAI_API_KEY=new\n'],
    [
      'not text in a value',
      'A="\nOPENAI_API_KEY=a\n"\nOPENAI_API_KEY=old\n',
      'A="\nOPENAI_API_KEY=a\n"\nOPENAI_API_KEY=new\n',
    ],
    [
      'quotes that hold others apart',
      "B='x\nOPENAI_API_KEY=''\nA='\n'",
      "B='x\nOPENAI_API_KEY='new'\nA='\n'",
    ],
  ])('%s', (_, before, after) => {
    expect(edit(before, 'new')).toBe(after);
    expect(parse(after)[name]).toBe('new');
    expect(edit(after, 'new')).toBe(after);
  });
});

describe('a new name', () => {
  test.each([
    ['no file', null, 'OPENAI_API_KEY=new\n'],
    ['an empty file', '', 'OPENAI_API_KEY=new\n'],
    ['only comments', '# a\n', '# a\nOPENAI_API_KEY=new\n'],
    ['at the end', 'A=1\nB=2\n', 'A=1\nB=2\nOPENAI_API_KEY=new\n'],
    ['after a missing newline', 'A=1', 'A=1\nOPENAI_API_KEY=new\n'],
    ['with CRLF', 'A=1\r\nB=2', 'A=1\r\nB=2\r\nOPENAI_API_KEY=new\r\n'],
    ['after its family', 'OPENAI_ORG_ID=o\nB=2\n', 'OPENAI_ORG_ID=o\nOPENAI_API_KEY=new\nB=2\n'],
    ['not in the family of a name alike', 'MY_OPENAI_X=o\nB=2\n', 'MY_OPENAI_X=o\nB=2\nOPENAI_API_KEY=new\n'],
    ['not right after a line without =', 'A=1\nno equals\n', 'A=1\nOPENAI_API_KEY=new\nno equals\n'],
    ['not after nothing but such a line', 'no equals\n', 'OPENAI_API_KEY=new\nno equals\n'],
    ['not after blanks that Node 22 reads on from', 'B=1\nA= \n', 'OPENAI_API_KEY=new\nB=1\nA= \n'],
    ['not after a line of blanks', 'A=1\n   \n', 'A=1\nOPENAI_API_KEY=new\n   \n'],
    ['not first after a BOM', '\ufeff', '\ufeff\nOPENAI_API_KEY=new\n'],
    ['after a BOM and others', '\ufeffA=1\n', '\ufeffA=1\nOPENAI_API_KEY=new\n'],
    ['not into CR only', 'A=1\rB=2\r', 'A=1\rB=2\r\nOPENAI_API_KEY=new\n'],
    ['a comment of it is none', '#OPENAI_API_KEY=old\n', '#OPENAI_API_KEY=old\nOPENAI_API_KEY=new\n'],
  ])('%s', (_, before, after) => {
    expect(edit(before, 'new')).toBe(after);
    expect(parse(after)[name]).toBe('new');
    expect(edit(after, 'new')).toBe(after);
  });

  test('stands where both Nodes read it', () => {
    for (const before of [
      'A=1\nno equals\n',
      'no equals\n',
      'A=1\n   \n',
      'B=1\nA= \n',
      'A="x\n',
      "A='it\nB=don't\n",
    ]) {
      const after = bytes(edit(before, 'new'));
      for (const loader of ['node', 'node-20'] as const)
        expect(readAs(loader, after).values.get(name)).toBe('new');
    }
  });
});

describe('what an edit brings to light is set as well', () => {
  test.each([
    [
      'a name without a value that ended the file, where nothing can be put before it',
      '\ufeffOPENAI_API_KEY:',
      '\ufeffOPENAI_API_KEY: new\n\nOPENAI_API_KEY=new\n',
    ],
    [
      'one that a lone quote made part of another value once the old quotes went',
      `A="\nOPENAI_API_KEY="'"'x\n\n"\n`,
      'A="\nOPENAI_API_KEY=new\n\n"\nOPENAI_API_KEY=new\n',
    ],
    [
      'the same, with another name in the value',
      'A="\nOPENAI_API_KEY="A="x"\n"\n##x',
      'A="\nOPENAI_API_KEY=new\n"\n##x\nOPENAI_API_KEY=new\n',
    ],
    [
      'one behind the quotes of another',
      'OPENAI_API_KEY="\nOPENAI_API_KEY=a',
      'OPENAI_API_KEY=new\nOPENAI_API_KEY=new',
    ],
  ])('%s', (_, before, after) => {
    expect(edit(before, 'new')).toBe(after);
    expect(parse(after)[name]).toBe('new');
    const read = readEnvDocument(bytes(after));
    const values = read.ok ? read.document.assignments.filter((one) => one.name === name) : [];
    expect(values.map(({ value }) => value).filter((value) => value !== 'new')).toEqual([]);
    expect(edit(after, 'new')).toBe(after);
  });

  test('of two new names, the one that the other uncovers', () => {
    const changes = [
      { name, value: 'new' },
      { name: 'OPENAI_ORG_ID', value: 'org-1' },
    ];
    const result = editEnvDocument(bytes('\ufeffOPENAI_ORG_ID:'), changes);
    const read = result.ok ? readEnvDocument(result.bytes) : result;
    const values = read.ok && 'document' in read ? read.document.assignments : [];
    expect(values.map((one) => `${one.name} ${one.value}`).sort()).toEqual(
      expect.arrayContaining(['OPENAI_API_KEY new', 'OPENAI_ORG_ID org-1']),
    );
    expect(values.filter((one) => one.name === 'OPENAI_ORG_ID' && one.value !== 'org-1')).toEqual([]);
  });
});

test('several names are set and removed in one go', () => {
  const before = bytes('# a\nOPENAI_BASE_URL=http://x\nB=1\n');
  const changes = [
    { name, value: 'new' },
    { name: 'OPENAI_ORG_ID', value: 'org-1' },
    { name: 'OPENAI_BASE_URL', value: null },
    { name: 'OPENAI_PROJECT_ID', value: null },
  ];
  const result = editEnvDocument(before, changes);
  expect(result.ok && text(result.bytes)).toBe('# a\nB=1\nOPENAI_API_KEY=new\nOPENAI_ORG_ID=org-1\n');
});

describe('removing', () => {
  test.each([
    ['A=1\nOPENAI_API_KEY="a\nb"\nB=2\n', 'A=1\nB=2\n'],
    ['OPENAI_API_KEY=a\r\nB=2\r\nOPENAI_API_KEY=b', 'B=2\r\n'],
    ['\ufeffOPENAI_API_KEY=a\nB=2\n', '\ufeff\nB=2\n'],
    ['A=1\n', 'A=1\n'],
  ])('%j', (before, after) => expect(edit(before, null)).toBe(after));
});

test('a value that must be quoted is, and one that no quotes carry is refused', () => {
  expect(edit('', 'a b#c')).toBe("OPENAI_API_KEY='a b#c'\n");
  expect(edit('', 'https://host:8080/v1', 'OPENAI_BASE_URL')).toBe('OPENAI_BASE_URL=https://host:8080/v1\n');
  for (const value of ['a\nB=1', "it's", 'a\0b', 'a\rb']) {
    expect(editEnvDocument(null, [{ name, value }])).toEqual({ ok: false, reason: 'value', name });
  }
  expect(() => editEnvDocument(null, [{ name: 'A=1\nB', value: 'x' }])).toThrow(TypeError);
});

test.each([
  ['utf16', new Uint8Array([0xff, 0xfe, 65, 0])],
  ['utf16', new Uint8Array([0xfe, 0xff, 0, 65])],
  ['utf16', new Uint8Array([0, 0, 0xfe, 0xff])],
  ['utf16', new Uint8Array(Buffer.from('OPENAI_API_KEY=x\n', 'utf16le'))],
  ['binary', new Uint8Array([65, 61, 0, 1, 2, 10, 66, 67, 68])],
])('%s is refused', (reason, content) => {
  expect(readEnvDocument(content)).toEqual({ ok: false, reason });
  expect(editEnvDocument(content, [{ name, value: 'x' }])).toEqual({ ok: false, reason });
});

test('a document tells what it is made of', () => {
  const read = readEnvDocument(bytes('\ufeffexport A=\'é\'\r\nA: "2"\r\n\r\nB=x # y'));
  expect(read.ok && read.document).toEqual({
    bom: true,
    assignments: [
      { name: 'A', value: 'é', line: 1 },
      { name: 'A', value: '2', line: 2 },
      { name: 'B', value: 'x', line: 4 },
    ],
  });
});

describe('which loaders do not get the value', () => {
  test.each([
    ['OPENAI_API_KEY=v\n', []],
    ['OPENAI_API_KEY="v"\n', ['docker quotes_kept']],
    [
      '\ufeffOPENAI_API_KEY=v\n',
      ['node bom_hides_name', 'node-20 bom_hides_name', 'python-dotenv bom_hides_name', 'sh bom_hides_name'],
    ],
    [
      'OPENAI_API_KEY: v\n',
      [
        'node colon_form',
        'node-20 colon_form',
        'docker file_refused',
        'python-dotenv colon_form',
        'sh colon_form',
      ],
    ],
    ['OPENAI_API_KEY=v # c\n', ['docker comment_kept']],
    ['OPENAI_API_KEY=v  \n', ['docker blanks_kept']],
    ['export OPENAI_API_KEY=v\n', ['docker file_refused']],
    ['OPENAI_API_KEY = v\n', ['docker file_refused', 'sh spaces_around_equals']],
    ['OPENAI_API_KEY=v\r\n', ['sh carriage_return_kept']],
    ['OPENAI_API_KEY=x\nOPENAI_API_KEY=v\n', ['deno duplicate_first_wins']],
    ['word\nOPENAI_API_KEY=v\n', ['node-20 line_without_equals_before']],
  ])('%j', (content, problems) => {
    expect(
      loadability(bytes(content), name, 'v').map(({ loader, problem }) => `${loader} ${problem}`),
    ).toEqual(problems);
  });
});
