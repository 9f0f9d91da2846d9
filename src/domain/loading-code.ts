import type { Framework } from './frameworks.ts';

/** Packages that the lines below need, beside a framework's own loader. */
export interface LoadingCode {
  readonly lines: readonly string[];
  /** The framework puts the file's values into the environment itself. */
  readonly byFramework: boolean;
  readonly packages: readonly string[];
}

/** The two lines with which a program of this project loads the key and makes a client. */
export function loadingCode(framework: Framework, type: 'module' | 'commonjs', envFile: string): LoadingCode {
  const path = JSON.stringify(envFile);
  const plain = envFile === '.env';
  if (framework.id === 'python') {
    return {
      lines: [
        `from dotenv import load_dotenv; load_dotenv(${plain ? '' : path})`,
        'from openai import OpenAI; client = OpenAI()',
      ],
      byFramework: false,
      packages: ['openai', 'python-dotenv'],
    };
  }
  if (!['node', 'none'].includes(framework.id)) {
    return {
      lines: ["import OpenAI from 'openai';", 'const client = new OpenAI();'],
      byFramework: true,
      packages: ['openai'],
    };
  }
  const module = type === 'module' || framework.id === 'none';
  const load = module
    ? plain
      ? "import 'dotenv/config';"
      : `import { config } from 'dotenv'; config({ path: ${path} });`
    : `require('dotenv').config(${plain ? '' : `{ path: ${path} }`});`;
  const client = module
    ? "import OpenAI from 'openai'; const client = new OpenAI();"
    : "const OpenAI = require('openai'); const client = new OpenAI();";
  return { lines: [load, client], byFramework: false, packages: ['openai', 'dotenv'] };
}
