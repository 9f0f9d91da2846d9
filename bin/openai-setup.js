#!/usr/bin/env node

/* Old syntax on purpose: this file must run far enough on any Node to say which one is needed. */
var version = process.versions.node.split('.');
if (+version[0] < 20 || (+version[0] === 20 && +version[1] < 19)) {
  process.stderr.write(
    'openai-setup needs Node 20.19 or newer; this is Node ' +
      process.versions.node +
      '.\n' +
      'openai-setup 需要 Node 20.19 或更高版本；当前是 Node ' +
      process.versions.node +
      '。\n',
  );
  process.exitCode = 2;
} else {
  // Without arguments: straight to the first question.
  require(process.argv.length > 2 ? '../dist/entry.js' : '../dist/first.js');
}
