import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import { seeProject } from '../../src/checks/see-project.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import { packagesNotReading } from '../../src/checks/workspace-packages.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { folder, stepWorld } from '../support/wizard.ts';

const key = keyBuilders.project(91);
const line = `OPENAI_API_KEY=${key}\n`;
const app = JSON.stringify({ scripts: { dev: 'next dev' }, dependencies: { next: '16.0.0' } });

/** A workspace of so many applications; `more` lies in it as well. */
const workspace = (count: number, more: Readonly<Record<string, string>> = {}) => ({
  'package.json': '{"workspaces":["packages/*"],"scripts":{"dev":"turbo run dev"}}',
  'package-lock.json': '{}',
  ...Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`packages/p${String(n).padStart(4, '0')}/package.json`, app]),
  ),
  ...more,
});

/** Ports that count how often a file is read and a folder is listed. */
function counting(files: Readonly<Record<string, string>>, cwd = folder) {
  const { ports } = stepWorld(files, [], { more: { cwd, platform: 'linux', nodeVersion: '22.21.0' } });
  let count = 0;
  const names = new Map<string, Set<string>>();
  for (const path of Object.keys(files)) {
    const parts = `${folder}/${path}`.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const parent = parts.slice(0, depth).join('/');
      names.set(parent, (names.get(parent) ?? new Set()).add(parts[depth] ?? ''));
    }
  }
  const counted: Ports['files'] = Object.assign(Object.create(ports.files), {
    read: (path: string) => {
      count += 1;
      return ports.files.read(path);
    },
    list: (path: string) => {
      count += 1;
      return [...(names.get(path) ?? [])];
    },
  });
  return { ports: { ...ports, files: counted } as Ports, count: () => count };
}

const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
const look = (ports: Ports) => lookLocally(ports, request as unknown as VerifyRequest);

describe('a workspace of a thousand packages', () => {
  test('all of those that do not read the file are named, with a few looks at each', async () => {
    const looks = async (count: number): Promise<number> => {
      const world = counting(workspace(count, { '.env': line }));
      const project = await seeProject(world.ports);
      expect(packagesNotReading(world.ports, project, `${folder}/.env`)).toHaveLength(count);
      return world.count();
    };
    const [some, all] = [await looks(100), await looks(1000)];
    expect(all).toBeLessThan(some * 10.5);
    expect(all / 1000).toBeLessThan(20);
  });

  test('the list of pnpm may stand in one line', async () => {
    const files = workspace(2, { 'pnpm-workspace.yaml': 'packages: [\'packages/*\', "more/*"]\n' });
    const world = counting({ ...files, 'package.json': '{"scripts":{"dev":"pnpm -r dev"}}' });
    const project = await seeProject(world.ports);
    expect(packagesNotReading(world.ports, project, `${folder}/.env`)).toHaveLength(2);
  });

  test('verify in one of them looks at no other', async () => {
    const own = `${folder}/packages/p0500`;
    const looks = async (count: number): Promise<number> => {
      const world = counting(workspace(count, { 'packages/p0500/.env.local': line }), own);
      const view = await look(world.ports);
      expect(view.finding).toBeNull();
      expect(view.about.key?.origin).toMatchObject({ absolute: `${own}/.env.local` });
      return world.count();
    };
    expect(await looks(1000)).toBe(await looks(501));
  });

  test('verify at the root finds a key that stands in the last one only', async () => {
    const looks = async (count: number): Promise<number> => {
      const last = `packages/p${String(count - 1).padStart(4, '0')}/.env.local`;
      const world = counting(workspace(count, { [last]: line }));
      const { finding } = await look(world.ports);
      expect(finding).toMatchObject({
        cause: 'key_missing',
        facts: { path: { absolute: `${folder}/${last}` } },
      });
      return world.count();
    };
    const [some, all] = [await looks(100), await looks(1000)];
    expect(all).toBeLessThan(some * 10.5);
    expect(all / 1000).toBeLessThan(10);
  });
});
