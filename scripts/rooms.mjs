/**
 * Which room of `src/` may import which: the one place where it is written. The linter's rules
 * (`scripts/lint/rooms.json`, part of `biome.json`), the table in `docs/architecture.md` and the cases of
 * `test/unit/architecture.test.ts` are made from it. After a change: `node scripts/rooms.mjs --write`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Room
 * @property {string} path below `src/`; `commands/*` stands for each folder in it
 * @property {string} holds what is in it, for the docs
 * @property {readonly string[]} rooms whose files it may import beside its own: paths of rooms, or of single files
 * @property {readonly string[]} packages names of packages and of Node's modules; `*` for all
 * @property {Readonly<Record<string, string>>} [deniedGlobals] with what to do instead
 */

const throughPorts = {
  process: 'Use the ports.',
  console: 'Use the ports.',
  fetch: 'Use the ports.',
  setTimeout: 'Use the clock of the ports.',
  setInterval: 'Use the clock of the ports.',
};

const pure = {
  process: 'domain is pure: pass the value in.',
  console: 'domain is pure: return the value.',
  fetch: 'domain is pure: requests are an adapter’s.',
  Buffer: 'domain is pure: use Uint8Array and TextEncoder.',
  require: 'domain is pure: it loads nothing.',
  setTimeout: 'domain is pure: time is an adapter’s.',
  setInterval: 'domain is pure: time is an adapter’s.',
  performance: 'domain is pure: time is an adapter’s.',
};

/** From the ground up. @type {readonly Room[]} */
export const rooms = [
  {
    path: 'domain',
    holds:
      'what is true without looking: keys, env files, loading, evidence to cause, models and prices. No effects, no text for people',
    rooms: [],
    packages: ['ignore', '@lezer/common', '@lezer/javascript', '@lezer/python', 'yaml'],
    deniedGlobals: pure,
  },
  {
    path: 'examples',
    holds: 'the programs that `example` prints',
    rooms: ['domain'],
    packages: [],
    deniedGlobals: pure,
  },
  {
    path: 'ports',
    holds: 'what the program may touch in the world, as interfaces; the errors that end a command',
    rooms: ['domain'],
    packages: [],
    deniedGlobals: pure,
  },
  {
    path: 'checks',
    holds:
      'what `verify` asks, each a small function from ports to a verdict: how a program is given its environment in `loading`, what its code does in `code` and `python`, what is asked of the API in `api`',
    rooms: ['domain', 'ports'],
    packages: ['node:path'],
    deniedGlobals: throughPorts,
  },
  {
    path: 'changes',
    holds: 'a change to files as a value: planned, written, read back, taken back',
    rooms: ['domain', 'ports', 'checks'],
    packages: ['node:path'],
    deniedGlobals: throughPorts,
  },
  {
    path: 'standin',
    holds: 'the stand-in API of `demo`, which the tests extend',
    rooms: ['domain'],
    packages: ['node:crypto', 'node:http', 'node:net', 'node:timers/promises'],
  },
  {
    path: 'i18n',
    holds: 'the words, by subject and language',
    rooms: ['domain', 'examples', 'standin/scenarios.ts'],
    packages: [],
    deniedGlobals: throughPorts,
  },
  {
    path: 'ui',
    holds: 'how results look: text, tables, JSON, SARIF',
    rooms: ['domain', 'examples', 'ports', 'checks', 'i18n'],
    packages: ['chalk', 'fast-string-width', 'fast-wrap-ansi', 'node:path'],
    deniedGlobals: throughPorts,
  },
  {
    path: 'adapters',
    holds: 'the world behind the ports: the API, HTTP, files, git, terminal, system',
    rooms: ['domain', 'ports', 'ui/layout.ts', 'ui/theme.ts', 'i18n/prompt-words.ts'],
    packages: ['*'],
  },
  {
    path: 'commands',
    holds: 'the options, and what several commands do',
    rooms: ['domain', 'examples', 'ports', 'checks', 'changes', 'i18n', 'ui', 'version.ts'],
    packages: ['node:path'],
    deniedGlobals: throughPorts,
  },
  {
    path: 'commands/*',
    holds: 'one folder for each command, with all its steps; no command knows another',
    rooms: [
      ...['domain', 'examples', 'ports', 'checks', 'changes', 'i18n', 'ui', 'standin', 'version.ts'],
      'commands',
    ],
    packages: ['node:path'],
    deniedGlobals: throughPorts,
  },
];

/** Files at the top of `src/`, which may import everything. */
export const top = readdirSync(new URL('../src/', import.meta.url)).filter((name) => name.endsWith('.ts'));

/** How many levels of folders a room has. */
export function depthOf({ path }) {
  const folder = new URL(`../src/${path.replace(/\*$/, '')}`, import.meta.url);
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts'));
  const deepest = Math.max(...files.map((name) => name.split(/[\\/]/).length - 1));
  // What stands for each folder in another one begins one level further down; the folders in `commands` are rooms of their own.
  if (path.endsWith('/*')) return deepest - 1;
  return rooms.some((room) => room.path === `${path}/*`) ? 0 : deepest;
}

/** Every pair of rooms with whether the first may import the second. */
export function* pairs() {
  for (const from of rooms) {
    for (const to of rooms) {
      if (from !== to) yield { from: from.path, to: to.path, allowed: from.rooms.includes(to.path) };
    }
    yield { from: from.path, to: 'main.ts', allowed: false };
  }
}

/** A file of a room, however deep it lies there. */
const glob = ({ path }, level) => `src/${path}/${'*/'.repeat(level)}*.ts`;

/** Patterns that match whatever a file may not import; of several that match, the last one counts. */
function forbidden(room, level) {
  const up = '../'.repeat(room.path.split('/').length + level);
  const within =
    level === 0 ? [] : ['!../**', ...(level === 1 ? ['../../**'] : ['!../../**', '../../../**'])];
  const packages = room.packages.includes('*')
    ? ['!*', '!*/**', '!@*/**', '!node:*']
    : room.packages.map((name) => `!${name}`);
  const others = room.rooms.flatMap((name) => {
    if (name.endsWith('.ts')) return [`!${up}${name}`];
    // The files beside the folders of the commands, and none in another folder.
    return name === 'commands' ? ['!../*.ts'] : [`!${up}${name}/**`];
  });
  const inside = room.path === 'commands' ? ['!./*.ts'] : ['!./**'];
  return ['**', ...packages, '../**', ...inside, ...within, ...others];
}

/** The part of Biome's configuration that keeps the rooms apart. */
export function biomeRules() {
  const overrides = rooms.flatMap((room) =>
    Array.from({ length: depthOf(room) + 1 }, (_, level) => {
      const allowed = [...room.rooms, ...room.packages].join(', ') || 'nothing else';
      const message = `${room.path} may import, beside its own files: ${allowed} (scripts/rooms.mjs).`;
      const style = {
        noRestrictedImports: {
          level: 'error',
          options: { patterns: [{ group: forbidden(room, level), message }] },
        },
        ...(room.deniedGlobals
          ? { noRestrictedGlobals: { level: 'error', options: { deniedGlobals: room.deniedGlobals } } }
          : {}),
      };
      return { includes: [`**/${glob(room, level)}`], linter: { rules: { style } } };
    }),
  );
  return `${JSON.stringify({ root: false, overrides }, null, 2)}\n`;
}

/** The table of rooms for the docs. */
export function docsTable() {
  const code = (names) => names.map((name) => `\`${name}\``).join(', ');
  const rows = rooms.map(({ path, holds, rooms: others, packages }) => {
    const kept = packages.includes('*') ? 'all packages' : code(packages);
    const place = path.endsWith('/*') ? `each folder in \`src/${path.slice(0, -1)}\`` : `\`src/${path}/\``;
    return `| ${place} | ${holds} | ${[code(others), kept].filter(Boolean).join('; ') || 'nothing else'} |`;
  });
  const last = `| ${top.map((name) => `\`src/${name}\``).join(', ')} | composition, fast paths, command line | everything |`;
  return ['| room | what is in it | may import, beside its own files |', '|---|---|---|', ...rows, last].join(
    '\n',
  );
}

const pageUrl = new URL('../docs/architecture.md', import.meta.url);
const rulesUrl = new URL('lint/rooms.json', import.meta.url);
const marked = /(<!-- rooms -->\n)[\s\S]*?(\n<!-- \/rooms -->)/;

/** What a file must hold where it is made from this table; by its address. */
export function madeFiles() {
  const page = readFileSync(pageUrl, 'utf8');
  return new Map([
    [fileURLToPath(rulesUrl), biomeRules()],
    [
      fileURLToPath(pageUrl),
      page.replace(marked, (_all, before, after) => `${before}${docsTable()}${after}`),
    ],
  ]);
}

if (process.argv[2] === '--write') for (const [path, text] of madeFiles()) writeFileSync(path, text);
