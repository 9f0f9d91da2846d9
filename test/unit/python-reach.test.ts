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

const nothing = 'no loader seen';
const requirements = { 'requirements.txt': 'openai\npython-dotenv\nfastapi\nuvicorn\n' };
const make = (command: string): Files => ({ Makefile: `dev:\n\t${command}\n` });
const load = 'from dotenv import load_dotenv\n\nload_dotenv()\n';

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
