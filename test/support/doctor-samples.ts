import {
  type DoctorFinding,
  doctorFinding,
  type RuleFacts,
  type RuleId,
} from '../../src/domain/doctor/finding.ts';
import type { DoctorRule } from '../../src/domain/doctor/rule.ts';
import { ruleById } from '../../src/domain/doctor/rules.ts';

const at = { absolute: '/app/src/a.ts', line: 3, column: 5 };
const file = { absolute: '/app/.env' };
const keyAt = { type: 'file', ...file, line: 2 } as const;

/** Every story that each rule has. */
const facts: { readonly [R in RuleId]: readonly RuleFacts[R][] } = {
  model_retired: [
    { model: 'gpt-3.5-turbo', date: '2026-10-23', successor: 'gpt-6-luna' },
    { model: 'gpt-x', date: null, successor: null },
  ],
  model_retires_soon: [
    { model: 'gpt-4-turbo', date: '2026-12-23', days: 26, successor: 'gpt-6-luna' },
    { model: 'gpt-4-turbo', date: '2026-11-28', days: 1, successor: null },
  ],
  model_not_open: [
    { model: 'gpt-6-lua', near: 'gpt-6-luna' },
    { model: 'gpt-x', near: null },
  ],
  model_wrong_endpoint: [
    { model: 'whisper-1', called: 'chat', serves: ['transcriptions'], successor: null },
    { model: 'gpt-x', called: 'completions', serves: ['chat', 'responses'], successor: 'gpt-y' },
    { model: 'gpt-x', called: 'images', serves: [], successor: null },
    { model: 'gpt-x', called: 'embeddings', serves: [], successor: 'text-embedding-3-small' },
  ],
  removed_call: [
    {
      call: 'new Configuration',
      language: 'node',
      removedIn: '4.0.0',
      declared: '^4.1',
      instead: 'new OpenAI()',
    },
    { call: 'openai.error', language: 'python', removedIn: '1.0.0', declared: null, instead: null },
  ],
  parameter_not_accepted: [
    { parameter: 'max_tokens', model: 'o3', instead: 'max_completion_tokens' },
    { parameter: 'temperature', model: 'o3', instead: null },
  ],
  hardcoded_key: [
    { masked: 'sk-proj-…Ab3d', kind: 'project', language: 'node' },
    { masked: 'sk-…9xyz', kind: 'user', language: 'python' },
  ],
  placeholder_in_code: [
    { text: 'YOUR_API_KEY', language: 'node' },
    { text: 'YOUR_API_KEY', language: 'python' },
  ],
  variable_name_differs: [
    { reads: 'OPENAI_KEY', sets: 'OPENAI_API_KEY', setAt: keyAt },
    { reads: 'OPENAI_API_KEY', sets: 'OPENAI_KEY', setAt: keyAt },
  ],
  env_file_not_loaded: (['dotenv', 'env_file_option', 'python_dotenv'] as const).map((how) => ({
    ...{ keyAt, variable: 'OPENAI_API_KEY', how },
  })),
  env_file_loaded_too_late: [
    { loadedAt: { ...file, line: 4, column: 1 }, language: 'node' },
    { loadedAt: { ...file, line: 4, column: 1 }, language: 'python' },
  ],
  key_in_browser: [
    { reason: 'allowed' },
    { reason: 'reads', variable: 'OPENAI_API_KEY', published: false },
    { reason: 'reads', variable: 'VITE_OPENAI_API_KEY', published: true },
    { reason: 'configured', variable: 'OPENAI_API_KEY', by: 'Next.js' },
  ],
  client_option_overrides: [
    { option: 'baseURL', variable: 'OPENAI_BASE_URL', value: 'https://relay.example/v1' },
  ],
  sdk_missing: [
    {
      package: 'openai',
      declareIn: { absolute: '/app/package.json' },
      command: 'npm install openai',
      language: 'node',
    },
    { package: 'openai', declareIn: null, command: 'pip install openai', language: 'python' },
  ],
  ci_secret_differs: [
    { reason: 'not_read', variable: 'OPENAI_KEY', reads: 'OPENAI_API_KEY' },
    {
      reason: 'not_provided',
      secret: 'OPENAI_KEY',
      variable: 'OPENAI_API_KEY',
      instead: 'secrets.OPENAI_API_KEY',
    },
  ],
  key_in_image: [
    { reason: 'argument', variable: 'OPENAI_API_KEY' },
    { reason: 'variable', variable: 'OPENAI_API_KEY' },
    { reason: 'copied', file, ignoreFile: { absolute: '/app/.dockerignore' } },
  ],
  not_loaded_in_production: [
    { command: 'node a.js', loader: 'Node.js', from: file },
    { command: null, loader: 'Vite', from: file },
  ],
};

export const doctorSamples: readonly DoctorFinding[] = Object.entries(facts).flatMap(([rule, stories]) =>
  (stories as readonly RuleFacts[RuleId][]).map((one) =>
    // The compiler does not see that a rule and its own facts belong together.
    doctorFinding(ruleById[rule as RuleId] as DoctorRule, { at, subject: 'gpt', facts: one } as never),
  ),
);
