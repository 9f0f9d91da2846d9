// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates as they stand in configuration files
import { dirname, join, resolve } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import { Evaluation } from '../../src/domain/code/evaluation/evaluate.ts';
import { Fields, unknown, type Value } from '../../src/domain/code/evaluation/value.ts';
import { parseScript } from '../../src/domain/code/script.ts';

const place = { file: '/app/web/vite.config.ts', cwd: '/app/web', resolve, join, dirname };

function fieldOf(text: string, name = 'envDir'): Value {
  const script = parseScript(text);
  expect(script.broken, text).toBe(false);
  const config = new Evaluation(script, place).exported(
    new Fields({ mode: 'development', command: 'serve' }),
  );
  return config instanceof Fields ? config.get(name) : config;
}

describe('what a configuration file says without being run', () => {
  test.each<[string, Value]>([
    ["export default { envDir: '..' }", '..'],
    ["module.exports = { envDir: './env' };", './env'],
    ["export default { 'envDir': `./env` } satisfies UserConfig;", './env'],
    ["import { defineConfig } from 'vite'; export default defineConfig({ envDir: '..' as const });", '..'],
    ["import { defineConfig } from 'vite'; export default defineConfig(() => ({ envDir: '..' }));", '..'],
    ["export default defineConfig(async ({ mode }) => { return { envDir: './' + mode }; })", './development'],
    ['export default ({ mode: m }) => ({ envDir: `env/${m}` })', 'env/development'],
    ["export default (env) => ({ envDir: env.mode === 'production' ? 'p' : 'd' })", 'd'],
    ["import path from 'node:path'; export default { envDir: path.resolve(__dirname, '..') }", '/app'],
    ["import * as path from 'path'; export default { envDir: path.join(__dirname, '../env') }", '/app/env'],
    ["import { resolve as r } from 'path'; export default { envDir: r('..', 'x') }", '/app/x'],
    [
      "const { resolve } = require('path'); module.exports = { envDir: resolve(process.cwd(), 'env') }",
      '/app/web/env',
    ],
    [
      "const path = require('node:path'); const envDir = path.dirname(__dirname); module.exports = { envDir }",
      '/app',
    ],
    [
      "import { fileURLToPath } from 'node:url'; export default { envDir: fileURLToPath(new URL('../..', import.meta.url)) }",
      '/',
    ],
    [
      "import { fileURLToPath, URL } from 'url'; export default { envDir: fileURLToPath(new URL('./e', import.meta.url)) }",
      '/app/web/e',
    ],
    ["import p from 'path'; export default { envDir: p.resolve(import.meta.dirname, '..') }", '/app'],
    ["const config: UserConfig = { envDir: '..' }; export default config", '..'],
    ["const base = { envDir: 'a' }; export default { ...base, envDir: 'b' }", 'b'],
    ["const base = { envDir: 'a' }; export default { root: 'x', ...base }", 'a'],
    ["function at() { return '..' } export default { envDir: at() }", '..'],
    ['export default { plugins: [react()] }', undefined],
    ['export default { envDir: false }', false],
    ["// envDir: '..'\nexport default { /* envDir: 'x' */ }", undefined],
    ["export default { server: { envDir: 'x' } }", undefined],
    ["let dir = '..'; export default { envDir: dir }", unknown],
    ['export default { envDir: process.env.ENV_DIR }', unknown],
    ["export default { envDir: process.env.ENV_DIR ?? '..' }", unknown],
    ["import base from 'preset'; export default { ...base }", unknown],
    ["import base from 'preset'; export default { ...base, envDir: '..' }", '..'],
    ["export default { [key]: 'x' }", unknown],
    ["const c = { envDir: 'a' }; c.envDir = 'b'; export default c", unknown],
    ["const c = { envDir: 'a' }; Object.assign(c, more); export default c", unknown],
    ["export default wrap({ envDir: '..' })", unknown],
    ["export default ({ mode }) => { if (x) return { envDir: 'a' }; return { envDir: 'b' } }", unknown],
    [
      "export default ({ command }) => { if (f()) return { envDir: 'x', root: 'a' }; return { envDir: 'x', root: 'b' } }",
      'x',
    ],
    ['const a = b; const b = a; export default { envDir: a }', unknown],
    ['function f() { return f() } export default { envDir: f() }', unknown],
    ["export default { envDir: fs.existsSync('x') ? 'a' : 'b' }", unknown],
    ["export default { envDir: fs.existsSync('x') ? 'a' : 'a' }", 'a'],
  ])('%s', (text, value) => {
    expect(fieldOf(text)).toBe(value);
  });

  test('TypeScript with type assertions in front, and JSX', () => {
    expect(fieldOf("export default <UserConfig>{ envDir: '..' }")).toBe(unknown);
    expect(fieldOf("const App = () => <div>{x}</div>; export default { envDir: '..' }")).toBe('..');
  });

  test('what does not parse is told as broken', () => {
    expect(parseScript('export default { envDir: ').broken).toBe(true);
    expect(parseScript(`export default {${'{'.repeat(5000)}`).broken).toBe(true);
  });
});
