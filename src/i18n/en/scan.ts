const scan = {
  searching: 'Searching the files',
  searchingStaged: 'Searching what is staged',
  searchingHistory: 'Searching every commit',
  usage: {
    missing: (path: string) => `there is no file or folder ${path}`,
    noRepository: (option: string, path: string) =>
      `${option} needs a git repository, and ${path} is in none.`,
    noGit: (option: string) => `${option} needs git, and git is not installed.`,
  },
  unreadable: (path: string, code: string) => `${path} cannot be read${code === '' ? '' : ` (${code})`}.`,
  unreadableFiles: (count: number, paths: string) =>
    count === 1
      ? `One file or folder could not be read, so nothing is known of it: ${paths}`
      : `${count} files or folders could not be read, so nothing is known of them: ${paths}`,
  refused: (detail: string) => `git could not be asked: ${detail}`,
  remedyReadable: 'Make it readable for this user, or name another path.',
  shallow: 'This clone has only the newest commits. Fetch the others first:\n  git fetch --unshallow',
  listSeparator: ', ',
  length: (length: string) => `(${length} characters)`,
  inCommit: (commit: string) => `(commit ${commit})`,
  published: '(published to the browser)',
  none: {
    files: 'No keys in the files of this place.',
    staged: 'No keys in what is staged.',
    history: 'No keys in the files of this place, nor in any commit.',
  },
  found: (count: number) => (count === 1 ? 'A key was found.' : `Keys were found in ${count} places.`),
  whatToDo: 'What to do:',
  steps: {
    revoke: 'Revoke each key first: whoever could read it may use it. Of OpenAI, here:',
    revokeElsewhere: 'Revoke keys of other services with those services.',
    replace: 'Then replace it everywhere it is used: openai-setup rotate',
    remove:
      'Take it out of the file, and read it from the environment: the key belongs in an env file that git ignores.',
    history:
      'Taking it out of the file is not enough: commits keep the key, and so does every clone. Only a revoked key is harmless.',
    published:
      'Every visitor gets a variable with such a prefix. Take the prefix away, and call the API from a server, not from the browser.',
    staged:
      'Take the key out before you commit: put it in an env file that git ignores, then stage the file again. A key that has already been pushed or shared must be revoked:',
  },
  sarif: {
    rule: (service: string) => `A key of ${service} where others can read it`,
    help: 'Revoke the key first, then replace it. Read it from the environment; keep it in an env file that git ignores.',
    message: (masked: string, service: string) =>
      `A key of ${service} (${masked}) stands here: revoke it, then replace it.`,
    messageInCommit: (masked: string, service: string, commit: string) =>
      `A key of ${service} (${masked}) was added here by commit ${commit}: revoke it, then replace it.`,
    messagePublished: (masked: string, service: string) =>
      `A key of ${service} (${masked}) stands in a variable that every visitor gets: revoke it, then call the API from a server.`,
    unknownService: 'some service',
  },
};

export type ScanWords = typeof scan;
export default scan;
