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
    shows: 'From an empty folder to the first reply, and what a healthy key looks like to verify.',
  },
  'rejected-key': {
    title: 'the API does not know the key',
    shows: 'A key of the right shape that was revoked: setup says so before anything is written.',
  },
  'no-credit': {
    title: 'the key is good, the account has no credit',
    shows: 'Models can be listed, but a reply costs money that is not there. Waiting does not help.',
  },
  'rate-limited': {
    title: 'too many requests for a moment',
    shows: 'The API says how long to wait. After that time, the same call works.',
  },
  'missing-scope': {
    title: 'a restricted key without the permission for replies',
    shows: 'The API knows the key, but names the permission that it lacks.',
  },
  'no-model': {
    title: 'no model is open to the key',
    shows: 'The models are listed, but each call says that the model is not there for this key.',
  },
  'service-down': {
    title: 'the service itself fails',
    shows: 'Neither the key nor this machine is to blame, and the verdict says so.',
  },
  offline: {
    title: 'nothing answers',
    shows: 'The connection is refused: that is no verdict about the key.',
  },
  'captive-portal': {
    title: 'a login page answers in place of the API',
    shows: 'As in a hotel: the answer says 200, but it is a web page.',
  },
  slow: {
    title: 'every answer takes seconds',
    shows: 'What is shown while waiting, and that it works in the end.',
  },
};

/** What `demo` says around the real setup and the real verify. */
const demo = {
  scenarios,
  listTitle: 'What can be rehearsed:',
  listHint: 'Run one with: openai-setup demo <scenario>',
  title: (scenario: string) => `Rehearsal: ${scenario}`,
  notReal:
    'This is a rehearsal against a built-in stand-in. Nothing of this is the real API: no account, no key of yours, ' +
    'no cost, and nothing leaves this machine.',
  throwAway: (folder: string) => `It runs in a folder of its own, which is removed afterwards: ${folder}`,
  throwAwayKept: (folder: string) => `It runs in a folder of its own, which is kept: ${folder}`,
  typeThis: (command: string) => `What you would type: ${command}`,
  pasteThis: (maskedKey: string) =>
    `At the question for the key, press Enter: the made-up key ${maskedKey} is filled in for you.`,
  answersItself:
    'Nobody is there to answer, so the questions are answered with Enter, as shown; a key that fails is kept, so that verify has something to say.',
  setupFollows: 'First the real setup, talking to the stand-in:',
  verifyFollows: 'Then the real verify, in the same folder:',
  wouldExit: (command: string, code: number) =>
    `Outside a rehearsal, ${command} would end with exit code ${code}.`,
  ended: 'End of the rehearsal. Nothing of it was real.',
  removed: 'The folder of the rehearsal is removed.',
  notRemoved: (folder: string) => `The folder of the rehearsal could not be removed: ${folder}`,
  kept: (folder: string) => `The folder is kept: ${folder}`,
  keepHint: 'To look at the folder afterwards, add --keep.',
  forReal: 'To do it for real, in the folder of your project: openai-setup',
  unknownScenario: (name: string, nearest: string | undefined) =>
    `There is no scenario "${name}".${nearest ? ` Did you mean ${nearest}?` : ''} openai-setup demo --list names them all.`,
};

export type DemoWords = typeof demo;
export default demo;
