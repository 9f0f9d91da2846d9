import type { LeftReason } from '../../domain/keys/left-places.ts';
import { shellPath } from '../../domain/text/shell-word.ts';

interface Left {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  /** A key that is not the current one, masked. */
  readonly masked: string;
}

/** Some names of many. */
const some = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')}, … (${names.length})` : names.join(', ');

/** What `rotate` says. */
const rotate = {
  title: 'Replace the OpenAI API key everywhere in this project',
  current: (masked: string, from: string) => `The key that counts is ${masked}, from ${from}.`,
  placesTitle: 'It stands in:',
  inShell: (name: string) => `the shell variable ${name}`,
  left: {
    example: ({ path, line }) =>
      `${path}, line ${line}, holds the real key, and such a file travels with the project. It is left as it is; put a placeholder there.`,
    published: ({ path, line, name }) =>
      `${name} (${path}, line ${line}) is published to every visitor by the bundler. It is left as it is: no key belongs there, least of all the new one.`,
    mention: ({ path, line }) =>
      `${path}, line ${line}, mentions the key in a comment or inside another value. It is left as it is.`,
    compose: ({ path, line }) =>
      `${path}, line ${line}, holds the key itself. It is left as it is; name an env file there in its place.`,
    profile: ({ path, line }) =>
      `${path}, line ${line}, sets the key for every new shell. It is left as it is; change it there.`,
    other_key: ({ path, line, name, masked }) =>
      `${path}, line ${line}: ${name} holds another key (${masked}). It is left as it is.`,
    source: ({ path, line }) =>
      `${path}, line ${line}: the key stands in the code. It is left as it is; let the code read it from the environment.`,
    config: ({ path, line }) =>
      `${path}, line ${line}, holds the key. It is left as it is; put the new one there.`,
    ci: ({ path, line }) =>
      `${path}, line ${line}, holds the key, and a CI file is read by many. It is left as it is; put the new one into the secrets of the CI and name it there.`,
    notebook: ({ path, line }) =>
      `${path}, line ${line}: the key stands in the notebook, perhaps in a saved output. It is left as it is; take it out there.`,
    docs: ({ path, line }) =>
      `${path}, line ${line}, mentions the key. It is left as it is; take it out there.`,
    built: ({ path, line }) =>
      `${path}, line ${line}, was built with the key in it. It is left as it is; build again with the new one.`,
    encoded: ({ path }) =>
      `${path} holds the key as base64 or UTF-16. It is left as it is; put the new one there.`,
    elsewhere: ({ path, line }) =>
      `${path}, line ${line}, holds the key, outside this project's folder. It is left as it is; run openai-setup rotate there as well.`,
    other: ({ path, line }) =>
      `${path}, line ${line}, holds the key. It is left as it is; put the new one there.`,
    unreadable: ({ path }) => `${path} cannot be read. If the key stands in it, change it there.`,
  } satisfies Record<LeftReason, (left: Left) => string>,
  moreLeft: (count: number) => `… and ${count} more such places; --json names each.`,
  incomplete: 'This folder is very large; not all of it was searched.',
  searching: 'Searching the project for the key',
  stillUsed: (paths: readonly string[]) =>
    `The old key still stands in ${some(paths)}. What uses it there stops working when it is deleted.`,

  unfinished: {
    found: 'An earlier rotation was cut off: some of its files have the new key, others the old one.',
    over: (masked: string) =>
      `An earlier rotation was cut off after its last file: all of them hold ${masked}. Delete the key that it replaced, if that was not done.`,
    question: 'How shall it end?',
    finish: (masked: string) => `Finish: ${masked} in all of them`,
    takeBack: (masked: string) => `Take it back: ${masked} in all of them`,
    leave: 'Leave it as it is',
    nobodyToAsk:
      'an earlier rotation was cut off, and there is no terminal to ask how it shall end. To finish it: openai-setup rotate --yes',
  },

  severalKeys: (places: string) =>
    `several keys stand here, and none of them is the one that counts (${places}). Run this in the folder of the one to be replaced.`,
  onlyShell: (name: string, masked: string, command: string) =>
    `the key that counts (${masked}) stands only in the shell variable ${name}, which no program can change for its shell. No file was changed. Enter the new key there with: ${command}`,
  sameKey: (masked: string) => `the new key is the old one (${masked}). Nothing was changed.`,
  nobodyToAsk:
    'there is no terminal to ask for the new key. Pipe it: openai-setup rotate --key-stdin < key.txt (or set OPENAI_ADMIN_KEY and name the project with --project)',
  expiresByAdmin:
    '--expires says how long a key lives that the admin API makes: set OPENAI_ADMIN_KEY and name the project with --project. A key that you create yourself gets its end on the page where you create it.',
  newKeyTitle: 'The new key',
  newKeyHint: 'Create it on this page, with the same project and permissions as the old one:',
  keysPage: 'https://platform.openai.com/api-keys',
  tracked: (path: string) =>
    `${path} is tracked by git: the new key would be in the next commit. To take it out of git first: git rm --cached ${shellPath(path)}`,
  trackedQuestion: (path: string) => `Write the new key into ${path} all the same?`,
  newKey: 'the new key',

  admin: {
    notAdminKey: 'OPENAI_ADMIN_KEY is not an admin key (they begin with sk-admin-).',
    willCreate: (project: string) => `a new service account with a key in ${project}`,
    willDelete: (name: string) => `the old key${name ? ` "${name}"` : ''}, once the new one has worked`,
    willDeleteAccount: (account: string) =>
      `the old key, once the new one has worked; its service account "${account}" has no other key and goes with it`,
    willLeave: 'the old key stays: it cannot be told for certain which one it is in the project',
    willKeep: 'the old key stays: it still stands in places that are not changed here',
    deleteQuestion: (paths: readonly string[]) =>
      `The old key also stands in ${some(paths)}, which are not changed here. Delete it all the same, once the new one has worked?`,
    api: 'admin API',
    listing: 'list the keys of the project',
    creating: 'create a service account',
    failed: (stage: string) => `The admin API did not let this admin key ${stage}.`,
    created: (masked: string, account: string) => `Created ${masked} (service account ${account}).`,
    perhapsCreated: (account: string) =>
      `No answer came. A service account called ${account} may be there all the same: look on https://platform.openai.com/settings/organization/projects`,
    creationUndone: 'The service account that was just created is deleted again.',
    creationLeft: (id: string) =>
      `The service account ${id}, just created, could not be deleted again. Delete it on https://platform.openai.com/settings/organization/projects`,
    createdUntil: (masked: string, account: string, date: string) =>
      `Created ${masked} (service account ${account}), which expires on ${date}.`,
    neverExpires: 'The API did not say that the new key expires: look at it on the page of the project.',
    lifetime: (days: number | null, said: string) =>
      `The organization limits how long keys live${days === null ? '' : `: ${days} ${days === 1 ? 'day' : 'days'} at most`}. Nothing was created. Run it again with --expires ${days ?? 'and fewer days'}${said ? ` (the API said: ${said})` : ''}`,
    oldNotFound: 'The old key is not among the keys of this project, so it was not deleted.',
    oldAmbiguous: 'Several keys of this project look like the old one, so none was deleted.',
    oldDeleted: 'The old key is deleted.',
    oldNotDeleted: (why: string) =>
      `The old key could not be deleted${why ? ` (${why})` : ''}. The new one is in place.`,
  },

  shellWins: (name: string, masked: string) =>
    `The shell variable ${name} still holds the old key (${masked}) and wins over every file here. No program can change it for its shell. Remove it:`,
  shellLater: 'and for new sessions:',
  shellProfile: 'If it comes back in a new terminal, remove it from the start-up file of your shell.',

  revokeTitle: 'The old key',
  revokeHint: (masked: string) =>
    `${masked} works until it is deleted. Put the new one wherever else it is used, then delete the old one here (at once, if it leaked):`,
  revokeElsewhere: (host: string) => `Keys of ${host} are deleted there. For OpenAI's own keys the page is:`,
  revokeQuestion: 'What next?',
  revokeFinish: 'Finish; I delete the old key myself',
  revokeWait: 'Wait here until the API rejects the old key',
  waitHint: 'Enter ends the waiting; the rotation itself is done.',
  waiting: 'Waiting until the API rejects the old key',

  notUndone: (paths: string) =>
    `These files were changed by something else meanwhile and still hold the new key: ${paths}`,
  done: 'Replaced',
  doneFile: (path: string) => `${path} holds the new key`,
  doneTest: (model: string) => `${model} answered with the key out of the files`,
  dryRun: 'Dry run: nothing was written, nothing was created.',
  revoked: 'The API rejects the old key.',
  notRevoked: 'The API still takes the old key.',
  notKnown: 'Whether the old key was deleted was not looked at.',
};

export type RotateWords = typeof rotate;
export default rotate;
