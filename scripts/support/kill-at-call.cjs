// Loaded before the program (`node --require`): counts its calls that change files below CRASH_FOLDER, and sends this
// process the signal CRASH_SIGNAL right before the one with the number CRASH_AT. The count goes to CRASH_COUNT.
const fs = require('node:fs');

const { CRASH_FOLDER: folder, CRASH_AT: at, CRASH_SIGNAL: signal, CRASH_COUNT: counter } = process.env;
for (const name of ['CRASH_FOLDER', 'CRASH_AT', 'CRASH_SIGNAL', 'CRASH_COUNT']) delete process.env[name];
const { writeFileSync, openSync } = fs;
const opened = new Set();
let calls = 0;

const concerns = (target) =>
  typeof target === 'number' ? opened.has(target) : String(target).startsWith(folder);
const isReading = (name, flags) =>
  name === 'openSync' && (flags === undefined || flags === 'r' || flags === 0);

for (const name of [
  'openSync',
  'writeSync',
  'fchmodSync',
  'fsyncSync',
  'closeSync',
  'renameSync',
  'unlinkSync',
  'mkdirSync',
  'rmdirSync',
]) {
  const original = fs[name];
  fs[name] = (...given) => {
    if (concerns(given[0]) && !isReading(name, given[1])) {
      calls += 1;
      if (calls === Number(at)) process.kill(process.pid, signal);
    }
    const result = original(...given);
    if (original === openSync && concerns(given[0])) opened.add(result);
    return result;
  };
}
process.on('exit', () => writeFileSync(counter, String(calls)));
