import { causes } from './domain/diagnosis/causes.ts';
import { repository } from './domain/repository.ts';
import words from './i18n/en/cli.ts';
import { type SurfaceOption, surfaceOf } from './surface.ts';

/** What roff would take for something of its own: backslashes, hyphens, and a dot or quote at the beginning of a line. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');

const option = ({ flags, about }: SurfaceOption): string => `.TP\n.B ${escaped(flags)}\n${escaped(about)}.\n`;

const exits: readonly (readonly [string, string])[] = [
  ['0', 'it works (warnings allowed, unless --strict)'],
  ['1', 'a bug in openai-setup, or a cause it does not know'],
  ['2', 'wrong usage, or a question without a terminal to ask it'],
  ['3', 'the key'],
  ['4', 'the account'],
  ['5', 'the model or the request'],
  ['6', 'a rate limit'],
  ['7', 'the network'],
  ['8', 'the service'],
  ['9', 'the endpoint'],
  ['10', 'files'],
  ['11', 'findings: scan found keys, or --strict found warnings'],
  ['130', 'cancelled; nothing was changed'],
];

/** The page for `man openai-setup`, made at build from the same tables as help. `today`: `YYYY-MM-DD`. */
export function manual(version: string, today: string): string {
  const { commands, global } = surfaceOf(words, today);
  const one = commands.map(({ name, about, argument, options, examples }) => {
    const typed = examples.map((line) => `.nf\n.RS\n${escaped(`openai-setup ${line}`.trim())}\n.RE\n.fi\n`);
    return `.SS openai\\-setup ${escaped(`${name} ${argument}`.trim())}\n${escaped(about)}.\n${options.map(option).join('')}${typed.length > 0 ? `.PP\nExamples:\n${typed.join('')}` : ''}`;
  });
  const ids = Object.entries(causes).map(([id, { exitCode }]) => `${escaped(id)} (${exitCode})`);
  return `.TH OPENAI\\-SETUP 1 "${today}" "openai\\-setup ${version}"
.SH NAME
openai\\-setup \\- ${escaped(words.description.replace(/\.$/, ''))}
.SH SYNOPSIS
.B openai\\-setup
[command] [options]
.SH COMMANDS
${one.join('')}.SH OPTIONS
${global.map(option).join('')}.SH EXIT STATUS
${exits.map(([code, about]) => `.TP\n.B ${code}\n${escaped(about)}\n`).join('')}.SH CAUSES
Each failure has a stable id, here with its exit code; openai\\-setup help ID says more.
.PP
${ids.join(', ')}.
.SH SEE ALSO
${escaped(repository)}
`;
}
