import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apps, untried } from '../../scripts/apps/rows.mjs';
import { loadingOf } from '../../src/checks/loading/ways.ts';
import { seeProject } from '../../src/checks/see-project.ts';
import { stepWorld } from '../support/wizard.ts';

/** What docs/frameworks.md says of each kind, from runs of real apps and of setup. */
const results: Readonly<Record<string, Result>> = JSON.parse(
  readFileSync(new URL('../../scripts/apps/results.json', import.meta.url), 'utf8'),
);

interface Result {
  readonly title: string;
  readonly state: 'passed' | 'skipped' | 'told';
  readonly file?: string;
  readonly production?: string;
}

/** The project of a row, by the files that setup finds there. */
async function projectOf(files: Readonly<Record<string, string>>) {
  const { ports } = stepWorld(files, [], { more: { platform: 'linux', nodeVersion: '24.1.0' } });
  return seeProject(ports);
}

const tried = apps.filter(({ name, folder }) => results[name]?.state === 'passed' && folder === undefined);

describe('the page of frameworks says what the models say', () => {
  test.each(tried.map((app) => [app.title, app] as const))('%s', async (_, app) => {
    const dependencies = app.packages;
    const manifest = app.manifest ?? (Object.keys(dependencies).length > 0 ? {} : null);
    const project = await projectOf({
      ...(manifest ? { 'package.json': JSON.stringify({ ...manifest, dependencies }) } : {}),
      ...app.before,
    });
    const { file, production } = results[app.name] ?? {};
    expect(project.secretsFile).toBe(file);
    const { afterBuild } = loadingOf(project);
    if (production === 'needs the variable') expect(afterBuild).not.toBeNull();
    if (production === 'this key') expect(afterBuild).toBeNull();
  });

  test.each(untried)('%s, told only', async (name, title, files) => {
    expect(results[name]).toMatchObject({ title, file: (await projectOf(files)).secretsFile });
  });
});
