// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs as people write them
import { describe, expect, test } from 'vitest';
import { found, judged, mended } from '../support/doctor.ts';

const client = "import OpenAI from 'openai';\nconst client = new OpenAI();\n";
const python = 'from openai import OpenAI\nclient = OpenAI()\n';
const ask = (model: string): string => `client.chat.completions.create({ model: ${model}, messages: [] });\n`;
const askPython = (model: string): string => `client.chat.completions.create(model=${model}, messages=[])\n`;

const retired = (line: number, name = 'a.ts', model = 'gpt-4'): string =>
  `model_retired ${name}:${line} ${model}`;

describe('a retired model is found where it is written', () => {
  test.each<[string, string, number]>([
    ['in the call', client + ask("'gpt-4'"), 3],
    ['in double quotes', client + ask('"gpt-4"'), 3],
    ['in a template', client + ask('`gpt-4`'), 3],
    ['in a constant', `${client}const model = 'gpt-4';\n${ask('model')}`, 3],
    [
      'in a constant by its short name',
      `${client}const model = 'gpt-4';\nclient.responses.create({ model, input: '' });`,
      3,
    ],
    ['in a constant below', `${client}async function f() {\n  await ${ask('M')}}\nconst M = 'gpt-4';`, 6],
    ['as what is taken without a variable', client + ask("process.env.MODEL ?? 'gpt-4'"), 3],
    ['as what is taken otherwise', client + ask("process.env.MODEL || 'gpt-4'"), 3],
    ['as one of two', client + ask("cheap ? 'gpt-6-luna' : 'gpt-4'"), 3],
    [
      'in an object of constants',
      `${client}const models = { big: 'gpt-4' } as const;\n${ask('models.big')}`,
      3,
    ],
    ['in an enum', `${client}enum Model { Big = 'gpt-4' }\n${ask('Model.Big')}`, 3],
    [
      'in options that are made before',
      `${client}const options = { model: 'gpt-4' };\nclient.chat.completions.create(options);`,
      3,
    ],
    [
      'in options that are spread',
      `${client}const base = { model: 'gpt-4' };\nclient.chat.completions.create({ ...base, messages: [] });`,
      3,
    ],
    [
      'in a field that is set later',
      `${client}const options = { messages: [] };\noptions.model = 'gpt-4';\nclient.chat.completions.create(options);`,
      4,
    ],
    ['as the default of a parameter', `${client}export const ask = (model = 'gpt-4') => ${ask('model')}`, 3],
    ['as an argument', `${client}function ask(model: string) {\n  return ${ask('model')}}\nask('gpt-4');`, 6],
    [
      'as a field of an argument',
      `${client}function ask({ model }: O) {\n  return ${ask('model')}}\nask({ model: 'gpt-4' });`,
      6,
    ],
    ['in a list', `${client}for (const model of ['gpt-6-luna', 'gpt-4']) ${ask('model')}`, 3],
    [
      'in a class',
      `import OpenAI from 'openai';\nclass Chat {\n  #client = new OpenAI();\n  private model = 'gpt-4';\n  ask() { return this.#client.chat.completions.create({ model: this.model, messages: [] }) }\n}`,
      4,
    ],
    [
      'with a client from a type',
      `import type OpenAI from 'openai';\nexport const ask = (client: OpenAI) =>\n  ${ask("'gpt-4'")}`,
      3,
    ],
    [
      'with a client from a constructor',
      `import OpenAI from 'openai';\nclass Chat {\n  constructor(private readonly openai: OpenAI) {}\n  ask() { return this.openai.chat.completions.create({ model: 'gpt-4' }) }\n}`,
      4,
    ],
    [
      'with a client from a function',
      `import { OpenAI } from 'openai';\nlet made: OpenAI | undefined;\nfunction get() {\n  made ??= new OpenAI();\n  return made;\n}\nget().chat.completions.create({ model: 'gpt-4' });`,
      7,
    ],
    [
      'with options for one call',
      `${client}client.withOptions({ timeout: 5 }).chat.completions.create({ model: 'gpt-4' });`,
      3,
    ],
    [
      'with a namespace',
      `import * as ai from 'openai';\nconst client = new ai.OpenAI();\n${ask("'gpt-4'")}`,
      3,
    ],
    ['with require', `const OpenAI = require('openai');\nconst client = new OpenAI();\n${ask("'gpt-4'")}`, 3],
    [
      'with a part of require',
      `const { OpenAI: O } = require('openai');\nconst client = new O();\n${ask("'gpt-4'")}`,
      3,
    ],
    [
      'with a dynamic import',
      `const { default: OpenAI } = await import('openai');\nconst client = new OpenAI();\n${ask("'gpt-4'")}`,
      3,
    ],
    ['in a stream', `${client}client.beta.chat.completions.stream({ model: 'gpt-4' });`, 3],
    [
      'in a request of one’s own',
      `const url = 'https://api.openai.com/v1/chat/completions';\nfetch(url, {\n  body: JSON.stringify({ model: 'gpt-4' }) });`,
      3,
    ],
    [
      'for the AI SDK',
      `import { openai } from '@ai-sdk/openai';\nimport { generateText } from 'ai';\ngenerateText({ model: openai('gpt-4') });`,
      3,
    ],
    [
      'for LangChain',
      `import { ChatOpenAI } from '@langchain/openai';\nconst llm = new ChatOpenAI({\n  modelName: 'gpt-4' });`,
      3,
    ],
  ])('%s', (_, text, line) => {
    const rules = found({ 'a.ts': text }).filter((one) => one.startsWith('model_retired'));
    expect(rules).toEqual([retired(line)]);
  });

  test.each<[string, string, number]>([
    ['in the call', python + askPython('"gpt-4"'), 3],
    ['in a constant', `${python}MODEL = "gpt-4"\n${askPython('MODEL')}`, 3],
    [
      'as what is taken without a variable',
      `import os\n${python}${askPython('os.getenv("MODEL", "gpt-4")')}`,
      4,
    ],
    [
      'as what is taken otherwise',
      `import os\n${python}${askPython('os.environ.get("MODEL") or "gpt-4"')}`,
      4,
    ],
    [
      'as the default of a parameter',
      `${python}def ask(model="gpt-4"):\n    return ${askPython('model')}`,
      3,
    ],
    [
      'as a keyword argument',
      `${python}def ask(*, model):\n    return ${askPython('model')}\nask(model="gpt-4")\n`,
      6,
    ],
    [
      'in a dictionary',
      `${python}options = {"model": "gpt-4", "messages": []}\nclient.chat.completions.create(**options)\n`,
      3,
    ],
    [
      'in a dictionary that is made by a call',
      `${python}options = dict(model="gpt-4")\nclient.chat.completions.create(**options)\n`,
      3,
    ],
    [
      'in a dictionary that changes',
      `${python}options = {}\noptions["model"] = "gpt-4"\nclient.chat.completions.create(**options)\n`,
      4,
    ],
    [
      'in a class',
      'from openai import AsyncOpenAI\nclass Bot:\n    def __init__(self, model: str = "gpt-4"):\n        self.model = model\n        self.client = AsyncOpenAI()\n    async def ask(self):\n        return await self.client.chat.completions.create(model=self.model)\n',
      3,
    ],
    [
      'in a data class',
      `${python}@dataclass\nclass Settings:\n    model: str = "gpt-4"\nsettings = Settings()\n${askPython('settings.model')}`,
      5,
    ],
    [
      'with a client of `with`',
      'from openai import OpenAI\nwith OpenAI() as client:\n    client.responses.create(model="gpt-4")\n',
      3,
    ],
    ['with the module itself', 'import openai as ai\nai.chat.completions.create(model="gpt-4")\n', 2],
    [
      'with a client from a type',
      'import openai\ndef ask(client: openai.OpenAI):\n    client.chat.completions.create(model="gpt-4")\n',
      3,
    ],
    ['in an f-string without parts', python + askPython('f"gpt-4"'), 3],
    ['in a loop', `${python}for model in ["gpt-6-luna", "gpt-4"]:\n    ${askPython('model')}`, 3],
    ['for LangChain', 'from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model="gpt-4")\n', 2],
    ['for LlamaIndex', 'from llama_index.llms.openai import OpenAI\nllm = OpenAI(model="gpt-4")\n', 2],
    [
      'in a request of one’s own',
      'import requests\nrequests.post("https://api.openai.com/v1/chat/completions",\n    json={"model": "gpt-4"})\n',
      3,
    ],
  ])('in Python %s', (_, text, line) => {
    const rules = found({ 'a.py': text }).filter((one) => one.startsWith('model_retired'));
    expect(rules).toEqual([retired(line, 'a.py')]);
  });

  test('in another file, which is imported directly', () => {
    const files = {
      'src/config.ts': "export const MODEL = 'gpt-4';\nexport default { small: 'gpt-3.5-turbo' };\n",
      'src/client.ts': "import OpenAI from 'openai';\nexport const openai = new OpenAI();\n",
      'src/index.ts': "export * from './client.js';\n",
      'src/chat.ts':
        "import { openai } from './index';\nimport config, { MODEL } from './config.js';\n" +
        'openai.chat.completions.create({ model: MODEL });\nopenai.responses.create({ model: config.small });\n',
    };
    expect(found(files)).toEqual([retired(1, 'src/config.ts'), retired(2, 'src/config.ts', 'gpt-3.5-turbo')]);
  });

  test('in another file of Python', () => {
    const files = {
      'app/__init__.py': '',
      'app/config.py': 'MODEL = "gpt-4"\n',
      'app/llm.py': 'from openai import OpenAI\nclient = OpenAI()\n',
      'app/chat.py': `from . import config\nfrom .llm import client\n${askPython('config.MODEL')}`,
      'main.py': `from app.config import MODEL\nimport app.llm\napp.llm.client.responses.create(model=MODEL)\n`,
    };
    expect(found(files)).toEqual([retired(1, 'app/config.py')]);
  });

  test('in scripts of Vue, Svelte and Astro, and in a cell of a notebook', () => {
    const cells = [
      { cell_type: 'markdown', source: ['gpt-4\n'] },
      { cell_type: 'code', source: ['!pip install openai\n', 'from openai import OpenAI'] },
      { cell_type: 'code', source: ['OpenAI().responses.create(model="gpt-4", input="\\n")'] },
    ];
    const files = {
      'a.vue': `<template>gpt-4</template>\n<script setup lang="ts">\n${client}${ask("'gpt-4'")}</script>\n`,
      'b.astro': `---\n${client}${ask("'gpt-4'")}---\n<p>gpt-4</p>\n`,
      'c.ipynb': JSON.stringify({ cells, metadata: {} }, null, 1),
    };
    const models = found(files).filter((one) => one.startsWith('model_'));
    expect(models).toEqual([retired(5, 'a.vue'), retired(4, 'b.astro'), retired(19, 'c.ipynb')]);
  });
});

describe('a retired model is followed', () => {
  const argparse = `import argparse\nfrom openai import OpenAI\nparser = argparse.ArgumentParser()\nparser.add_argument("--model", default="gpt-4")\nargs = parser.parse_args()\nOpenAI().responses.create(model=args.model)\n`;
  test.each<[string, string, string, number]>([
    ['from the options of a command line', 'a.py', argparse, 4],
    [
      'from the options of commander',
      'a.ts',
      `import { Command } from 'commander';\n${client}const program = new Command();\nprogram.option('--model <id>', 'model', 'gpt-4');\nconst given = program.opts();\n${ask('given.model')}`,
      5,
    ],
    [
      'from settings',
      'a.py',
      `${python}class Settings(BaseModel):\n    model: str = Field(default="gpt-4")\n${askPython('Settings().model')}`.replace(
        'class',
        'from pydantic import Field\nclass',
      ),
      5,
    ],
    [
      'through `super`',
      'a.ts',
      `import OpenAI from 'openai';\nclass A {\n  client = new OpenAI();\n  constructor(readonly model: string) {}\n  ask() { return this.client.responses.create({ model: this.model }) }\n}\nclass B extends A {\n  constructor() { super('gpt-4'); }\n}`,
      8,
    ],
    [
      'from a class below',
      'a.py',
      'from openai import OpenAI\nclass A:\n    def ask(self):\n        OpenAI().responses.create(model=self.model)\nclass B(A):\n    model = "gpt-4"\n',
      6,
    ],
    [
      'through keyword arguments that are handed on',
      'a.py',
      `${python}def send(**given):\n    return client.responses.create(**given)\nsend(model="gpt-4")\n`,
      5,
    ],
    [
      'into a partial call',
      'a.py',
      `from functools import partial\n${python}ask = partial(client.responses.create, model="gpt-4")\n`,
      4,
    ],
    [
      'in a component of Vue',
      'a.js',
      `${client}export default {\n  data() { return { model: 'gpt-4' } },\n  methods: { ask() { return client.responses.create({ model: this.model }) } },\n};`,
      4,
    ],
    [
      'out of state',
      'a.tsx',
      `import { useState } from 'react';\n${client}function P() {\n  const [model] = useState('gpt-4');\n  client.responses.create({ model });\n}`,
      5,
    ],
  ])('%s', (_, name, text, line) => {
    const rules = found({ [name]: text }).filter((one) => one.startsWith('model_retired'));
    expect(rules).toEqual([retired(line, name)]);
  });
});

describe('a name that is not passed to OpenAI is no finding', () => {
  const elsewhere = (options: string): string =>
    `import OpenAI from 'openai';\nconst client = new OpenAI(${options});\n${ask("'gpt-4'")}`;
  test.each<[string, Readonly<Record<string, string>>]>([
    ['in a comment', { 'a.ts': `${client}// gpt-4\n${ask("'gpt-6-luna'")}` }],
    ['in a table of prices', { 'a.ts': `${client}const prices = { 'gpt-4': 30, 'o1-mini': 1 };` }],
    [
      'in a picker',
      {
        'a.tsx': `${client}export const P = () => <select>{['gpt-4'].map((m) => <option>{m}</option>)}</select>;`,
      },
    ],
    ['in a text', { 'a.ts': `${client}console.log('gpt-4 is gone');\n${ask("'gpt-6-luna'")}` }],
    [
      'to another vendor',
      {
        'a.ts':
          "import Groq from 'groq-sdk';\nnew Groq().chat.completions.create({ model: 'gpt-4' }); // openai",
      },
    ],
    [
      'to another host',
      {
        'a.ts': elsewhere(
          "{ baseURL: 'https://openrouter.ai/api/v1', apiKey: process.env.OPENROUTER_API_KEY }",
        ),
      },
    ],
    ['to a host that the environment names', { 'a.ts': elsewhere('{ baseURL: process.env.LLM_URL }') }],
    [
      'to Azure',
      {
        'a.py':
          'from openai import AzureOpenAI\nclient = AzureOpenAI()\nclient.chat.completions.create(model="gpt-4")\n',
      },
    ],
    [
      'to Azure by the module',
      {
        'a.py':
          'import openai\nopenai.api_type = "azure"\nopenai.api_base = "https://x.openai.azure.com"\nopenai.chat.completions.create(model="gpt-4")\n',
      },
    ],
    ['to a model of the database', { 'a.ts': `${client}prisma.chat.create({ data: { model: 'gpt-4' } });` }],
    ['to a tokenizer', { 'a.py': 'import tiktoken  # openai\ntiktoken.encoding_for_model("gpt-4")\n' }],
    ['in a branch that never runs', { 'a.ts': `${client}if (false) {\n  ${ask("'gpt-4'")}}` }],
    ['in a branch of Python that never runs', { 'a.py': `${python}if False:\n    ${askPython('"gpt-4"')}` }],
    [
      'as an argument in a test alone',
      {
        'src/a.ts': `${client}export const f = (model: string) => ${ask('model')}`,
        'src/a.test.ts': "import { f } from './a';\nf('gpt-4');",
      },
    ],
    ['in a test', { 'src/a.ts': client, 'src/a.test.ts': client + ask("'gpt-4'") }],
    ['in what a tool has made', { 'src/a.ts': client, 'dist/a.js': client + ask("'gpt-4'") }],
    [
      'to a module of the project with the same name',
      { 'openai.py': 'class OpenAI: pass\n', 'a.py': python + askPython('"gpt-4"') },
    ],
    [
      'before another value',
      { 'a.ts': `${client}let model = 'gpt-4';\nmodel = 'gpt-6-luna';\n${ask('model')}` },
    ],
    [
      'before another value in Python',
      { 'a.py': `${python}model = "gpt-4"\nmodel = "gpt-6-luna"\n${askPython('model')}` },
    ],
    [
      'in a function that only compares',
      { 'a.ts': `${client}if (model === 'gpt-4') throw new Error();\n${ask("'gpt-6-luna'")}` },
    ],
    [
      'with the AI SDK of another vendor',
      { 'a.ts': "import { groq } from '@ai-sdk/groq'; // openai\ngroq('gpt-4');" },
    ],
    [
      'with LiteLLM for another vendor',
      { 'a.py': 'import litellm  # openai\nlitellm.completion(model="azure/gpt-4")\n' },
    ],
  ])('%s', (_, files) => {
    expect(found(files)).toEqual([]);
  });
});

describe('what is said of a model', () => {
  const said = (model: string, method = 'chat.completions.create') =>
    found({ 'a.ts': `${client}client.${method}({ model: '${model}' });` });

  test.each([
    ['o3', 'model_retires_soon'],
    ['gpt-4o-mini', 'model_retires_soon'],
    ['gpt-5.4-nano', undefined],
    ['gpt-6-luna', undefined],
    ['gpt-4o-2024-05-13', 'model_retired'],
    ['gpt-3.5-turbo-0125', 'model_retired'],
    ['ft:gpt-3.5-turbo-0125:me::1', undefined],
    ['my-own-model', undefined],
  ])('%s: %s', (model, rule) => {
    expect(said(model)).toEqual(rule ? [`${rule} a.ts:3 ${model}`] : []);
  });

  test.each([
    ['text-embedding-3-small', 'chat.completions.create', true],
    ['gpt-6-luna', 'embeddings.create', true],
    ['gpt-6-luna', 'completions.create', true],
    ['gpt-6-luna', 'responses.create', false],
    ['gpt-image-2', 'images.generate', false],
    ['gpt-image-2', 'chat.completions.create', true],
    ['gpt-5.5-pro', 'chat.completions.create', true],
    ['gpt-5.5-pro', 'responses.create', false],
    ['omni-moderation-latest', 'moderations.create', false],
    ['text-embedding-3-large', 'embeddings.create', false],
  ])('%s for %s: wrong is %s', (model, method, wrong) => {
    expect(said(model, method)).toEqual(wrong ? [`model_wrong_endpoint a.ts:3 ${model}`] : []);
  });

  test('the key’s own list decides, and a misspelt id has one that was meant', () => {
    const openModels = new Set(['gpt-6-luna', 'gpt-4', 'gpt-6-sol']);
    const files = { 'a.ts': client + ask("'gpt-4'") + ask("'gpt-6-lunar'") + ask("'gpt-6-astra'") };
    const { findings } = judged(files, { openModels });
    expect(findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([
      'model_not_open gpt-6-lunar',
      'model_not_open gpt-6-astra',
    ]);
    expect(mended(files, findings)['a.ts']).toContain("'gpt-6-luna'");
  });

  test('with a base address in the environment that is not OpenAI’s, nothing is said of models', () => {
    expect(found({ 'a.ts': client + ask("'gpt-4'") }, { official: false })).toEqual([]);
  });
});

describe('the mend of a model runs', () => {
  const mend = (name: string, text: string): string =>
    mended({ [name]: text }, judged({ [name]: text }).findings)[name] ?? '';

  test('the id alone where nothing else is asked', () => {
    expect(mend('a.ts', client + ask("'gpt-4'"))).toBe(client + ask("'gpt-6-sol'"));
  });

  test('with the parameters that its successor takes', () => {
    expect(
      mend(
        'a.ts',
        `${client}client.chat.completions.create({ model: 'gpt-3.5-turbo', max_tokens: 5, temperature: 0 });`,
      ),
    ).toBe(
      `${client}client.chat.completions.create({ model: 'gpt-6-luna', reasoning_effort: 'none', max_completion_tokens: 5, temperature: 0 });`,
    );
    expect(
      mend('a.py', `${python}client.chat.completions.create(model="gpt-4", temperature=0.2, max_tokens=5)\n`),
    ).toBe(
      `${python}client.chat.completions.create(model="gpt-6-sol", temperature=0.2, reasoning_effort="none", max_completion_tokens=5)\n`,
    );
    expect(
      mend('b.py', `${python}client.chat.completions.create(**{"model": "gpt-4", "temperature": 0.2})\n`),
    ).toBe(
      `${python}client.chat.completions.create(**{"model": "gpt-6-sol", "reasoning_effort": "none", "temperature": 0.2})\n`,
    );
  });

  test('none where another method is needed, or the id is put together', () => {
    const files = {
      'a.ts': `${client}client.completions.create({ model: 'text-davinci-003', prompt: '' });`,
      'b.ts': `${client}const size = '4';\n${ask('`gpt-${size}`')}`,
    };
    expect(judged(files).findings.map(({ rule, fix }) => [rule, fix])).toEqual([
      ['model_retired', null],
      ['model_retired', null],
    ]);
  });
});
