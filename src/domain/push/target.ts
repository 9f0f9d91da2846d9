/** Where a key can be handed to, in the order in which they are told. */
export const targetIds = [
  'github',
  'dependabot',
  'codespaces',
  'vercel',
  'cloudflare',
  'netlify',
  'heroku',
  'fly',
  'kubernetes',
  'docker',
  'codex',
] as const;
export type TargetId = (typeof targetIds)[number];

/** What a project shows, for a target to be found in it. */
export interface ProjectSigns {
  /** Whether a file or folder is there, by its path from the project's folder. */
  readonly has: (path: string) => boolean;
  /** A text file of the project; null where there is none. */
  readonly read: (path: string) => string | null;
  /** The addresses of git's remotes, by name. */
  readonly remotes: ReadonlyMap<string, string>;
}

/** What was asked for, each checked for its form. */
export interface Wanted {
  /** The variable, or the secret's key. */
  readonly name: string;
  /** An environment of the service: GitHub's, Vercel's, Wrangler's; for Kubernetes the namespace. */
  readonly env: string | null;
  /** `owner/name`, or `host/owner/name`. */
  readonly repo: string | null;
  /** The service's own name of what runs the program: worker, app, secret. */
  readonly project: string | null;
}

/** Where at the service the key goes: as it is told, and as the tool takes it. */
export interface Scope {
  readonly told: string;
  readonly args: readonly string[];
}

/** How the value reaches the tool. It never stands in `args`. */
export type Handing =
  /** By standard input, with something around it; `json`: as a string of a JSON document. */
  | { readonly by: 'stdin'; readonly before: string; readonly after: string; readonly json?: true }
  /** In a file of mode 0600 whose name takes the place of `FILE` in `args`, and which is removed at once. */
  | { readonly by: 'file'; readonly before: string; readonly after: string }
  /** The tool opens an editor on its own file: one that sets this variable, and nothing else. */
  | { readonly by: 'editor'; readonly variable: string };

/** One call of the tool. */
export interface Step {
  readonly args: readonly string[];
  readonly handing: Handing | null;
}

/** What is to be known of a target whatever happens, by the id of its text. */
export type PushNote =
  | 'forks_get_none'
  | 'dependabot_apart'
  | 'redeploy'
  | 'readable_by_members'
  | 'restarts'
  | 'not_encrypted'
  | 'service_update'
  | 'rollout'
  | 'new_codespaces'
  | 'every_context'
  | 'codex_signs_in'
  | 'published_name';

/** How a service's own tool takes a secret. Everything that this program knows of it. */
export interface PushTarget {
  readonly id: TargetId;
  /** As the service writes itself. */
  readonly title: string;
  /** The tool's names; the first that is there counts. */
  readonly tools: readonly string[];
  /** What prints the tool's version, and the oldest that takes a secret this way. */
  readonly version: { readonly args: readonly string[]; readonly oldest: readonly [number, number] };
  /** Commands that mend: to get the tool, to sign in, to say which project is meant. */
  readonly mends: { readonly install: string; readonly signIn: string; readonly link: string };
  /** Whether the project uses it. */
  readonly isShown: (shown: ProjectSigns) => boolean;
  /** Null where nothing says which project, repository or app is meant. */
  readonly scopeOf: (shown: ProjectSigns, wanted: Wanted) => Scope | null;
  /** Somebody is logged in where this ends with 0 and prints nothing that `denied` matches; `account` finds who. */
  readonly login: {
    readonly args: (scope: Scope) => readonly string[];
    readonly denied?: RegExp;
    /** Its first group. */
    readonly account?: RegExp;
  };
  /** What of it is there; `read` gives the names, each with the time of its last change where the tool tells one (ISO). */
  readonly list: {
    readonly args: (scope: Scope, wanted: Wanted) => readonly string[];
    readonly read: (printed: string, wanted: Wanted) => ReadonlyMap<string, string | null>;
  };
  /** The calls that set it, in order. */
  readonly set: (scope: Scope, wanted: Wanted, isThere: boolean) => readonly Step[];
  readonly notes: (wanted: Wanted, shown: ProjectSigns) => readonly PushNote[];
}

/** What tools say, and fail, where there is nothing to list: what sets a secret may make what is missing. */
export const nothingThere = /no (?:secrets|environment variables)|not (?:found|logged in)|does not exist/i;

/** By standard input as it is, without a line break: some services keep one. */
export const asItIs: Handing = { by: 'stdin', before: '', after: '' };

/** A time as tools print it, in ISO form; null for a text that is none. */
export function timeOf(text: string | undefined): string | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\d/.test(text.trim())) return null;
  const ms = Date.parse(text.trim());
  return Number.isNaN(ms) ? null : new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** The JSON in a text that may have more around it; undefined where there is none. */
export function jsonIn(printed: string): unknown {
  for (const [open, close] of [
    ['[', ']'],
    ['{', '}'],
  ] as const) {
    const from = printed.indexOf(open);
    const to = printed.lastIndexOf(close);
    if (from === -1 || to < from) continue;
    try {
      return JSON.parse(printed.slice(from, to + 1));
    } catch {
      // The other form may be there.
    }
  }
  return undefined;
}

/** The entries of a list of objects with a name, as several tools print it. */
export function namedRows(printed: string, nameField: string, timeField?: string) {
  const rows = jsonIn(printed);
  const found = new Map<string, string | null>();
  for (const row of Array.isArray(rows) ? rows : []) {
    if (typeof row !== 'object' || row === null) continue;
    const fields = row as Record<string, unknown>;
    const name = fields[nameField];
    const time = timeField === undefined ? undefined : fields[timeField];
    if (typeof name === 'string') found.set(name, timeOf(typeof time === 'string' ? time : undefined));
  }
  return found;
}
