import { describe, expect, test } from 'vitest';
import { detectFramework, readPackage } from '../../src/domain/loading/frameworks.ts';
import { nodeTool } from '../../src/domain/programs/node-tool.ts';
import { type PythonPlace, pythonTool } from '../../src/domain/programs/python-tool.ts';
import { programRows } from '../../src/domain/programs/rows.ts';
import { type ProgramPlace, programSteps } from '../../src/domain/programs/steps.ts';
import english from '../../src/i18n/en/setup.ts';
import chinese from '../../src/i18n/zh-CN/setup.ts';

interface Given {
  readonly names?: readonly string[];
  readonly json?: object;
  readonly manager?: ProgramPlace['packaging']['manager'];
  readonly rootFlag?: string;
  readonly isNewYarn?: boolean;
  readonly nodeVersion?: string;
  readonly python?: Partial<PythonPlace>;
}

const pythonPlace = (given: Partial<PythonPlace> = {}): PythonPlace => ({
  names: [],
  pyproject: '',
  condaFile: '',
  venv: null,
  isActive: false,
  windows: false,
  ...given,
});

function place({ names = [], json, manager = 'npm', rootFlag = '', ...given }: Given): ProgramPlace {
  const all = json === undefined ? names : [...names, 'package.json'];
  const facts = readPackage(json === undefined ? null : JSON.stringify(json));
  return {
    framework: detectFramework(facts, all),
    facts,
    packaging: { manager, rootFlag },
    isNewYarn: given.isNewYarn ?? false,
    nodeVersion: given.nodeVersion ?? '22.21.0',
    python: pythonPlace({ names: all, ...given.python }),
  };
}

const uses = (...names: readonly string[]): Given => ({
  json: { dependencies: Object.fromEntries(names.map((name) => [name, '99.0.0'])) },
});

describe('what a program is built with', () => {
  test.each<[string, Given, string]>([
    ['Next.js', uses('next'), 'next'],
    ['Vite alone', uses('vite'), 'vite'],
    ['Vite below SvelteKit', uses('vite', '@sveltejs/kit'), 'sveltekit'],
    ['NestJS', uses('@nestjs/core', 'express'), 'nestjs'],
    ['Expo', uses('expo', 'react'), 'expo'],
    ['Electron on Vite', uses('electron', 'vite'), 'electron'],
    ['Create React App', uses('react-scripts'), 'react-scripts'],
    ['Express', uses('express'), 'node'],
    ['nothing', {}, 'node'],
    ['Deno', { names: ['deno.json'] }, 'deno'],
    ['Go', { names: ['go.mod', 'main.go'] }, 'go'],
    ['Ruby', { names: ['Gemfile'] }, 'ruby'],
    ['Rails with Vite', { names: ['Gemfile'], ...uses('vite') }, 'ruby'],
    ['Laravel with Vite', { names: ['composer.json', 'artisan'], ...uses('vite') }, 'php'],
    ['a Node program in a folder with a Gemfile', { names: ['Gemfile'], ...uses('openai') }, 'node'],
    ['Maven', { names: ['pom.xml'] }, 'java-maven'],
    ['Gradle', { names: ['build.gradle.kts'] }, 'java-gradle'],
    ['.NET', { names: ['App.csproj'] }, 'dotnet'],
    ['a solution', { names: ['App.sln'] }, 'dotnet'],
    ['Python', { names: ['main.py'] }, 'python'],
    ['Rust', { names: ['Cargo.toml', 'src'] }, 'any-language'],
    ['Elixir', { names: ['mix.exs'] }, 'any-language'],
    ['Tauri, whose program is a web page', { names: ['Cargo.toml'], ...uses('vite') }, 'vite'],
    ['Rust called by Python', { names: ['Cargo.toml', 'pyproject.toml'] }, 'python'],
    ['TanStack Start', uses('@tanstack/react-start', 'vite'), 'tanstack-start'],
    ['Rsbuild', uses('@rsbuild/core', 'react'), 'rsbuild'],
  ])('%s', (_, given, kind) => expect(programSteps(place(given), '.env').kind).toBe(kind));

  test('Laravel and Rails read .env, whatever bundles their pages', () => {
    const { framework } = place({ names: ['artisan'], ...uses('vite') });
    expect(framework.secretsFile).toBe('.env');
  });
});

describe('what is installed', () => {
  test.each<[string, Given, string[]]>([
    ['npm', uses('express'), ['npm install openai dotenv']],
    ['npm, with dotenv', uses('express', 'dotenv'), ['npm install openai']],
    ['npm, with both', uses('openai', 'dotenv'), []],
    [
      'the root of a workspace',
      { ...uses('a'), manager: 'pnpm', rootFlag: '-w' },
      ['pnpm add -w openai dotenv'],
    ],
    ['a framework that loads', { ...uses('next'), manager: 'yarn' }, ['yarn add openai']],
    ['Bun', { ...uses('a'), manager: 'bun', names: ['bun.lock'] }, ['bun add openai']],
    ['Deno', { names: ['deno.jsonc'] }, ['deno add npm:openai npm:dotenv']],
    ['Go', { names: ['go.mod'] }, ['go get github.com/openai/openai-go/v3 github.com/joho/godotenv']],
    ['Ruby', { names: ['Gemfile'] }, ['bundle add openai dotenv']],
    ['.NET', { names: ['a.csproj'] }, ['dotnet add package OpenAI', 'dotnet add package DotNetEnv']],
    ['Maven', { names: ['pom.xml'] }, []],
    [
      'Python',
      { names: ['a.py'] },
      ['python3 -m venv .venv', '.venv/bin/python -m pip install openai python-dotenv'],
    ],
  ])('%s', (_, given, commands) => expect(programSteps(place(given), '.env').commands).toEqual(commands));

  test('nothing that loads a file, where the key is in the environment', () => {
    expect(programSteps(place(uses('express')), null).commands).toEqual(['npm install openai']);
    expect(programSteps(place({ names: ['Gemfile'] }), null).commands).toEqual(['bundle add openai']);
  });
});

describe('the tool of a Python project', () => {
  test.each<[string, Partial<PythonPlace>, string, string]>([
    ['uv', { names: ['uv.lock'] }, 'uv add', 'uv run python'],
    ['uv, by its table', { pyproject: '[project]\n[tool.uv.sources]\n' }, 'uv add', 'uv run python'],
    ['poetry', { names: ['poetry.lock'] }, 'poetry add', 'poetry run python'],
    [
      'poetry, by its table',
      { pyproject: '[tool.poetry]\r\nname = "a"\r\n' },
      'poetry add',
      'poetry run python',
    ],
    ['pdm', { names: ['pdm.lock'] }, 'pdm add', 'pdm run python'],
    ['pipenv', { names: ['Pipfile'], windows: true }, 'pipenv install', 'pipenv run python'],
    ['conda', { condaFile: 'name: ml\n' }, 'conda run -n ml python -m pip install', 'conda run -n ml python'],
    ['what is active', { condaFile: 'name: ml\n', isActive: true }, 'python -m pip install', 'python'],
    ['a folder of its own', { venv: 'venv' }, 'venv/bin/python -m pip install', 'venv/bin/python'],
    [
      'that on Windows',
      { venv: '.venv', windows: true },
      '.venv\\Scripts\\python -m pip install',
      '.venv\\Scripts\\python',
    ],
    ['none yet', {}, '.venv/bin/python -m pip install', '.venv/bin/python'],
  ])('%s', (_, given, add, run) => {
    const tool = pythonTool(pythonPlace(given));
    expect([tool.add, tool.run]).toEqual([add, run]);
    const makes = tool.manager === 'pip' && !given.venv && !given.isActive;
    expect(tool.before.length > 0).toBe(makes);
  });

  test('says why a folder is made', () => {
    expect(programSteps(place({ names: ['a.py'] }), '.env').notes).toContain('externally_managed');
    expect(programSteps(place({ names: ['a.py', 'uv.lock'] }), '.env').notes).not.toContain(
      'externally_managed',
    );
  });
});

describe('what runs a program for Node', () => {
  test.each<[string, Given, boolean, string]>([
    ['JavaScript', {}, false, 'node a.x'],
    ['TypeScript on a new Node', { nodeVersion: '22.18.0' }, true, 'node a.x'],
    ['TypeScript on Node 24', { nodeVersion: '24.1.0' }, true, 'node a.x'],
    ['TypeScript on Node 20', { nodeVersion: '20.19.0' }, true, 'npx tsx a.x'],
    ['TypeScript on Node 22.17', { nodeVersion: '22.17.1', manager: 'pnpm' }, true, 'pnpm dlx tsx a.x'],
    ['an old Yarn', { manager: 'yarn' }, false, 'node a.x'],
    ['a new Yarn', { manager: 'yarn', isNewYarn: true }, false, 'yarn node a.x'],
    [
      'a new Yarn, TypeScript',
      { manager: 'yarn', isNewYarn: true, nodeVersion: '20.19.0' },
      true,
      'yarn dlx tsx a.x',
    ],
    ['Bun', { manager: 'bun' }, true, 'bun a.x'],
    ['Deno', { names: ['deno.json'] }, true, 'deno run --allow-env --allow-net --allow-read a.x'],
  ])('%s', (_, given, typescript, run) => expect(nodeTool(place(given)).run('a.x', typescript)).toBe(run));
});

describe('the lines', () => {
  const kinds = Object.keys(programRows) as (keyof typeof programRows)[];

  test.each(kinds)('%s: short, whole, without a key', (kind) => {
    const row = programRows[kind];
    for (const isModule of [true, false]) {
      for (const envFile of ['.env', 'my "own".env', null]) {
        const lines = row.lines({ isModule, envFile });
        const code = lines.join('\n');
        for (const line of lines) expect(line).toMatch(/^ *\S.{0,58}$/);
        expect(code).toMatch(/openai/i);
        expect(code).not.toMatch(/undefined|NEXT_PUBLIC|VITE_|dangerously/);
      }
    }
  });

  test('a client for the browser is never told of', () => {
    for (const given of [uses('vite'), uses('react-scripts')])
      expect(programSteps(place(given), '.env')).toMatchObject({ about: 'browser_only', file: 'server.mjs' });
  });

  test.each<[string, Given, string | null]>([
    ['the app router', { ...uses('next', 'typescript'), names: ['app'] }, 'app/api/chat/route.ts'],
    ['a folder src', { ...uses('next'), names: ['src'] }, 'src/app/api/chat/route.js'],
    ['the pages router', { ...uses('next'), names: ['pages'] }, 'pages/api/chat.js'],
    ['SvelteKit', uses('@sveltejs/kit'), 'src/routes/api/chat/+server.js'],
    ['Express', uses('express'), null],
  ])('%s: the file that they belong in', (_, given, file) =>
    expect(programSteps(place(given), '.env').file).toBe(file),
  );

  test('Astro hands out its variables in another way since version 5', () => {
    const of = (version: string) =>
      programSteps(place({ json: { dependencies: { astro: version } } }), '.env');
    expect(of('^5.1.0').lines.join()).toContain('astro:env/server');
    expect(of('~4.16.0').lines.join()).toContain('import.meta.env.OPENAI_API_KEY');
    expect(of('~4.16.0').notes).toContain('in_the_build');
  });

  test('SvelteKit hands out what is declared since version 3', () => {
    const of = (version: string) =>
      programSteps(place({ json: { devDependencies: { '@sveltejs/kit': version } } }), '.env');
    expect(of('^2.20.0').lines.join()).toContain('$env/dynamic/private');
    expect(of('^3.2.0').lines.join()).toContain('$app/env/private');
    expect(of('^3.2.0').notes).toContain('sveltekit_declares');
  });

  test('an adapter that is there is not asked for', () => {
    expect(programSteps(place(uses('astro')), '.env').notes).toContain('astro_adapter');
    expect(programSteps(place(uses('astro', '@astrojs/node')), '.env').notes).not.toContain('astro_adapter');
  });

  test.each(['sveltekit', 'astro', 'react-router', 'remix', 'nuxt', 'expo'] as const)(
    '%s reads no env file in production, and says so',
    (kind) => expect(programRows[kind].notes).toContain('no_file_in_production'),
  );

  test('every kind has words in both languages', () => {
    for (const words of [english.next, chinese.next]) {
      for (const kind of kinds) {
        const { about, notes } = programRows[kind];
        for (const path of ['.env', '']) {
          const said = words.inFile(words.about[about](words.names[kind], path), 'a.ts');
          expect(said).toMatch(/a\.ts.*[:：]$/);
          for (const note of notes)
            expect(words.notes[note](words.names[kind], path)).not.toMatch(/undefined/);
        }
      }
    }
  });
});
