import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { folder, stepWorld } from '../support/wizard.ts';

/**
 * Projects of odd kinds, each with the right answer, written down before this program was first asked. `gets`: the key
 * of the program, A or B, none, or `open` where nobody can tell; `orOpen`: to say so is right as well.
 */
interface Situation {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly shell?: string;
  readonly gets: 'A' | 'B' | 'none' | 'open';
  readonly orOpen?: boolean;
  readonly production?: 'none';
  /** The place that the verdict must name. */
  readonly named?: string;
  /** A verdict that there is no key is right as well where it names this place. */
  readonly orNamed?: string;
}

const situations: readonly Situation[] = JSON.parse(
  readFileSync(new URL('../data/loading-situations.json', import.meta.url), 'utf8'),
);
const keys = { A: keyBuilders.project(81), B: keyBuilders.project(82) };
const put = (text: string): string => text.replaceAll('<A>', keys.A).replaceAll('<B>', keys.B);

const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };

async function look({ files, shell }: Situation) {
  const named = Object.entries(files).map(([path, text]) => [path.replace(/^~/, '.home'), put(text)]);
  const world = stepWorld(Object.fromEntries(named), [], {
    env: shell === undefined ? {} : { OPENAI_API_KEY: put(shell) },
    more: { platform: 'linux', nodeVersion: '22.21.0', home: `${folder}/.home` },
  });
  const view = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
  const load = view.list.results.find(({ id }) => id === 'load');
  const key = view.about.key?.value;
  const which = key?.is(keys.A) ? 'A' : key?.is(keys.B) ? 'B' : null;
  const isMissing = view.finding?.cause === 'key_missing';
  return {
    gets: isMissing ? 'none' : view.finding ? view.finding.cause : load?.status === 'skip' ? 'open' : which,
    finding: JSON.stringify(view.finding?.facts ?? {}),
    production: [...(load?.notes ?? []), ...view.list.warnings].some(({ id }) => id.includes('production')),
  };
}

test.each(situations)('$title', async (situation) => {
  const { gets, orOpen, named, orNamed, production } = situation;
  const seen = await look(situation);
  if (orNamed !== undefined && seen.gets === 'none') return expect(seen.finding).toContain(orNamed);
  expect(orOpen ? [gets, 'open'] : [gets]).toContain(seen.gets);
  if (named !== undefined) expect(seen.finding).toContain(named);
  if (production === 'none') expect(seen.production).toBe(true);
});
