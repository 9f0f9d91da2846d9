import type { ErrorLink } from '../../domain/diagnosis/evidence.ts';

/** More links say nothing new, and a chain may be a loop. */
const mostLinks = 12;
const longestText = 2000;
/** Masked whole before they are cut, so that no cut leaves a part of a secret that looks harmless. */
const longestRead = 20_000;

/**
 * An error, its causes and the members of aggregates, outermost first. Only named fields are taken, and each text goes
 * through `redact`: libraries put whole headers and raw packets into their errors.
 */
export function errorChain(error: unknown, redact: (text: string) => string): ErrorLink[] {
  const links: ErrorLink[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (value === undefined || value === null || seen.has(value) || links.length >= mostLinks) return;
    seen.add(value);
    links.push(toLink(value, redact));
    if (typeof value !== 'object') return;
    visit(field(value, 'cause'));
    const members = field(value, 'errors');
    if (Array.isArray(members)) for (const member of members) visit(member);
  };
  visit(error);
  return links;
}

function toLink(value: unknown, redact: (text: string) => string): ErrorLink {
  const clean = (text: string): string => redact(text.slice(0, longestRead)).slice(0, longestText);
  if (typeof value !== 'object' || value === null)
    return { name: typeof value, message: clean(String(value)) };

  const text = (name: string): string | undefined => {
    const found = field(value, name);
    return typeof found === 'string' && found !== '' ? clean(found) : undefined;
  };
  const number = (name: string): number | undefined => {
    const found = field(value, name);
    return typeof found === 'number' ? found : undefined;
  };
  return {
    name: text('name') ?? 'Error',
    message: text('message') ?? '',
    ...defined('code', text('code')),
    ...defined('syscall', text('syscall')),
    ...defined('port', number('port')),
    ...defined('proxyStatus', number('proxyStatus')),
    ...defined('proxyAuthenticate', text('proxyAuthenticate')),
  };
}

function defined<K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: V };
}

/** A getter of a foreign error may throw. */
function field(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}
