import { expect, test } from 'vitest';
import { lookAtProject } from '../../src/checks/project.ts';
import { nextLines, nextSteps, noProgram } from '../../src/commands/setup/next-steps.ts';
import type { FileReach } from '../../src/commands/setup/reaches-program.ts';
import { createVoice } from '../../src/ui/voice.ts';
import { folder, stepWorld } from '../support/wizard.ts';

async function steps(
  files: Readonly<Record<string, string>>,
  env: string | null,
  home = '/home/me',
  reach: FileReach | null = null,
) {
  const { ports } = stepWorld(files, [], { more: { home, platform: 'linux' } });
  const voice = await createVoice(ports, { language: 'en', json: false });
  const next = nextSteps(
    { ports, voice, project: lookAtProject(ports) },
    env === null ? null : { absolute: env },
    noProgram,
    reach,
  );
  return { next, lines: nextLines(next, voice.words.next) };
}

test('a file outside the folder is named so that the program finds it, also below the home folder', async () => {
  const { next } = await steps({ 'package.json': '{"type":"module"}' }, '/config/app.env', '/config');
  expect(next.code).toContain('config({ path: "../config/app.env" });');
  expect(next.code).not.toContain('~');
});

test('each command and each line of code is a line of its own', async () => {
  const { next, lines } = await steps({ 'main.py': '' }, `${folder}/.env`);
  const exact = lines.filter(({ mark }) => mark === 'exact').map(({ text }) => text);
  const whole = 'openai-setup example chat --write';
  expect(exact).toEqual([...next.commands, ...next.code.split('\n'), whole]);
  expect(exact.every((text) => !text.includes('\n'))).toBe(true);
});

test.each([
  ['a project that has nothing', { 'a.js': '' }],
  ['Python', { 'main.py': '' }],
])(
  '%s: the commands and the lines below them are told, and lines that call nothing are not said to',
  async (_, files) => {
    const { next, lines } = await steps(files, `${folder}/.env`);
    const texts = lines.map(({ text }) => text);
    expect(texts[texts.indexOf(next.commands[0] ?? '') - 1]).toBe('Install what the code needs:');
    expect(next.about).toBe('Load the key and make a client:');
    const installed = await steps(
      { ...files, 'package.json': '{"dependencies":{"openai":"6","dotenv":"17"}}' },
      null,
    );
    if (installed.next.commands.length === 0)
      expect(installed.lines.map(({ text }) => text)).not.toContain('Install what the code needs:');
  },
);

test('who sees the code alone is told where it belongs', async () => {
  const kit = '{"devDependencies":{"@sveltejs/kit":"3"}}';
  const { next } = await steps({ 'package.json': kit }, `${folder}/.env.local`);
  expect(next.context).toEqual([expect.stringContaining('src/routes/api/chat/+server.js')]);
  expect(next.notes.join()).toContain('In production SvelteKit reads no env file');
  expect((await steps({ 'a.js': '' }, `${folder}/.env`)).next.context).toEqual([]);
});

test('Python: what is in the folder decides', async () => {
  const venv = await steps({ 'main.py': '', 'venv/pyvenv.cfg': '' }, `${folder}/.env`);
  expect(venv.next.commands).toEqual(['venv/bin/python -m pip install openai python-dotenv']);
  const poetry = await steps({ 'pyproject.toml': '[tool.poetry]\n' }, `${folder}/.env`);
  expect(poetry.next.commands).toEqual(['poetry add openai python-dotenv']);
  const conda = await steps({ 'main.py': '', 'environment.yml': 'name: ml\n' }, null);
  expect(conda.next.commands).toEqual(['conda run -n ml python -m pip install openai']);
});

test('where the start command names the file, nothing is installed or loaded for it', async () => {
  const manifest = (dev: string) => JSON.stringify({ type: 'module', scripts: { dev } });
  const given = await steps({ 'package.json': manifest('node --env-file=.env a.js') }, `${folder}/.env`);
  expect(given.next).toMatchObject({
    about: expect.stringContaining('loads .env'),
    commands: ['npm install openai'],
    code: expect.not.stringContaining('dotenv'),
  });
  const other = await steps({ 'package.json': manifest('node --env-file=.env.dev a.js') }, `${folder}/.env`);
  expect(other.next.code).toContain("import 'dotenv/config'");
  expect((await steps({ 'package.json': manifest('node a.js') }, `${folder}/.env`)).next.code).toContain(
    'dotenv',
  );
});

test("where the project's own code loads the file, nothing is installed or loaded for it", async () => {
  const byCode: FileReach = { state: 'reaches', byCode: true, isSure: true };
  const manifest = (...names: string[]) =>
    JSON.stringify({ type: 'module', dependencies: Object.fromEntries(names.map((name) => [name, '1'])) });
  const of = async (files: Readonly<Record<string, string>>, reach: FileReach | null) =>
    (await steps(files, `${folder}/.env`, '/home/me', reach)).next;
  const nest = { 'package.json': manifest('@nestjs/core', '@nestjs/config') };
  expect((await of(nest, null)).code).toContain("import 'dotenv/config'");
  expect(await of(nest, byCode)).toMatchObject({
    about: 'The code of this project loads .env; the SDK reads the key from the environment:',
    commands: ['npm install openai'],
    code: "import OpenAI from 'openai';\nconst client = new OpenAI();",
  });
  const server = { 'package.json': manifest('vite', 'openai') };
  expect((await of(server, null)).code).toContain('loadEnv');
  expect(await of(server, byCode)).toMatchObject({ commands: [], code: expect.not.stringContaining('Env') });
  const python = await of({ 'main.py': '', 'venv/pyvenv.cfg': '' }, byCode);
  expect(python.commands).toEqual(['venv/bin/python -m pip install openai']);
  expect(python.code).not.toContain('dotenv');
  const next = { 'package.json': manifest('next') };
  expect((await of(next, byCode)).about).toContain('Next.js loads .env by itself');
});
