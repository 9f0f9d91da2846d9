#!/usr/bin/env node

/*
 * Old syntax on purpose: this file must run far enough on any Node to say which one is needed. `--version` and plain
 * `--help` are answered here, since each further file costs a start half a millisecond.
 */
var node = process.versions.node.split('.');
var args = process.argv.slice(2);
var only = args.length === 1 ? args[0] : '';

if (+node[0] < 20 || (+node[0] === 20 && +node[1] < 19)) {
  process.stderr.write(
    'openai-setup needs Node 20.19 or newer; this is Node ' +
      process.versions.node +
      '.\n' +
      'openai-setup 需要 Node 20.19 或更高版本；当前是 Node ' +
      process.versions.node +
      '。\n',
  );
  process.exitCode = 2;
} else if (only === '--version' || only === '-V') {
  answer(JSON.parse(read('package.json')).version.concat('\n'));
} else if (only === '--help' || only === '-h') {
  answer(read(language() === 'zh-CN' ? 'dist/help.zh-CN.txt' : 'dist/help.en.txt'));
} else {
  // Without arguments: straight to the first question.
  if (args.length === 0) require('../dist/first.js');
  else require('../dist/start.js')('entry.js');
}

function read(path) {
  return require('node:fs').readFileSync(require('node:path').join(__dirname, '..', path), 'utf8');
}

/** The rule of `detectLanguage` in src/domain/text/language.ts, which is not loaded; a test compares them. */
function language() {
  var locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG;
  // Elsewhere a missing `LANG` means no language.
  if (!locale && (process.platform === 'win32' || process.platform === 'darwin')) {
    locale = Intl.DateTimeFormat().resolvedOptions().locale;
  }
  return /^zh\b|^zh[_-]/i.test(locale) ? 'zh-CN' : 'en';
}

/**
 * Writes at once, which loads no streams; but a console of Windows takes bytes in a code page of its own, and a stream
 * hands it characters. Whoever closed the pipe wants no answer.
 */
function answer(text) {
  try {
    if (process.platform === 'win32' && require('node:tty').isatty(1)) process.stdout.write(text);
    else require('node:fs').writeSync(1, text);
  } catch (error) {
    if (error.code === 'EAGAIN') process.stdout.write(text);
    else if (error.code !== 'EPIPE') {
      process.exitCode = 10;
      process.stderr.write('openai-setup: '.concat(error.message, '\n'));
    }
  }
}
