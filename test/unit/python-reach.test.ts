import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { folder, stepWorld } from '../support/wizard.ts';

const [one, two] = [75, 76].map((seed) => keyBuilders.project(seed)) as [string, string];
const line = (value: string, name = 'OPENAI_API_KEY'): string => `${name}=${value}\n`;
type Files = Readonly<Record<string, string>>;

/** The file that a program gets its key from; `open` where nobody can tell, with the loader that leaves it open; else why there is none. */
async function look(files: Files, env: Files = {}) {
  const world = stepWorld({ '.env': line(one), ...files }, [], {
    env,
    more: { platform: 'linux', nodeVersion: '22.21.0' },
  });
  const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
  const view = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
  const load = view.list.results.find(({ id }) => id === 'load');
  const doubt = load?.notes.find(({ id }) => id === 'load_unknown')?.facts;
  const { finding } = view;
  if (finding) {
    const { reason = null, path = null } = finding.facts as { reason?: string; path?: { absolute: string } };
    return [finding.cause, reason, path?.absolute.replace(`${folder}/`, '')].join(' ');
  }
  if (doubt && 'reason' in doubt)
    return doubt.reason === 'by_program' ? 'no loader seen' : `open ${doubt.loader}`.trim();
  const origin = view.about.key?.origin;
  return origin?.type === 'file' ? origin.absolute.replace(`${folder}/`, '') : (origin?.type ?? null);
}

const nothing = 'key_missing elsewhere .env';
const requirements = { 'requirements.txt': 'openai\npython-dotenv\nfastapi\nuvicorn\n' };
const make = (command: string): Files => ({ Makefile: `dev:\n\t${command}\n` });
const load = 'from dotenv import load_dotenv\n\nload_dotenv()\n';
const client = 'from openai import OpenAI\n\nclient = OpenAI()\n';
const ask = 'from openai import OpenAI\n\n\ndef ask():\n    return OpenAI().models.list()\n';

describe('a call of load_dotenv counts where the program comes to it', () => {
  test.each<[string, Files, string]>([
    [
      'a command of pyproject.toml, and a script that only prepares',
      {
        'pyproject.toml': '[tool.poetry.scripts]\nask = "asker.cli:main"\n',
        'asker/__init__.py': '',
        'asker/cli.py': ask.replace('def ask', 'def main'),
        'tools/prepare.py': load,
      },
      nothing,
    ],
    [
      'a server that imports the app, and a script that seeds',
      {
        ...make('gunicorn shop.wsgi:application'),
        'shop/__init__.py': '',
        'shop/wsgi.py': 'from shop.llm import client\napplication = client\n',
        'shop/llm.py': client,
        'tools/seed.py': `${load}import shop.llm\n`,
      },
      nothing,
    ],
    [
      'a function of another file that is called first',
      {
        ...make('python bot.py'),
        'bot.py': `import settings\nsettings.load()\n${client}`,
        'settings.py': 'from dotenv import load_dotenv\n\n\ndef load():\n    load_dotenv()\n',
      },
      '.env',
    ],
    [
      'a function that another one calls',
      {
        ...make('python main.py'),
        'main.py': `from boot import start\n\nstart()\n${client}`,
        'boot.py':
          'from dotenv import load_dotenv\n\n\ndef read():\n    load_dotenv()\n\n\ndef start():\n    read()\n',
      },
      '.env',
    ],
    [
      'functions that call only each other',
      {
        ...make('python main.py'),
        'main.py': `import boot\n${client}`,
        'boot.py':
          'from dotenv import load_dotenv\n\n\ndef read():\n    load_dotenv()\n\n\ndef start():\n    read()\n',
      },
      nothing,
    ],
    [
      'a function that is called after the client is made',
      {
        ...make('python main.py'),
        'main.py': `import boot\n${client}\nboot.start()\n`,
        'boot.py': 'from dotenv import load_dotenv\n\n\ndef start():\n    load_dotenv()\n',
      },
      nothing,
    ],
    [
      'a handler that a framework calls',
      {
        ...make('uvicorn main:app'),
        'main.py':
          'from dotenv import load_dotenv\nfrom fastapi import FastAPI\nfrom ai import ask\n\napp = FastAPI()\n\n\n@app.on_event("startup")\ndef start():\n    load_dotenv()\n',
        'ai.py': ask,
      },
      '.env',
    ],
    [
      'a factory that makes its client on import, and loads afterwards',
      {
        ...make('gunicorn "shop:create_app()"'),
        'shop/__init__.py':
          'from dotenv import load_dotenv\nfrom flask import Flask\nfrom shop.llm import client\n\n\ndef create_app():\n    load_dotenv()\n    return Flask(__name__)\n',
        'shop/llm.py': client,
      },
      nothing,
    ],
    [
      'a page of Streamlit that takes its settings from a module',
      {
        ...make('streamlit run app.py'),
        'app.py': `import lib.env\nimport streamlit as st\n${client}`,
        'lib/env.py': load,
      },
      '.env',
    ],
    [
      'a module that is found by its name while it runs',
      {
        ...make('python main.py'),
        'main.py': `import importlib, sys\nimportlib.import_module("plugins." + sys.argv[1])\n${client}`,
        'plugins/env.py': load,
      },
      'open',
    ],
    [
      'a package that nobody knows',
      { ...make('python main.py'), 'main.py': `import acme_boot\n${client}`, 'tools/seed.py': load },
      'open',
    ],
    [
      'two programs of which one loads, and no command',
      { 'main.py': client, 'train.py': `${load}${client}` },
      'open',
    ],
    [
      'a module that a text names',
      {
        ...make('celery -A proj worker'),
        'proj/__init__.py': "from celery import Celery\n\napp = Celery('proj', include=['proj.tasks'])\n",
        'proj/tasks.py': `${load}${ask}`,
      },
      '.env',
    ],
  ])('%s', async (_, files, answer) => {
    expect(await look({ ...requirements, ...files })).toBe(answer);
  });
});

describe('what comes to a load by another way is no program without one', () => {
  const start = 'from dotenv import load_dotenv\n\n\ndef start():\n    load_dotenv()\n';
  const inClass = (method: string): string =>
    `from dotenv import load_dotenv\n\n\nclass Base:\n    def ${method}(self, *given):\n        load_dotenv()\n`;
  test.each<[string, string, Files]>([
    [
      'a function without a name',
      `from dotenv import load_dotenv\nboot = lambda: load_dotenv()\nboot()\n`,
      {},
    ],
    ['a function under another name', 'from boot import start as go\ngo()\n', { 'boot.py': start }],
    ['a function by its name in a text', 'import boot\ngetattr(boot, "start")()\n', { 'boot.py': start }],
    [
      'a class that is made from another',
      'import boot\n\n\nclass Own(boot.Base):\n    pass\n',
      { 'boot.py': inClass('__init_subclass__') },
    ],
    ['a block', 'from boot import Base\nwith Base():\n    pass\n', { 'boot.py': inClass('__enter__') }],
    [
      'a name that a module makes up',
      'import boot\nboot.anything\n',
      { 'boot.py': start.replace('start()', '__getattr__(name)') },
    ],
    [
      'a module that lies too deep',
      'import a.b.c.d.boot\n',
      { 'a/__init__.py': '', 'a/b/__init__.py': '', 'a/b/c/d/boot.py': load },
    ],
    [
      'the environment under another name',
      'from os import environ as all\nfor one in open("." + "env"):\n    all["OPENAI_API_KEY"] = one\n',
      {},
    ],
  ])('%s', async (_, code, files) => {
    const main = { ...make('python main.py'), 'main.py': `${code}${client}` };
    expect(await look({ ...requirements, ...files, ...main })).not.toContain('key_missing');
  });
});

describe('nothing loads the file', () => {
  const main = { 'main.py': client };
  test.each<[string, Files, string]>([
    ['a script', main, nothing],
    [
      'a server',
      { ...make('uvicorn main:app'), 'main.py': `from fastapi import FastAPI\n${client}` },
      nothing,
    ],
    [
      'uv',
      {
        ...main,
        'uv.lock': '',
        'pyproject.toml': '[project]\nname = "x"\n',
        'README.md': 'uv run main.py\n',
      },
      nothing,
    ],
    [
      'a package that loads it itself',
      { 'main.py': 'import litellm\nfrom openai import OpenAI\nclient = OpenAI()\n' },
      'open litellm',
    ],
    ['direnv', { ...main, '.envrc': 'dotenv\n' }, 'no loader seen'],
    ['a script of the shell', { ...main, 'run.sh': 'set -a\n. ./.env\npython main.py\n' }, 'open'],
    ['a service of systemd', { ...main, 'bot.service': 'EnvironmentFile=/srv/.env\n' }, 'no loader seen'],
    ['a script without an ending', { ...main, dev: '. ./.env\npython main.py\n' }, 'no loader seen'],
    ['tox', { ...main, 'tox.ini': '[testenv]\nset_env = file|.env\n' }, 'no loader seen'],
    ['docker, as a page tells', { ...main, 'README.md': 'docker run --env-file .env x\n' }, 'no loader seen'],
    ['make', { ...main, Makefile: 'include .env\nexport\n\nrun:\n\tpython main.py\n' }, 'open'],
    ['a parser of its own', { 'main.py': `for one in open(".env"):\n    pass\n${client}` }, 'no loader seen'],
    [
      'another name for the call',
      { 'main.py': `import dotenv as d\nd.load_dotenv()\n${client}` },
      'no loader seen',
    ],
    [
      'a key from somewhere else',
      { 'main.py': 'from openai import OpenAI\nclient = OpenAI(api_key=input())\n' },
      'open',
    ],
  ])('%s', async (_, files, answer) => {
    expect(await look({ 'requirements.txt': 'openai\n', ...files })).toBe(answer);
  });

  test('a key of the shell counts all the same', async () => {
    expect(await look({ 'requirements.txt': 'openai\n', ...main }, { OPENAI_API_KEY: two })).toBe(
      'environment',
    );
  });
});

describe('settings of pydantic, class by class', () => {
  const from =
    'from pydantic_settings import BaseSettings, SettingsConfigDict\nfrom pydantic import BaseModel\n\n\n';
  const field = '    openai_api_key: str\n';
  const file = (name = '.env', more = ''): string =>
    `    model_config = SettingsConfigDict(env_file="${name}"${more})\n`;
  const use = '\n\nfrom openai import OpenAI\n\nclient = OpenAI(api_key=settings.openai_api_key)\n';
  test.each<[string, string, string]>([
    [
      'the file is named by the class that it is made from',
      `class Base(BaseSettings):\n${file()}\n\nclass Ai(Base):\n${field}\n\nsettings = Ai()`,
      '.env',
    ],
    [
      'each class names its own',
      `class Db(BaseSettings):\n${file()}    url: str\n\n\nclass Ai(BaseSettings):\n${file('.env.ai')}${field}\n\nsettings = Ai()`,
      '.env.ai',
    ],
    [
      'another class has a prefix',
      `class Db(BaseSettings):\n${file('.env', ', env_prefix="DB_"')}    url: str\n\n\nclass Ai(BaseSettings):\n${file()}${field}\n\nsettings = Ai()`,
      '.env',
    ],
    [
      'only the other class names a file',
      `class Db(BaseSettings):\n${file()}    url: str\n\n\nclass Ai(BaseSettings):\n${field}\n\nsettings = Ai()`,
      nothing,
    ],
    [
      'the class takes the file back',
      `class Base(BaseSettings):\n${file()}\n\nclass Ai(Base):\n    model_config = SettingsConfigDict(env_file=None)\n${field}\n\nsettings = Ai()`,
      nothing,
    ],
    [
      'the field stands in a part of the settings',
      `class Ai(BaseModel):\n${field}\n\nclass Settings(BaseSettings):\n${file('.env', ', env_nested_delimiter="__"')}    ai: Ai\n\n\nsettings = Settings().ai`,
      'open',
    ],
    [
      'the class is told with its name',
      `class Ai(BaseSettings, env_file=".env", extra="ignore"):\n${field}\n\nsettings = Ai()`,
      '.env',
    ],
    [
      'the prefix is one of this class',
      `class Ai(BaseSettings):\n${file('.env', ', env_prefix="APP_"')}${field}\n\nsettings = Ai()`,
      'open',
    ],
  ])('%s', async (_, code, answer) => {
    const files = {
      'requirements.txt': 'openai\npydantic-settings\n',
      '.env.ai': line(two),
      'main.py': `${from}${code}${use}`,
    };
    expect(await look({ ...files, ...make('python main.py') })).toBe(answer);
  });
});

describe('clients that take another key', () => {
  const program = (key: string): Files => ({
    ...requirements,
    'main.py': `import os\n${load}from openai import OpenAI, AzureOpenAI, AsyncAzureOpenAI\n${key}\n`,
  });
  const both = { '.env': line(one) + line(two, 'TEAM_KEY') };
  test.each<[string, string, string]>([
    [
      'a name before the usual one',
      "OpenAI(api_key=os.environ.get('TEAM_KEY') or os.environ['OPENAI_API_KEY'])",
      'open',
    ],
    [
      'the usual one by default',
      'key = os.getenv("TEAM_KEY", os.getenv("OPENAI_API_KEY"))\nOpenAI(api_key=key)',
      'open',
    ],
    ['the usual one first', "OpenAI(api_key=os.getenv('OPENAI_API_KEY') or os.getenv('TEAM_KEY'))", '.env'],
    ['a client of Azure', "AzureOpenAI(api_version='2024-10-21')", 'open'],
    ['one that waits', "client = AsyncAzureOpenAI(api_key=os.environ['AZURE_OPENAI_API_KEY'])", 'open'],
    ['Azure beside OpenAI', 'AzureOpenAI(azure_ad_token="x")\nOpenAI()', '.env'],
  ])('%s', async (_, key, answer) => {
    expect(await look({ ...program(key), ...both })).toBe(answer);
  });

  test('a name that nothing sets', async () => {
    const key = "OpenAI(api_key=os.environ.get('TEAM_KEY') or os.environ['OPENAI_API_KEY'])";
    expect(await look(program(key))).toBe('.env');
    expect(await look(program(key), { TEAM_KEY: two })).toBe('open');
  });
});

describe('loaders of Python that are no call', () => {
  const notebook = (...lines: readonly string[]): string =>
    JSON.stringify({
      cells: [{ cell_type: 'code', source: lines.map((text) => `${text}\n`) }],
      metadata: {},
    });
  const talk = ['from openai import OpenAI', 'client = OpenAI()'];
  const main = { 'main.py': client };
  test.each<[string, Files, string]>([
    [
      'a notebook',
      { 'a.ipynb': notebook('from dotenv import load_dotenv', 'load_dotenv()', ...talk) },
      '.env',
    ],
    [
      'its magic',
      { 'a.ipynb': notebook('%load_ext dotenv', '%dotenv -o .env.ai', ...talk), '.env.ai': line(two) },
      '.env.ai',
    ],
    [
      'a path from the folder of the notebook',
      { 'notebooks/a.ipynb': notebook('from dotenv import load_dotenv', 'load_dotenv("../.env")', ...talk) },
      '.env',
    ],
    ['a notebook that loads nothing', { 'a.ipynb': notebook(...talk) }, 'no loader seen'],
    ['Chainlit', { 'app.py': `import chainlit as cl\n${client}` }, 'open chainlit'],
    [
      'rye',
      {
        ...main,
        'pyproject.toml': '[tool.rye.scripts]\ndev = { cmd = "python main.py", env-file = ".env" }\n',
      },
      'open',
    ],
    [
      'taskipy',
      { ...main, 'pyproject.toml': '[tool.taskipy.tasks]\ndev = "dotenv run python main.py"\n' },
      'open',
    ],
    ['pipenv', { ...main, Pipfile: '[packages]\nopenai = "*"\n' }, 'open pipenv'],
    [
      'a variable of uv',
      { ...main, justfile: 'export UV_ENV_FILE := ".env"\n\nrun:\n    uv run main.py\n' },
      'open uv',
    ],
  ])('%s', async (_, files, answer) => {
    expect(await look({ 'requirements.txt': 'openai\n', ...files })).toBe(answer);
  });
});

describe('an app of Flask whose client is made when it is taken in', () => {
  const app = (end: string): Files => ({
    'requirements.txt': 'flask\nopenai\npython-dotenv\ngunicorn\n',
    Dockerfile: 'FROM python:3.12\nCOPY . .\nCMD ["gunicorn", "app:app"]\n',
    'app.py': `from flask import Flask\n${client}app = Flask(__name__)\n${end}`,
  });
  test.each<[string, Files, string]>([
    ['is run by flask, which reads the file before', app(''), '.env'],
    [
      'may be run by itself, which reads it afterwards',
      app('\nif __name__ == "__main__":\n    app.run()\n'),
      'open',
    ],
    ['is run by a server that reads none', { ...app(''), ...make('gunicorn app:app') }, nothing],
  ])('%s', async (_, files, expected) => expect((await look(files))?.trim()).toBe(expected));
});

describe('a program that nobody names', () => {
  const package_ = { ...requirements, 'app/__init__.py': load };
  test.each<[string, Files, string]>([
    [
      'lies in a package that loads the file',
      { ...package_, 'app/main.py': `from fastapi import FastAPI\n${client}app = FastAPI()\n` },
      '.env',
    ],
    [
      'takes in its neighbours',
      { ...package_, 'app/main.py': 'from .deps import client\n\nprint(client)\n', 'app/deps.py': client },
      '.env',
    ],
    [
      'is taken in by a name that is made when it runs',
      {
        ...requirements,
        'main.py': `import os\n${load}for name in os.listdir("cogs"):\n    bot.load_extension(f"cogs.{name[:-3]}")\n`,
        'cogs/ai.py': client,
      },
      'open',
    ],
    [
      'is started by another one',
      {
        ...requirements,
        'main.py': `import subprocess, sys\n${load}subprocess.run([sys.executable, "worker.py"])\n`,
        'worker.py': client,
      },
      'open',
    ],
  ])('%s', async (_, files, expected) => expect((await look(files))?.trim()).toBe(expected));
});
