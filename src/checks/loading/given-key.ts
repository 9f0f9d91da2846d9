import { join } from 'node:path';
import { givenIn, keyGivers } from '../../domain/loading/key-givers.ts';
import type { LinePlace } from '../../domain/loading/place.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import type { KeyFound } from '../source.ts';
import { type KeyAtLine, setByStarters } from './starters.ts';

type GivenPorts = Pick<Ports, 'cwd' | 'env' | 'files'>;

/** A key that stands in no env file of the program, where a tool has it in a file of its own and hands it on. */
type GivenKey = KeyFound & { readonly origin: LinePlace };

/** The key that a tool gives to the programs that it starts; first that of the one which starts this program; null for none. */
export function givenKey(ports: GivenPorts, project: Project): GivenKey | null {
  const all = [...byTools(ports, project), ...byScripts(ports, project)];
  const first = all.find(({ giver }) => giver?.starts) ?? all[0];
  return first ?? null;
}

const given = ({ place, value }: KeyAtLine, by: Giver['by'], starts: boolean): GivenKey => ({
  value,
  origin: place,
  others: [],
  giver: { by, starts },
});

type Giver = NonNullable<KeyFound['giver']>;

function byTools({ files }: GivenPorts, { folder, names, scripts }: Project): readonly GivenKey[] {
  return keyGivers.flatMap((tool) => {
    const [top = ''] = tool.file.split('/');
    const starts = scripts.started.some(({ program }) => program === tool.program);
    const isUsed = starts || names.some((name) => tool.beside?.test(name));
    if (!isUsed || !names.includes(top)) return [];
    const absolute = join(folder, tool.file);
    const found = givenIn(readText({ files }, absolute) ?? '', tool, keyName);
    if (!found) return [];
    const place = { type: 'file', absolute, line: found.line } as const;
    return [given({ place, value: new Secret(found.value) }, tool.tool, starts)];
  });
}

function byScripts(ports: GivenPorts, project: Project): readonly GivenKey[] {
  return setByStarters(ports, project).flatMap(({ path, key, exported }) =>
    key && exported ? [given(key, { absolute: path }, false)] : [],
  );
}
