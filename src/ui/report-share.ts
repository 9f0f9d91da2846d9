import type { Report } from '../checks/report.ts';
import type { Note } from '../domain/diagnosis/notes.ts';
import { routeFor } from '../domain/network/proxy.ts';
import { Secret } from '../domain/secrets/secret.ts';
import type { VerifyWords } from '../i18n/en/verify.ts';
import type { Diagnosis } from './explain.ts';
import { type Look, noteText, shownKey, shownOrigin, warningText, whoseRows } from './report-text.ts';

/** What a report to be shared tells of the machine. */
interface Machine {
  /** Nothing was sent (`--offline`). */
  readonly offline: boolean;
  readonly version: string;
  readonly nodeVersion: string;
  readonly platform: string;
  /** ISO, UTC. */
  readonly time: string;
  readonly project: string;
  readonly home: string;
  readonly cwd: string;
  readonly user: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A text to paste into an issue or a support request: no key, no name of the user, no full path. */
export function shareText(
  report: Report,
  diagnosis: Diagnosis | null,
  look: Look,
  verify: VerifyWords,
  around: Machine,
): string {
  const { words } = look;
  const { offline } = around;
  const names = verify.share;
  const key = report.key;
  const lines: [string, string][] = [
    [names.version, around.version],
    [names.node, around.nodeVersion],
    [names.platform, around.platform],
    [names.time, around.time],
    [names.project, around.project || verify.shareNone],
    [
      names.key,
      key
        ? `${shownKey(key.value, words)} · ${words.kinds[key.kind]} · ${words.length(key.value.length)} · ${shownOrigin(key.origin, look)}`
        : verify.shareNone,
    ],
    [names.endpoint, `${report.endpoint.baseURL}${words.brackets(addressFrom(report, look, verify))}`],
    [names.proxy, proxyOf(report, around, verify)],
    [
      names.verdict,
      diagnosis
        ? words.labelled(diagnosis.cause, diagnosis.title)
        : offline
          ? verify.goodOffline
          : verify.shareWorks,
    ],
    ...(report.finding?.said ? [[names.said, report.finding.said] as [string, string]] : []),
    ...(diagnosis?.status
      ? [[names.status, `${diagnosis.status} ${diagnosis.code ?? ''}`] as [string, string]]
      : []),
  ];
  const request = diagnosis?.requestId ?? report.test?.completion?.requestId;
  if (request) lines.push([names.request, request]);
  for (const [, account] of whoseRows(report.whose, look)) lines.push([names.account, account]);
  const settings = (report.settings ?? [])
    .filter(({ name }) => name !== 'OPENAI_API_KEY')
    .flatMap(({ name, places }) =>
      places.map(({ place, value, loaded }) => {
        const from = place.type === 'option' ? place.name : shownOrigin(place, look);
        const shown = value instanceof Secret || name !== 'OPENAI_CUSTOM_HEADERS' ? verify.shareSet : value;
        return `- ${words.labelled(name, shown)} · ${from}${loaded ? '' : words.brackets(verify.notLoaded)}`;
      }),
    );
  const checks = report.checks.map(
    ({ id, status, ms, notes }) =>
      `- ${words.labelled(id, [...(notes.some(tellsSkipped) ? [] : [words.status[status]]), ...notes.map((one) => noteText(one, look))].join(words.semicolon))}${words.brackets(`${ms} ms`)}`,
  );
  const warnings = report.warnings.map((one) => `- ${words.labelled(one.id, warningText(one, look))}`);
  const section = (title: string, entries: readonly string[]): string[] =>
    entries.length > 0 ? ['', words.labelled(title, '').trimEnd(), ...entries] : [];
  const text = [
    verify.shareTitle,
    '',
    ...lines.map(([name, value]) => words.labelled(name, value)),
    ...section(names.settings, settings),
    ...section(names.checks, checks),
    ...section(names.warnings, warnings),
  ];
  const owners = ownersIn(report);
  return `${text.map((line) => anonymous(withoutOwners(line, owners), around)).join('\n')}\n`;
}

/** Its words say that the check was skipped. */
const tellsSkipped = ({ id }: Note): boolean => id.startsWith('skipped_') || id === 'load_named';

/** Names of the account that nothing tells by their form: an organization may be called `acme`. */
function ownersIn({ whose, warnings, settings = [] }: Report): readonly string[] {
  const sent = settings
    .filter(({ name }) => name === 'OPENAI_ORG_ID' || name === 'OPENAI_PROJECT_ID')
    .flatMap(({ places }) => places.map(({ value }) => (value instanceof Secret ? '' : value)));
  const told = [whose?.account.organization ?? '', whose?.account.project ?? ''];
  const others = warnings.map(({ facts }) =>
    'owner' in facts && facts.owner?.is === 'another' ? facts.owner.other : '',
  );
  return [...told, ...others, ...sent].filter((name) => name !== '').sort((a, b) => b.length - a.length);
}

const withoutOwners = (line: string, owners: readonly string[]): string =>
  owners.reduce(
    (text, name) => text.replaceAll(wholeWord(name), `${/^(?:org-|proj_|user-)/.exec(name)?.[0] ?? ''}…`),
    line,
  );

/** Where the address was set. */
function addressFrom({ endpoint: { source } }: Report, look: Look, verify: VerifyWords): string {
  if (source.type === 'default') return verify.shareDefault;
  return source.type === 'option' ? verify.option('--base-url') : shownOrigin(source, look);
}

function proxyOf({ endpoint }: Report, { env }: Machine, verify: VerifyWords): string {
  if (!endpoint.judged) return verify.shareNone;
  const route = routeFor(endpoint.judged.baseURL, env);
  if (route.type === 'proxy') return `${route.proxy.variable}=${route.proxy.masked}`;
  return route.type === 'direct' ? verify.shareNone : `${route.variable} (${route.problem})`;
}

/** Takes out folders above the project, the home folder, ids of the account and the user's name, wherever they stand. */
function anonymous(line: string, { home, cwd, user }: Machine): string {
  const folders = [cwd, home].filter((path) => path.length > 3);
  const hidden = folders.reduce((text, path) => text.replaceAll(path, path === cwd ? '.' : '~'), line);
  const ids = hidden.replace(/\b(org-|proj_|user-)[A-Za-z0-9]{6,64}/g, '$1…');
  const paths = ids.replace(absolutePath, (path) => `…/${path.split(/[\\/]/).at(-1)}`);
  return user.length < 3 ? paths : paths.replaceAll(wholeWord(user), 'user');
}

/** A path from the root, but not the one of a web address. */
const absolutePath = /(?<![\w.:/~…-])(?:[A-Za-z]:)?[\\/](?:[\w.@+-]{1,100}[\\/]){1,20}[\w.@+-]{1,100}/g;

function wholeWord(text: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z0-9])`, 'g');
}
