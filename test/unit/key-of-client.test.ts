import { expect, test } from 'vitest';
import { keyOfClient } from '../../src/domain/code/key-of-client.ts';

/** G: a client is given a key, U: the usual one, P: read from the process, F: the framework gives it, V: Vite is asked for it, B: in the browser. */
const seen = (text: string): string => {
  const { isGiven, usualName, fromProcess, fromFramework, fromVite, inBrowser } = keyOfClient(text);
  return [
    isGiven && 'G',
    usualName && 'U',
    fromProcess && 'P',
    fromFramework && 'F',
    fromVite && 'V',
    inBrowser && 'B',
  ]
    .filter(Boolean)
    .join('');
};

test.each([
  ['new OpenAI()', 'UP'],
  ['new OpenAI({ baseURL: base(1), timeout: 5 })', 'UP'],
  ['new OpenAI({ apiKey: process.env.OPENAI_API_KEY })', 'GUP'],
  ["new OpenAI({ apiKey: process.env['OPENAI_API_KEY'] })", 'GUP'],
  ['new OpenAI({ apiKey: process.env.OPENAI_KEY })', 'G'],
  ['new OpenAI({ timeout: 5, apiKey: process.env["OPENAI_KEY"]! })', 'G'],
  ['new OpenAI({ apiKey: process.env.OPENAI_KEY ?? process.env.OPENAI_API_KEY })', 'GUP'],
  ['new OpenAI({ apiKey: key })', 'G'],
  ['new OpenAI({ apiKey: env.OPENAI_API_KEY })', 'GU'],
  ["import { env } from '$env/dynamic/private'; new OpenAI({ apiKey: env.OPENAI_API_KEY })", 'GUF'],
  ['new OpenAI({ apiKey: import.meta.env.OPENAI_API_KEY })', 'GUFV'],
  ['define: { "import.meta.env.OPENAI_API_KEY": key }', 'UF'],
  ["import 'dotenv/config'; new OpenAI()", 'UPF'],
  ['process.env.OPENAI_API_KEY ??= read(); new OpenAI()', 'UPF'],
  ['client = OpenAI()', 'UP'],
  ['client = AsyncOpenAI(api_key=os.environ["OPENAI_KEY"])', 'G'],
  ['client = OpenAI(api_key=os.getenv("OPENAI_KEY"), timeout=3)', 'G'],
  ['client = OpenAI(\n    api_key=os.environ.get("OPENAI_API_KEY"),\n)', 'GU'],
  ['new OpenAI({ apiKey: process.env.EXPO_PUBLIC_OPENAI_API_KEY, dangerouslyAllowBrowser: true })', 'G'],
  ['new OpenAI({ apiKey: process.env.OPENAI_API_KEY, dangerouslyAllowBrowser: true })', 'GUPB'],
  ["import { openai } from '@ai-sdk/openai';", 'UP'],
  ['createOpenAI({ apiKey: settings.key })', 'G'],
  ['ChatOpenAI(model="x")', 'UP'],
  ['new ChatOpenAI({ openAIApiKey: key })', 'G'],
  ['class Settings:\n    openai_api_key: str', 'U'],
  ['openai.api_key = settings.key', 'G'],
  ['if openai.api_key == "": pass', ''],
  ['const text = "nothing of it";', ''],
])('%s', (text, expected) => expect(seen(text)).toBe(expected));
