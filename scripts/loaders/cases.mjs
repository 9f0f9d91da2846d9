// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references as they stand in env files

/**
 * Random env files, made to be read differently: references, quotes, comments and blanks in odd places. A case is
 * { files: { name: text }, shell: { NAME: value } }; no value has the form of a key.
 */
export const names = ['K', 'L', 'M', 'N'];

const references =
  '$K $L ${L} ${M} ${K} $$ $ ${ } $1 $& ${} \\$L $L.x $(date) ${N:-d} ${L:-x$M} ${L-d} ${L:+y} ${L+y} ${L:-} ${L:-${M}}';
const characters = 'x v-1 = ; , % { & | é # " \' ` \\ \\n \\\\ \\" \\\' #c';
const withBlanks = ['${N:-${M:-e}}', '${L:-a b}', '${ L }', 'a b', ' ', '\t', '\u00a0', ' # c', '\n', ''];
const pieces = [...references.split(' '), ...characters.split(' '), ...withBlanks];
const shellValues = ['S', '', '$L', 'a$', '${M}', 'v 2', '#s'];

/** Gives the same cases for the same seed and file names. */
export function makeCases(seed, count, fileNames) {
  const random = generator(seed);
  return Array.from({ length: count }, () => makeCase(random, fileNames));
}

function makeCase(random, fileNames) {
  const files = {};
  const share = fileNames.length === 1 ? 0.95 : 0.6;
  for (const name of fileNames) if (random() < share) files[name] = makeFile(random);
  const shell = {};
  for (const name of names) if (random() < 0.15) shell[name] = pick(random, shellValues);
  return { files, shell };
}

function makeFile(random) {
  const lineBreak = pick(random, ['\n', '\n', '\n', '\n', '\r\n', '\r']);
  const lines = Array.from({ length: Math.floor(random() * 6) }, () => makeLine(random));
  const mark = random() < 0.03 ? '\ufeff' : '';
  return mark + lines.join(lineBreak) + pick(random, [lineBreak, '', ' ']);
}

function makeLine(random) {
  const kind = random();
  if (kind < 0.05) return pick(random, ['', ' ', '\t']);
  if (kind < 0.1) return pick(random, ['# c', ' # K=c', '#K=c']);
  if (kind < 0.14) return pick(random, ['junk', 'export', 'K', '=x', 'export K', 'a b=c', 'K.x=1', '9=1']);
  const quote = pick(random, ['', '', '', '"', "'", random() < 0.3 ? '`' : '']);
  const value = Array.from({ length: Math.floor(random() * 4) }, () => pick(random, pieces)).join('');
  const before = random() < 0.1 ? pick(random, ['export ', ' ', '\t', 'export  ']) : '';
  const operator = pick(random, ['=', '=', '=', '=', '=', ' = ', '= ', ' =', ': ']);
  const after = random() < 0.1 ? pick(random, [' ', ' # c', '#c', ' x', ';']) : '';
  return before + pick(random, names) + operator + quote + value + quote + after;
}

const pick = (random, list) => list[Math.floor(random() * list.length)];

/** mulberry32. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Smaller cases: without a file, a value of the shell, a line, or a character of a line. */
export function* smaller({ files, shell }) {
  for (const name of Object.keys(shell)) yield { files, shell: without(shell, name) };
  for (const name of Object.keys(files)) {
    yield { files: without(files, name), shell };
    const lines = files[name].split(/(?<=\n)/);
    for (let at = 0; at < lines.length && lines.length > 1; at += 1)
      yield { files: { ...files, [name]: lines.toSpliced(at, 1).join('') }, shell };
  }
  for (const [name, text] of Object.entries(files))
    for (let at = 0; at < text.length; at += 1)
      yield { files: { ...files, [name]: text.slice(0, at) + text.slice(at + 1) }, shell };
}

const without = (object, name) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
