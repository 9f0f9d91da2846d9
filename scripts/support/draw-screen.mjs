import xterm from '@xterm/headless';

const size = { font: 14, cell: 8.4, line: 20, margin: 16, bar: 34 };
/** The window, and the sixteen colours of a terminal in its own order, for pages that are dark or light. */
const themes = {
  dark: {
    back: '#16181d',
    bar: '#23262e',
    text: '#d8dce4',
    faint: '#8b919e',
    palette: [
      ['#3b4048', '#f07178', '#a5d67c', '#f2c66d', '#7aa8f7', '#c79bf0', '#6fd0d0', '#d8dce4'],
      ['#8b919e', '#ff8f96', '#bdeb95', '#ffdb8a', '#9cc0ff', '#dab6ff', '#8ee8e8', '#ffffff'],
    ].flat(),
  },
  light: {
    back: '#fbfbfc',
    bar: '#e9ebef',
    text: '#24292f',
    faint: '#656d76',
    palette: [
      ['#24292f', '#c0263d', '#1f7a35', '#8a5a00', '#0b5cc2', '#7a3aa8', '#0b6e7a', '#656d76'],
      ['#656d76', '#a40e26', '#116329', '#6b4600', '#0a4ea3', '#6639ba', '#095c66', '#24292f'],
    ].flat(),
  },
};

/**
 * A picture of what a terminal shows after that output, with what scrolled away, as an SVG that needs nothing else.
 * `pick` says which lines, a list of from and to, by their text; what is left out between them is a row with dots. Every run of letters is given its width in cells, so that columns meet whatever font there is.
 */
export async function drawScreen(
  output,
  { command, columns, theme: name, pick = (lines) => [[0, lines.length]] },
) {
  const theme = themes[name];
  const screen = await readScreen(output, columns, theme);
  const picked = pick(screen.map((runs) => runs.map(({ text }) => text).join(' ')));
  const rows = withoutEnds(
    picked.flatMap((range, at) => [...(at > 0 ? [leftOut] : []), ...screen.slice(...range)]),
  );
  const width = Math.ceil(columns * size.cell + 2 * size.margin);
  const height = size.bar + rows.length * size.line + 2 * size.margin;
  const lines = rows.flatMap((runs, row) => runs.map((run) => drawRun(run, row)));
  const dots = ['#f07178', '#f2c66d', '#a5d67c'].map(
    (color, index) => `<circle cx="${20 + index * 20}" cy="17" r="6" fill="${color}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeText(command)}">
<style>text{font:${size.font}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC","PingFang SC","Microsoft YaHei",monospace;fill:${theme.text};white-space:pre}.b{font-weight:bold}.d{opacity:.65}.i{font-style:italic}.u{text-decoration:underline}</style>
<rect width="${width}" height="${height}" rx="10" fill="${theme.back}"/>
<path d="M0 10a10 10 0 0 1 10-10H${width - 10}a10 10 0 0 1 10 10V${size.bar}H0Z" fill="${theme.bar}"/>
${dots.join('')}
<text x="${width / 2}" y="22" text-anchor="middle" style="fill:${theme.faint}">$ ${escapeText(command)}</text>
${lines.join('\n')}
</svg>
`;
}

const leftOut = [
  { text: '┊', column: 0, cells: 1, wide: false, look: { fore: null, back: null, classes: 'd' } },
];

/** The rows of the screen, each a list of runs of cells that look the same. */
async function readScreen(output, columns, theme) {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows: 40,
    scrollback: 10_000,
    allowProposedApi: true,
  });
  await new Promise((resolve) => terminal.write(output, resolve));
  const buffer = terminal.buffer.active;
  const rows = [];
  for (let index = 0; index < buffer.length; index++)
    rows.push(readRow(buffer.getLine(index), columns, theme));
  terminal.dispose();
  return rows;
}

/** Rows without the empty ones before the first and after the last. */
function withoutEnds(rows) {
  const last = rows.findLastIndex((runs) => runs.length > 0);
  return rows.slice(
    rows.findIndex((runs) => runs.length > 0),
    last + 1,
  );
}

function readRow(line, columns, theme) {
  const runs = [];
  for (let column = 0; column < columns; column++) {
    const cell = line?.getCell(column);
    const width = cell?.getWidth() ?? 1;
    // The second half of a wide character.
    if (width === 0) continue;
    const text = cell?.getChars() || ' ';
    const look = lookOf(cell, theme);
    const last = runs.at(-1);
    const joins = last && last.look.key === look.key && last.wide === (width === 2);
    if (joins) {
      last.text += text;
      last.cells += width;
    } else {
      runs.push({ text, column, cells: width, wide: width === 2, look });
    }
  }
  return runs.map(trimmed).filter(({ text }) => text !== '');
}

/** Blanks at both ends draw nothing. */
function trimmed(run) {
  if (run.look.back) return run;
  const start = run.text.length - run.text.trimStart().length;
  const text = run.text.trim();
  const blanks = run.text.length - text.length;
  return { ...run, text, column: run.column + start, cells: run.cells - blanks };
}

function lookOf(cell, theme) {
  let fore = cell && colorOf(theme, cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor());
  let back = cell && colorOf(theme, cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor());
  if (cell?.isInverse()) [fore, back] = [back ?? theme.back, fore ?? theme.text];
  const marks = [
    cell?.isBold() && 'b',
    cell?.isDim() && 'd',
    cell?.isItalic() && 'i',
    cell?.isUnderline() && 'u',
  ];
  const classes = marks.filter(Boolean).join(' ');
  return { fore, back, classes, key: `${fore} ${back} ${classes}` };
}

function colorOf(theme, isDefault, isRgb, value) {
  if (isDefault) return null;
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
  if (value < 16) return theme.palette[value];
  if (value >= 232) return `#${(8 + (value - 232) * 10).toString(16).padStart(2, '0').repeat(3)}`;
  const level = (step) => (step === 0 ? 0 : 55 + step * 40).toString(16).padStart(2, '0');
  const index = value - 16;
  return `#${level(Math.floor(index / 36))}${level(Math.floor(index / 6) % 6)}${level(index % 6)}`;
}

function drawRun({ text, column, cells, wide, look }, row) {
  const x = round(size.margin + column * size.cell);
  const top = size.bar + size.margin + row * size.line;
  const length = round(cells * size.cell);
  const classes = look.classes ? ` class="${look.classes}"` : '';
  const color = look.fore ? ` style="fill:${look.fore}"` : '';
  const behind = look.back
    ? `<rect x="${x}" y="${top}" width="${length}" height="${size.line}" fill="${look.back}"/>`
    : '';
  // Letters of two cells have a place each: room that is shared out would stand between them only.
  const places = wide
    ? `x="${[...text].map((_, at) => round(x + size.cell * 2 * at + (2 * size.cell - size.font) / 2)).join(' ')}"`
    : `x="${x}" textLength="${length}"`;
  return `${behind}<text ${places} y="${top + 15}"${classes}${color}>${escapeText(text)}</text>`;
}

const round = (value) => Math.round(value * 10) / 10;

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeText(text) {
  return text.replace(/[&<>"]/g, (sign) => entities[sign]);
}
