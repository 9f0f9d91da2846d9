import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { folder, stepWorld } from '../support/wizard.ts';

/**
 * Projects of odd kinds, each with the right answer, written down before this program was first asked. `gets`: the key
 * of the program, A or B, `other` for a value that is neither, none, a cause, or `open` where nobody can tell; several where each
 * is right; `orOpen`: to say that nobody can tell is right as well.
 */
interface Situation {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly shell?: string;
  /** Other variables of the shell. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder that is looked at, from the top of the files. */
  readonly cwd?: string;
  readonly gets: string | readonly string[];
  readonly orOpen?: boolean;
  readonly production?: 'none';
  /** The place that the verdict must name. */
  readonly named?: string;
  /** The file that the key must come from, from the folder that is looked at. */
  readonly from?: string;
  /** A verdict that there is no key is right as well where it names this place. */
  readonly orNamed?: string;
  readonly warns?: string;
}

const situations: readonly Situation[] = [
  'loading-situations',
  'loading-situations-2',
  'loading-situations-3',
  'loading-situations-4',
].flatMap((name) => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8')));
const keys = { A: keyBuilders.project(81), B: keyBuilders.project(82) };
const put = (text: string): string => text.replaceAll('<A>', keys.A).replaceAll('<B>', keys.B);

const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };

async function look({ files, shell, env = {}, cwd = '' }: Situation) {
  const named = Object.entries(files).map(([path, text]) => [path.replace(/^~/, '.home'), put(text)]);
  const world = stepWorld(Object.fromEntries(named), [], {
    env: {
      ...(shell === undefined ? {} : { OPENAI_API_KEY: put(shell) }),
      ...Object.fromEntries(Object.entries(env).map(([name, text]) => [name, put(text)])),
    },
    more: { platform: 'linux', nodeVersion: '22.21.0', home: `${folder}/.home`, cwd: join(folder, cwd) },
  });
  const view = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
  const load = view.list.results.find(({ id }) => id === 'load');
  const key = view.about.key?.value;
  const which = key?.is(keys.A) ? 'A' : key?.is(keys.B) ? 'B' : 'other';
  const isMissing = view.finding?.cause === 'key_missing';
  return {
    gets: isMissing ? 'none' : view.finding ? view.finding.cause : load?.status === 'skip' ? 'open' : which,
    finding: JSON.stringify(view.finding?.facts ?? {}),
    origin: view.about.key?.origin,
    warnings: view.list.warnings.map(({ id }) => id),
    production: [...(load?.notes ?? []), ...view.list.warnings].some(({ id }) => id.includes('production')),
  };
}

test.each(situations)('$title', async (situation) => {
  const { gets, orOpen, named, orNamed, production, warns, from, cwd = '' } = situation;
  const seen = await look(situation);
  if (orNamed !== undefined && seen.gets === 'none') return expect(seen.finding).toContain(orNamed);
  expect([gets, ...(orOpen ? ['open'] : [])].flat()).toContain(seen.gets);
  if (from !== undefined) expect(seen.origin).toMatchObject({ absolute: join(folder, cwd, from) });
  if (warns !== undefined) expect(seen.warnings).toContain(warns);
  if (named !== undefined && seen.gets !== 'open') expect(seen.finding).toContain(named);
  if (production === 'none') expect(seen.production).toBe(true);
});
