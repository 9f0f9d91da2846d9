/** What a reader sees of an HTML page, for judging it and for quoting it. */
export interface Page {
  readonly title: string | null;
  /** Title, headings and visible text in one line. */
  readonly text: string;
}

/** Pages are read this far (UTF-16 units); what they say stands at the top. */
const readSize = 65_536;

/** The visible text of a page. Linear in its size, and never throws: pages from servers may be broken. */
export function readPage(html: string): Page {
  const start = html.slice(0, readSize);
  const title = titleOf(start);
  const visible = without(without(start, 'script'), 'style')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:nbsp|#160);/gi, ' ')
    .replace(/&(?:#39|apos|rsquo);/gi, "'")
    .replace(/&amp;/gi, '&')
    .replace(/\s+/g, ' ');
  return { title, text: visible.trim() };
}

/** Whether a body is markup, whatever its content type says. */
export function looksLikeMarkup(body: string): boolean {
  return /^\s{0,64}<(?:!|\?|[a-z])/i.test(body);
}

function titleOf(html: string): string | null {
  const opening = /<title\b[^<>]{0,200}>/i.exec(html);
  if (!opening) return null;
  const start = opening.index + opening[0].length;
  const end = html.indexOf('<', start);
  const title = html
    .slice(start, end === -1 ? start + 300 : end)
    .replace(/\s+/g, ' ')
    .trim();
  return title === '' ? null : title;
}

/** Cuts elements out whole, contents included. */
function without(html: string, tag: 'script' | 'style'): string {
  const lower = html.toLowerCase();
  let kept = '';
  let position = 0;
  for (;;) {
    const open = lower.indexOf(`<${tag}`, position);
    if (open === -1) return kept + html.slice(position);
    kept += html.slice(position, open);
    const close = lower.indexOf(`</${tag}`, open);
    if (close === -1) return kept;
    position = close;
  }
}
