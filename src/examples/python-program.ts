import { doubleQuoted, fill, lines, paragraphs } from './fill.ts';
import type { ProgramSetting } from './node-program.ts';
import type { PythonTemplate } from './template.ts';

/** How a Python project installs and runs. */
export interface PythonTool {
  readonly add: string;
  readonly run: string;
}

const tools: readonly (readonly [file: string, tool: PythonTool])[] = [
  ['uv.lock', { add: 'uv add', run: 'uv run python' }],
  ['poetry.lock', { add: 'poetry add', run: 'poetry run python' }],
  ['Pipfile', { add: 'pipenv install', run: 'pipenv run python' }],
];

/** The tool of a project, by the files in its folder. Windows has no `python3`, and other systems often no `python`. */
export function pythonTool(names: readonly string[], windows: boolean): PythonTool {
  const found = tools.find(([file]) => names.includes(file))?.[1];
  return found ?? { add: 'pip install', run: windows ? 'python' : 'python3' };
}

/** The line that installs what a Python program needs. */
export function pythonNeeds({ add }: PythonTool): string {
  return `${add} openai python-dotenv`;
}

/** A whole program for Python 3.9 or later. */
export function pythonProgram(template: PythonTemplate, tool: PythonTool, setting: ProgramSetting): string {
  const { words, title, model, file } = setting;
  const put = (part = '') => fill(part, words.texts, doubleQuoted);
  const header = lines(
    `# ${title}`,
    `# ${words.needs(pythonNeeds(tool))}`,
    `# ${words.run(`${tool.run} ${file}`)}`,
  );
  const constants = lines(
    `# ${words.texts.modelHere}`,
    `MODEL = ${doubleQuoted(model)}`,
    put(template.constants),
    put(template.clientNote && `# {{${template.clientNote}}}`),
    `client = OpenAI(${template.client ?? ''})`,
  );
  const helpers = put(template.helpers);
  return paragraphs(
    header,
    template.standard ?? '',
    lines(`from openai import ${template.from}`, template.others ?? ''),
    loading(setting),
    constants,
    // Two empty lines around functions and classes, as every formatter of Python wants them.
    helpers === '' ? '' : `\n${helpers}\n`,
    put(template.body),
  );
}

function loading({ envFiles, words }: ProgramSetting): string {
  const usual = envFiles.length === 1 && envFiles[0] === '.env';
  const files = envFiles.map(doubleQuoted).join(', ');
  const load = usual ? '    load_dotenv()' : `    for file in [${files}]:\n        load_dotenv(file)`;
  return [
    `# ${words.key(envFiles)}`,
    'try:',
    '    from dotenv import load_dotenv',
    '',
    load,
    'except ImportError:',
    `    pass  # ${words.texts.dotenvOptional}`,
  ].join('\n');
}
