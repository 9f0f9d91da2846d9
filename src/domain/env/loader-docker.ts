import { bom, skipSpaceInLine } from './bytes.ts';
import type { Visit } from './loaders.ts';

/**
 * `docker run --env-file`: one `NAME=value` a line, taken as it stands, with its quotes, comments
 * and trailing blanks; a name with a blank in it (`export NAME`, `NAME =`) makes docker refuse the
 * whole file. After pkg/kvfile of docker/cli. Returns the line that was refused, or 0.
 */
export function scanAsDocker(text: string, visit: Visit): number {
  let at = text.startsWith(bom) ? bom.length : 0;
  let nextEquals = text.indexOf('=');
  for (let line = 1; at < text.length; line += 1) {
    const found = text.indexOf('\n', at);
    const next = found === -1 ? text.length : found;
    const end = next > at && text.charCodeAt(next - 1) === 13 ? next - 1 : next;
    const start = Math.min(skipSpaceInLine(text, at), end);
    at = next + 1;
    if (start === end || text.charCodeAt(start) === 35) continue;
    if (nextEquals !== -1 && nextEquals < start) nextEquals = text.indexOf('=', start);
    const equals = nextEquals === -1 || nextEquals > end ? end : nextEquals;
    const name = text.slice(start, equals);
    if (name === '' || name.includes(' ') || name.includes('\t')) return line;
    if (equals < end) visit(name, text.slice(equals + 1, end));
  }
  return 0;
}
