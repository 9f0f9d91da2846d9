import { posix } from 'node:path';
import { judgeProject } from '../../src/commands/doctor/judge-project.ts';
import { survey } from '../../src/commands/doctor/survey.ts';
import { isTelling } from '../../src/domain/doctor/file-kinds.ts';
import type { DoctorFinding } from '../../src/domain/doctor/finding.ts';
import type { ProgramLoading } from '../../src/domain/doctor/program-loading.ts';
import { ignoreRules } from '../../src/domain/git/ignore-rules.ts';
import type { ProjectFiles } from '../../src/ports/project-files.ts';
import { memoryFiles } from './memory-files.ts';

const folder = '/work/app';

/** What doctor says of a project in memory, without asking the API. */
export interface ProjectJudged {
  readonly findings: readonly DoctorFinding[];
  readonly loading: ProgramLoading;
  /** `rule path:line` of each finding. */
  readonly found: readonly string[];
}

/** All of doctor but the disk, git and the API, on the day for which expectations are written. */
export async function judgeFiles(
  files: Readonly<Record<string, string>>,
  { models = null, env = {} }: { models?: readonly string[] | null; env?: Record<string, string> } = {},
): Promise<ProjectJudged> {
  const disk = memoryFiles(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text])),
  );
  const surveyed = await survey({
    cwd: folder,
    env,
    files: disk,
    home: '/home/someone',
    nodeVersion: '22.12.0',
    platform: 'linux',
    projectFiles: async () => projectOf(files),
  });
  const { findings, loading } = judgeProject(surveyed, {
    today: '2026-11-27',
    openModels: models && new Set(models),
    official: true,
    only: null,
  });
  const found = findings.map(
    ({ rule, absolute, line }) => `${rule} ${posix.relative(folder, absolute)}:${line}`,
  );
  return { findings, loading, found: [...new Set(found)] };
}

/** As git lists it, all of it tracked. */
function projectOf(files: Readonly<Record<string, string>>): ProjectFiles {
  const rules = ignoreRules(files['.gitignore'] ?? '');
  const isIgnored = (path: string): boolean =>
    path.split('/').some((_, at, parts) => {
      const one = parts.slice(0, at + 1).join('/');
      return rules(at + 1 < parts.length ? `${one}/` : one) === 'ignored';
    });
  const paths = Object.keys(files)
    .filter((path) => !isIgnored(path))
    .sort();
  return {
    list: async () => ({
      paths,
      known: new Set(paths),
      telling: new Set(paths.filter((path) => isTelling(files[path] ?? ''))),
      untracked: new Set(),
      conflicted: new Set(),
    }),
    read: (_, path) => {
      const text = files[path];
      return text === undefined ? { state: 'skipped', why: 'missing' } : { state: 'text', text };
    },
    isTooLarge: () => false,
  };
}
