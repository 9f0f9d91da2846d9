import type { OtherOwner, Resemblance, ShellVariableFacts } from '../../../domain/diagnosis/warnings.ts';
import type { Shown } from '../../../domain/loading/place.ts';
import { shellPath } from '../../../domain/text/shell-word.ts';
import type { WarningTexts } from '../../report-words.ts';
import { reason } from './loading.ts';

/** How to be rid of a shell variable. */
const removal = ({ remove, removeForGood, setAt }: Shown<ShellVariableFacts>): string => {
  if (remove === undefined) return '';
  const forGood =
    setAt !== undefined
      ? `; and delete it from ${setAt.path}, line ${setAt.line}`
      : removeForGood !== undefined
        ? `; permanently: ${removeForGood}`
        : '';
  return ` To use the key in the file: ${remove}${forGood}`;
};

/** Whose keys look like this one. */
const likeness = (resembles: readonly Resemblance[] | undefined = []): string => {
  const named = resembles.map(({ name, baseURL }) =>
    baseURL === null
      ? 'a relay (set OPENAI_BASE_URL to its address)'
      : `${name} (OPENAI_BASE_URL=${baseURL})`,
  );
  const [last = '', ...others] = named.reverse();
  if (last === '') return '';
  return `; it looks like a key of ${others.length > 0 ? `${others.reverse().join(', ')} or ` : ''}${last}`;
};

/** Whether two keys that disagree have one owner, where that is known. */
const owners = (owner: OtherOwner | undefined): string => {
  switch (owner?.is) {
    case undefined:
      return '';
    case 'refused':
      return ' The API does not accept the other key.';
    case 'same':
      return ` Both keys belong to the same organization (${owner.organization}).`;
    case 'another':
      return ` They belong to different organizations: this one to ${owner.organization}, the other to ${owner.other}.`;
  }
};

/** What is not as it should be, though the key works. */
export const warnings: WarningTexts = {
  shadowed_by_environment: ({ name, path, line, masked, otherMasked, empty, owner, ...shell }) =>
    (empty
      ? `The shell variable ${name} is set but empty, and hides ${path}, line ${line} (${otherMasked}) from most loaders.`
      : `The shell variable ${name} (${masked}) overrides ${path}, line ${line} (${otherMasked}): programs started here use the key from the shell.`) +
    owners(owner) +
    removal(shell),
  sources_disagree: ({ path, line, open, owner, ...other }) => {
    if ('variable' in other) {
      const { variable, masked, otherMasked, by, ...shell } = other;
      if (by !== undefined)
        return `The shell variable ${variable} (${masked}) and ${path}, line ${line} (${otherMasked}), have different keys: programs that ${by} starts use the one in the file, others the one in the shell.${owners(owner)}${removal(shell)}`;
      return open
        ? `The shell variable ${variable} (${masked}) and ${path}, line ${line} (${otherMasked}), have different keys; which one the program uses cannot be told without running it.${owners(owner)}${removal(shell)}`
        : `The shell variable ${variable} (${masked}) has another key; the one in ${path}, line ${line} (${otherMasked}), is used here, whatever the shell has.${owners(owner)}`;
    }
    const { otherPath, cutOff } = other;
    if (cutOff)
      return `A rotation was interrupted: ${path} has the new key, but ${otherPath}, line ${line}, still has the old one. To finish it or undo it: openai-setup rotate`;
    return open
      ? `${otherPath}, line ${line}, has another key than ${path}; which one the program uses cannot be told without running it.${owners(owner)}`
      : `${otherPath}, line ${line}, has another key; the one in ${path} is used.${owners(owner)}`;
  },
  production_differs: ({ loader, path, what }) => {
    switch (what) {
      case 'another':
        return `In production ${loader} loads another key${path === null ? '' : `, from ${path}`}.`;
      case 'none':
        return `In production ${loader} loads no key${path === null ? '' : `: ${path} takes precedence and has no usable key`}.`;
    }
  },
  duplicate_assignment: ({ path, lines }) =>
    `${path} sets OPENAI_API_KEY more than once (lines ${lines}); most loaders use the last, some the first.`,
  env_file_bom: ({ path }) =>
    `${path} starts with a byte order mark; many loaders cannot read the name on its first line.`,
  env_file_permissions: ({ path, mode }) =>
    `Other users of this machine can read ${path} (mode ${mode}). Run: chmod 600 ${shellPath(path)}`,
  not_loadable_by_node: ({ path, ...why }) =>
    `node --env-file cannot read this key from ${path} as it is written${reason(why)}; dotenv can.`,
  not_loadable_by_docker: ({ path, ...why }) =>
    `docker cannot read this key from ${path} as it is written${reason(why)}.`,
  not_ignored: ({ path, ...how }) => {
    switch (how.by) {
      case 'docker':
        return `${how.dockerfile} copies ${path} into the image, where anyone who has the image can read the key. Add ${path} to .dockerignore.`;
      case 'npm':
        return `npm publish would send ${path} to the registry. Add it to .npmignore, or list what to publish under "files" in package.json.`;
      case 'user':
        return `${path} is ignored only by a rule on this machine; the project's .gitignore does not list it.`;
      case 'nobody':
        return `${path} is not ignored by git: the next "git add ." would add the key.`;
    }
  },
  tracked_by_git: ({ path }) =>
    `${path} is tracked by git. Run: git rm --cached ${shellPath(path)}. A key that was pushed must be replaced.`,
  was_committed: ({ path }) =>
    `${path} was committed before. Anyone with the repository can read the keys in its history: replace them.`,
  published_to_browser: ({ name, at }) =>
    `${name}${at ? ` (${at.path}, line ${at.line})` : ''} is published to every visitor by the bundler. Replace the key, and keep the new one in a variable without that prefix, used only on the server.`,
  unusual_shape: (f) => {
    const told = (why: string) =>
      `The key has an unusual format: ${why}. It may still be valid; the API decides.`;
    switch (f.reason) {
      case 'length':
        return told(`${f.length} characters instead of the usual ${f.expected}`);
      case 'marker':
        return told(`it lacks the part in the middle that OpenAI keys have${likeness(f.resembles)}`);
      case 'prefix':
        return told(`no OpenAI key starts like this${likeness(f.resembles)}`);
    }
  },
  looks_truncated: ({ length, expected }) =>
    `The key looks truncated: ${length} characters instead of the usual ${expected}.`,
  custom_endpoint: ({ host }) => `Calls go to ${host}, not to OpenAI.`,
  model_retires_soon: ({ model, date }) => `${model} ends on ${date}.`,
  key_expires_soon: ({ date, days }) =>
    `The key expires on ${date}${days < 1 ? ', within a day' : `, in ${days} ${days === 1 ? 'day' : 'days'}`}. To replace it: openai-setup rotate`,
  cannot_list_models: () => 'This key cannot list models. It may still work.',
  proxy_needed_by_program: ({ proxy, needs, node, command = '' }) => {
    const reached = `The API was reached through the proxy ${proxy}.`;
    const before = command === '' ? '' : ` Before it starts, run: ${command}`;
    if (node === undefined)
      return `${reached} By default Node's fetch ignores proxy variables: set NODE_USE_ENV_PROXY=1 for your program (Node 22.21+ or 24+), or give the SDK a proxy agent.`;
    switch (needs) {
      case 'agent':
        return `${reached} The fetch of Node ${node} ignores proxy variables. Your program needs: npm install undici@7, then import { EnvHttpProxyAgent, fetch } from 'undici', and new OpenAI({ fetch, fetchOptions: { dispatcher: new EnvHttpProxyAgent() } }). With Node 22.21+ or 24+, NODE_USE_ENV_PROXY=1 is enough.${before}`;
      case 'variable':
        return `${reached} By default Node's fetch ignores proxy variables.${before}`;
      case undefined:
        return `${reached} Your program cannot use the variable as it is written.${before}`;
    }
  },
  empty_reply: ({ model }) => `${model} sent an empty reply. The key works.`,
};
