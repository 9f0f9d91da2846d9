import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFiles } from '../../src/adapters/files/files.ts';
import { keyElsewhere } from '../../src/checks/loading/elsewhere.ts';
import { lookAtProject } from '../../src/checks/project.ts';
import { checkSource } from '../../src/checks/source.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';

test.each([
  ['.env.production', true],
  ['.envrc', true],
  ['.dev.vars', true],
  ['prod.env', true],
  ['.env.example', true],
  ['.env~', false],
])('a key in %s alone is named as one that nothing loads: %s', async (name, named) => {
  const project = await makeProject({ [name]: `export OPENAI_API_KEY=${keyBuilders.project()}\n` });
  const ports = {
    files: createFiles(),
    cwd: project.path,
    home: '/nowhere',
    platform: 'linux',
    env: {},
  } as unknown as Ports;
  const seen = lookAtProject(ports);
  expect(checkSource(ports, seen).found).toBeNull();
  const found = keyElsewhere(ports, seen, false);
  const place = named ? { reason: 'elsewhere', path: { absolute: join(project.path, name) }, line: 1 } : null;
  expect(found).toEqual(place && expect.objectContaining(place));
});
