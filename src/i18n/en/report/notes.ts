import type { LadderStep } from '../../../domain/network/ladder.ts';
import type { NoteTexts } from '../../report-words.ts';
import { unusedCa } from '../causes/phrases.ts';
import { doubts } from './loading.ts';
import { checkNames, kinds } from './terms.ts';

const ways: Readonly<Record<LadderStep['way'], string>> = { direct: 'direct', proxy: 'through the proxy' };
const rungs: Readonly<Record<LadderStep['rung'], string>> = {
  dns: 'address of',
  tcp: 'connection to',
  connect: 'CONNECT at',
  tls: 'TLS with',
  http: 'HTTP answer of',
};

/** What a check found, without a fault. */
export const notes: NoteTexts = {
  source_environment: ({ name }) => `the shell variable ${name}`,
  source_file: ({ path, line }) => `${path}, line ${line}`,
  source_stdin: () => 'standard input',
  source_prompt: () => 'your input',
  source_none: () => 'no key found in this folder',
  source_parent: ({ path }) => `not in this folder, but in ${path}`,
  source_replaced: ({ name }) =>
    `but the Authorization header in ${name} replaces the key in calls of the SDK; it was not sent here`,
  load_file: ({ loader, path }) =>
    loader === '' ? `${path} sets this key` : `${loader} loads this key from ${path}`,
  load_shell: ({ loader }) => `${loader} keeps the key from the shell`,
  load_inherited: () => 'programs started here get the key from the shell',
  load_unknown: ({ loader, reason, path }) => `unknown: ${doubts[reason]({ loader, path: path ?? '' })}`,
  load_named: () => 'skipped: the key was given, not found in the project',
  load_production_inlined: ({ loader }) =>
    `in production ${loader} reads no env file: import.meta.env has what the build put there, everything else needs the variable`,
  load_production_called: ({ loader }) =>
    `what ${loader} builds has no key; a server beside it reads these files only where it calls loadEnv`,
  load_production_none: ({ loader }) =>
    loader === ''
      ? 'in production no env file is read: set the variable where the program runs'
      : `${loader} reads no env file in production: set the variable where the program runs`,
  format_kind: ({ kind, length }) => `${kinds[kind]}, ${length} characters`,
  format_forced: ({ length }) => `${length} characters, not in the format of a key; tried anyway (--force)`,
  file_none: () => 'no env file is involved',
  file_leftover: ({ path }) =>
    `removed a copy of ${path} that a killed run had left behind; git could not stage it`,
  file_fine: ({ path }) => `${path} was read`,
  git_ignored: ({ path }) => `${path} is ignored by git`,
  git_none: () => 'not a git repository',
  git_unavailable: ({ detail }) => `could not run git${detail ? `: ${detail}` : ''}`,
  exposure_none: () => 'not in any variable that a bundler publishes',
  endpoint_default: () => 'https://api.openai.com/v1',
  endpoint_custom: ({ baseURL }) => `${baseURL}`,
  network_answered: ({ ms }) => `the host responded in ${ms} ms`,
  network_proxy: ({ proxy }) => `the host responded through the proxy ${proxy}`,
  network_extra_ca: (f) => `${unusedCa(f)}: Node ignores it`,
  network_rung: ({ way, rung, family, target, ok, timedOut, code, status, certificate, ms }) => {
    const detail = [
      timedOut ? 'no response' : code,
      status && `status ${status}`,
      certificate && `certificate issued by ${certificate.issuer}`,
    ].filter(Boolean);
    const said = detail.length > 0 ? ` (${detail.join(', ')})` : '';
    return `${ways[way]}: ${rungs[rung]} ${target}${family !== null && !target.includes(':') ? ` (IPv${family})` : ''}: ${ok ? 'ok' : 'failed'}${said}, ${ms} ms`;
  },
  auth_accepted: ({ count }) => `accepted; ${count === 1 ? '1 model' : `${count} models`} listed`,
  auth_listed: ({ count }) =>
    `${count === 1 ? '1 model' : `${count} models`} listed; many servers list them for any key, so this proves nothing about yours`,
  auth_cannot_list: () => 'this key cannot list models; the test call will show whether it works',
  auth_not_judged: () => 'this server has no model list; the test call will show whether the key works',
  model_listed: ({ model }) => `this key can use ${model}`,
  model_not_listed: ({ model }) => `${model} is not in the list; the test call will show whether it works`,
  model_unknown: ({ model }) => `${model} will be tried`,
  live_passed: ({ model, ms }) => `${model} replied in ${ms} ms`,
  live_disguised: ({ model }) => `${model} reached the token limit, which shows that everything works`,
  parameter_dropped: ({ parameter }) => `the server does not support ${parameter}; called again without it`,
  skipped_after: ({ check }) => `skipped, because "${checkNames[check]}" failed`,
  skipped_offline: () => 'skipped (--offline)',
  skipped_no_file: () => 'skipped: the key does not come from a file',
  says_finding: () => 'see the verdict',
};
