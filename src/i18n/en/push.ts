import type { PushNote } from '../../domain/push/target.ts';

const since = (time: string | null): string => (time === null ? '' : `, ${time}`);

/** What `push` says. */
const push = {
  title: 'Store the tested key where the program runs',
  noneShown: (all: string) =>
    `this folder does not show where the program runs. Name a target: openai-setup push <target> (${all})`,
  listSeparator: ', ',
  noneChosen: 'no target was chosen. Nothing was changed.',
  nobodyToAsk:
    'there is no terminal to ask for confirmation. To see the commands: openai-setup push --dry-run. To run them: openai-setup push --yes',
  askTarget: (title: string) => `Store the key in ${title}?`,
  trying: 'Testing the key',
  looking: 'Checking the targets',
  handing: (title: string) => `Storing the key in ${title}`,
  works: (masked: string) => `The key ${masked} works.`,
  forced: (cause: string) => `The key failed its test (${cause}); it is stored anyway (--force).`,
  otherHost: (host: string, baseURL: string) =>
    `The key is for ${host}, not for OpenAI: set OPENAI_BASE_URL=${baseURL} there as well.`,

  whichKey: 'Which key should production use?',
  newKey: 'A new one of its own: either can be deleted without breaking the other',
  sameKey: 'The same one as on this machine',
  made: (masked: string, name: string) => `Created ${masked} (service account ${name}); it works.`,
  undone: 'The new key was deleted again.',
  notUndone: (id: string) =>
    `The new service account ${id} could not be deleted. Delete it in the settings of the project.`,

  planTitle: (masked: string, name: string) => `Store ${masked} as ${name}`,
  plan: (where: string, account: string | null, isThere: boolean) =>
    `${where}, ${account === null ? '' : `signed in as ${account}, `}${isThere ? 'replaces the value of that name' : 'adds a value of that name'}; the key is passed on standard input or in a private file, never as an argument:`,
  goAhead: (count: number) => (count === 1 ? 'Run it?' : `Run all ${count}?`),
  failed: (title: string, why: string) => `${title}: ${why}`,
  where: (title: string, scope: string) => `${title} (${scope})`,
  between: ' ',
  said: (text: string) => `It said: “${text}”${/[.!?]$/.test(text) ? '' : '.'}`,
  mend: (command: string) => `To fix it: ${command}`,
  dryRun: 'Dry run: nothing was stored.',
  nothingHanded: 'Nothing was stored.',
  later: (masked: string, name: string) =>
    `When you replace ${masked}, run openai-setup push again. To see where ${name} is set, and since when: openai-setup push --check`,
  changes: {
    created: (where: string, name: string, time: string | null) =>
      `${where}: ${name} was created${since(time)}.`,
    updated: (where: string, name: string, time: string | null) =>
      `${where}: ${name} was replaced${since(time)}.`,
    present: (where: string, name: string, time: string | null) =>
      `${where}: ${name} is set${time === null ? '; its tool does not say since when' : `, since ${time}`}.`,
    absent: (where: string, name: string) => `${where}: ${name} is not set.`,
    planned: (where: string, name: string) => `${where}: ${name} would be set.`,
    failed: (where: string, name: string) => `${where}: ${name} was not set.`,
  },
  problems: {
    tool_missing: 'its command-line tool is not installed (one inside this project does not count).',
    tool_too_old: 'its command-line tool is too old to take a key this way.',
    not_logged_in: 'its command-line tool is not signed in, or lacks a permission.',
    no_project: 'it is not clear which repository, project or app is meant.',
    refused: 'its command-line tool refused.',
    timeout: 'its command-line tool did not respond in time and was stopped.',
  },
  notes: {
    forks_get_none: 'Workflows started by pull requests from forks get no secrets.',
    dependabot_apart:
      'Workflows started by Dependabot have secrets of their own: openai-setup push dependabot',
    redeploy: 'Running deployments keep the old value until the next deployment.',
    readable_by_members: 'In the development environment, anyone who can see the project can read the value.',
    restarts: 'The app will restart.',
    not_encrypted:
      'A Secret is encoded, not encrypted, unless the cluster encrypts it: anyone who may read Secrets can read the key.',
    rollout:
      'Pods that use it as an environment variable see it after a restart: kubectl rollout restart deployment <name>',
    service_update: 'To use it in a service: docker service update --secret-add <name> <service>',
    new_codespaces: 'Running codespaces get it after a restart.',
    every_context: 'It applies to every deploy context, including previews.',
    codex_signs_in: 'This signs Codex in on this machine with the key, instead of with ChatGPT.',
    published_name: 'Bundlers publish variables with such a name to every visitor: never put a key there.',
  } satisfies Record<PushNote, string>,
};

export type PushWords = typeof push;
export default push;
