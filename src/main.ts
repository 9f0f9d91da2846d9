import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createFiles } from './adapters/files/files.ts';
import { browserExpected, createBrowser } from './adapters/system/browser.ts';
import { clock } from './adapters/system/clock.ts';
import { lazyApi, lazyGit, lazyNetwork, lazyPrompter } from './adapters/system/lazy.ts';
import { systemLocale } from './adapters/system/system-locale.ts';
import { createInterrupts } from './adapters/terminal/interrupts.ts';
import { createProgress } from './adapters/terminal/progress.ts';
import { createTerminal } from './adapters/terminal/terminal.ts';
import { defaultSetupOptions, type Invocation } from './commands/options.ts';
import type { HaveKey } from './commands/setup/have-key.ts';
import { createRedactor } from './domain/secrets/redact.ts';
import { detectLanguage, type Language, languages } from './domain/text/language.ts';
import { loadCliWords } from './i18n/load.ts';
import { promptWords } from './i18n/prompt-words.ts';
import { Cancelled, CauseError, UsageError } from './ports/errors.ts';
import type { Ports } from './ports/ports.ts';
import { type Extras, run } from './run.ts';
import { version } from './version.ts';

const extras: Omit<Extras, 'rotateMeans' | 'opening'> = {
  scanMeans: async (env) => ({
    search: (await import('./adapters/scan/git-grep.ts')).createKeySearch({ env }),
  }),
  makeFolder: async () => (await import('./adapters/files/throw-away.ts')).makeThrowAway(),
  costMeans: async () => {
    const { createTextSource } = await import('./adapters/files/text-source.ts');
    return {
      texts: createTextSource(),
      loadCounter: async () => (await import('./adapters/system/tokenizer.ts')).createTokenCounter(),
    };
  },
};

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
    terminal.say('\u001b[?25h'.repeat(terminal.interactive ? 1 : 0));
    void loadCliWords(early.language).then((words) => {
      terminal.say(`\n${words.cancelled}\n`);
      process.exit(130);
    });
  });

  const createPorts = (overrides: Partial<Ports> = {}): Ports => {
    const cwd = overrides.cwd ?? real(resolve(early.cwd ?? '.'));
    const portEnv = overrides.env ?? env;
    const { redact } = redactor;
    return {
      cwd,
      home: real(env['HOME'] ?? env['USERPROFILE'] ?? ''),
      platform: process.platform,
      nodeVersion: process.versions.node,
      env: portEnv,
      files: createFiles(),
      git: lazyGit(async () => (await import('./adapters/git/git.ts')).createGit({ env: portEnv, cwd })),
      api: lazyApi(async () =>
        (await import('./adapters/api/openai.ts')).createApi({ redact, env: portEnv, clock, version }),
      ),
      network: lazyNetwork(async () =>
        (await import('./adapters/http/network.ts')).createNetwork({ redact, clock }),
      ),
      prompter: lazyPrompter(async () => {
        const words = promptWords[early.language];
        if (env['TERM'] === 'dumb')
          return (await import('./adapters/terminal/plain-prompts.ts')).createPlainPrompter(words);
        const { createPrompter } = await import('./adapters/terminal/prompts.ts');
        return createPrompter({ words, color: terminal.color.stderr, columns: terminal.columns });
      }),
      terminal,
      progress: createProgress({
        animated: terminal.interactive && env['TERM'] !== 'dumb',
        color: terminal.color.stderr,
      }),
      browser: createBrowser(early.open && browserExpected(env, process.platform)),
      clock,
      parseEnv: async (text) => (await import('./adapters/files/env.ts')).parseEnv(text),
      interrupts,
      installer: {
        command: async (manager, name) =>
          (await import('./adapters/system/installer.ts')).installer.command(manager, name),
        install: async (manager, name, folder) =>
          (await import('./adapters/system/installer.ts')).installer.install(manager, name, folder),
      },
      findFiles: async (pattern, folder) =>
        (await import('./adapters/files/find-files.ts')).findFiles(pattern, folder),
      packedFiles: async (folder) =>
        (await import('./adapters/system/npm-pack.ts')).packedFiles(folder, {
          env: portEnv,
          platform: process.platform,
          limit: 3000,
        }),
      remember: (secret) => redactor.add(secret.reveal()),
      program: { run: runInside(overrides) },
      ...overrides,
    };
  };

  const rotateMeans: Extras['rotateMeans'] = async () => ({
    admin: async () =>
      (await import('./adapters/api/admin.ts')).createAdminApi({ redact: redactor.redact, env, clock }),
    listenForKey: async () => (await import('./adapters/terminal/keypress.ts')).listenForKey(),
  });

  const runInside =
    (around: Partial<Ports>): Ports['program']['run'] =>
    async (line, inside) => {
      const ports = createPorts({ ...around, ...inside });
      try {
        return await run(await readCommandLine(line, early), ports, {
          ...extras,
          rotateMeans,
          opening: null,
        });
      } finally {
        ports.api.close();
      }
    };

  let exitCode = 1;
  try {
    const invocation = await readCommandLine(argv, early);
    if (!isFolder(early.cwd ?? '.')) {
      const { errors } = await loadCliWords(early.language);
      throw new UsageError(errors.noFolder(early.cwd ?? env['PWD'] ?? '.'));
    }
    const ports = createPorts();
    exitCode = await run(invocation, ports, { ...extras, rotateMeans, opening });
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
  const stack = early.debug && error instanceof Error ? redact(error.stack ?? error.message) : undefined;
  const message = redact(error instanceof Error ? error.message : String(error));
  return reportError({ kind: 'defect', message: `${words.defect} (${message})`, stack }, early, terminal);
}
