import { join } from 'node:path';
import type { SourceFile } from '../domain/doctor/code-seen.ts';
import { isTelling } from '../domain/doctor/file-kinds.ts';
import type { DoctorFinding } from '../domain/doctor/finding.ts';
import { utcDay } from '../domain/models/dates.ts';
import { oneOf, phrase } from '../domain/text/phrase.ts';
import type { Ports } from '../ports/ports.ts';
import { callsOpenai } from './code/calls-openai.ts';
import { readText } from './read-text.ts';
import type { Report } from './report.ts';

type EntryPorts = Pick<Ports, 'clock' | 'cwd' | 'files'>;

/** So many files that start a program are looked at, and so much of them, in characters. */
const mostFiles = 6;
const mostText = 120_000;

/** An error in the files that start the program, as far as they alone tell; null for none. Most projects cost a look at names. */
export async function entryFault(ports: EntryPorts, report: Report): Promise<DoctorFinding | null> {
  const files = entryFiles(ports);
  if (files.length === 0) return null;
  const { judgeEntries } = await import('./judge-entries.ts');
  return judgeEntries(
    files,
    ['package.json', 'requirements.txt', 'pyproject.toml', 'Pipfile'].flatMap((name) => {
      const absolute = join(ports.cwd, name);
      const text = readText(ports, absolute);
      return text === null ? [] : [{ absolute, text }];
    }),
    {
      today: utcDay(ports.clock.now()),
      openModels: report.models ? new Set(report.models.map(({ id }) => id)) : null,
      official: callsOpenai(report),
    },
  );
}

const names = oneOf`index server app main bot cli run start chat ask agent demo example`;
const usual = phrase`^${names}\.(?:[cm]?[jt]s|py)$`;
/** `node server.js` of a script. */
const started = /\b(?:node|nodemon|tsx|ts-node|bun|deno)\b[^"&|;]{0,80}?\s([\w@./-]{1,80}\.[cm]?[jt]sx?)\b/g;
const main = /"main"\s*:\s*"([^"\\]{1,120})"/g;

/** Those that hold anything which a rule may look at. */
function entryFiles(ports: EntryPorts): readonly SourceFile[] {
  const top = ports.files.list(ports.cwd);
  const manifest = top.includes('package.json')
    ? (readText(ports, join(ports.cwd, 'package.json')) ?? '')
    : '';
  const named = [started, main].flatMap((pattern) =>
    [...manifest.matchAll(pattern)].map(([, path = '']) => path.replace(/^\.\//, '')),
  );
  const below = top.includes('src') ? ports.files.list(join(ports.cwd, 'src')) : [];
  const paths = [
    ...named.filter((path) => !path.startsWith('/') && !path.includes('..') && !/(?:^|\/)dist\//.test(path)),
    ...top.filter((name) => usual.test(name)),
    ...below.filter((name) => usual.test(name)).map((name) => `src/${name}`),
  ];
  let room = mostText;
  return [...new Set(paths)].slice(0, mostFiles).flatMap((path) => {
    const absolute = join(ports.cwd, path);
    const text = readText(ports, absolute);
    if (text === null || text.length > room || !isTelling(text)) return [];
    room -= text.length;
    return [{ absolute, text }];
  });
}
