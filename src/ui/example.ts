import { type ExampleName, exampleNames, runtimesOf } from '../examples/catalog.ts';
import { sdkInstall, sdkLanguages } from '../examples/install.ts';
import type { Runtime } from '../examples/runtimes.ts';
import type { ExampleWords } from '../i18n/en/example.ts';
import { hang, pad, width, wrap } from './layout.ts';
import { table } from './table.ts';

/** All examples, and how to install the SDK, as text. */
export function exampleListText(words: ExampleWords, columns: number): string {
  const rows = exampleNames.map((name) => [
    name,
    words.titles[name],
    runtimesOf(name).join(words.listSeparator),
  ]);
  return [
    wrap(words.listTitle, columns),
    '',
    ...table(
      [
        { title: words.columns.name, align: 'left' },
        { title: words.columns.title, align: 'left' },
        { title: words.columns.in, align: 'left', drop: 1 },
      ],
      rows,
      columns,
    ),
    '',
    wrap(words.installTitle, columns),
    '',
    ...installLines(words, columns),
    '',
  ].join('\n');
}

/** Lines to be copied: never wrapped, but below their label where the terminal is narrow. Java's is a text about a name. */
function installLines(words: ExampleWords, columns: number): string[] {
  const entries = Object.entries(sdkInstall).map(([id, line]): [string, string] => [
    sdkLanguages[id as keyof typeof sdkInstall],
    id === 'java' ? hang(words.javaNote(line), 2, columns) : line,
  ]);
  const first = Math.max(...entries.map(([label]) => width(label))) + 2;
  const narrow = entries.some(([, line]) => line.includes('\n') || first + width(line) > columns);
  return entries.flatMap(([label, line]) => (narrow ? [label, `  ${line}`] : [pad(label, first) + line]));
}

/** The list in the form of the JSON contract. */
export function exampleListJson(words: ExampleWords) {
  const listed = exampleNames.map((name) => ({ name, title: words.titles[name], in: runtimesOf(name) }));
  return { examples: listed, install: sdkInstall };
}

/** One program, as it was made. */
export interface MadeExample {
  readonly name: ExampleName;
  readonly in: Runtime;
  readonly model: string;
  /** The command lines that install what it needs, and that run it. */
  readonly needs: readonly string[];
  readonly run: string;
  readonly code: string;
}

/** What to do with a program that was written to a file. */
export function writtenText(
  made: MadeExample,
  written: { readonly path: string; readonly changed: boolean },
  words: ExampleWords,
): string {
  const { needs, run } = words.program;
  return [
    written.changed ? words.written(written.path) : words.unchanged(written.path),
    ...made.needs.map(needs),
    run(made.run),
    '',
  ].join('\n');
}
