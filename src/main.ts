import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemLocale } from './adapters/system/system-locale.ts';
import { createInterrupts } from './adapters/terminal/interrupts.ts';
import { createTerminal } from './adapters/terminal/terminal.ts';
import { defaultSetupOptions, type Invocation } from './commands/options.ts';
import type { HaveKey } from './commands/setup/have-key.ts';
import { createPorts, type Surroundings } from './compose.ts';
import { createRedactor } from './domain/secrets/redact.ts';
import { detectLanguage, type Language, languages } from './domain/text/language.ts';
import { loadCliWords } from './i18n/load.ts';
import { Cancelled, CauseError, Problem, UsageError } from './ports/errors.ts';
import type { Ports } from './ports/ports.ts';
import { run } from './run.ts';

/** A question or a progress line may have hidden it. */
const showCursor = '\u001b[?25h';

type Env = Readonly<Record<string, string | undefined>>;

/** What a command line says that counts before it is read properly, and even when it is wrong. */
interface Early {
  readonly language: Language;
  readonly json: boolean;
  readonly debug: boolean;
  readonly color: boolean | undefined;
  readonly open: boolean;
  readonly cwd: string | undefined;
}

function readEarly(argv: readonly string[], env: Env): Early {
  const value = (flag: string, short?: string): string | undefined => {
    const joined = argv.find((argument) => argument.startsWith(`${flag}=`));
    if (joined) return joined.slice(flag.length + 1);
    const at = argv.findIndex((argument) => argument === flag || argument === short);
    return at === -1 ? undefined : argv[at + 1];
  };
  const named = languages.find((language) => language === value('--lang'));
  return {
    language: named ?? detectLanguage(env, systemLocale),
    json: argv.includes('--json'),
    debug: argv.includes('--debug'),
    color: argv.includes('--no-color') ? false : undefined,
    open: !argv.includes('--no-open'),
    cwd: value('--cwd', '-C'),
  };
}

/** The composition root: builds the ports, runs the command, sets the exit code. Nothing else ends the process. */
export async function main(
  argv: readonly string[],
  opening: Promise<HaveKey | 'cancelled'> | null = null,
): Promise<void> {
  const env: Env = { ...process.env };
  const early = readEarly(argv, env);
  const redactor = createRedactor();
  for (const [name, value] of Object.entries(env))
    if (value && /KEY|TOKEN|SECRET|PASSW/i.test(name)) redactor.add(value);
  const terminal = createTerminal({ env, color: early.color, redact: redactor.redact });
  // Libraries decide about colour by themselves: they are told what was decided here.
  if (!terminal.color.stderr) process.env['NO_COLOR'] = '1';

  const interrupts = createInterrupts(() => {
    if (terminal.interactive) terminal.say(showCursor);
    void loadCliWords(early.language).then((words) => {
      terminal.say(`\n${words.cancelled}\n`);
      process.exit(130);
    });
  });

  const surroundings: Surroundings = {
    cwd: real(resolve(early.cwd ?? '.')),
    home: real(env['HOME'] ?? env['USERPROFILE'] ?? ''),
    env,
    terminal,
    interrupts,
    language: early.language,
    redactor,
    open: early.open,
    run: async (line, inside) => {
      const ports = createPorts(surroundings, inside);
      try {
        return await run(await readCommandLine(line, early), ports);
      } finally {
        ports.api.close();
      }
    },
  };

  let exitCode = 1;
  try {
    const invocation = await readCommandLine(argv, early);
    if (!isFolder(early.cwd ?? '.')) {
      const { errors } = await loadCliWords(early.language);
      throw new UsageError(errors.noFolder(early.cwd ?? env['PWD'] ?? '.'));
    }
    exitCode = await run(invocation, createPorts(surroundings), opening);
  } catch (error) {
    exitCode = await tell(error, early, terminal, redactor.redact);
  }
  // A look-up of a name that hangs cannot be taken back, and would keep the process alive for minutes.
  process.exit(exitCode);
}

/** Without arguments it is plain setup: no parser needs to be loaded for that. */
async function readCommandLine(argv: readonly string[], { language }: Early): Promise<Invocation> {
  if (argv.length === 0) return { command: 'setup', options: defaultSetupOptions(language) };
  const [{ parseCommandLine }, words] = await Promise.all([import('./cli.ts'), loadCliWords(language)]);
  return parseCommandLine(argv, language, words);
}

/** A folder without symbolic links in its path, so that what lies in it is found to lie in it; as given where it is none. */
function real(path: string): string {
  try {
    return path === '' ? path : realpathSync(path);
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
  early: Early,
  terminal: Ports['terminal'],
  redact: (text: string) => string,
): Promise<number> {
  const words = await loadCliWords(early.language);
  const { reportError } = await import('./ui/error.ts');
  if (error instanceof Cancelled)
    return reportError({ kind: 'cancelled', message: words.cancelled }, early, terminal);
  if (error instanceof UsageError)
    return reportError({ kind: 'usage', message: error.message }, early, terminal);
  if (error instanceof CauseError) return reportError({ kind: 'cause', error }, early, terminal);
  if (error instanceof Problem) return reportError({ kind: 'problem', error }, early, terminal);
  const stack = early.debug && error instanceof Error ? redact(error.stack ?? error.message) : undefined;
  const message = redact(error instanceof Error ? error.message : String(error));
  return reportError({ kind: 'defect', message: `${words.defect} (${message})`, stack }, early, terminal);
}
