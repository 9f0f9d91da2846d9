import { expect, test } from 'vitest';
import { keyOfClient } from '../../src/domain/code/key-of-client.ts';

/** O: a variable of another name, U: the usual one, P: read from the process, F: the framework gives it. */
const seen = (text: string): string => {
  const { otherName, usualName, fromProcess, fromFramework } = keyOfClient(text);
  return [otherName && 'O', usualName && 'U', fromProcess && 'P', fromFramework && 'F']
    .filter(Boolean)
    .join('');
};

test.each([
  ['new OpenAI()', 'UP'],
  ['new OpenAI({ baseURL: base(1), timeout: 5 })', 'UP'],
  ['new OpenAI({ apiKey: process.env.OPENAI_API_KEY })', 'UP'],
  ["new OpenAI({ apiKey: process.env['OPENAI_API_KEY'] })", 'UP'],
  ['new OpenAI({ apiKey: process.env.OPENAI_KEY })', 'O'],
  ['new OpenAI({ timeout: 5, apiKey: process.env["OPENAI_KEY"]! })', 'O'],
  ['new OpenAI({ apiKey: process.env.OPENAI_KEY ?? process.env.OPENAI_API_KEY })', 'UP'],
  ['new OpenAI({ apiKey: key })', ''],
  ['new OpenAI({ apiKey: env.OPENAI_API_KEY })', 'U'],
  ["import { env } from '$env/dynamic/private'; new OpenAI({ apiKey: env.OPENAI_API_KEY })", 'UF'],
  ['new OpenAI({ apiKey: import.meta.env.OPENAI_API_KEY })', 'UF'],
  ["import 'dotenv/config'; new OpenAI()", 'UPF'],
  ['process.env.OPENAI_API_KEY ??= read(); new OpenAI()', 'UPF'],
  ['client = OpenAI()', 'UP'],
  ['client = AsyncOpenAI(api_key=os.environ["OPENAI_KEY"])', 'O'],
  ['client = OpenAI(api_key=os.getenv("OPENAI_KEY"), timeout=3)', 'O'],
  ['client = OpenAI(\n    api_key=os.environ.get("OPENAI_API_KEY"),\n)', 'U'],
  ['const text = "nothing of it";', ''],
])('%s', (text, expected) => expect(seen(text)).toBe(expected));
