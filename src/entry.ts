/**
 * The first code that runs where there are arguments. It answers `--version` and plain `--help` itself, so that they cost
 * no more than an empty process; everything else is loaded when it is needed.
 */
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { systemLocale } from './adapters/system/system-locale.ts';
import { detectLanguage } from './domain/text/language.ts';
import { version } from './version.ts';

const args = process.argv.slice(2);
const only = args.length === 1 ? args[0] : undefined;

if (only === '--version' || only === '-V') {
  writeSync(1, `${version}\n`);
} else if (only === '--help' || only === '-h') {
  const language = detectLanguage(process.env, systemLocale);
  writeSync(1, readFileSync(join(__dirname, `help.${language}.txt`)));
} else {
  void import('./main.ts').then(({ main }) => main(args));
}
