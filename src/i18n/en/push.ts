import type { PushNote } from '../../domain/push/target.ts';

const since = (time: string | null): string => (time === null ? '' : `, ${time}`);

/** What `push` says. */
const push = {
  noneShown: (all: string) =>
    `nothing in this folder shows where the program runs. Name one: openai-setup push TARGET (${all})`,
  noneChosen: 'no target was chosen. Nothing was changed.',
  nobodyToAsk:
    'there is no terminal to ask for consent. To see the commands: openai-setup push --dry-run. To run them: openai-setup push --yes',
  askTarget: (title: string) => `Hand the key to ${title}?`,
  trying: 'Testing the key',
  looking: 'Asking the tools what is there',
  handing: (title: string) => `Handing the key to ${title}`,
  works: (masked: string) => `The key ${masked} works.`,
  forced: (cause: string) => `The key failed its test (${cause}); it is handed over all the same (--force).`,
  otherHost: (host: string, baseURL: string) =>
    `The key is for ${host}, not for OpenAI: the program needs OPENAI_BASE_URL=${baseURL} there as well.`,

  whichKey: 'Which key shall run in production?',
  newKey: 'A new one, made for it: each can be deleted without the other',
  sameKey: 'The same as on this machine',
  made: (masked: string, name: string) => `Created ${masked}, in the service account ${name}; it works.`,
  undone: 'The key that was made for this was deleted again.',
  notUndone: (id: string) =>
    `The service account ${id} that was made for this could not be deleted. Delete it in the project’s settings.`,

  planTitle: (masked: string, name: string) => `Hand over ${masked} as ${name}`,
  plan: (where: string, account: string | null, isThere: boolean) =>
    `${where}, ${account === null ? '' : `signed in as ${account}, `}${isThere ? 'that name is there already and is replaced' : 'that name is not there yet'}; the key goes in by standard input or a private file, never as an argument:`,
  goAhead: (count: number) => (count === 1 ? 'Run it?' : `Run all ${count}?`),
  failed: (title: string, why: string) => `${title}: ${why}`,
  where: (title: string, scope: string) => `${title} (${scope})`,
  between: ' ',
  said: (text: string) => `It said: “${text}”.`,
  mend: (command: string) => `To mend it: ${command}`,
  dryRun: 'This was a dry run: nothing was handed over.',
  nothingHanded: 'Nothing was handed over.',
  later: (masked: string, name: string) =>
    `When ${masked} is replaced, run openai-setup push again. Where ${name} is and since when: openai-setup push --check`,
  changes: {
    created: (where: string, name: string, time: string | null) =>
      `${where}: ${name} was created${since(time)}.`,
    updated: (where: string, name: string, time: string | null) =>
      `${where}: ${name} was replaced${since(time)}.`,
    present: (where: string, name: string, time: string | null) =>
      `${where}: ${name} is there${time === null ? '; its tool does not say since when' : `, set ${time}`}.`,
    absent: (where: string, name: string) => `${where}: there is no ${name}.`,
    planned: (where: string, name: string) => `${where}: ${name} would be set.`,
    failed: (where: string, name: string) => `${where}: ${name} was not set.`,
  },
  problems: {
    tool_missing: 'its command-line tool was not found outside this project.',
    tool_too_old: 'its command-line tool is too old to take a secret this way.',
    not_logged_in: 'its command-line tool is not signed in, or may not do this.',
    no_project: 'nothing says which repository, project or app is meant.',
    refused: 'its command-line tool refused.',
    timeout: 'its command-line tool did not answer in time, and was ended.',
  },
  notes: {
    forks_get_none: 'Workflows that pull requests from forks start get no secrets.',
    dependabot_apart: 'Workflows that Dependabot starts get secrets of their own: push dependabot.',
    redeploy: 'A deployment that runs already gets it only with the next one.',
    readable_by_members: 'For development it can be read back by whoever may see the project.',
    restarts: 'The app restarts with it.',
    not_encrypted:
      'A Secret is encoded, not encrypted, unless the cluster encrypts it: whoever may read Secrets reads the key.',
    rollout:
      'Pods that have it as a variable see it after a restart: kubectl rollout restart deployment NAME',
    service_update: 'A service gets it with: docker service update --secret-add NAME SERVICE',
    new_codespaces: 'A codespace that runs already gets it after a restart.',
    every_context: 'It is set for every deploy context, previews as well.',
    codex_signs_in: 'This signs Codex in with the key on this machine, in place of a ChatGPT sign-in.',
    published_name: 'Bundlers publish variables of such a name to every visitor: no key belongs there.',
  } satisfies Record<PushNote, string>,
};

export type PushWords = typeof push;
export default push;
