import { expect, test } from 'vitest';
import { isTelling } from '../../src/domain/doctor/file-kinds.ts';

test.each([
  ...[
    'openai',
    'OPEN_AI_KEY',
    'OpenAI',
    'gpt-4',
    'gpt-o',
    'chat.completions',
    'embeddings',
    'client.responses.create',
  ],
  ...[
    'text-davinci-003',
    'curie-001',
    'babbage-002',
    'ada-002',
    'DALL-E',
    'whisper-1',
    'tts-1-hd',
    'sora-2',
    'codex',
  ],
  ...[
    'omni-moderation-latest',
    'dangerouslyAllowBrowser',
    'createChatCompletion',
    'langchain',
    'llama_index',
  ],
  ...[
    'llamaindex',
    'litellm',
    'pydantic_ai',
    '"o1-mini"',
    'o3-mini',
    'o4-mini',
    'sk-abc',
    'env_file',
    '--env-file',
  ],
  ...[
    'envFile',
    'dotenv',
    'read_env',
    'load_dotenv',
    'loadEnv',
    'ConfigModule',
    'decouple',
    'environs',
    'COPY .env .',
  ],
  ...["cat('.env')", '.env.local', '.ENV'],
])('%s may have to do with the API', (text) => expect(isTelling(text)).toBe(true));

test.each([
  'process.env.PORT',
  'import.meta.env',
  'desk-top',
  'risk-2',
  'foo1-bar',
  'responses',
  'environment',
  '.envoy',
])('%s has not', (text) => expect(isTelling(text)).toBe(false));
