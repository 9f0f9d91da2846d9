import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemLocale } from './adapters/system/system-locale.ts';
import { createInterrupts } from './adapters/terminal/interrupts.ts';
import { createTerminal } from './adapters/terminal/terminal.ts';
import type { Asked, Reading } from './command-line.ts';
import { setup } from './commands/setup/command.ts';
import { createPorts, type Surroundings } from './compose.ts';
import { createRedactor, type Redactor } from './domain/secrets/redact.ts';
import { detectLanguage, type Language } from './domain/text/language.ts';
import { loadCliWords } from './i18n/load.ts';
import { Cancelled, Problem, Stopped, UsageError, WrongUsage } from './ports/errors.ts';
import type { Ports } from './ports/ports.ts';
import type { Opening, Terminal } from './ports/terminal.ts';

type Env = Ports['env'];

/** No arguments: setup, for which no parser needs to be loaded. */
const plain: Reading = {
  settings: { cwd: undefined, language: undefined, json: false, color: true, debug: false, open: true },
  asked: { kind: 'call', name: 'setup', call: setup.read(() => undefined, []) },
};

/** The composition root: reads the command line, runs the command, sets the exit code. Nothing else ends the process. */
export async function main(argv: readonly string[], opening: Opening | null = null): Promise<void> {
  const env: Env = { ...process.env };
  const reading = await read(argv).catch((error: unknown) => ({
    ...plain,
    asked: { kind: 'defect', error } as const,
  }));
  const { settings } = reading;
  const language = settings.language ?? detectLanguage(env, systemLocale);
  const redactor = createRedactor();
  for (const [name, value] of Object.entries(env))
    if (value && /KEY|TOKEN|SECRET|PASSW/i.test(name)) redactor.add(value);
  const terminal = createTerminal({
    env,
    color: settings.color ? undefined : false,
    redact: redactor.redact,
  });
  // Libraries decide about colour by themselves: they are told what was decided here.
  if (!terminal.color.stderr) process.env['NO_COLOR'] = '1';

  const surroundings: Surroundings = {
    cwd: real(settings.cwd ?? '.'),
    home: real(env['HOME'] ?? env['USERPROFILE'] ?? ''),
    env,
    terminal,
    interrupts: createInterrupts(() => void endByInterrupt(terminal, language)),
    language,
    redactor,
    opening,
    open: settings.open,
    run: async (line, inside) => {
      const ports = createPorts(surroundings, inside);
      try {
        return await answer(await read(line), ports, language);
      } finally {
        ports.api.close();
      }
    },
  };
  let exitCode: number;
  try {
    if (reading.asked.kind === 'call' && !isFolder(settings.cwd ?? '.'))
      throw new WrongUsage({ kind: 'no_folder', path: settings.cwd ?? env['PWD'] ?? '.' });
    exitCode = await answer(reading, createPorts(surroundings), language);
  } catch (error) {
    exitCode = await tell(error, { ...settings, language }, terminal, redactor);
  }
  // A look-up of a name that hangs cannot be taken back, and would keep the process alive for minutes.
  process.exit(exitCode);
}

/** Reading it went wrong by a fault of this program, which is told like any other. */
interface Defect {
  readonly kind: 'defect';
  readonly error: unknown;
}

async function read(argv: readonly string[]): Promise<Reading> {
  if (argv.length === 0) return plain;
  return (await import('./command-line.ts')).readCommandLine(argv);
}

/** Does what a command line asks for. Returns the exit code. */
async function answer(
  { settings, asked }: Pick<Reading, 'settings'> & { readonly asked: Asked | Defect },
  ports: Ports,
  language: Language,
): Promise<number> {
  switch (asked.kind) {
    case 'defect':
      throw asked.error;
    case 'wrong':
      throw new WrongUsage(asked.problem);
    case 'text':
      ports.terminal.print(asked.text(await loadCliWords(language)));
      return 0;
    case 'call':
      return asked.call.run(ports, { language: settings.language ?? language, json: settings.json });
  }
}

/** A question or a progress line may have hidden it. */
const showCursor = '\u001b[?25h';

async function endByInterrupt(terminal: Terminal, language: Language): Promise<void> {
  if (terminal.interactive) terminal.say(showCursor);
  const words = await loadCliWords(language);
  terminal.say(`\n${words.cancelled}\n`);
  process.exit(130);
}

/** A folder without symbolic links in its path, so that what lies in it is found to lie in it; as given where it is none. */
function real(path: string): string {
  try {
    return path === '' ? path : realpathSync(resolve(path));
  } catch {
    return path;
  }
}

/** False as well where the folder that this was started in is gone. */
function isFolder(path: string): boolean {
  try {
    return statSync(resolve(path)).isDirectory();
  } catch {
    return false;
  }
}

/** Says what ended the command, in one line or as a verdict, and gives its exit code. */
async function tell(
  error: unknown,
  how: { readonly language: Language; readonly json: boolean; readonly debug: boolean },
  terminal: Terminal,
  { redact }: Redactor,
): Promise<number> {
  const words = await loadCliWords(how.language);
  const { reportError } = await import('./ui/error.ts');
  if (error instanceof Cancelled)
    return reportError({ kind: 'cancelled', message: words.cancelled }, how, terminal);
  if (error instanceof WrongUsage) {
    const { usageText } = await import('./ui/usage.ts');
    return reportError({ kind: 'usage', message: usageText(error.problem, words) }, how, terminal);
  }
  if (error instanceof UsageError)
    return reportError({ kind: 'usage', message: error.message }, how, terminal);
  if (error instanceof Stopped) return reportError({ kind: 'cause', error }, how, terminal);
  if (error instanceof Problem) return reportError({ kind: 'problem', error }, how, terminal);
  const stack = how.debug && error instanceof Error ? redact(error.stack ?? error.message) : undefined;
  const message = redact(error instanceof Error ? error.message : String(error));
  return reportError({ kind: 'defect', message: `${words.defect} (${message})`, stack }, how, terminal);
}
