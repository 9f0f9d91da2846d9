import { decode } from '../env/bytes.ts';
import { dotenvValue, scanEnv } from '../env/scan.ts';

/** An assignment as dotenvx reads it; its parser finds them where dotenv does. */
interface DotenvxLine {
  readonly name: string;
  readonly text: string;
  /** The first character where that is a quote, closed or not. */
  readonly quote: string;
}

/** `unescapes`: a quote in single quotes may have a backslash. Source: github.com/dotenvx/dotenvx, src/lib/helpers/parse.js, read on 2026-11-27. */
export function readAsDotenvx(text: string, unescapes: boolean): readonly DotenvxLine[] {
  const lines: DotenvxLine[] = [];
  scanEnv(text, (statement) => {
    const raw = decode(text.slice(statement.valueStart, statement.valueEnd)).trim();
    const quote = /^["'`]/.exec(raw)?.[0] ?? '';
    const value = dotenvValue(text, statement);
    const unescaped =
      quote === "'" && unescapes
        ? value.replaceAll("\\'", "'")
        : quote === '"'
          ? value.replaceAll('\\t', '\t')
          : value;
    lines.push({ name: statement.name, text: unescaped, quote });
  });
  return lines;
}
