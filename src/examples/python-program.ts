import type { PythonTool } from '../domain/programs/python-tool.ts';
import { doubleQuoted, fill, lines, paragraphs } from './fill.ts';
import type { ProgramSetting } from './node-program.ts';
import type { PythonTemplate } from './template.ts';

/** What an example for Python imports: the package to install, and the folder that it is then found as. */
export const pythonImports = [
  { name: 'openai', folder: 'openai' },
  { name: 'python-dotenv', folder: 'dotenv' },
] as const;

/** The lines that install what a Python program needs. */
export const pythonNeeds = ({ before, add }: PythonTool): readonly string[] => [
  ...before,
  `${add} ${pythonImports.map(({ name }) => name).join(' ')}`,
];

/** A whole program for Python 3.9 or later. */
export function pythonProgram(template: PythonTemplate, tool: PythonTool, setting: ProgramSetting): string {
  const { words, title, model, file } = setting;
  const put = (part = '') => fill(part, words.texts, doubleQuoted);
  const header = lines(
    `# ${title}`,
    ...pythonNeeds(tool).map((command) => `# ${words.needs(command)}`),
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
