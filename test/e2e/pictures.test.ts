import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const docs = resolve(import.meta.dirname, '../../docs');
const pictures = readdirSync(docs).filter((name) => name.endsWith('.svg'));
const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);
/** Pixels of a Chinese letter in a picture, as scripts/support/draw-screen.mjs places them. */
const twoCells = 16.8;
const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One run of letters as a browser draws it, in pixels of the picture. */
interface Run {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** The room that its cells have; 0 where each letter has a place of its own. */
  readonly cells: number;
  /** How wide the letters would be without it. */
  readonly natural: number;
  readonly letters: readonly number[];
}

/** Draws a picture in a page without a head, and takes the measures out of the page. */
function draw(svg: string): {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
} {
  const page = `<!doctype html><meta charset="utf-8"><body style="margin:0">${svg}<script>
    const root = document.querySelector('svg');
    const runs = [...root.querySelectorAll('text')].slice(1).map((text) => {
      const { x, y, width } = text.getBBox();
      const cells = text.textLength.baseVal.value;
      const letters = [...text.textContent].map((_, at) => text.getExtentOfChar(at).width);
      text.removeAttribute('textLength');
      const natural = text.getComputedTextLength();
      return { text: text.textContent, left: x, right: x + width, top: y, cells, natural, letters };
    });
    const { width, height } = root.getBoundingClientRect();
    document.body.textContent = JSON.stringify({ width, height, runs });
  </script>`;
  const path = join(folder, 'page.html');
  writeFileSync(path, page);
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`];
  const { stdout } = spawnSync(browser ?? '', [...flags, '--dump-dom', `file://${path}`], {
    encoding: 'utf8',
  });
  const [, text = ''] = /<body[^>]*>([\s\S]*)<\/body>/.exec(stdout) ?? [];
  return JSON.parse(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
}

test('there are pictures of both commands in both languages, for light and dark pages', () => {
  expect(pictures).toHaveLength(8);
});

describe.skipIf(!browser)('in a browser (skipped where Chromium is missing)', () => {
  test.each(pictures)('%s: letters fill their cells, stand apart, and stay inside', (name) => {
    const { width, height, runs } = draw(readFileSync(join(docs, name), 'utf8'));
    expect(runs.length).toBeGreaterThan(20);
    for (const run of runs) {
      const fill = run.cells > 0 ? run.natural / run.cells : Math.max(...run.letters) / twoCells;
      expect(fill, run.text).toBeGreaterThan(0.75);
      expect(fill, run.text).toBeLessThan(1.15);
      expect(run.right, run.text).toBeLessThanOrEqual(width);
      expect(run.top, run.text).toBeLessThan(height);
    }
    const overlaps = runs.filter((run, at) => {
      const next = runs[at + 1];
      return next && next.top === run.top && next.left < run.right - 0.5;
    });
    expect(overlaps).toEqual([]);
  });

  test('letters that are too wide for their cells are seen', () => {
    const { runs } = draw(
      '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><text>title</text><text x="0" y="20" textLength="20">far too wide</text></svg>',
    );
    expect(runs[0]?.cells).toBe(20);
    expect(runs[0]?.natural).toBeGreaterThan(40);
  });
});
