// Writes docs/troubleshooting.md, in both languages, from the tables of the program.
//
//   node scripts/pages.mjs
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['src/pages.ts'],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { troubleshootingPage } = await import(`data:text/javascript;base64,${code}`);
for (const [language, ending] of [
  ['en', ''],
  ['zh-CN', '.zh-CN'],
]) {
  writeFileSync(`${root}docs/troubleshooting${ending}.md`, troubleshootingPage(language));
}
