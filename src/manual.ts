import { causes } from './domain/diagnosis/causes.ts';
import { exitCodes } from './domain/diagnosis/exit-codes.ts';
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

const exits: Readonly<Record<keyof typeof exitCodes, string>> = {
  ok: 'it works (warnings allowed, unless --strict)',
  defect: 'a bug in openai-setup, or a cause it does not know',
  usage: 'wrong usage, or a question without a terminal to ask it',
  key: 'the key',
  account: 'the account',
  model: 'the model or the request',
  rate: 'a rate limit',
  network: 'the network',
  service: 'the service',
  endpoint: 'the endpoint',
  files: 'files',
  findings: 'findings: scan found keys, or --strict found warnings',
  cancelled: 'cancelled; nothing was changed',
};

/** The page for `man openai-setup`, made at build from the same tables as help. `today`: `YYYY-MM-DD`. */
export function manual(version: string, today: string): string {
  const { commands, global } = surfaceOf(words, today);
  const one = commands.map(({ name, about, argument, options, examples }) => {
    const typed = examples.map((line) => `.nf\n.RS\n${escaped(`openai-setup ${line}`.trim())}\n.RE\n.fi\n`);
    return `.SS openai\\-setup ${escaped(`${name} ${argument}`.trim())}\n${escaped(about)}.\n${options.map(option).join('')}${typed.length > 0 ? `.PP\nExamples:\n${typed.join('')}` : ''}`;
  });
  const statuses = Object.entries(exitCodes).map(
    ([name, code]) => `.TP\n.B ${code}\n${escaped(exits[name as keyof typeof exitCodes])}\n`,
  );
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
${statuses.join('')}.SH CAUSES
Each failure has a stable id, here with its exit code; openai\\-setup help ID says more.
.PP
${ids.join(', ')}.
.SH SEE ALSO
${escaped(repository)}
`;
}
