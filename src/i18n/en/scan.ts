const scan = {
  searching: 'Searching the files',
  searchingStaged: 'Searching the staged changes',
  searchingHistory: 'Searching every commit',
  usage: {
    missing: (path: string) => `no such file or folder: ${path}`,
    noRepository: (option: string, path: string) =>
      `${option} needs a git repository, but ${path} is not in one.`,
    noGit: (option: string) => `${option} needs git, but git is not installed.`,
  },
  unreadable: (path: string, code: string) => `Could not read ${path}${code === '' ? '' : ` (${code})`}.`,
  unreadableFiles: (count: number, paths: string) =>
    count === 1
      ? `One file or folder could not be read and was not checked: ${paths}`
      : `${count} files or folders could not be read and were not checked: ${paths}`,
  refused: (detail: string) => `could not run git: ${detail}`,
  remedyReadable: 'Make it readable for this user, or choose another path.',
  shallow: 'This clone has only the newest commits. Fetch the others first:\n  git fetch --unshallow',
  missing: (count: number) =>
    `This clone lacks the contents of ${count === 1 ? 'one file' : `${count} files`} of older commits. Fetch them first:\n  git fetch --refetch --no-filter`,
  absent: (paths: string) =>
    `Submodules that are not checked out were not searched: ${paths}\nCheck them out first:\n  git submodule update --init --recursive`,
  large: (count: number, paths: string) =>
    count === 1
      ? `A file over 100 MB was not searched: ${paths}\nTo search it as well, name it after "openai-setup scan".`
      : `${count} files over 100 MB were not searched: ${paths}\nTo search one of them as well, name it after "openai-setup scan".`,
  leftover: (paths: string) =>
    `Removed what a killed run had left behind: a copy of ${paths}. Git could not stage it.`,
  listSeparator: ', ',
  length: (length: string) => `(${length} characters)`,
  /** Of a key; a service by its id. */
  kind: (kind: string): string => kind,
  message: {
    commit: (name: string) => `message of commit ${name}`,
    tag: (name: string) => `tag ${name}`,
    note: (name: string) => `note on commit ${name}`,
  },
  /** Behind the key, with the blank before it. */
  inCommit: (commit: string) => ` (commit ${commit})`,
  published: ' (published to the browser)',
  none: {
    files: 'No keys found in the files.',
    staged: 'No keys found in the staged changes.',
    history: 'No keys found, neither in the files nor in any commit.',
  },
  found: (count: number) => (count === 1 ? 'A key was found.' : `Keys were found in ${count} places.`),
  whatToDo: 'What to do:',
  steps: {
    revoke: 'Revoke each key first: anyone who could read it may be using it. OpenAI keys:',
    revokeElsewhere: 'Revoke the keys of other services with those services.',
    replace: 'Then replace it everywhere it is used: openai-setup rotate',
    remove:
      'Remove it from the file and read it from the environment: the key belongs in an env file that git ignores.',
    history:
      'Removing it from the file is not enough: commits and every clone still have the key. Only a revoked key is harmless.',
    published:
      'Every visitor gets a variable with such a prefix. Remove the prefix, and call the API from a server, not from the browser.',
    staged:
      'Remove the key before you commit: put it in an env file that git ignores, then stage the file again. A key that was already pushed or shared must be revoked:',
  },
  sarif: {
    rule: (service: string) => `A key of ${service} where others can read it`,
    help: 'Revoke the key first, then replace it. Read it from the environment, and keep it in an env file that git ignores.',
    message: (masked: string, service: string) =>
      `Found a key of ${service} (${masked}): revoke it, then replace it.`,
    messageInCommit: (masked: string, service: string, commit: string) =>
      `Commit ${commit} added a key of ${service} (${masked}) here: revoke it, then replace it.`,
    messageRecorded: (masked: string, service: string, place: string) =>
      `Found a key of ${service} (${masked}) in git's records (${place}): revoke it, then replace it.`,
    messagePublished: (masked: string, service: string) =>
      `A key of ${service} (${masked}) is in a variable that every visitor gets: revoke it, then call the API from a server.`,
    unknownService: 'an unknown service',
  },
};

export type ScanWords = typeof scan;
export default scan;
