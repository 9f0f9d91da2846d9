import type { ScenarioId } from '../../standin/scenarios.ts';

interface ScenarioText {
  /** A line of `demo --list`. */
  readonly title: string;
  /** What there is to see, in a sentence or two. */
  readonly shows: string;
}

const scenarios: { readonly [Id in ScenarioId]: ScenarioText } = {
  ok: {
    title: 'everything works',
    shows: 'From an empty folder to the first reply, and what verify prints for a key that works.',
  },
  'rejected-key': {
    title: 'the API rejects the key',
    shows: 'A key in the right format that was revoked: setup says so before anything is written.',
  },
  'no-credit': {
    title: 'the key is valid, but the account has no credit',
    shows: 'Models can be listed, but replies need credit. Waiting does not help.',
  },
  'rate-limited': {
    title: 'too many requests in a short time',
    shows: 'The API says how long to wait. After that, the same call works.',
  },
  'missing-scope': {
    title: 'a restricted key without permission for model calls',
    shows: 'The API accepts the key, but names the permission that it lacks.',
  },
  'no-model': {
    title: 'the key cannot use any model',
    shows: 'Models are listed, but every call says that this key has no access to the model.',
  },
  'service-down': {
    title: 'the service itself fails',
    shows: 'The fault is neither in the key nor on this machine, and the verdict says so.',
  },
  offline: {
    title: 'nothing responds',
    shows: 'The connection is refused, which says nothing about the key.',
  },
  'captive-portal': {
    title: 'a login page responds instead of the API',
    shows: 'As in a hotel: the status is 200, but the content is a web page.',
  },
  slow: {
    title: 'every response takes seconds',
    shows: 'What you see while waiting, and that it works in the end.',
  },
};

/** What `demo` says around the real setup and the real verify. */
const demo = {
  scenarios,
  listTitle: 'What can be rehearsed:',
  listHint: 'Run one with: openai-setup demo <scenario>',
  title: (scenario: string) => `Rehearsal: ${scenario}`,
  notReal:
    'This is a rehearsal against a built-in stand-in API: no account, no key of yours, no cost, and nothing leaves this ' +
    'machine. Between the two lines is exactly what you would see with OpenAI.',
  throwAway: (folder: string) => `It runs in a temporary folder, which is removed afterwards: ${folder}`,
  throwAwayKept: (folder: string) => `It runs in a temporary folder, which is kept: ${folder}`,
  onlyShown:
    'What would need the network is only shown: opening pages, installing packages, and running the first program.',
  pasteThis: (maskedKey: string) =>
    `When asked for the key, just press Enter: the made-up key ${maskedKey} is filled in for you.`,
  answersItself:
    'Without a terminal, every question gets its default answer, as shown; a key that fails is kept, so that verify can be shown.',
  setupFollows: 'First the real setup, connected to the stand-in:',
  verifyFollows: 'Then the real verify, in the same folder:',
  wouldExit: (command: string, code: number) =>
    `Outside a rehearsal, ${command} would end with exit code ${code}.`,
  ended: 'End of the rehearsal. None of this was real.',
  removed: 'The temporary folder was removed.',
  notRemoved: (folder: string) => `Could not remove the temporary folder: ${folder}`,
  kept: (folder: string) => `The folder was kept: ${folder}`,
  keepHint: 'To look at the folder afterwards, add --keep.',
  forReal: 'To do it for real, in your project folder: openai-setup',
};

export type DemoWords = typeof demo;
export default demo;
