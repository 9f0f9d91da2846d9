import type { Place } from '../domain/loading/place.ts';
import { type Found, findAll, type OpenaiName, openaiNames } from '../domain/loading/sources.ts';
import { readCustomHeaders } from '../domain/network/custom-headers.ts';
import { shownAddress } from '../domain/network/endpoint.ts';
import { Secret } from '../domain/secrets/secret.ts';
import { type Clean, cleanText } from '../domain/text/clean.ts';
import type { Access } from '../ports/api.ts';
import type { Ports } from '../ports/ports.ts';
import { type Project, readable } from './project.ts';

/**
 * What a program in this folder would get for a name, trimmed, and from where; null where no place names it, or the
 * place that counts is empty.
 */
export function findSetting(
  { env }: Pick<Ports, 'env'>,
  project: Pick<Project, 'envFiles'>,
  name: OpenaiName,
): Found | null {
  const [first] = findAll(name, env, readable(project.envFiles));
  const value = first?.value.trim();
  return first && value ? { place: first.place, value } : null;
}

/** What is sent beside the key, as a program in this folder would send it; an option goes before every place. */
export function callSettings(
  ports: Pick<Ports, 'env'>,
  project: Pick<Project, 'envFiles'>,
  options: { readonly organization: string | undefined; readonly project: string | undefined },
): Pick<Access, 'organization' | 'project' | 'headers'> {
  return {
    organization: options.organization ?? findSetting(ports, project, 'OPENAI_ORG_ID')?.value,
    project: options.project ?? findSetting(ports, project, 'OPENAI_PROJECT_ID')?.value,
    headers: readCustomHeaders(ports.env['OPENAI_CUSTOM_HEADERS']).headers,
  };
}

/** One place that gives a name a value; an option of the command line is a place too. */
export interface SettingPlace {
  readonly place: Place | { readonly type: 'option'; readonly name: string };
  /** A secret is shown masked, headers by their names only. */
  readonly value: Secret | Clean;
  /** Read by the loaders of this project; false for another mode's file, for instance. */
  readonly loaded: boolean;
}

/** A name that changes how a call is made, and all that give it a value, the one that counts first. */
export interface Setting {
  readonly name: OpenaiName;
  readonly places: readonly SettingPlace[];
}

/** Values given as options, by the name that they stand in for. */
type GivenOptions = Partial<
  Record<OpenaiName, { readonly option: string; readonly value: string | undefined }>
>;

/** The whole picture: every `OPENAI_` name that breaks or changes calls, and where it comes from. */
export function seeSettings(
  ports: Pick<Ports, 'env'>,
  project: Project,
  given: GivenOptions,
): readonly Setting[] {
  return openaiNames.flatMap((name) => {
    const option = given[name];
    const places: SettingPlace[] =
      option?.value === undefined
        ? []
        : [
            {
              place: { type: 'option', name: option.option },
              value: shown(name, option.value),
              loaded: true,
            },
          ];
    for (const { place, value } of findAll(name, ports.env, readable(project.envFiles))) {
      places.push({ place, value: shown(name, value), loaded: true });
    }
    for (const { place, value } of findAll(name, {}, readable(project.otherEnvFiles))) {
      places.push({ place, value: shown(name, value), loaded: false });
    }
    return places.length > 0 ? [{ name, places }] : [];
  });
}

function shown(name: OpenaiName, value: string): Secret | Clean {
  if (name === 'OPENAI_API_KEY' || name === 'OPENAI_ADMIN_KEY') return new Secret(value.trim());
  if (name === 'OPENAI_BASE_URL') return shownAddress(value.trim());
  if (name !== 'OPENAI_CUSTOM_HEADERS') return cleanText(value);
  const { headers, leftOut } = readCustomHeaders(value);
  return cleanText([...Object.keys(headers), ...leftOut].join(', '));
}
