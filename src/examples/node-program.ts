import type { NodeTool } from '../domain/programs/node-tool.ts';
import { annotate, fill, lines, paragraphs, singleQuoted } from './fill.ts';
import type { NodeTemplate } from './template.ts';
import type { ProgramWords } from './texts.ts';

/** What the project writes its Node programs in. */
export interface NodeFlavour {
  readonly modules: 'esm' | 'commonjs';
  readonly typescript: boolean;
}

/** What goes around the part of a program that is its own. */
export interface ProgramSetting {
  /** The first line: what the program shows. */
  readonly title: string;
  readonly model: string;
  /** Shown in the line that runs it. */
  readonly file: string;
  /** The env files of the project's loader, the one that wins first. */
  readonly envFiles: readonly string[];
  /** A framework that reads them by itself, and what the program is told about it; null where nothing does. */
  readonly framework: {
    readonly name: string;
    readonly about: 'frameworkLoads' | 'frameworkGives' | 'browserOnly';
  } | null;
  readonly words: ProgramWords;
}

/** A whole program for Node, in the project's own flavour. */
export function nodeProgram(
  template: NodeTemplate,
  flavour: NodeFlavour,
  tool: Pick<NodeTool, 'needs' | 'run'>,
  setting: ProgramSetting,
): string {
  const { words, title, model, file } = setting;
  const put = (part = '') => annotate(fill(part, words.texts, singleQuoted), flavour.typescript);
  const header = lines(
    `// ${title}`,
    `// ${words.needs(tool.needs)}`,
    `// ${words.run(tool.run(file, flavour.typescript))}`,
  );
  const constants = lines(
    `// ${words.texts.modelHere}`,
    `const model = ${singleQuoted(model)};`,
    put(template.constants),
    put(template.clientNote && `// {{${template.clientNote}}}`),
    `const client = new OpenAI(${template.client ?? ''});`,
  );
  const body = put(template.body);
  return paragraphs(
    header,
    imports(flavour),
    loading(setting),
    constants,
    flavour.modules === 'esm' ? body : inMain(body),
    put(template.helpers),
  );
}

function imports({ modules, typescript }: NodeFlavour): string {
  return modules === 'esm' || typescript
    ? lines("import { config } from 'dotenv';", "import OpenAI from 'openai';")
    : lines("const { config } = require('dotenv');", "const { OpenAI } = require('openai');");
}

function loading({ envFiles, framework, words }: ProgramSetting): string {
  const usual = envFiles.length === 1 && envFiles[0] === '.env';
  const path = usual ? '' : `path: [${envFiles.map(singleQuoted).join(', ')}], `;
  return lines(
    `// ${words.key(envFiles)}`,
    framework === null ? '' : `// ${words[framework.about](framework.name)}`,
    `config({ ${path}quiet: true });`,
  );
}

/** CommonJS has no `await` outside a function. */
function inMain(body: string): string {
  const indented = body.replace(/^(?=.)/gm, '  ');
  return `async function main() {\n${indented}\n}\n\nmain();`;
}
