import { describe, expect, test } from 'vitest';
import { found, judged } from '../support/doctor.ts';

const removed = (files: Readonly<Record<string, string>>, declared: string | null = null) =>
  found(files, { declaredSdk: () => declared }).filter((one) => one.startsWith('removed_call'));

const third = `const { Configuration, OpenAIApi } = require('openai');
const configuration = new Configuration({ apiKey: process.env.OPENAI_API_KEY });
const openai = new OpenAIApi(configuration);
openai.createChatCompletion({ model: 'gpt-6-luna', messages: [] });
`;
const before1 = `import openai
try:
    openai.ChatCompletion.create(model="gpt-6-luna", messages=[])
except openai.error.RateLimitError:
    pass
`;

describe('calls that the SDK no longer has', () => {
  test('of version 3 for Node', () => {
    expect(removed({ 'a.js': third })).toEqual([
      'removed_call a.js:2 new Configuration',
      'removed_call a.js:3 new OpenAIApi',
      'removed_call a.js:4 openai.createChatCompletion',
    ]);
  });

  test('of version 0 for Python', () => {
    expect(removed({ 'a.py': before1 })).toEqual([
      'removed_call a.py:3 openai.ChatCompletion.create',
      'removed_call a.py:4 openai.error.RateLimitError',
    ]);
  });

  test.each<[string, string, readonly string[]]>([
    [
      'a.ts',
      "import { Configuration } from 'openai';\nexport const c = new Configuration();",
      ['2 new Configuration'],
    ],
    [
      'a.ts',
      "import OpenAI from 'openai';\nconst o = new OpenAI();\no.createEmbedding({});",
      ['3 o.createEmbedding'],
    ],
    [
      'a.ts',
      "import OpenAI from 'openai';\nnew OpenAI().beta.vectorStores.create({});",
      ['2 newOpenAI().beta.vectorStores.create'],
    ],
    [
      'a.ts',
      "import OpenAI from 'openai';\nconst r = await new OpenAI().chat.completions.create({ model: 'gpt-6-luna' });\nr.data.choices[0];",
      ['3 r.data'],
    ],
    ['a.ts', "import 'openai/shims/node';\nimport OpenAI from 'openai';", ['1 openai/shims/node']],
    ['a.py', 'from openai import ChatCompletion\nChatCompletion.acreate()\n', ['2 ChatCompletion.acreate']],
    ['a.py', 'import openai as ai\nai.Embedding.create(input="")\n', ['2 ai.Embedding.create']],
    ['a.py', 'from openai.error import RateLimitError\n', ['1 openai.error']],
    ['a.py', 'from openai.embeddings_utils import get_embedding\n', ['1 openai.embeddings_utils']],
    [
      'a.py',
      'import openai\nopenai.Image.create(prompt="")\nopenai.Audio.transcribe("whisper-1", f)\n',
      ['2 openai.Image.create', '3 openai.Audio.transcribe'],
    ],
  ])('%s: %s', (name, text, expected) => {
    expect(removed({ [name]: text })).toEqual(expected.map((one) => `removed_call ${name}:${one}`));
  });

  test.each<[string, string, boolean]>([
    ['a.js', '^3.2.1', false],
    ['a.js', '3.x', false],
    ['a.js', '>=3.0.0 <4', false],
    ['a.js', '>=3.0.0', true],
    ['a.js', '^4.20.0', true],
    ['a.js', 'latest', true],
    ['a.js', 'workspace:*', true],
    ['a.py', '==0.28.1', false],
    ['a.py', '0.28', false],
    ['a.py', '~=0.27', false],
    ['a.py', '>=0.27,<1.0', false],
    ['a.py', '<1', false],
    ['a.py', '>=0.27', true],
    ['a.py', '^1.30', true],
    ['a.py', '==1.*', true],
  ])('%s with %s declared: found is %s', (name, declared, isFound) => {
    const text = name === 'a.js' ? third : before1;
    expect(removed({ [name]: text }, declared).length > 0).toBe(isFound);
  });

  test.each<[string, string]>([
    ['a.ts', "import OpenAI from 'openai';\nclass Configuration {}\nnew Configuration();\nnew OpenAI();"],
    ['a.ts', "import { Configuration, OpenAIApi } from 'openai-edge';\nnew OpenAIApi(new Configuration());"],
    ['a.ts', "import { Configuration } from 'webpack'; // openai\nnew Configuration();"],
    [
      'a.ts',
      "import OpenAI from 'openai';\nconst o = new OpenAI();\no.chat.completions.create({ model: 'gpt-6-luna' });",
    ],
    ['a.ts', "import OpenAI from 'openai';\nthrow new OpenAI.APIError();"],
    [
      'a.py',
      'import openai\ntry:\n    openai.chat.completions.create(model="gpt-6-luna")\nexcept openai.RateLimitError:\n    pass\n',
    ],
    [
      'a.py',
      '# openai.ChatCompletion.create\nfrom openai.types.chat import ChatCompletion\ndef f() -> ChatCompletion: ...\n',
    ],
    ['a.py', 'from mylib import error\nimport openai\nerror.log(1)\n'],
    ['a.py', 'text = "openai.ChatCompletion.create"\n'],
    ['a.py', 'import litellm as openai\nopenai.ChatCompletion\n'],
  ])('%s has none: %s', (name, text) => {
    expect(removed({ [name]: text })).toEqual([]);
  });
});

describe('parameters that the model refuses', () => {
  const js = (call: string): string => `import OpenAI from 'openai';\nconst c = new OpenAI();\nc.${call};`;
  const refused = (text: string, name = 'a.ts') =>
    judged({ [name]: text })
      .findings.filter(({ rule }) => rule === 'parameter_not_accepted')
      .map(({ subject, fix }) => `${subject} ${fix?.replacement ?? (fix ? 'removed' : 'by hand')}`);

  test.each<[string, readonly string[]]>([
    ["chat.completions.create({ model: 'gpt-6-luna', max_tokens: 5 })", ['max_tokens max_completion_tokens']],
    ["chat.completions.create({ model: 'o3', temperature: 0.2 })", ['temperature removed']],
    [
      "chat.completions.create({ model: 'gpt-5-mini', top_p: 0.5, max_tokens: 9 })",
      ['top_p removed', 'max_tokens max_completion_tokens'],
    ],
    [
      "chat.completions.create({ model: 'gpt-6-luna', reasoning_effort: 'low', temperature: 0 })",
      ['temperature removed'],
    ],
    ["chat.completions.create({ model: 'gpt-4o', reasoning_effort: 'low' })", ['reasoning_effort removed']],
    ["responses.create({ model: 'gpt-6-luna', max_tokens: 5 })", ['max_tokens max_output_tokens']],
    ["responses.create({ model: 'o3', temperature: 0.2 })", ['temperature removed']],
    ["embeddings.create({ model: 'text-embedding-ada-002', dimensions: 3 })", ['dimensions removed']],
    ["images.generate({ model: 'gpt-image-2', response_format: 'b64_json' })", ['response_format removed']],
  ])('%s', (call, expected) => {
    expect(refused(js(call))).toEqual(expected);
  });

  test.each([
    "chat.completions.create({ model: 'gpt-4o', max_tokens: 5, temperature: 0.2 })",
    "chat.completions.create({ model: 'gpt-6-luna', max_completion_tokens: 5 })",
    "chat.completions.create({ model: 'gpt-6-luna', reasoning_effort: 'none', temperature: 0.2 })",
    "chat.completions.create({ model: 'gpt-5.1', temperature: 0.2 })",
    "chat.completions.create({ model: 'o3', temperature: 1 })",
    "chat.completions.create({ model: 'o3', temperature: undefined })",
    "chat.completions.create({ model: 'o3', temperature: given })",
    'chat.completions.create({ model, max_tokens: 5 })',
    "chat.completions.create({ model: small ? 'gpt-4o-mini' : 'gpt-6-luna', max_tokens: 5 })",
    "chat.completions.create({ model: process.env.MODEL ?? 'gpt-6-luna', max_tokens: 5 })",
    "responses.create({ model: 'gpt-6-luna', max_output_tokens: 50 })",
    "embeddings.create({ model: 'text-embedding-3-small', dimensions: 3 })",
  ])('none: %s', (call) => {
    expect(refused(js(call))).toEqual([]);
  });

  test('in Python, in a dictionary as well', () => {
    const text = `from openai import OpenAI
options = {"model": "gpt-6-luna", "max_tokens": 5}
OpenAI().chat.completions.create(**options)
OpenAI().chat.completions.create(model="o3", temperature=0.5)
`;
    expect(refused(text, 'a.py')).toEqual(['max_tokens max_completion_tokens', 'temperature removed']);
  });
});
