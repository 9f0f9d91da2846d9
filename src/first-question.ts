import { readdirSync, realpathSync } from 'node:fs';
import { isatty } from 'node:tty';
import { systemLocale } from './adapters/system/system-locale.ts';
import { createKeyboard } from './adapters/terminal/keyboard.ts';
import { createPrompter } from './adapters/terminal/prompts.ts';
import { createRail } from './adapters/terminal/rail.ts';
import { colorAllowed, isCi, isPlain } from './adapters/terminal/terminal-kind.ts';
import { writeAll } from './adapters/terminal/write-out.ts';
import { askWhetherKey, type HaveKey } from './commands/setup/have-key.ts';
import { isEnvFileName } from './domain/env/file-names.ts';
import { detectLanguage } from './domain/text/language.ts';
import { openingWords } from './i18n/opening-words.ts';
import { promptWords } from './i18n/prompt-words.ts';
import { wrap } from './ui/layout.ts';
import { showPlaces } from './ui/place.ts';
import { labelRows } from './ui/rows.ts';
import { createStyle, marks } from './ui/theme.ts';

const loadMain = () => import('./main.ts');

/**
 * Plain `openai-setup` in a terminal, in a folder where nothing could hold a key: the first question is
 * then known without looking any further, and is drawn before the rest of the program is loaded. The
 * build makes one file of this, which hands the rest the answer, the keyboard and the rail, and shares nothing else.
 */
async function start(): Promise<void> {
  const { env } = process;
  if (!isKnown(env)) return (await loadMain()).main([]);
  const language = detectLanguage(env, systemLocale);
  const style = createStyle(colorAllowed(true, env, undefined));
  const columns = (): number => process.stderr.columns || 80;
  const rows = (): number => process.stderr.rows || 24;
  const words = openingWords[language];
  const rail = createRail({ isThere: () => true, quiet: style.quiet, columns });
  rail.begin();
  const title = wrap(words.welcome, columns() - 2);
  const hint = wrap(words.welcomeHint, columns() - 2);
  const cwd = process.cwd();
  const folder = showPlaces({ cwd, home: homeFolder(env) })({ absolute: cwd });
  const row = labelRows([[words.folder, folder]], { style, columns: columns() });
  writeAll(2, rail.beside(`\n${style.strong(title)}\n${hint}\n${row}`));

  const keyboard = createKeyboard({ plain: false });
  const look = { words: promptWords[language], style, marks, columns, rows };
  const prompter = createPrompter({ ...look, keyboard, rail });
  let main: ReturnType<typeof loadMain> | undefined;
  const load = (): ReturnType<typeof loadMain> => {
    main ??= loadMain();
    return main;
  };
  const opening = new Promise<HaveKey | 'cancelled'>((resolve) => {
    const started = (): void => void load().then((loaded) => loaded.main([], { opening, keyboard, rail }));
    askWhetherKey(prompter, words, started).then(resolve, () => {
      resolve('cancelled');
      if (!main) started();
    });
  });
}

/** Without links in its path, as the current folder is; empty where there is none. */
function homeFolder(env: NodeJS.ProcessEnv): string {
  try {
    return realpathSync(env['HOME'] ?? env['USERPROFILE'] ?? '');
  } catch {
    return '';
  }
}

/** Nobody would have to be told anything before, and no place here can hold a key. */
function isKnown(env: NodeJS.ProcessEnv): boolean {
  if (!isatty(0) || !isatty(2) || isCi(env) || isPlain(env, false)) return false;
  if (env['OPENAI_API_KEY'] !== undefined) return false;
  try {
    return !readdirSync('.').some(isEnvFileName);
  } catch {
    return false;
  }
}

void start();
