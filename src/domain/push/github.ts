import { asItIs, type ProjectSigns, type PushTarget, type Scope, timeOf, type Wanted } from './target.ts';

/** `owner/name` of the address of a remote; with the host in front where that is not github.com. Null for other forms. */
export function repositoryOf(address: string): string | null {
  const parts =
    /^(?:(?:https?|ssh|git):\/\/)?(?:[\w.-]+(?::[^@/]*)?@)?([\w.-]+)(?::\d+)?[:/]\/?([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(
      address.trim(),
    );
  if (!parts) return null;
  const [, host = '', owner, name] = parts;
  const repository = `${owner}/${name}`;
  if (!isRepository(repository)) return null;
  return /^(?:ssh\.|www\.)?github\.com$/i.test(host) ? repository : `${host.toLowerCase()}/${repository}`;
}

/** Whether a text can be handed to `gh` as a repository. */
export const isRepository = (text: string): boolean =>
  /^(?:[a-z\d][\w.-]*\/)?[a-z\d][\w.-]*\/[\w.][\w.-]*$/i.test(text) && text.length <= 200;

function scopeOf({ remotes }: ProjectSigns, { repo }: Wanted): Scope | null {
  // `gh` itself prefers upstream, where a fork has one.
  const address = remotes.get('origin') ?? [...remotes.values()][0];
  const found = repo ?? (address === undefined ? null : repositoryOf(address));
  return found === null ? null : { told: found, args: ['--repo', found] };
}

/** Name, a tab, and when it was set. */
function read(printed: string): ReadonlyMap<string, string | null> {
  const rows = printed.split('\n').map((line) => line.trim().split(/\t+|\s{2,}/));
  return new Map(
    rows.flatMap(([name, time]) =>
      name !== undefined && /^\w+$/.test(name)
        ? [[name, timeOf(time?.replace(/^Updated /, ''))] as const]
        : [],
    ),
  );
}

const tool = {
  tools: ['gh'],
  version: { args: ['--version'], oldest: [2, 3] },
  mends: {
    install: 'https://cli.github.com',
    signIn: 'gh auth login',
    link: 'openai-setup push github --repo OWNER/NAME',
  },
  scopeOf,
  login: { args: () => ['auth', 'status'], account: /Logged in to \S+ (?:account|as) ([\w.-]+)/ },
} as const satisfies Partial<PushTarget>;

/** Source of the commands: `gh secret --help` of gh 2.23, and cli.github.com/manual, read in November 2026. */
const secretsOf = (app: string | null, atEnv: boolean): Pick<PushTarget, 'list' | 'set'> => {
  const where = ({ args }: Scope, { env }: Wanted): readonly string[] => [
    ...(app === null ? [] : ['--app', app]),
    ...args,
    ...(atEnv && env !== null ? ['--env', env] : []),
  ];
  return {
    list: { args: (scope, wanted) => ['secret', 'list', ...where(scope, wanted)], read },
    set: (scope, wanted) => [
      { args: ['secret', 'set', wanted.name, ...where(scope, wanted)], handing: asItIs },
    ],
  };
};

const told =
  (...notes: ReturnType<PushTarget['notes']>): PushTarget['notes'] =>
  () =>
    notes;

export const githubTargets: readonly PushTarget[] = [
  {
    ...tool,
    id: 'github',
    title: 'GitHub Actions',
    isShown: ({ has }) => has('.github/workflows'),
    ...secretsOf(null, true),
    notes: told('forks_get_none', 'dependabot_apart'),
  },
  {
    ...tool,
    id: 'dependabot',
    title: 'Dependabot',
    mends: { ...tool.mends, link: 'openai-setup push dependabot --repo OWNER/NAME' },
    isShown: ({ has }) => ['yml', 'yaml'].some((ending) => has(`.github/dependabot.${ending}`)),
    ...secretsOf('dependabot', false),
    notes: told(),
  },
  {
    ...tool,
    id: 'codespaces',
    title: 'GitHub Codespaces',
    mends: { ...tool.mends, link: 'openai-setup push codespaces --repo OWNER/NAME' },
    isShown: ({ has }) => has('.devcontainer') || has('.devcontainer.json'),
    ...secretsOf('codespaces', false),
    notes: told('new_codespaces'),
  },
];
