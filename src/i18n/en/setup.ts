import type { RepairId } from '../../domain/keys/paste.ts';
import type { LinesAbout, ProgramNote } from '../../domain/programs/rows.ts';
import { shellPath } from '../../domain/text/shell-word.ts';
import { programNames } from '../program-names.ts';

/** What the wizard says. Facts of the guide were checked on the date in `checkedOn`. */
const setup = {
  checkedOn: '2026-11-21',
  labels: { folder: 'folder', file: 'env file', proxy: 'proxy', key: 'key' },
  fileWillBeCreated: (path: string) => `${path} (will be created)`,
  dryRun: 'This is a dry run: nothing will be written.',

  existing: (masked: string, from: string) => `There is a key already: ${masked}, from ${from}.`,
  existingReference: (store: string, from: string) =>
    `The value from ${from} refers to a key${store === '' ? '' : `: ${store}`}.`,
  existingQuestion: 'What should happen with it?',
  existingKeep: 'Keep it and test it',
  existingReplace: 'Replace it by another one',
  existingLeave: 'Leave everything as it is',
  left: 'Nothing was changed.',

  unreachable: (title: string) =>
    `The API could not be reached from here just now (${title}). Setup tells more when it tries the key.`,

  guide: {
    intro: [
      'Four pages on platform.openai.com, in this order. Each opens only if you ask for it.',
      'The API is not offered in every country or region; OpenAI keeps the list of those where it is:',
    ],
    countries: 'https://platform.openai.com/docs/supported-countries',
    steps: [
      {
        title: '1. Account',
        url: 'https://platform.openai.com/signup',
        lines: [
          'Sign up with e-mail, Google, Microsoft or Apple. If you use ChatGPT, the same account works here.',
          'Confirm the e-mail, then give name and country or region. A phone number may be asked for.',
          'If a step fails several times, wait for a while rather than repeat it.',
        ],
      },
      {
        title: '2. Payment',
        url: 'https://platform.openai.com/settings/organization/billing/overview',
        lines: [
          'The API is paid by use. ChatGPT Plus, Team or Pro include no API credit.',
          'Add payment details, then add credit: USD 5 is plenty for a test. Some new accounts have free credit.',
        ],
      },
      {
        title: '3. Spend limit',
        url: 'https://platform.openai.com/settings/organization/limits',
        lines: [
          'Set a monthly budget (USD 20 to 50 is a common start) and an alert below it.',
          'What was spent, by day and by key, is on https://platform.openai.com/usage',
        ],
      },
      {
        title: '4. Key',
        url: 'https://platform.openai.com/api-keys',
        lines: [
          'Choose "Create new secret key", name it after this project, and choose the project it belongs to.',
          'Permissions: "Restricted" with Model capabilities: Request (and Models: Read), or else "All".',
          'The key is shown once. Copy it at once: it begins with sk-proj- and has 164 characters.',
          'Use different keys for development, test and production.',
        ],
      },
    ],
    checked: (date: string) => `Checked on ${date}; the pages themselves decide.`,
    question: (title: string) => `${title}: what next?`,
    next: 'Done, go on',
    open: 'Open the page in the browser',
    opened: 'Opened in the browser.',
    notOpened: 'The browser could not be opened. The address is above.',
  },

  keyQuestion: 'Paste your API key (hidden), then Enter:',
  keyEmpty: 'Nothing was entered.',
  keyFeedback: (kind: string, length: number, tail: string) => `${kind} · ${length} characters${tail}`,
  keyFeedbackTail: (tail: string) => ` · ends in ${tail}`,
  kinds: {
    project: 'project key',
    service_account: 'service account key',
    user: 'user key',
    admin: 'admin key',
    unknown: 'received',
  },
  received: (masked: string) => `Received ${masked}.`,
  repaired: (what: string) => `Repaired the paste: ${what}.`,
  repairs: {
    escapes_removed: 'terminal codes removed',
    invisible_removed: 'invisible characters removed',
    control_removed: 'control characters removed',
    full_width_replaced: 'full-width characters replaced',
    dashes_replaced: 'long dashes replaced',
    blanks_trimmed: 'blanks at the ends removed',
    quotes_removed: 'quotes removed',
    bearer_removed: '"Bearer" removed',
    assignment_removed: 'the name before the key removed',
    trailing_removed: 'characters after the key removed',
    extracted: 'the key taken out of the text around it',
    lines_joined: 'broken lines joined',
    blanks_removed: 'blanks inside removed',
    doubled: 'a double paste reduced to one',
  } satisfies Record<RepairId, string>,

  checking: 'Trying the key',
  accepted: (count: number) =>
    `The API accepts this key; ${count === 1 ? 'one model is' : `${count} models are`} open to it.`,
  acceptedNoList: 'This key may not list models. The test call decides.',
  failedQuestion: 'What next?',
  failedDrop: (name: string, paths: string) => `Remove ${name} from ${paths}, and try again`,
  staleHint: (name: string, paths: string, option: string) =>
    `${name} stands in ${paths}, perhaps for another key: remove that line, or give the right id with ${option}.`,
  failedOther: 'Enter another key',
  failedAgain: 'Try again',
  failedKeep: 'Keep this key anyway',
  failedLeave: 'Leave; nothing is changed',

  untrustedQuestion: (path: string, host: string) =>
    `${path} would send your key to ${host}, which is not OpenAI. Send it there?`,
  untrustedRemove: (path: string) =>
    `Then remove that line from ${path}? Otherwise the next program here would send the key there.`,
  untrustedStop: 'Nothing was written: a key must not stand beside an address that was refused.',

  modelQuestion: 'Which model for the test call?',
  modelPrice: (input: string, output: string) => `$${input} in, $${output} out for a million tokens`,
  modelNoPrice: 'no price on file',

  installQuestion: (command: string) => `Install the openai package too? (${command})`,
  installing: (command: string) => `Running ${command}`,
  installed: 'The openai package is installed.',
  installFailed: (reason: string) => `The installation failed: ${reason}`,

  planTitle: 'This will be written:',
  planNothing: 'Nothing needs to be written.',
  planCreate: 'new',
  planUpdate: 'changed',
  planSet: (name: string, value: string) => `${name}=${value}`,
  planWas: (line: number, value: string) => `line ${line}, was ${value}`,
  planEmpty: 'empty',
  planOther: 'a placeholder',
  planRemove: (name: string) => `${name} removed`,
  planUntrack: (path: string) => `git rm --cached ${shellPath(path)} (the file itself stays)`,
  planInstall: (command: string) => `${command}`,
  planQuestion: 'Go ahead?',
  planGo: 'Yes, write it',
  planLeave: 'No; nothing is changed',
  planShell: 'Rather show me how to set it on all of this machine',

  everywhere: {
    title: 'On all of this machine',
    now: 'For this terminal; it asks for the key, which so stays out of the history:',
    forGood: 'For every new terminal, run this with your key in the place of <key>:',
    forGoodIn: (file: string) =>
      `For every new terminal, put this line into ${file}, with your key in the place of <key>:`,
    check: 'To see whether it is set (the first characters only):',
    wins: 'Nothing was written. A shell variable wins over every env file, in every project.',
  },

  trackedQuestion: (path: string) =>
    `${path} is tracked by git: the key would be in the next commit. What next?`,
  trackedUntrack: 'Take it out of git (the file stays), then write',
  trackedGoOn: 'Write all the same',
  trackedLeave: 'Leave; nothing is changed',
  wasCommitted: (path: string) =>
    `${path} was committed before. A key that stood in it then is known to everyone with the repository: delete it on https://platform.openai.com/api-keys`,

  ignoreWritten: (path: string) => `${path} is written.`,
  written: (path: string) => `${path} is written, read back and right.`,
  exampleNotWritten: (path: string) => `${path} could not be written; the key is set all the same.`,
  undone: 'The files are as they were before.',
  kept: (path: string) => `The key is kept in ${path}.`,

  testing: 'One test call',
  testTitle: 'The first call worked',

  checklist: {
    title: 'Checklist',
    account: 'account: the API knows it',
    payment: 'payment: a reply was paid for',
    paymentUnknown: 'payment: not tested',
    key: (masked: string) => `key: ${masked}, accepted by the API`,
    keyUntested: (masked: string) => `key: ${masked}, not tested`,
    environment: (path: string) => `environment: ${path} read back with dotenv`,
    environmentLines: (name: string) => `environment: ${name} is not set yet; use the lines above`,
    environmentShell: (name: string) => `environment: the shell variable ${name}`,
    ignored: (path: string) => `git: ${path} is ignored`,
    ignoredUnasked: (path: string) => `git: it could not be asked; ${path} is in .gitignore`,
    ignoredNoRepository: (path: string) => `git: no repository here; ${path} is in .gitignore for later`,
    notIgnored: (path: string) => `git: ${path} is not ignored`,
    test: (model: string) => `test: ${model} answered`,
    testSkipped: 'test: not made (--no-test)',
    testFailed: 'test: failed',
  },
  shellWins: (name: string, masked: string, path: string) =>
    `The shell variable ${name} (${masked}) is set and wins over ${path}. Programs started here use it until it is removed.`,

  next: {
    title: 'Next',
    names: programNames,
    about: {
      load: () => 'Load the key and call the API:',
      framework_loads: (name, path) => `${name} loads ${path} by itself; the SDK reads the key from there:`,
      framework_gives: (name, path) =>
        `${name} reads ${path || 'the environment'} and hands the key to server code, not to process.env:`,
      browser_only: (name) =>
        `What ${name} builds runs in the browser, where no key belongs. Call the API in a server beside it:`,
      shell_loads: (_, path) =>
        `The SDK reads the environment${path ? `, and nothing here reads ${path}` : ''}:`,
    } satisfies Record<LinesAbout, (name: string, path: string) => string>,
    inFile: (about: string, file: string) => `${about.slice(0, -1)}, for example in ${file}:`,
    notes: {
      no_file_in_production: (name) =>
        `In production ${name} reads no env file: set OPENAI_API_KEY in the environment of the server or host.`,
      file_stays_here: (_, path) =>
        `${path || 'The key'} stays on this machine: where the program is deployed, set OPENAI_API_KEY in the settings of the host.`,
      worker_secret: () =>
        'A deployed Worker reads no env file; it gets the key with: npx wrangler secret put OPENAI_API_KEY',
      in_the_build: () =>
        'The build writes the whole key into dist/server: keep that folder to yourself, or move to Astro 5.',
      nuxt_runtime_config: () =>
        'runtimeConfig is not needed for it; a key kept there takes its value from NUXT_…, as NUXT_OPENAI_API_KEY for openaiApiKey.',
      sveltekit_declares: () =>
        'SvelteKit 3 hands out what src/env.js (or .ts) declares: export const variables = { OPENAI_API_KEY: {} };',
      vite_for_development: () =>
        'In production, where Vite is seldom installed: new OpenAI() alone, and OPENAI_API_KEY set in the environment of the server.',
      shipped_to_users: () =>
        'Only in the main process, and only for yourself: whoever gets the packaged program can read a key in it.',
      expo_server: () =>
        'API routes want "web": { "output": "server" } in app.json; what runs on the phone must ask them, not OpenAI.',
      astro_adapter: () =>
        'Such a route needs an adapter (npx astro add node) and: export const prerender = false;',
      java_coordinates: () =>
        'Add com.openai:openai-java to the build file; Maven Central has its newest version.',
      load_in_shell: (_, path) =>
        path
          ? `To put ${path} into a shell of Linux or macOS: set -a; . ${shellPath(`./${path}`)}; set +a`
          : '',
      externally_managed: () =>
        'The Python of many systems is "externally managed" and refuses pip install; hence .venv, whose own python runs your programs.',
    } satisfies Record<ProgramNote | 'externally_managed', (name: string, path: string) => string>,
    verify: 'openai-setup verify says what is wrong when the key stops working one day.',
    safety:
      'Keep the key out of code and out of browsers; one key for each environment; rotate it from time to time.',
  },

  nobodyToAsk: 'there is no terminal to ask for the key. Pipe it: openai-setup --key-stdin < key.txt',
  forceNeeded: (path: string, masked: string) =>
    `${path} holds another key already (${masked}). Add --force to replace it.`,
  referenceForce: (path: string, store: string) =>
    `${path} refers to a key${store === '' ? '' : ` (${store})`}, and a key in its place would end that. Add --force to replace the reference.`,
  referenceLost: (store: string, from: string) =>
    `The reference in ${from}${store === '' ? '' : ` to ${store}`} is lost once the key is written there; a key that is changed in its store then no longer reaches this project.`,
  packagesNotReading: (path: string, packages: string, more: number) =>
    `These packages of the workspace do not read ${path}: ${packages}${more > 0 ? ` and ${more} more` : ''}. Run openai-setup in the folder of each that calls the API.`,
  commandSetsKey: (path: string, target: string) =>
    `The start command in ${path} sets OPENAI_API_KEY itself, and that wins over every file. Take it out there, then run again: the key goes into ${target}. Nothing was changed.`,
  notRead: (path: string, read: string) =>
    `Your program would not get a key from ${path}: ${read === '' ? 'it is started in a way that reads no env file' : `its start command reads ${read} and nothing else`}. Nothing was changed. Name the file that you mean with --file.`,
  notLoaded: (path: string) =>
    `With the key in ${path} your program would not get it; everything is as it was. openai-setup verify --verbose says what its loader reads.`,
};

export type SetupWords = typeof setup;
export default setup;
