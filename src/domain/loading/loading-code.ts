import type { Framework } from './frameworks.ts';

/** Packages that the lines below need, beside a framework's own loader. */
export interface LoadingCode {
  readonly lines: readonly string[];
  /** The framework puts the file's values into the environment itself. */
  readonly byFramework: boolean;
  readonly packages: readonly string[];
}

/**
 * The lines with which a program of this project loads the key and makes a client. `envFile` is null where
 * the key is in the environment already.
 */
export function loadingCode(
  framework: Framework,
  type: 'module' | 'commonjs',
  envFile: string | null,
): LoadingCode {
  if (framework.id === 'python') return pythonCode(envFile);
  const module = type === 'module' || framework.id === 'none';
  const byFramework = !['node', 'none'].includes(framework.id);
  const client =
    module || byFramework
      ? ["import OpenAI from 'openai';", 'const client = new OpenAI();']
      : ["const OpenAI = require('openai');", 'const client = new OpenAI();'];
  if (byFramework) return { lines: client, byFramework: envFile !== null, packages: ['openai'] };
  if (envFile === null) return { lines: client, byFramework, packages: ['openai'] };
  const load = module ? loadAsModule(envFile) : loadAsCommonJs(envFile);
  return { lines: [...load, ...client], byFramework, packages: ['openai', 'dotenv'] };
}

function pythonCode(envFile: string | null): LoadingCode {
  const client = ['from openai import OpenAI', 'client = OpenAI()'];
  if (envFile === null) return { lines: client, byFramework: false, packages: ['openai'] };
  const path = envFile === '.env' ? '' : JSON.stringify(envFile);
  return {
    lines: ['from dotenv import load_dotenv', `load_dotenv(${path})`, ...client],
    byFramework: false,
    packages: ['openai', 'python-dotenv'],
  };
}

const loadAsModule = (envFile: string): readonly string[] =>
  envFile === '.env'
    ? ["import 'dotenv/config';"]
    : ["import { config } from 'dotenv';", `config({ path: ${JSON.stringify(envFile)} });`];

const loadAsCommonJs = (envFile: string): readonly string[] => [
  `require('dotenv').config(${envFile === '.env' ? '' : `{ path: ${JSON.stringify(envFile)} }`});`,
];
