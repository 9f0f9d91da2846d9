import { join } from 'node:path';
import type { ProgramCall } from '../../domain/loading/configured.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { ReadPorts } from '../code/follow-program.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import type { PythonFiles } from './modules.ts';
import type { Reading } from './read-files.ts';

/**
 * Packages that read `.env` by themselves, where they are taken in or when their command starts the program. Nobody has modelled
 * how. Read in their documentation and code in November 2026.
 */
const packages: readonly ProgramCall['reader'][] = ['chainlit', 'crewai', 'litellm', 'dagster'];

/** What a task of pyproject.toml says that gives its program a file. */
const tasks = /^[^#\n]*(?:\benv-file[ \t]*=|["'](?:\S+[ \t]+)*dotenv[ \t]+(?:-f[ \t]+\S+[ \t]+)?run\b)/m;

/** What else than its code may give a Python program an env file: by the name of who does, or the file that says so. */
export function otherLoader(
  ports: ReadPorts,
  { folder, names, scripts }: Project,
  files: PythonFiles,
): Reading {
  // None of them puts another key in the place of one that is there.
  if (ports.env?.[keyName]) return null;
  const by = (reader: ProgramCall['reader']): readonly ProgramCall[] => [
    { reader, paths: [join(folder, '.env')], nearest: false, overrides: false },
  ];
  const takes = (name: string): boolean =>
    scripts.started.some(({ program }) => program === name) ||
    [...files.values()].some((text) =>
      new RegExp(`^[ \\t]*(?:from|import)[ \\t]+${name}\\b`, 'm').test(text),
    );
  const found = packages.find(takes);
  if (found !== undefined) return by(found);
  const texts = names.filter((name) => /^(?:\.?justfile|makefile|pyproject\.toml)$/i.test(name));
  const naming = (form: RegExp): string | undefined =>
    texts.find((name) => form.test(readText(ports, join(folder, name)) ?? ''));
  if (ports.env?.['UV_ENV_FILE'] || naming(/^[^#\n]*\bUV_ENV_FILE\b/m) !== undefined) return by('uv');
  if (names.includes('Pipfile')) return by('pipenv');
  if (/"env"\s*:\s*"/.test(readText(ports, join(folder, 'langgraph.json')) ?? '')) return by('langgraph');
  const manifest = names.includes('pyproject.toml') ? join(folder, 'pyproject.toml') : null;
  return manifest !== null && tasks.test(readText(ports, manifest) ?? '') ? { open: manifest } : null;
}
