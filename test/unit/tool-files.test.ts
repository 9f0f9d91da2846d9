import { expect, test } from 'vitest';
import { toolNaming } from '../../src/domain/loading/tool-files.ts';

const named = (name: string, text: string, inManifest: readonly string[] = [], started = inManifest) =>
  toolNaming({ readsItself: false, names: ['a.txt', name], inManifest, started }, (one) =>
    one === name ? text : null,
  )?.files;

test.each<[string, string, readonly string[] | undefined]>([
  ['justfile', 'set dotenv-filename := ".env.dev"\n\ndev:\n  node x.js\n', ['.env.dev']],
  ['justfile', "set dotenv-path := 'config/.env'\n", ['config/.env']],
  ['justfile', 'set dotenv-load\n', undefined],
  ['Taskfile.yml', "version: '3'\ndotenv: ['.env.local', '.env']\n", ['.env.local', '.env']],
  ['Taskfile.yaml', 'dotenv:\n  - .env.local\n  - "{{.ENV}}/.env"\n', ['.env.local']],
  ['nodemon.json', '{"exec":"tsx --env-file=.env.dev src/index.ts"}', ['.env.dev']],
  ['mprocs.yaml', 'procs:\n  api:\n    shell: "node --env-file .env.dev api.js"\n', ['.env.dev']],
  ['pyproject.toml', '[tool.poe.tasks.dev]\ncmd = "x"\nenvfile = ".env.dev"\n', ['.env.dev']],
  ['pyproject.toml', '[tool.pdm.scripts]\nstart = { cmd = "x", env_file = ".env.local" }\n', ['.env.local']],
  ['pyproject.toml', '[tool.pdm.scripts]\n# env_file = ".env.local"\n', undefined],
  ['pyproject.toml', '[tool.x]\nenv_file = ".env.example"\n', undefined],
  ['langgraph.json', '{"graphs":{},"env":".env.agent"}', ['.env.agent']],
  ['langgraph.json', '{"env":{"OPENAI_API_KEY":"x"}}', undefined],
  ['devbox.json', '{"env_from":".env"}', ['.env']],
  ['mise.toml', '[env]\n_.file = [".env", ".env.dev"]\n', ['.env.dev', '.env']],
  ['mise.toml', '[tasks.dev]\nfile = ".env.dev"\n', undefined],
  ['.envrc', 'layout python\ndotenv .env.dev\n', ['.env.dev']],
  ['run.sh', '#!/bin/sh\nset -a\n. ./config/local.env\n', ['config/local.env']],
  ['run.sh', 'source .venv/bin/activate\n', undefined],
  ['other.json', '{"env_from":".env"}', undefined],
])('%s: %s', (name, text, files) => expect(named(name, text)).toEqual(files));

test('a tool that the project’s own scripts do not call counts only where there are none', () => {
  const nodemon = '{"exec":"node --env-file=.env.dev x.js"}';
  expect(named('nodemon.json', nodemon, ['nodemon'])).toEqual(['.env.dev']);
  expect(named('nodemon.json', nodemon, ['node'])).toBeUndefined();
  expect(named('justfile', 'set dotenv-filename := ".env.dev"\n', [], ['node'])).toEqual(['.env.dev']);
  expect(named('devbox.json', '{"env_from":".env"}', [], ['uvicorn'])).toBeUndefined();
});
