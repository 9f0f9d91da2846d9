import { createFiles } from './adapters/files/files.ts';
import { browserExpected, createBrowser } from './adapters/system/browser.ts';
import { clock } from './adapters/system/clock.ts';
import { lazy, lazyApi } from './adapters/system/lazy.ts';
import type { Keyboard } from './adapters/terminal/keyboard.ts';
import { createPlainProgress, createProgress, noProgress } from './adapters/terminal/progress.ts';
import type { Rail } from './adapters/terminal/rail.ts';
import type { StatusLine } from './adapters/terminal/status-line.ts';
import type { Redactor } from './domain/secrets/redact.ts';
import type { Language } from './domain/text/language.ts';
import { promptWords } from './i18n/prompt-words.ts';
import type { Ports } from './ports/ports.ts';
import type { Prompter } from './ports/terminal.ts';
import { indent } from './ui/layout.ts';
import { createStyle, marks, spinner } from './ui/theme.ts';
import { version } from './version.ts';

/** What stands when the ports are built. */
export interface Surroundings
  extends Pick<Ports, 'cwd' | 'home' | 'env' | 'terminal' | 'interrupts' | 'opening'> {
  readonly language: Language;
  readonly redactor: Redactor;
  readonly keyboard: Keyboard;
  readonly status: StatusLine;
  readonly rail: Rail;
  /** Nothing is drawn over again, as on a terminal that cannot. */
  readonly plain: boolean;
  /** The user has nothing against a browser. */
  readonly open: boolean;
  /** How a command runs another one, in the world that it sees. */
  readonly run: (line: readonly string[], inside: Partial<Ports>) => Promise<number>;
}

/** ms for npm to say what it would publish. */
const packLimit = 3000;

const questions = { select: true, pause: true, confirm: true, secret: true } as const;

const adminCalls = {
  listKeys: true,
  createKey: true,
  deleteKey: true,
  deleteServiceAccount: true,
  spendLimit: true,
  spendAlerts: true,
} as const;

/**
 * Fills the ports. What a single command needs is loaded when it is first used. `inside`: ports that differ for a command
 * that another one runs; git and the API see its folder and its variables.
 */
export function createPorts(surroundings: Surroundings, inside: Partial<Ports> = {}): Ports {
  const { home, terminal, interrupts, redactor, open, run } = surroundings;
  const { cwd, env } = { ...surroundings, ...inside };
  const { redact } = redactor;
  const { platform } = process;
  return {
    cwd,
    env,
    home,
    platform,
    nodeVersion: process.versions.node,
    terminal,
    interrupts,
    clock,
    files: createFiles(),
    git: lazy({ facts: true, untrack: true }, async () =>
      (await import('./adapters/git/git.ts')).createGit({ env, cwd }),
    ),
    api: lazyApi(async () =>
      (await import('./adapters/api/openai.ts')).createApi({ redact, env, clock, version }),
    ),
    admin: lazy(adminCalls, async () =>
      (await import('./adapters/api/admin.ts')).createAdminApi({ redact, env, clock }),
    ),
    network: lazy({ probe: true }, async () =>
      (await import('./adapters/http/network.ts')).createNetwork({ redact, clock }),
    ),
    prompter: lazy(questions, () => loadPrompter(surroundings)),
    listenForKey: async () =>
      (await import('./adapters/terminal/keypress.ts')).listenForKey(surroundings.keyboard),
    progress: progressOf(surroundings),
    browser: createBrowser(open && browserExpected(surroundings.env, platform)),
    parseEnv: async (text) => (await import('./adapters/files/env.ts')).parseEnv(text),
    ...otherPrograms({ redact, env, cwd }),
    findFiles: async (pattern, folder) =>
      (await import('./adapters/files/find-files.ts')).findFiles(pattern, folder),
    packedFiles: async (folder) =>
      (await import('./adapters/system/npm-pack.ts')).packedFiles(folder, {
        env,
        platform,
        limit: packLimit,
      }),
    keySearch: lazy({ locate: true, files: true, staged: true, history: true, exact: true }, async () =>
      (await import('./adapters/scan/git-grep.ts')).createKeySearch({ env }),
    ),
    projectFiles: async () => (await import('./adapters/files/project-files.ts')).createProjectFiles({ env }),
    records: lazy({ read: true, write: true, remove: true, salt: true, print: true }, async () =>
      (await import('./adapters/files/records.ts')).createRecords(),
    ),
    texts: lazy({ file: true, stdin: true }, async () =>
      (await import('./adapters/files/text-source.ts')).createTextSource(),
    ),
    createTokenCounter: async () => (await import('./adapters/system/tokenizer.ts')).createTokenCounter(),
    makeThrowAway: async () => (await import('./adapters/files/throw-away.ts')).makeThrowAway(),
    addToSummary: async (markdown) =>
      (await import('./adapters/system/job-summary.ts')).appendSummary(env, redact(markdown)),
    opening: surroundings.opening,
    decided: null,
    program: { run: (line, more) => run(line, { ...inside, opening: null, decided: null, ...more }) },
    remember: (secret) => redactor.add(secret.reveal()),
    ...inside,
  };
}

/** What runs programs of others. */
function otherPrograms(
  world: Pick<Ports, 'cwd' | 'env'> & Pick<Redactor, 'redact'>,
): Pick<Ports, 'install' | 'runProgram' | 'tools'> {
  return {
    install: async (line, folder) =>
      (await import('./adapters/system/run-program.ts')).install(line, { ...world, cwd: folder }),
    runProgram: async (line, folder) =>
      (await import('./adapters/system/run-program.ts')).runProgram(line, { ...world, cwd: folder }),
    tools: lazy({ find: true, run: true }, async () =>
      (await import('./adapters/system/tools.ts')).createTools(world),
    ),
  };
}

function progressOf({ language, terminal, status, plain }: Surroundings): Ports['progress'] {
  if (!terminal.interactive) return noProgress;
  if (plain)
    return createPlainProgress(promptWords[language], (text) =>
      terminal.say(indent(text, 2, Math.max(20, terminal.columns()))),
    );
  const { quiet } = createStyle(terminal.color.stderr);
  return createProgress({
    words: promptWords[language],
    status,
    frames: spinner,
    columns: terminal.columns,
    quiet,
  });
}

async function loadPrompter({ language, terminal, keyboard, rail, plain }: Surroundings): Promise<Prompter> {
  const words = promptWords[language];
  const { columns } = terminal;
  if (plain)
    return (await import('./adapters/terminal/plain-prompts.ts')).createPlainPrompter({
      words,
      columns,
      keyboard,
    });
  const { createPrompter } = await import('./adapters/terminal/prompts.ts');
  const style = createStyle(terminal.color.stderr);
  return createPrompter({ words, style, marks, columns, rows, keyboard, rail });
}

/** Height of the terminal that questions are asked on. */
const rows = (): number => process.stderr.rows || 24;
