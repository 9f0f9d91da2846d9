import { realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { childEnv } from './adapters/system/children.ts';
import { systemLocale } from './adapters/system/system-locale.ts';
import { variables } from './adapters/system/variables.ts';
import { createInterrupts } from './adapters/terminal/interrupts.ts';
import { createKeyboard, type Keyboard } from './adapters/terminal/keyboard.ts';
import { createRail, type Rail } from './adapters/terminal/rail.ts';
import { showCursor } from './adapters/terminal/raw-mode.ts';
import { createStatusLine } from './adapters/terminal/status-line.ts';
import { createTerminal } from './adapters/terminal/terminal.ts';
import { isPlain } from './adapters/terminal/terminal-kind.ts';
import type { Asked, CommandLine } from './command-line.ts';
import type { Call } from './commands/command.ts';
import { setup } from './commands/setup/command.ts';
import { createPorts, type Surroundings } from './compose.ts';
import { causes } from './domain/diagnosis/causes.ts';
import { exitCodes } from './domain/diagnosis/exit-codes.ts';
import type { Env } from './domain/env/environment.ts';
import { utcDay } from './domain/models/dates.ts';
import { headerValues } from './domain/network/custom-headers.ts';
import { createRedactor, type Redactor } from './domain/secrets/redact.ts';
import { cleanPath, cleanText } from './domain/text/clean.ts';
import { onlyColors } from './domain/text/controls.ts';
import { detectLanguage, type Language } from './domain/text/language.ts';
import type { CliWords } from './i18n/en/cli.ts';
import { loadCauseWords, loadCliWords, loadReportWords } from './i18n/load.ts';
import { Cancelled, OutputUnwritable, Problem, Stopped, UsageError, WrongUsage } from './ports/errors.ts';
import type { Ports } from './ports/ports.ts';
import type { Opening, Terminal } from './ports/terminal.ts';
import { createStyle } from './ui/theme.ts';

/** No arguments: setup, for which no parser needs to be loaded. */
const withoutArguments: CommandLine = {
  settings: {
    cwd: undefined,
    language: undefined,
    json: false,
    color: true,
    plain: false,
    debug: false,
    open: true,
  },
  asked: { kind: 'call', name: 'setup', call: setup.read(() => undefined, []) },
};

/**
 * Reads the command line, has `compose.ts` fill the ports, runs the command, sets the exit code. Nothing else ends the process.
 * `begun`: the first question, which is open already, the keyboard that it is answered on, and the rail that it stands on.
 */
export async function main(
  argv: readonly string[],
  begun: { readonly opening: Opening; readonly keyboard: Keyboard; readonly rail: Rail } | null = null,
): Promise<void> {
  if (process.versions['bun'] !== undefined) await leaveOutBunsFiles();
  const env: Env = variables(process.env, process.platform);
  const reading = await read(argv).catch((error: unknown) => ({
    ...withoutArguments,
    asked: { kind: 'defect', error } as const,
  }));
  const { settings } = reading;
  const cwd = real(settings.cwd ?? '.');
  // What a library starts inherits them: it needs no key, and must not be a program of the project.
  hideFromChildren(env, cwd);
  const language = settings.language ?? detectLanguage(env, systemLocale);
  const redactor = redactorFor(env, argv);
  const plain = isPlain(env, settings.plain);
  const keyboard = begun?.keyboard ?? createKeyboard({ plain });
  const status = createStatusLine((text) => redactor.redact(onlyColors(text)));
  keyboard.onSuspend(status.hide);
  const rail =
    begun?.rail ??
    createRail({
      isThere: () => terminal.interactive && !plain,
      quiet: (sign) => createStyle(terminal.color.stderr).quiet(sign),
      columns: () => terminal.columns(),
    });
  const terminal: Terminal = createTerminal({
    env,
    keyboard,
    status,
    rail,
    color: settings.color ? undefined : false,
    redact: redactor.redact,
  });

  const surroundings: Surroundings = {
    cwd,
    home: real(env['HOME'] ?? env['USERPROFILE'] ?? ''),
    env,
    terminal,
    interrupts: createInterrupts(async (exitCode) => {
      if (terminal.interactive) terminal.say(showCursor);
      process.exit(exitCode ?? (await tell(new Cancelled(), { ...settings, language }, terminal, redactor)));
    }),
    language,
    redactor,
    keyboard,
    status,
    rail,
    plain,
    opening: begun?.opening ?? null,
    open: settings.open,
    run: async (line, inside) => {
      const ports = createPorts(surroundings, inside);
      try {
        return await answer(await read(line), ports, language, rail);
      } finally {
        ports.api.close();
      }
    },
  };
  let exitCode: number;
  try {
    const call = reading.asked.kind === 'call' ? reading.asked.call : null;
    if (call) refuseHere(call, settings.cwd, env);
    if (call?.asks && terminal.interactive) keyboard.own();
    exitCode = await answer(reading, createPorts(surroundings), language, rail);
  } catch (error) {
    exitCode = await tell(error, { ...settings, language }, terminal, redactor);
  }
  terminal.say('', 'end');
  // A look-up of a name that hangs cannot be taken back, and would keep the process alive for minutes.
  process.exit(exitCode);
}

/** Knows what the environment and the command line hold of secrets, also in the wrong place, from the first output on. */
function redactorFor(env: Env, argv: readonly string[]): Redactor {
  const redactor = createRedactor();
  for (const [name, value] of Object.entries(env))
    if (value && /KEY|TOKEN|SECRET|PASSW/i.test(name)) redactor.add(value);
  for (const value of headerValues(env['OPENAI_CUSTOM_HEADERS'])) redactor.add(value);
  // A key that is known is also found where lines end within it.
  for (const text of [...argv, ...Object.values(env)])
    for (const [word] of text?.matchAll(/sk-[\w-]{20,}/g) ?? []) redactor.add(word);
  return redactor;
}

/** Throws `WrongUsage` where a command has no folder to run in, or its key would be printed. */
function refuseHere({ sends }: Call, cwd: string | undefined, env: Env): void {
  if (!isFolder(cwd ?? '.'))
    throw new WrongUsage({ kind: 'no_folder', path: cleanPath(cwd ?? env['PWD'] ?? '.') });
  if (sends && printsHeaders(env['NODE_DEBUG'])) throw new WrongUsage({ kind: 'node_debug' });
}

/** Whether Node itself prints what it sends, past everything that masks a key here. */
function printsHeaders(sections: string | undefined): boolean {
  const names = (sections ?? '').toLowerCase().split(',');
  return names.some((name) => /^\s*(?:https?|http2|tls|net|stream|undici|fetch)\s*$|\*/.test(name));
}

/** Bun reads env files before this program begins, and what a project's file says is not the user's word. */
async function leaveOutBunsFiles(): Promise<void> {
  const { withoutBunsFiles } = await import('./adapters/system/bun-env.ts');
  const kept = withoutBunsFiles(process.env, process.cwd());
  for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
}

function hideFromChildren(env: Env, cwd: string): void {
  const safe = childEnv({ env, cwd });
  for (const name of Object.keys(env)) {
    if (safe[name] === undefined) delete process.env[name];
    else if (safe[name] !== env[name]) process.env[name] = safe[name];
  }
}

/** Reading it went wrong by a fault of this program, which is told like any other. */
interface Defect {
  readonly kind: 'defect';
  readonly error: unknown;
}

async function read(argv: readonly string[]): Promise<CommandLine> {
  if (argv.length === 0) return withoutArguments;
  return (await import('./command-line.ts')).readCommandLine(argv);
}

/** Does what a command line asks for. Returns the exit code. */
async function answer(
  { settings, asked }: Pick<CommandLine, 'settings'> & { readonly asked: Asked | Defect },
  ports: Ports,
  language: Language,
  rail: Rail,
): Promise<number> {
  switch (asked.kind) {
    case 'defect':
      throw asked.error;
    case 'wrong':
      throw new WrongUsage(asked.problem);
    case 'text':
      ports.terminal.print(asked.text(await loadCliWords(language)));
      return 0;
    case 'completion': {
      const { completionScript } = await import('./completion.ts');
      ports.terminal.print(
        completionScript(asked.shell, await loadCliWords(language), utcDay(ports.clock.now())),
      );
      return 0;
    }
    case 'cause': {
      const [words, texts, report] = await Promise.all([
        loadCliWords(language),
        loadCauseWords(language),
        loadReportWords(language),
      ]);
      const { title } = texts[asked.cause];
      const line = words.causeLine(asked.cause, title, causes[asked.cause].exitCode);
      ports.terminal.print(`${line}${report.causePage(asked.cause)}\n`);
      return 0;
    }
    case 'call': {
      const isJoined = asked.call.joined && !settings.json && rail.begin();
      const common = { language: settings.language ?? language, json: settings.json };
      const exitCode = await asked.call.run(ports, common);
      if (isJoined) ports.terminal.say('', 'end');
      return exitCode;
    }
  }
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

/** Says what ended the command, and gives its exit code. Where even the words cannot be read, the error says it itself. */
async function tell(...[error, how, terminal, redactor]: Parameters<typeof tellInWords>): Promise<number> {
  try {
    return await tellInWords(error, how, terminal, redactor);
  } catch (another) {
    terminal.say(`openai-setup: ${messageOf(error)}\nopenai-setup: ${messageOf(another)}\n`);
    return faultOf(error) || faultOf(another) ? exitCodes.files : exitCodes.defect;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** In one line, or as a verdict. */
async function tellInWords(
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
  const fault = faultOf(error);
  const refused = fault && systemFault(fault, words);
  if (refused) return reportError({ kind: 'system', ...refused }, how, terminal);
  const stack = how.debug && error instanceof Error ? redact(error.stack ?? error.message) : undefined;
  const message = cleanText(redact(messageOf(error)));
  return reportError({ kind: 'defect', message: `${words.defect} (${message})`, stack }, how, terminal);
}

interface Fault {
  readonly code: string;
  readonly call: string;
  readonly path: string;
}

/** What the system refused; null for what no system says. */
function faultOf(error: unknown): Fault | null {
  if (error instanceof OutputUnwritable) return { code: error.code, call: 'output', path: '' };
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  const path = 'path' in error ? String(error.path) : '';
  return { code: String(error.code), call: String(error.syscall), path };
}

/** In words, where it is no fault of this program. */
function systemFault({ code, call, path }: Fault, words: CliWords): { message: string; code: string } | null {
  const known: Readonly<Record<string, string>> = words.systemFaults;
  if (call === 'mkdtemp') return { message: words.temporaryFolder(cleanPath(dirname(path)), code), code };
  const what = known[code];
  if (call === 'output') return { message: words.outputFault(what ?? code, code), code };
  return what === undefined ? null : { message: words.systemFault(what, code, cleanPath(path)), code };
}
