import { describe, expect, test } from 'vitest';
import { sdkMissing } from '../../src/domain/doctor/rules/sdk-missing.ts';
import { findings, found, type MadeUp } from '../support/made-up-project.ts';

const node: MadeUp = { imports: [{ in: 'src/a.ts', line: 2 }] };
const python: MadeUp = { imports: [{ in: 'app/main.py', line: 3 }] };
const json = (fields: object): string => JSON.stringify(fields);

describe('an SDK that is imported and not declared', () => {
  test.each<[string, Record<string, string>, MadeUp, string]>([
    ['no dependencies', { 'package.json': '{}' }, node, 'src/a.ts:2 openai'],
    [
      'other dependencies',
      { 'package.json': json({ dependencies: { express: '5', 'openai-edge': '1' } }) },
      node,
      'src/a.ts:2 openai',
    ],
    [
      'a package of a workspace',
      { 'package.json': json({ workspaces: ['p/*'] }), 'p/a/package.json': '{}' },
      { imports: [{ in: 'p/a/x.ts' }] },
      'p/a/x.ts:1 openai',
    ],
    [
      'declared by a neighbour only',
      {
        'package.json': '{}',
        'p/a/package.json': '{}',
        'p/b/package.json': json({ dependencies: { openai: '6' } }),
      },
      { imports: [{ in: 'p/a/x.ts' }] },
      'p/a/x.ts:1 openai',
    ],
    [
      'requirements',
      { 'requirements.txt': 'flask==3\n# openai\nopenai-whisper\n' },
      python,
      'app/main.py:3 openai',
    ],
    [
      'pyproject',
      {
        'pyproject.toml':
          '[project]\nname = "openai-demo"\nkeywords = ["openai"]\ndependencies = [\n  "fastapi>=0.1", # openai\n]\n',
      },
      python,
      'app/main.py:3 openai',
    ],
    [
      'poetry',
      {
        'pyproject.toml':
          '[tool.poetry]\nname = "openai"\n[tool.poetry.dependencies]\npython = "^3.11"\nhttpx = "*"\n',
      },
      python,
      'app/main.py:3 openai',
    ],
    ['Pipfile', { Pipfile: '[packages]\nrequests = "*"\n' }, python, 'app/main.py:3 openai'],
    [
      'conda',
      { 'environment.yml': 'name: openai\ndependencies:\n  - python=3.11\n  - pip:\n    - flask\n' },
      python,
      'app/main.py:3 openai',
    ],
    [
      'setup.cfg',
      { 'setup.cfg': '[metadata]\nname = x\n[options]\ninstall_requires =\n    requests\n' },
      python,
      'app/main.py:3 openai',
    ],
  ])('%s', (_, files, about, expected) => {
    expect(found(sdkMissing, files, about)).toEqual([expected]);
  });

  test('is told once for each file that lacks it', () => {
    const imports = [{ in: 'a.ts' }, { in: 'b.ts' }, { in: 'p/c.ts' }];
    expect(found(sdkMissing, { 'package.json': '{}', 'p/package.json': '{}' }, { imports })).toEqual([
      'a.ts:1 openai',
      'p/c.ts:1 openai',
    ]);
  });
});

describe('an SDK that is there', () => {
  test.each<[string, Record<string, string>, MadeUp]>([
    ['dependencies', { 'package.json': json({ dependencies: { openai: '^6' } }) }, node],
    ['devDependencies', { 'package.json': json({ devDependencies: { openai: '^6' } }) }, node],
    ['peerDependencies', { 'package.json': json({ peerDependencies: { openai: '*' } }) }, node],
    [
      'the root of the workspace',
      {
        'package.json': json({ workspaces: ['p/*'], dependencies: { openai: '6' } }),
        'p/a/package.json': '{}',
      },
      { imports: [{ in: 'p/a/x.ts' }] },
    ],
    [
      'another package that brings it',
      { 'package.json': json({ dependencies: { '@langchain/openai': '1' } }) },
      node,
    ],
    ['a map of Deno', { 'deno.json': json({ imports: { openai: 'npm:openai@^6' } }) }, node],
    ['no package.json at all', {}, node],
    ['one that is no JSON', { 'package.json': '{' }, node],
    ['in a test', { 'package.json': '{}' }, { imports: [{ in: 'a.ts', beside: true }] }],
    ['where it may fail', { 'package.json': '{}' }, { imports: [{ in: 'a.ts', optional: true }] }],
    ['requirements', { 'requirements.txt': 'OpenAI[datalib]>=1.0,<2 ; python_version > "3.8"\n' }, python],
    [
      'requirements in a folder',
      { 'requirements.txt': '-r requirements/base.txt\n', 'requirements/base.txt': 'openai\n' },
      python,
    ],
    [
      'requirements of git',
      { 'requirements.txt': 'git+https://github.com/openai/openai-python#egg=openai\n' },
      python,
    ],
    ['pyproject', { 'pyproject.toml': "[project]\ndependencies = ['openai[datalib]>=1']\n" }, python],
    [
      'an optional group',
      {
        'pyproject.toml':
          '[project]\ndependencies = []\n[project.optional-dependencies]\nai = [\n  "openai ~= 1.0",\n]\n',
      },
      python,
    ],
    ['a group of uv', { 'pyproject.toml': '[dependency-groups]\ndev = ["openai"]\n' }, python],
    [
      'poetry',
      {
        'pyproject.toml': '[tool.poetry.group.ai.dependencies]\nopenai = {version = "^1", extras = ["x"]}\n',
      },
      python,
    ],
    ['hatch', { 'pyproject.toml': '[tool.hatch.envs.default]\ndependencies = ["openai"]\n' }, python],
    ['Pipfile', { Pipfile: '[packages]\nopenai = "*"\n' }, python],
    ['conda', { 'environment.yml': 'dependencies:\n  - conda-forge::openai=1\n' }, python],
    ['pip within conda', { 'environment.yml': 'dependencies:\n  - pip:\n    - openai>=1\n' }, python],
    ['setup.py', { 'setup.py': "setup(install_requires=['openai>=1'])" }, python],
    [
      'setup.cfg',
      { 'setup.cfg': '[options]\ninstall_requires =\n    openai\n    requests\n[other]\nx = 1\n' },
      python,
    ],
    [
      'a script with its own list',
      { 'requirements.txt': 'x\n', 'app/main.py': '# /// script\n# dependencies = ["openai"]\n# ///\n' },
      python,
    ],
    [
      'an image that installs it',
      { 'requirements.txt': 'x\n', Dockerfile: 'FROM python\nRUN pip install -q openai\n' },
      python,
    ],
    ['a module of the project', { 'requirements.txt': 'x\n', 'app/openai.py': '' }, python],
    ['nothing that declares anything', {}, python],
  ])('%s', (_, files, about) => {
    expect(found(sdkMissing, files, about)).toEqual([]);
  });
});

test('each language is installed by its own tool, also in a project of both', () => {
  const files = { 'package.json': '{}', 'requirements.txt': 'requests\n' };
  const imports = [{ in: 'src/a.ts' }, { in: 'app/main.py' }];
  const told = findings(sdkMissing, files, { imports }).map(({ facts }) => facts);
  expect(told).toMatchObject([{ command: 'npm install openai' }, { command: 'pip install openai' }]);
});
