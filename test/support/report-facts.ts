import type { NoteFacts, NoteId } from '../../src/domain/diagnosis/notes.ts';
import type { WarningFacts, WarningId } from '../../src/domain/diagnosis/warnings.ts';
import { inFolder } from './show.ts';

const file = { path: inFolder('.env') };
const line = { ...file, line: 3 };
const model = { model: 'gpt-9' };
const deepseek = { name: 'DeepSeek', baseURL: 'https://api.deepseek.com' };
const none = [{}];
const shadowed = { ...line, name: 'OPENAI_API_KEY', masked: 'sk-…1111', otherMasked: 'sk-…2222' };
const beside = { ...line, variable: 'OPENAI_API_KEY', masked: 'sk-…1111', otherMasked: 'sk-…2222' };
const unread = { ...line, problem: 'colon_form' } as const;
const proxy = 'http://proxy.example:8080';

/** Every story of every warning, and of every note: one that is missing here does not compile. */
export const warningSamples: { readonly [W in WarningId]: readonly WarningFacts[W][] } = {
  shadowed_by_environment: [
    { ...shadowed, empty: false },
    {
      ...shadowed,
      empty: true,
      remove: 'unset OPENAI_API_KEY',
      setAt: { path: { absolute: '/home/me/.bashrc' }, line: 9 },
    },
    { ...shadowed, empty: false, owner: { is: 'same', organization: 'acme' } },
    { ...shadowed, empty: false, owner: { is: 'refused' } },
    { ...shadowed, empty: false, remove: 'Remove-Item X', removeForGood: '[Environment]::Set' },
  ],
  sources_disagree: [
    { ...line, otherPath: inFolder('.env.local') },
    { ...line, otherPath: inFolder('.env.local'), cutOff: true },
    { ...line, otherPath: inFolder('.env.local'), open: true },
    { ...beside },
    { ...beside, open: true, remove: 'unset OPENAI_API_KEY' },
    { ...beside, open: true, by: inFolder('run.sh') },
    { ...beside, open: true, by: 'pipenv' },
    {
      ...line,
      otherPath: inFolder('.env.local'),
      owner: { is: 'another', organization: 'acme', other: 'org-2' },
    },
  ],
  production_differs: [
    { loader: 'Next.js', path: inFolder('.env.production'), what: 'another' },
    { loader: 'Next.js', path: null, what: 'none' },
  ],
  duplicate_assignment: [{ ...file, lines: '1, 2' }],
  env_file_bom: [file],
  env_file_permissions: [{ ...file, mode: '644' }],
  not_loadable_by_node: [unread],
  not_loadable_by_docker: [{ ...unread, line: 0 }],
  not_ignored: [
    { ...file, by: 'nobody' },
    { ...file, by: 'user' },
    { ...file, by: 'npm' },
    { ...file, by: 'docker', dockerfile: inFolder('Dockerfile') },
  ],
  tracked_by_git: [file],
  was_committed: [file],
  published_to_browser: [
    { name: 'VITE_KEY', at: null },
    { name: 'VITE_KEY', at: line },
  ],
  unusual_shape: [
    { reason: 'length', length: 165, expected: 164 },
    { reason: 'marker' },
    { reason: 'marker', resembles: [deepseek, { name: 'relay', baseURL: null }] },
    { reason: 'prefix' },
    { reason: 'prefix', resembles: [deepseek] },
  ],
  looks_truncated: [{ length: 100, expected: 164 }],
  custom_endpoint: [{ host: 'relay.example' }],
  model_retires_soon: [{ ...model, date: '2026-12-01' }],
  key_expires_soon: [
    { date: '2026-12-01', days: 4 },
    { date: '2026-12-01', days: 1 },
    { date: '2026-12-01', days: 0 },
  ],
  cannot_list_models: none,
  proxy_needed_by_program: [
    { proxy },
    { proxy, node: '24.1.0', command: 'export HTTPS_PROXY="http://$ALL_PROXY"' },
    { proxy, needs: 'variable', node: '24.1.0' },
    { proxy, needs: 'agent', node: '20.19.0' },
  ],
  empty_reply: [model],
};

const step = { way: 'direct', rung: 'tcp', family: 6, target: 'host:443', ms: 5 } as const;
const certificate = { issuer: 'Office CA', validFrom: '', validTo: '', altNames: '' };
export const noteSamples: { readonly [N in NoteId]: readonly NoteFacts[N][] } = {
  source_environment: [{ name: 'OPENAI_API_KEY' }],
  source_file: [line],
  source_stdin: none,
  source_prompt: none,
  source_none: none,
  source_parent: [file],
  source_replaced: [{ name: 'OPENAI_CUSTOM_HEADERS' }],
  load_file: [
    { loader: 'Next.js', path: inFolder('.env') },
    { loader: '', path: inFolder('package.json') },
  ],
  load_shell: [{ loader: 'Next.js' }],
  load_inherited: none,
  load_unknown: [
    { loader: 'pipenv', reason: 'set_anew', path: null },
    { loader: 'mise', reason: 'by_tool', path: null },
    { loader: 'source .env', reason: 'by_command', path: null },
    { loader: 'Next.js', reason: 'versions_differ', path: null },
    { loader: 'Vite', reason: 'configuration', path: inFolder('vite.config.ts') },
  ],
  load_named: none,
  load_production_none: [{ loader: 'Vite' }, { loader: '' }],
  load_production_inlined: [{ loader: 'Astro' }],
  load_production_called: [{ loader: 'Vite' }],
  format_kind: [{ kind: 'project', length: 164 }],
  format_forced: [{ length: 4 }],
  file_none: none,
  file_fine: [file],
  file_leftover: [file],
  git_ignored: [file],
  git_none: none,
  git_unavailable: [{ detail: '' }, { detail: 'dubious ownership' }],
  exposure_none: none,
  endpoint_default: none,
  endpoint_custom: [{ baseURL: 'https://relay.example/v1' }],
  network_answered: [{ ms: 9 }],
  network_proxy: [{ proxy, ms: 9 }],
  network_extra_ca: (['missing', 'unreadable', 'no_certificate'] as const).map((problem) => ({
    ...file,
    problem,
  })),
  network_rung: [
    { ...step, ok: true, timedOut: false, code: null, certificate, status: 200 },
    { ...step, way: 'proxy', ok: false, timedOut: true, code: null },
    { ...step, ok: false, timedOut: false, code: 'ECONNREFUSED' },
  ],
  auth_accepted: [{ count: 7 }],
  auth_listed: [{ count: 7 }],
  auth_cannot_list: none,
  auth_not_judged: none,
  model_listed: [model],
  model_not_listed: [model],
  model_unknown: [model],
  live_passed: [{ ...model, ms: 9 }],
  live_disguised: [model],
  parameter_dropped: [{ parameter: 'max_tokens' }],
  skipped_after: [{ check: 'auth' }],
  skipped_offline: none,
  skipped_no_file: none,
  says_finding: none,
};
