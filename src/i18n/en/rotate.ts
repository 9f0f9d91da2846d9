import type { LeftReason } from '../../domain/keys/left-places.ts';
import { shellPath } from '../../domain/text/shell-word.ts';
import { pages } from '../openai-pages.ts';

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
  current: (masked: string, from: string) => `The key in use is ${masked}, from ${from}.`,
  placesTitle: 'It is stored in:',
  inShell: (name: string) => `the shell variable ${name}`,
  left: {
    example: ({ path, line }) =>
      `${path}, line ${line}, has the real key, and this file is shared with the project. rotate does not change it; put a placeholder there.`,
    published: ({ path, line, name }) =>
      `${name} (${path}, line ${line}) is published to every visitor by the bundler. rotate does not change it: a key must not be there, least of all the new one.`,
    mention: ({ path, line }) =>
      `${path}, line ${line}, mentions the key in a comment or inside another value. rotate does not change it.`,
    compose: ({ path, line }) =>
      `${path}, line ${line}, has the key itself. rotate does not change it; refer to an env file there instead.`,
    profile: ({ path, line }) =>
      `${path}, line ${line}, sets the key for every new shell. rotate does not change it; change it there.`,
    other_key: ({ path, line, name, masked }) =>
      `${path}, line ${line}: ${name} has another key (${masked}). rotate does not change it.`,
    source: ({ path, line }) =>
      `${path}, line ${line}: the key is written in the code. rotate does not change it; make the code read it from the environment.`,
    config: ({ path, line }) =>
      `${path}, line ${line}, has the key. rotate does not change it; put the new one there.`,
    ci: ({ path, line }) =>
      `${path}, line ${line}, has the key, and many people can read a CI file. rotate does not change it; store the new one as a CI secret and refer to it there.`,
    notebook: ({ path, line }) =>
      `${path}, line ${line}: the key is in the notebook, perhaps in a saved output. rotate does not change it; delete it there.`,
    docs: ({ path, line }) =>
      `${path}, line ${line}, mentions the key. rotate does not change it; delete it there.`,
    built: ({ path, line }) =>
      `${path}, line ${line}, was built with the key in it. rotate does not change it; rebuild with the new one.`,
    encoded: ({ path }) =>
      `${path} has the key as base64 or UTF-16. rotate does not change it; put the new one there.`,
    elsewhere: ({ path, line }) =>
      `${path}, line ${line}, has the key, but is outside this project's folder. rotate does not change it; run openai-setup rotate there as well.`,
    other: ({ path, line }) =>
      `${path}, line ${line}, has the key. rotate does not change it; put the new one there.`,
    unreadable: ({ path }) => `Could not read ${path}. If it has the key, change it there.`,
  } satisfies Record<LeftReason, (left: Left) => string>,
  moreLeft: (count: number) => `… and ${count} more; --json lists them all.`,
  incomplete: 'This folder is very large; only part of it was searched.',
  searching: 'Searching the project for the key',
  stillUsed: (paths: readonly string[]) =>
    `The old key is still in ${some(paths)}. Anything that uses it there stops working once it is deleted.`,

  unfinished: {
    found: 'An earlier rotation was interrupted: some files have the new key, others the old one.',
    over: (masked: string) =>
      `An earlier rotation was interrupted after its last file: all files have ${masked}. Delete the key that it replaced, if you have not done so.`,
    question: 'How do you want to continue?',
    finish: (masked: string) => `Finish it: ${masked} in all files`,
    takeBack: (masked: string) => `Undo it: ${masked} in all files`,
    leave: 'Leave it as it is',
    nobodyToAsk:
      'an earlier rotation was interrupted, and there is no terminal to ask how to continue. To finish it: openai-setup rotate --yes',
  },

  alsoAt: (targets: string) => `There is also a variable of this name at ${targets}, still with the old key.`,
  pushQuestion: 'Store the new key there too?',
  pushLater: (command: string) => `Later: ${command}`,

  severalKeys: (places: string) =>
    `there are several keys here, and none of them is in use (${places}). Run this in the folder of the one to replace.`,
  onlyShell: (name: string, masked: string, command: string) =>
    `the key in use (${masked}) is set only in the shell variable ${name}, which no program can change for its shell. No file was changed. Enter the new key there with: ${command}`,
  sameKey: (masked: string) => `the new key is the same as the old one (${masked}). Nothing was changed.`,
  nobodyToAsk:
    'there is no terminal to ask for the new key. Pipe it in from a secret store, for example: pass show openai | openai-setup rotate --key-stdin (or set OPENAI_ADMIN_KEY and give the project with --project)',
  nobodyToAskInCi:
    'CI has no terminal to ask for the new key. Run this on your own machine and save the new key as a secret of the CI system; or pipe the new key in with --key-stdin; or set OPENAI_ADMIN_KEY and give the project with --project',
  expiresByAdmin:
    '--expires applies to a key created by the admin API: set OPENAI_ADMIN_KEY and give the project with --project. If you create the key yourself, set its expiry date on the page where you create it.',
  newKeyTitle: 'The new key',
  newKeyHint: 'Create it on this page, with the same project and permissions as the old one:',
  newKeyHintElsewhere: (host: string) => `Create it at ${host}, with the same permissions as the old one.`,
  tracked: (path: string) =>
    `${path} is tracked by git: the new key would be in the next commit. To stop tracking it first: git rm --cached ${shellPath(path)}`,
  trackedQuestion: (path: string) => `Write the new key to ${path} anyway?`,
  newKey: 'the new key',

  admin: {
    notAdminKey: 'OPENAI_ADMIN_KEY is not an admin key (these start with sk-admin-).',
    willCreate: (project: string) => `a new service account with a key in ${project}`,
    willDelete: (name: string) => `the old key${name ? ` "${name}"` : ''}, once the new one works`,
    willDeleteAccount: (account: string) =>
      `the old key, once the new one works; its service account "${account}" has no other key and is deleted too`,
    willLeave: 'the old key stays: it is not certain which key of the project it is',
    willKeep: 'the old key stays: it is still in places that rotate does not change',
    deleteQuestion: (paths: readonly string[]) =>
      `The old key is also in ${some(paths)}, which rotate does not change. Delete it anyway, once the new one works?`,
    api: 'admin API',
    listing: 'list the keys of the project',
    creating: 'create a service account',
    failed: (stage: string) => `This admin key has no permission to ${stage}.`,
    created: (masked: string, account: string) => `Created ${masked} (service account ${account}).`,
    perhapsCreated: (account: string) =>
      `No response arrived. The service account ${account} may still have been created: check ${pages.projects}`,
    leftovers: (accounts: string) =>
      `Earlier rotations created these service accounts, and their keys are not used here: ${accounts}. One that was killed leaves such an account behind; delete those that nothing uses.`,
    creationUndone: 'The service account that was just created has been deleted.',
    creationLeft: (id: string) =>
      `Could not delete the service account ${id}, which was just created. Delete it on ${pages.projects}`,
    createdUntil: (masked: string, account: string, date: string) =>
      `Created ${masked} (service account ${account}), which expires on ${date}.`,
    neverExpires: 'The API did not confirm that the new key expires: check it on the page of the project.',
    lifetime: (days: number | null, said: string) =>
      `The organization limits the lifetime of keys${days === null ? '' : `: at most ${days} ${days === 1 ? 'day' : 'days'}`}. Nothing was created. Run it again with --expires ${days ?? 'and fewer days'}${said ? ` (the API said: ${said})` : ''}`,
    oldNotFound: 'The old key is not among the keys of this project, so it was not deleted.',
    oldAmbiguous: 'Several keys of this project look like the old one, so none was deleted.',
    oldDeleted: 'The old key was deleted.',
    oldNotDeleted: (why: string) =>
      `The old key could not be deleted${why ? ` (${why})` : ''}. The new one is in place.`,
  },

  shellWins: (name: string, masked: string) =>
    `The shell variable ${name} still has the old key (${masked}) and overrides every file here. No program can change it for its shell. Remove it:`,
  shellLater: 'and for new sessions:',
  shellProfile: "If it comes back in a new terminal, remove it from your shell's start-up file.",

  revokeTitle: 'The old key',
  revokeHint: (masked: string) =>
    `Use the new key everywhere else first. Once nothing uses the old one (${masked}) any more, delete it on this page; if it leaked, right away:`,
  revokeElsewhere: (masked: string, host: string) =>
    `Use the new key everywhere else first. Once nothing uses the old one (${masked}) any more, have it deleted at ${host}; if it leaked, right away.`,
  revokeQuestion: 'What next?',
  revokeFinish: 'Finish; I will delete the old key myself',
  revokeWait: 'Wait here until the API rejects the old key',
  waitHint: 'Press Enter to stop waiting; the rotation itself is done.',
  waiting: 'Waiting until the API rejects the old key',

  notUndone: (paths: string) =>
    `Something else changed these files in the meantime; they still have the new key: ${paths}`,
  done: 'Replaced',
  doneFile: (path: string) => `${path} has the new key`,
  doneIgnore: (path: string) => `An entry was added to ${path}`,
  nothingChanged: 'No file was changed.',
  doneTest: (model: string) => `${model} replied using the key in the files`,
  dryRun: 'Dry run: nothing was written or created.',
  revoked: 'The API rejects the old key.',
  notRevoked: 'The API still accepts the old key.',
  notKnown: 'Not checked whether the old key was deleted.',
};

export type RotateWords = typeof rotate;
export default rotate;
