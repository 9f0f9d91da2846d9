import { fieldsOrNone } from '../text/fields.ts';
import {
  asItIs,
  jsonIn,
  namedRows,
  type ProjectSigns,
  type PushTarget,
  type Scope,
  timeOf,
} from './target.ts';

/** A name that a service gave, and that can stand among arguments. */
const plain = (text: unknown): string | null =>
  typeof text === 'string' && /^[A-Za-z0-9][\w.-]{0,99}$/.test(text) ? text : null;

/** A field of a JSON file of the project. */
function fieldOf({ read }: ProjectSigns, path: string, ...names: readonly string[]): string | null {
  const fields = fieldsOrNone(jsonIn(read(path) ?? ''));
  return names.map((name) => plain(fields[name])).find((value) => value !== null) ?? null;
}

/** A text at the top of a TOML file: `name = "x"` before its first table. */
function tomlText(text: string | null, name: string): string | null {
  const top = (text ?? '').split(/^\s*\[/m)[0] ?? '';
  return plain(new RegExp(`^\\s*${name}\\s*=\\s*["']([^"'\\n]*)["']`, 'm').exec(top)?.[1]);
}

/** Names that bundlers put into what every visitor downloads. */
const isPublished = (name: string): boolean =>
  /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_|EXPO_PUBLIC_|PUBLIC_|NUXT_PUBLIC_|GATSBY_)/.test(name);

const vercelScope = (shown: ProjectSigns): Scope | null => {
  const linked = fieldOf(shown, '.vercel/project.json', 'projectName', 'projectId');
  return linked === null ? null : { told: linked, args: [] };
};

/** Sources: `vercel env --help` of vercel 50, and vercel.com/docs/cli/env, read in November 2026. */
const vercel: PushTarget = {
  id: 'vercel',
  title: 'Vercel',
  tools: ['vercel', 'vc'],
  version: { args: ['--version'], oldest: [33, 0] },
  mends: { install: 'npm install --global vercel', signIn: 'vercel login', link: 'vercel link' },
  isShown: ({ has }) => has('.vercel') || has('vercel.json'),
  scopeOf: vercelScope,
  login: { args: () => ['whoami'], account: /^([\w.-]+)\s*$/m },
  list: {
    args: (_, { env }) => ['env', 'ls', env ?? 'production'],
    read: (printed, { name }) => {
      const rows = printed.split('\n').map((line) => line.trim().split(/\s+/)[0] ?? '');
      return new Map(rows.includes(name) ? [[name, null]] : []);
    },
  },
  set: (_, { name, env }, isThere) => {
    const target = env ?? 'production';
    // What is sensitive cannot be read back, by members or by `env pull`; for development Vercel has no such kind.
    const kind = target === 'development' ? [] : ['--sensitive'];
    const args = ['env', 'add', name, target, ...kind, ...(isThere ? ['--force'] : [])];
    return [{ args, handing: asItIs }];
  },
  notes: ({ name, env }) => [
    'redeploy',
    ...(env === 'development' ? (['readable_by_members'] as const) : []),
    ...(isPublished(name) ? (['published_name'] as const) : []),
  ],
};

const wranglerFiles = ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'];

function workerOf(shown: ProjectSigns): string | null {
  const [toml, ...json] = wranglerFiles;
  const inJson = json.map((path) => plain(/^\s*"name"\s*:\s*"([^"\n]*)"/m.exec(shown.read(path) ?? '')?.[1]));
  return tomlText(shown.read(toml ?? ''), 'name') ?? inJson.find((name) => name !== null) ?? null;
}

/** Pages have their secrets apart from Workers. */
const isPages = ({ read }: ProjectSigns): boolean =>
  wranglerFiles.some((path) => /^\s*"?pages_build_output_dir"?\s*[=:]/m.test(read(path) ?? ''));

/** Sources: `wrangler secret --help` of wrangler 4, and developers.cloudflare.com/workers/wrangler, read in November 2026. */
const cloudflare: PushTarget = {
  id: 'cloudflare',
  title: 'Cloudflare',
  tools: ['wrangler'],
  version: { args: ['--version'], oldest: [3, 0] },
  mends: {
    install: 'npm install --global wrangler',
    signIn: 'wrangler login',
    link: 'openai-setup push cloudflare --project WORKER',
  },
  isShown: ({ has }) => wranglerFiles.some(has),
  scopeOf(shown, { project }) {
    const name = project ?? workerOf(shown);
    if (name === null) return null;
    return isPages(shown)
      ? { told: name, args: ['--project-name', name] }
      : { told: name, args: ['--name', name] };
  },
  // It ends with 0 also where nobody is.
  login: {
    args: () => ['whoami'],
    denied: /not (?:authenticated|logged in)/i,
    account: /associated with the email '?([^\s']+@[^\s']+\w)/,
  },
  list: {
    args: (scope, { env }) => [...pagesFirst(scope), 'secret', 'list', ...scope.args, ...inEnv(env)],
    read: (printed) => namedRows(printed, 'name'),
  },
  set: (scope, { name, env }) => [
    { args: [...pagesFirst(scope), 'secret', 'put', name, ...scope.args, ...inEnv(env)], handing: asItIs },
  ],
  notes: () => [],
};

const inEnv = (env: string | null): readonly string[] => (env === null ? [] : ['--env', env]);
const pagesFirst = ({ args }: Scope): readonly string[] => (args[0] === '--project-name' ? ['pages'] : []);

/** Sources: `netlify env:import --help` of netlify-cli 27, and cli.netlify.com/commands/env, read in November 2026. */
const netlify: PushTarget = {
  id: 'netlify',
  title: 'Netlify',
  tools: ['netlify', 'ntl'],
  version: { args: ['--version'], oldest: [10, 0] },
  mends: { install: 'npm install --global netlify-cli', signIn: 'netlify login', link: 'netlify link' },
  isShown: ({ has }) => has('netlify.toml') || has('.netlify'),
  scopeOf(shown) {
    const site = fieldOf(shown, '.netlify/state.json', 'siteId');
    return site === null ? null : { told: site, args: [] };
  },
  login: { args: () => ['status'], denied: /not logged in/i, account: /Email:\s+(\S+@\S+)/ },
  list: {
    args: () => ['env:list', '--json'],
    read(printed) {
      return new Map(Object.keys(fieldsOrNone(jsonIn(printed))).map((name) => [name, null]));
    },
  },
  // `env:set` takes the value as an argument only; a file is merged with what is there.
  set: (_, { name }) => [
    { args: ['env:import', 'FILE'], handing: { by: 'file', before: `${name}=`, after: '\n' } },
  ],
  notes: ({ name }) => [
    'redeploy',
    'every_context',
    ...(isPublished(name) ? (['published_name'] as const) : []),
  ],
};

/** The app of a remote of git: `https://git.heroku.com/APP.git`, `git@heroku.com:APP.git`. */
const herokuApp = ({ remotes }: ProjectSigns): string | null => {
  const apps = [...remotes.values()].map((address) =>
    plain(/(?:git\.heroku\.com\/|@heroku\.com:)([a-z][a-z0-9-]*?)(?:\.git)?\/?$/.exec(address.trim())?.[1]),
  );
  return apps.find((app) => app !== null) ?? null;
};

/** Sources: heroku 11, `config:edit`, and devcenter.heroku.com/articles/heroku-cli-commands, read in November 2026. */
const heroku: PushTarget = {
  id: 'heroku',
  title: 'Heroku',
  tools: ['heroku'],
  version: { args: ['--version'], oldest: [8, 0] },
  mends: {
    install: 'npm install --global heroku',
    signIn: 'heroku login',
    link: 'openai-setup push heroku --project APP',
  },
  isShown: (shown) => shown.has('Procfile') || herokuApp(shown) !== null,
  scopeOf(shown, { project }) {
    const app = project ?? herokuApp(shown);
    return app === null ? null : { told: app, args: ['--app', app] };
  },
  login: { args: () => ['auth:whoami'], account: /^(\S+@\S+)\s*$/m },
  list: {
    args: ({ args }) => ['config', '--json', ...args],
    read(printed) {
      return new Map(Object.keys(fieldsOrNone(jsonIn(printed))).map((name) => [name, null]));
    },
  },
  // `config:set` takes the value as an argument only.
  set: ({ args }, { name }) => [
    { args: ['config:edit', ...args], handing: { by: 'editor', variable: name } },
  ],
  notes: () => ['restarts'],
};

/** Sources: fly.io/docs/flyctl/secrets-import and secrets-list, read in November 2026. */
const fly: PushTarget = {
  id: 'fly',
  title: 'Fly.io',
  tools: ['flyctl', 'fly'],
  version: { args: ['version'], oldest: [0, 1] },
  mends: {
    install: 'https://fly.io/docs/flyctl/install/',
    signIn: 'fly auth login',
    link: 'openai-setup push fly --project APP',
  },
  isShown: ({ has }) => has('fly.toml'),
  scopeOf(shown, { project }) {
    const app = project ?? tomlText(shown.read('fly.toml'), 'app');
    return app === null ? null : { told: app, args: ['--app', app] };
  },
  login: { args: () => ['auth', 'whoami'], account: /^(\S+@\S+)\s*$/m },
  list: {
    args: ({ args }) => ['secrets', 'list', ...args, '--json'],
    read(printed) {
      const rows = jsonIn(printed);
      const found = new Map<string, string | null>();
      for (const row of Array.isArray(rows) ? rows : []) {
        const fields = Object.entries((row ?? {}) as object).map(([key, value]) => [
          key.toLowerCase(),
          value,
        ]);
        const { name, created_at, createdat, updated_at } = Object.fromEntries(fields);
        if (typeof name === 'string') found.set(name, timeOf(updated_at ?? created_at ?? createdat));
      }
      return found;
    },
  },
  set: ({ args }, { name }) => [
    {
      args: ['secrets', 'import', ...args],
      handing: { by: 'stdin', before: `${name}=`, after: '\n' },
    },
  ],
  notes: () => ['restarts'],
};

export const hostingTargets: readonly PushTarget[] = [vercel, cloudflare, netlify, heroku, fly];
