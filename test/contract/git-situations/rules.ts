import { join } from 'node:path';
import { IGNORED, NOT_IGNORED, type Situation, withRules } from './situation.ts';

export const ignoreRules: readonly Situation[] = [
  {
    name: 'fresh repository',
    arrange: (box) => ({ file: join(box.repository(), '.env') }),
    facts: { ...NOT_IGNORED, everCommitted: false },
    entries: 1,
  },
  {
    name: 'listed',
    arrange: withRules('node_modules\n.env\n'),
    facts: IGNORED,
    entries: 0,
  },
  { name: 'wildcard around', arrange: withRules('*.env*\n'), facts: IGNORED, entries: 0 },
  { name: 'all but the example', arrange: withRules('.env*\n!.env.example\n'), facts: IGNORED, entries: 0 },
  { name: 'blanks at the end of the rule', arrange: withRules('.env   \n'), facts: IGNORED, entries: 0 },
  {
    name: 'blanks before the rule are part of it',
    arrange: withRules('  .env\n'),
    facts: NOT_IGNORED,
    entries: 1,
  },
  { name: 'commented out', arrange: withRules('#.env\n'), facts: NOT_IGNORED, entries: 1 },
  { name: 'only the folder form', arrange: withRules('.env/\n'), facts: NOT_IGNORED, entries: 1 },
  { name: 'only another name', arrange: withRules('.env.local\nmy.env\n'), facts: NOT_IGNORED, entries: 1 },
  {
    name: 'negated later',
    arrange: withRules('.env\n!.env\n'),
    facts: NOT_IGNORED,
    entries: 1,
  },
  { name: 'negated, then listed again', arrange: withRules('!.env\n/.env\n'), facts: IGNORED, entries: 0 },
  { name: 'CRLF, listed', arrange: withRules('dist\r\n.env\r\n'), facts: IGNORED, entries: 0 },
  { name: 'CRLF, not listed', arrange: withRules('dist\r\n'), facts: NOT_IGNORED, entries: 1 },
  { name: 'no final newline', arrange: withRules('dist'), facts: NOT_IGNORED, entries: 1 },
  { name: 'byte order mark, listed first', arrange: withRules('\uFEFF.env\n'), facts: IGNORED, entries: 0 },
  { name: 'nothing but a byte order mark', arrange: withRules('\uFEFF'), facts: NOT_IGNORED, entries: 1 },
  {
    name: 'a `\\` at the end of an unfinished rule',
    arrange: withRules('x\\'),
    facts: NOT_IGNORED,
    entries: 1,
  },
  {
    name: 'Latin-1 in a comment',
    arrange: withRules(Uint8Array.of(0x23, 0xe9, 0x0a)),
    facts: NOT_IGNORED,
    entries: 1,
  },
];

export const names: readonly Situation[] = [
  'my keys.env',
  '.env.größe',
  '密钥.env',
  '!important.env',
  '#hash.env',
  'ends with blanks  ',
  '[abc].env',
  'star*.env',
  'what?.env',
  'back\\slash.env',
  '-f.env',
  ':(top).env',
  'two\nlines.env',
  'return\r',
  '.env.local',
  '~.env',
  '"quoted".env',
].map((name) => ({
  name: `the file is called ${JSON.stringify(name)}`,
  arrange: withRules('dist\n', name),
  facts: NOT_IGNORED,
  entries: 1,
}));
