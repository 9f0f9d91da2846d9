import { bom, skipSpaceInLine } from '../env/bytes.ts';
import type { Visit } from './visit.ts';

/**
 * `docker run --env-file`: one `NAME=value` a line, taken as it stands, with its quotes, comments
 * and trailing blanks; a name with a blank in it (`export NAME`, `NAME =`) makes docker refuse the
 * whole file. After pkg/kvfile of docker/cli. `inherited` is told of a name that stands alone. Returns the line that was refused,
 * or 0.
 */
export function scanAsDocker(text: string, visit: Visit, inherited?: (name: string) => void): number {
  let at = text.startsWith(bom) ? bom.length : 0;
  for (let line = 1; at < text.length; line += 1) {
    const found = text.indexOf('\n', at);
    const next = found === -1 ? text.length : found;
    const end = next > at && text.charCodeAt(next - 1) === 13 ? next - 1 : next;
    const start = Math.min(skipSpaceInLine(text, at), end);
    at = next + 1;
    if (start === end || text.charCodeAt(start) === 35) continue;
    // In the line alone: a search of the whole text, however rarely meant, is one that V8 moves up in the loop.
    const content = text.slice(start, end);
    const equals = content.indexOf('=');
    const name = equals === -1 ? content : content.slice(0, equals);
    if (name === '' || name.includes(' ') || name.includes('\t')) return line;
    if (equals === -1) inherited?.(name);
    else visit(name, content.slice(equals + 1));
  }
  return 0;
}
