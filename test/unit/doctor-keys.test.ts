// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs as people write them
import { describe, expect, test } from 'vitest';
import { found, judged } from '../support/doctor.ts';
import { keyBuilders } from '../support/keys.ts';

const key = keyBuilders.project(1);
const made = (options: string): string => `import OpenAI from 'openai';\nconst c = new OpenAI(${options});\n`;

describe('keys in code', () => {
  test.each<[string, string]>([
    ['a.ts', made(`{ apiKey: '${key}' }`)],
    ['a.ts', `import OpenAI from 'openai';\nconst KEY = '${key}';\nnew OpenAI({ apiKey: KEY });`],
    ['a.py', `import openai\nopenai.api_key = "${key}"\n`],
    ['a.py', `import os, openai\nos.environ["OPENAI_API_KEY"] = "${key}"\n`],
    ['a.ts', `fetch('https://api.openai.com/v1/models', {\nheaders: { Authorization: 'Bearer ${key}' } });`],
  ])('%s, and the finding does not show it', (name, text) => {
    const { findings } = judged({ [name]: text });
    expect(findings.map(({ rule, line }) => `${rule} ${line}`)).toEqual(['hardcoded_key 2']);
    expect(JSON.stringify(findings)).not.toContain(key.slice(12, 40));
  });

  test.each<[string, string, string]>([
    ['a.ts', made("{ apiKey: 'YOUR_API_KEY' }"), 'YOUR_API_KEY'],
    ['a.ts', made("{ apiKey: 'sk-...' }"), 'sk-...'],
    ['a.ts', made("{ apiKey: 'sk-1234' }"), 'sk-1234'],
    ['a.ts', made('{ apiKey: "<your key here>" }'), '<your key here>'],
    ['a.py', 'import openai\nopenai.api_key = "your-api-key"\n', 'your-api-key'],
    ['a.py', 'from langchain_openai import ChatOpenAI\nChatOpenAI(api_key="sk-xxxx")\n', 'sk-xxxx'],
  ])('%s: a stand-in %s', (name, text, placeholder) => {
    expect(found({ [name]: text })).toEqual([`placeholder_in_code ${name}:2 ${placeholder}`]);
  });

  test.each<[string, string]>([
    ['a.ts', made('{ apiKey: process.env.OPENAI_API_KEY }')],
    ['a.ts', made("{ apiKey: process.env.OPENAI_API_KEY ?? '' }")],
    ['a.ts', made("{ apiKey: process.env.OPENAI_API_KEY || 'dummy' }")],
    ['a.ts', made("{ apiKey: 'ollama', baseURL: 'http://localhost:11434/v1' }")],
    ['a.ts', `${made('')}const example = 'OPENAI_API_KEY=sk-...';`],
    ['a.ts', `${made('')}// const key = '${key}';`],
    ['a.tsx', `${made('')}export const I = () => <input placeholder="sk-..." />;`],
    ['src/a.test.ts', made("{ apiKey: 'test-key' }")],
  ])('%s is healthy: %s', (name, text) => {
    expect(found({ [name]: text, 'src/b.ts': '' })).toEqual([]);
  });

  test('a stand-in for a variable that is not set is a warning', () => {
    const { findings } = judged({
      'a.py':
        'import os\nfrom openai import OpenAI\nOpenAI(api_key=os.getenv("OPENAI_API_KEY", "sk-your-key"))\n',
    });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['placeholder_in_code', 'warning'],
    ]);
  });
});

describe('keys in the browser', () => {
  test.each<[string, string, string]>([
    [
      'a.tsx',
      `'use client';\n${made('{ apiKey: process.env.NEXT_PUBLIC_OPENAI_API_KEY }')}`,
      '3 NEXT_PUBLIC_OPENAI_API_KEY',
    ],
    ['a.tsx', `'use client';\n${made('{ apiKey: process.env.OPENAI_API_KEY }')}`, '3 OPENAI_API_KEY'],
    ['a.tsx', `'use client';\n${made('')}`, '3 OPENAI_API_KEY'],
    ['a.js', made('{ apiKey, dangerouslyAllowBrowser: true }'), '2 dangerouslyAllowBrowser'],
    [
      'a.vue',
      `<script setup>\n${made('{ apiKey: import.meta.env.VITE_OPENAI_API_KEY }')}</script>`,
      '3 VITE_OPENAI_API_KEY',
    ],
    [
      'a.js',
      "fetch('https://api.openai.com/v1/chat/completions', {\nheaders: { Authorization: `Bearer ${process.env.REACT_APP_OPENAI_KEY}` } });",
      '2 REACT_APP_OPENAI_KEY',
    ],
  ])('%s: %s', (name, text, expected) => {
    expect(found({ [name]: text })).toEqual([`key_in_browser ${name}:${expected.replace(' ', ' ')}`]);
  });

  test('a file that a client component imports ships too', () => {
    const files = {
      'app/chat.tsx': "'use client';\nimport { ask } from '../lib/ai';\n",
      'lib/ai.ts': made('{ apiKey: process.env.OPENAI_API_KEY }'),
    };
    expect(found(files)).toEqual(['key_in_browser lib/ai.ts:2 OPENAI_API_KEY']);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['a route', { 'app/api/chat/route.ts': made('{ apiKey: process.env.OPENAI_API_KEY }') }],
    [
      'a server action',
      { 'a.tsx': "'use client';\nimport { ask } from './b';", 'b.ts': `'use server';\n${made('')}` },
    ],
    ['a type', { 'a.tsx': "'use client';\nimport type { C } from './b';", 'b.ts': made('') }],
    [
      'the front of an Astro page',
      { 'a.astro': `---\n${made('{ apiKey: import.meta.env.OPENAI_API_KEY }')}---\n` },
    ],
    [
      'a proxy of one’s own',
      {
        'a.js': made(
          "{ apiKey: 'unused', baseURL: 'https://proxy.example.com', dangerouslyAllowBrowser: true }",
        ),
      },
    ],
    ['a test', { 'src/a.ts': '', 'src/a.test.ts': made('{ dangerouslyAllowBrowser: true }') }],
    [
      'a public variable that is no key',
      { 'a.tsx': `'use client';\n// openai\nconst m = process.env.NEXT_PUBLIC_OPENAI_MODEL;` },
    ],
  ])('%s does not', (_, files) => {
    expect(found(files)).toEqual([]);
  });
});

describe('options that win over the environment', () => {
  const sets = (variable: string): string | null =>
    ({ OPENAI_ORG_ID: 'org-ours', OPENAI_BASE_URL: 'https://eu.api.openai.com/v1' })[variable] ?? null;
  test.each<[string, readonly string[]]>([
    ["{ organization: 'org-abc' }", ['organization']],
    ["{ organization: 'org-ours' }", []],
    ["{ project: 'proj_abc' }", []],
    ["{ baseURL: 'https://api.openai.com/v1' }", ['baseURL']],
    ["{ baseURL: 'https://eu.api.openai.com/v1/' }", []],
    ['{ organization: process.env.OPENAI_ORG_ID }', []],
    ["{ baseURL: process.env.OPENAI_BASE_URL ?? 'http://localhost:8080' }", []],
  ])('%s: %s', (options, expected) => {
    expect(found({ 'a.ts': made(options) }, { sets })).toEqual(
      expected.map((one) => `client_option_overrides a.ts:2 ${one}`),
    );
    expect(found({ 'a.ts': made(options) })).toEqual([]);
  });
});

describe('an env file that is loaded too late', () => {
  const late = 'env_file_loaded_too_late';
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['below the client', { 'a.js': `import dotenv from 'dotenv';\n${made('')}dotenv.config();` }, 'a.js:3'],
    ['below an import', { 'a.js': "import './c.js';\nimport 'dotenv/config';", 'c.js': made('') }, 'c.js:2'],
    [
      'by a call, which comes after all imports',
      { 'a.js': "import { config } from 'dotenv';\nconfig();\nimport './c.js';", 'c.js': made('') },
      'c.js:2',
    ],
    [
      'below a require',
      { 'a.js': "require('./c');\nrequire('dotenv').config();", 'c.js': made('') },
      'c.js:2',
    ],
    [
      'in Python',
      { 'a.py': 'from openai import OpenAI\nfrom dotenv import load_dotenv\nc = OpenAI()\nload_dotenv()\n' },
      'a.py:3',
    ],
    [
      'below an import in Python',
      {
        'a.py': 'from b import c\nfrom dotenv import load_dotenv\nload_dotenv()\n',
        'b.py': 'from openai import OpenAI\nc = OpenAI()\n',
      },
      'b.py:2',
    ],
  ])('%s', (_, files, expected) => {
    expect(found(files).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([`${late} ${expected}`]);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['first of all imports', { 'a.js': "import 'dotenv/config';\nimport './c.js';", 'c.js': made('') }],
    ['above the client', { 'a.js': `import dotenv from 'dotenv';\ndotenv.config();\n${made('')}` }],
    [
      'before a client that is made in a function',
      {
        'a.js': `import dotenv from 'dotenv';\nimport OpenAI from 'openai';\nconst get = () => new OpenAI();\ndotenv.config();`,
      },
    ],
    [
      'in the file of the client',
      { 'a.js': "import './c.js';\nimport 'dotenv/config';", 'c.js': `import 'dotenv/config';\n${made('')}` },
    ],
    ['above a require', { 'a.js': "require('dotenv').config();\nrequire('./c');", 'c.js': made('') }],
    [
      'above the import in Python',
      {
        'a.py': 'from dotenv import load_dotenv\nload_dotenv()\nfrom b import c\n',
        'b.py': 'from openai import OpenAI\nc = OpenAI()\n',
      },
    ],
    [
      'for a client with a key of its own',
      { 'a.js': `import dotenv from 'dotenv';\n${made('{ apiKey: keys.openai }')}dotenv.config();` },
    ],
  ])('%s it is in time', (_, files) => {
    expect(found(files)).toEqual([]);
  });
});

describe('what the code reads', () => {
  test('each read with its place, whether it is the key, and whether it may be missing', () => {
    const files = {
      'a.ts': `import OpenAI from 'openai';\nexport const c = new OpenAI({ apiKey: process.env.OPENAI_KEY ?? '' });\nconst org = process.env['OPENAI_ORG'];`,
      'b.py':
        'import os\nfrom openai import OpenAI\nOpenAI(api_key=os.environ["OPEN_AI_API_KEY"])\nOpenAI()\n',
    };
    const { seen } = judged(files);
    expect(
      seen.reads.map(({ name, line, column, isKey, hasDefault, written }) => ({
        name,
        line,
        column,
        isKey,
        hasDefault,
        written: written !== null,
      })),
    ).toEqual([
      { name: 'OPENAI_KEY', line: 2, column: 51, isKey: true, hasDefault: false, written: true },
      { name: 'OPENAI_ORG', line: 3, column: 26, isKey: false, hasDefault: false, written: true },
      { name: 'OPEN_AI_API_KEY', line: 3, column: 28, isKey: true, hasDefault: false, written: true },
      { name: 'OPENAI_API_KEY', line: 4, column: 1, isKey: true, hasDefault: false, written: false },
    ]);
    expect(seen.imports.map(({ package: name, language }) => `${name} ${language}`)).toEqual([
      'openai node',
      'openai python',
    ]);
    expect(seen.languages).toEqual(['python', 'typescript']);
  });
});

describe('files that are not understood', () => {
  test('are skipped and named, and the others are read', () => {
    const big = `// openai\n${'const a = 1;\n'.repeat(100_000)}`;
    const { seen, findings } = judged({
      'big.js': big,
      'min.js': `var openai=${'"x",'.repeat(3000)}1;`,
      'binary.py': 'openai\0',
      'deep.js': `openai = ${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
      'broken.ipynb': '{"cells": openai',
      'half.js':
        "import OpenAI from 'openai';\nconst c = new OpenAI();\nc.chat.completions.create({ model: 'gpt-4' });\nfunction (",
      'circle-a.js': "export { x } from './circle-b.js'; // openai",
      'circle-b.js': "export { x } from './circle-a.js'; // openai\nimport { x } from './circle-a.js'; x();",
      'self.py': 'import openai\nx = x or y\ny = x\nx.chat.completions.create(model=y)\n',
    });
    expect(findings.map(({ rule, absolute }) => `${rule} ${absolute}`)).toEqual([
      'model_retired /app/half.js',
    ]);
    expect(seen.unread).toEqual(
      expect.arrayContaining(['/app/big.js', '/app/min.js', '/app/binary.py', '/app/broken.ipynb']),
    );
  });
});
