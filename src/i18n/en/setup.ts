import type { RepairId } from '../../domain/keys/paste.ts';
import type { LinesAbout, ProgramNote } from '../../domain/programs/rows.ts';
import { shellPath, shellWord } from '../../domain/text/shell-word.ts';
import { pages } from '../openai-pages.ts';
import { programNames } from '../program-names.ts';

/** What the wizard says. The facts of the guide, their sources and dates: `scripts/facts/guide.json`. */
const setup = {
  checkedOn: '2026-11-26',
  labels: { project: 'project', file: 'env file', proxy: 'proxy' },
  fileWillBeCreated: (path: string) => `${path} (will be created)`,
  listSeparator: ', ',
  dryRun: 'This is a dry run: nothing will be written.',

  existing: (masked: string, from: string) => `A key is already set: ${masked}, from ${from}.`,
  existingReference: (store: string, from: string) =>
    `A reference to a key is already set${store === '' ? '' : ` (${store})`}, from ${from}.`,
  existingQuestion: 'What do you want to do with it?',
  existingKeep: 'Keep it and test it',
  existingReplace: 'Replace it',
  existingLeave: 'Exit without changing anything',
  left: 'Nothing was changed.',

  unreachable: 'The API cannot be reached from here right now. When the key is tested you will see why.',

  guide: {
    intro: [
      'Getting a key takes four pages on platform.openai.com. A page opens only when you choose to open it.',
      'Before you register or pay, check that your country or region is supported. On 2026-11-26 mainland China and Hong Kong were not. OpenAI may block or suspend accounts that use the API from an unsupported place. The list:',
    ],
    countries: pages.countries,
    steps: [
      {
        title: '1. Account',
        url: pages.signUp,
        lines: [
          'Sign up with e-mail, Google, Microsoft or Apple. A ChatGPT account works here too.',
          'Confirm your e-mail address, then enter your name and your country or region.',
          'If a step keeps failing, wait a while before trying again.',
        ],
      },
      {
        title: '2. Payment',
        url: pages.billing,
        lines: [
          'The API is pay-as-you-go. A ChatGPT subscription (Plus, Pro, Business, …) includes no API credit.',
          'Add a payment method, then buy credit: USD 5 is the minimum, and plenty for a test. The checkout page shows which cards are accepted.',
          'Buying credit turns on auto-reload by default: turn it off if you do not want it.',
          'Credit expires after a year and is generally not refunded. Some new accounts get free credit.',
        ],
      },
      {
        title: '3. Spend limit',
        url: pages.limits,
        lines: [
          'Under Spend choose "Edit spend limit" and enter a monthly limit (USD 20 to 50 is a common start).',
          'Turn on "Enforce a hard limit": otherwise the limit only sends alerts and stops nothing.',
          `Owners, and people with the permission, see the spending by day and by key under Analytics > Usage: ${pages.usage}`,
        ],
      },
      {
        title: '4. Key',
        url: pages.keys,
        lines: [
          'Choose "Create new secret key", name it after this project, and choose the project it belongs to.',
          'The first key needs a verified phone number (by SMS, in some places WhatsApp; no landline or VoIP).',
          'Permissions: "Restricted", with the group Model capabilities itself on Request (not just the rows below it, and not Read) and Models on Read. "All" is easier, and allows more.',
          'A key can have an expiry date, and some organizations require one. Note the date: the key stops working then.',
          'The key is shown only once. Copy it right away: it starts with sk-proj- and has 164 characters.',
          'Use separate keys for development, test and production.',
        ],
      },
    ],
    checked: (date: string) => `Checked on ${date}. If a page differs, go by the page.`,
    question: (title: string) => `${title}: what next?`,
    next: 'Done, continue',
    open: 'Open the page in the browser',
    back: 'Back to the previous page',
    skip: 'Skip the other pages: I have a key now',
    pause: (title: string) => `${title}: press Enter when done`,
    opened: 'Opened in the browser.',
    notOpened: 'Could not open the browser. The address is above.',
  },

  guideElsewhere: (host: string) =>
    `Calls go to ${host}, not to OpenAI. Its operator issues the key; many self-hosted servers accept any value.`,

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
    blanks_trimmed: 'spaces at the ends removed',
    quotes_removed: 'quotes removed',
    bearer_removed: '"Bearer" removed',
    assignment_removed: 'the name before the key removed',
    trailing_removed: 'characters after the key removed',
    extracted: 'the key extracted from the text around it',
    lines_joined: 'broken lines joined',
    blanks_removed: 'spaces inside removed',
    doubled: 'a double paste reduced to one',
  } satisfies Record<RepairId, string>,

  checking: 'Testing the key',
  accepted: (count: number) =>
    `The API accepts this key; it can use ${count === 1 ? 'one model' : `${count} models`}.`,
  listed: (count: number) =>
    `The server lists ${count === 1 ? 'one model' : `${count} models`}, which many servers do for any key. The test call decides.`,
  acceptedNoList: 'This key cannot list models. The test call will show whether it works.',
  failedQuestion: 'What next?',
  failedDrop: (name: string, paths: string) => `Remove ${name} from ${paths} and try again`,
  staleHint: (name: string, paths: string, option: string) =>
    `${name} is set in ${paths}, perhaps for another key: remove that line, or give the right id with ${option}.`,
  failedOther: 'Enter another key',
  failedModel: 'Choose another model',
  failedAgain: 'Try again',
  failedOpen: (page: string) => `Open ${page} in the browser`,
  failedDone: 'Done: try again',
  failedKeep: 'Keep this key anyway',
  failedLeave: 'Exit without changing anything',

  untrustedRemove: (path: string) =>
    `Remove that line from ${path}? Otherwise the next program started here would send the key there.`,
  untrustedStop: 'Nothing was written: a key must not be saved next to an address that you refused.',

  modelQuestion: 'Which model should the test use?',
  modelPrice: (input: string, output: string) => `$${input} in, $${output} out per million tokens`,
  modelNoPrice: 'no known price',
  modelSuggested: (id: string) => `${id} (recommended)`,
  modelEnds: (id: string, date: string) => `${id} (ends ${date})`,

  program: {
    question: ({ runs, installs }: { readonly runs: boolean; readonly installs: boolean }): string =>
      !runs
        ? 'Write a first program?'
        : installs
          ? 'Write a first program, install what it imports, and run it?'
          : 'Write a first program and run it?',
    installQuestion: 'Install what your code needs?',
    yes: 'Yes',
    yesIn: (language: string) => `Yes, in ${language}`,
    onlyInstall: 'Only install',
    ignoring: (folder: string) => `${folder} in .gitignore`,
    ignored: (folder: string, path: string) => `${path} ignores ${folder} now.`,
    no: 'No',
    separator: ', ',
    running: (command: string) => `Running ${command}`,
    installed: (command: string) => `${command}: done.`,
    installFailed: (command: string, reason: string) => `${command} failed: ${reason}`,
    notWritten: (path: string) => `Could not write ${path}.`,
    replied: (command: string) => `${command} replied:`,
    failed: (command: string, reason: string) => `${command} failed: ${reason}`,
    keyStands: 'The key is set up and works. To finish the rest later, use the commands below.',
  },

  planTitle: 'This will be written:',
  planNothing: 'Nothing needs to be written.',
  planCreate: (path: string) => `${path} (new)`,
  planUpdate: (path: string) => `${path} (changed)`,
  planSet: (name: string, value: string) => `${name}=${value}`,
  planWas: (line: number, value: string) => ` (line ${line}, was ${value})`,
  planEmpty: 'empty',
  planOther: 'a placeholder',
  planRemove: (name: string) => `${name} removed`,
  planUntrack: (path: string) => `git rm --cached ${shellPath(path)} (the file itself stays)`,
  planQuestion: 'Go ahead?',
  planGo: 'Yes, write it',
  planLeave: 'No, change nothing',
  planShell: 'Show me how to set it system-wide instead',

  everywhere: {
    title: 'System-wide',
    now: 'For this terminal only; it prompts for the key, so the key stays out of shell history:',
    forGood: 'Then, for every new terminal too; it takes the key that you have just entered:',
    forGoodIn: (file: string) =>
      `Then, for every new terminal too; it adds the key that you have just entered to ${file}:`,
    check: 'To check that it is set (shows the first characters only):',
    remove: 'To remove it again:',
    wins: 'Nothing was written. A shell variable overrides every env file, in every project.',
  },

  encodingQuestion: (path: string) =>
    `${path} is in UTF-16, as PowerShell 5 writes files, and no loader reads that. Rewrite it as UTF-8?`,
  encodingDone: (path: string) => `Rewrote ${path} as UTF-8.`,

  trackedQuestion: (path: string) =>
    `${path} is tracked by git: the key would be in the next commit. What next?`,
  trackedUntrack: 'Stop tracking it (the file stays), then write',
  trackedGoOn: 'Write it anyway',
  trackedLeave: 'Exit without changing anything',
  wasCommitted: (path: string) =>
    `${path} was committed before. Anyone with the repository can read a key that was in it: delete that key on ${pages.keys}`,

  ignoreWritten: (path: string) => `${path} written.`,
  written: (path: string) => `${path} written and verified.`,
  exampleNotWritten: (path: string) => `Could not write ${path}. The key is set.`,
  undone: 'The files are back to what they were.',
  kept: (path: string) => `The key stays in ${path}.`,
  keptNext: 'When the steps above are done, see whether the key works:',
  oldKey: (masked: string, page: string) =>
    `If nothing uses the old key ${masked} any more, delete it on ${page}`,
  oldKeyElsewhere: (masked: string, host: string) =>
    `If nothing uses the old key ${masked} any more, have it deleted at ${host}.`,
  oldKeyRefused: (masked: string, page: string) =>
    `The old key ${masked} was refused. If it is still listed, delete it on ${page}`,
  oldKeyRefusedElsewhere: (masked: string, host: string) =>
    `The old key ${masked} was refused by ${host}. If it still exists there, have it deleted.`,

  testing: 'Making a test call',
  testTitle: 'The first call worked',

  checklist: {
    title: 'Checklist',
    billed: 'account, payment, key: one reply was billed',
    file: (path: string) => `${path}: read back with dotenv, ignored by git`,
    fileAlone: (path: string) =>
      `${path}: read back with dotenv, and in .gitignore for later (no git repository)`,
    account: 'account: valid',
    payment: 'payment: one reply was billed',
    paymentUnknown: 'payment: not tested',
    key: (masked: string) => `key: ${masked}, accepted by the API`,
    keyTaken: (masked: string, host: string) => `key: ${masked}, accepted by ${host}, which may accept any`,
    keyUntested: (masked: string) => `key: ${masked}, not tested`,
    environment: (path: string) => `environment: ${path} read back with dotenv`,
    environmentLines: (name: string) => `environment: ${name} is not set yet; use the commands above`,
    environmentShell: (name: string) => `environment: shell variable ${name}`,
    ignored: (path: string) => `git: ${path} is ignored`,
    ignoredUnasked: (path: string) => `git: could not run it; ${path} is in .gitignore`,
    ignoredNoRepository: (path: string) => `git: not a repository; ${path} is in .gitignore for later`,
    notIgnored: (path: string) => `git: ${path} is not ignored`,
    test: (model: string) => `test: ${model} replied`,
    testSkipped: 'test: skipped (--no-test)',
    testFailed: 'test: failed',
  },
  shellWins: (name: string, masked: string, path: string) =>
    `The shell variable ${name} (${masked}) overrides ${path}. Programs started here use it until you remove it:`,
  shellWinsAgain: (path: string, line: number) => `It is set in ${path}, line ${line}: delete that line too.`,

  next: {
    title: 'Next',
    names: programNames,
    about: {
      load: (_, path): string =>
        path ? 'Load the key and make a client:' : 'Make a client, which takes the key from the environment:',
      command_loads: (_, path) =>
        `The start command of this project loads ${path}; the SDK reads the key from the environment:`,
      program_loads: (_, path) =>
        `The code of this project loads ${path}; the SDK reads the key from the environment:`,
      framework_loads: (name, path) => `${name} loads ${path} by itself; the SDK reads the key from there:`,
      framework_gives: (name, path) =>
        `${name} reads ${path || 'the environment'} and hands the key to server code, not to process.env:`,
      settings_give: (name, path) =>
        `${name} reads ${path} and does not put it into the environment, so hand the key to the client:`,
      containers: (name, path) =>
        `${name} gives the containers the key from ${path}; the SDK reads it from the environment there:`,
      browser_only: (name) =>
        `${name} builds code for the browser, where a key must never be. Call the API from a server instead:`,
      shell_loads: (_, path) =>
        `The SDK reads the environment${path ? `, and nothing here reads ${path}` : ''}:`,
      any_language: (_, path) =>
        `A program in any language reads OPENAI_API_KEY from the environment${path ? `; the shell loads ${path} into it` : ''}:`,
    } satisfies Record<LinesAbout, (name: string, path: string) => string>,
    passedOver: (name: string, path: string) =>
      `${name} does not load ${path}: programs here get OPENAI_API_KEY only where something else puts it into the environment.`,
    inFile: (about: string, file: string) => `${about.slice(0, -1)}, for example in ${file}:`,
    notes: {
      no_file_in_production: (name) =>
        `In production ${name} reads no env file: set OPENAI_API_KEY in the environment of the server or host.`,
      file_stays_here: (_, path) =>
        `${path || 'The key'} stays on this machine: where you deploy, set OPENAI_API_KEY in the host's settings.`,
      worker_secret: () =>
        'A deployed Worker reads no env file. Give it the key with: npx wrangler secret put OPENAI_API_KEY',
      in_the_build: () =>
        'The build writes the whole key into dist/server: keep that folder private, or move to Astro 5.',
      nuxt_runtime_config: () =>
        'You do not need runtimeConfig for this. A key kept there gets its value from NUXT_…: openaiApiKey from NUXT_OPENAI_API_KEY.',
      sveltekit_declares: () =>
        'SvelteKit 3 provides only what src/env.js (or .ts) declares: export const variables = { OPENAI_API_KEY: {} };',
      vite_for_development: () =>
        'In production, where Vite is rarely installed, use just new OpenAI() and set OPENAI_API_KEY in the environment of the server.',
      shipped_to_users: () =>
        'Use it in the main process only, and only for yourself: anyone who gets the packaged program can read a key in it.',
      expo_server: () =>
        'API routes need "web": { "output": "server" } in app.json. Code on the phone must call those routes, not OpenAI.',
      astro_adapter: () =>
        'This route needs an adapter (npx astro add node) and: export const prerender = false;',
      java_coordinates: () =>
        'Add com.openai:openai-java to the build file. Maven Central lists the latest version.',
      load_in_shell: (_, path) =>
        path
          ? `To load ${path} into a shell on Linux or macOS: set -a; . ${shellPath(`./${path}`)}; set +a`
          : '',
      externally_managed: () =>
        'On many systems Python is "externally managed" and refuses pip install, so use .venv and run your programs with its python.',
    } satisfies Record<ProgramNote | 'externally_managed', (name: string, path: string) => string>,
    verify: 'If the key ever stops working, openai-setup verify tells you why.',
    install: 'Install what the code needs:',
    start: 'Start the containers with the key:',
    addressInShell: (url: string, path: string, host: string) =>
      `The base URL ${url} is only in this shell: from a new terminal, programs send the key in ${path} to ${host}, unless setup writes it beside the key (--base-url ${shellWord(url)}).`,
    example: 'Or have a whole program written:',
    runAgain: 'Run the program again:',
    installAndRun: 'Install what the program imports, and run it:',
    findOut: 'If the key ever stops working, find out why:',
    same: 'The same without questions, for scripts, with the key in OPENAI_API_KEY:',
    safety: 'Keep the key out of code and browsers, use one key per environment, and rotate it regularly.',
  },

  nobodyToAsk:
    'there is no terminal to ask for the key. Pipe it in from a secret store, for example: pass show openai | openai-setup --key-stdin',
  nobodyToAskInCi:
    'CI has no terminal to ask for the key. Set up the key on your own machine, save it as a secret of the CI system, pass it to the step as OPENAI_API_KEY, and check it there with: openai-setup verify. To write it to a file there: printenv OPENAI_API_KEY | openai-setup --key-stdin',
  forceNeeded: (path: string, masked: string) =>
    `${path} already has another key (${masked}). Add --force to replace it.`,
  addressForce: (path: string, baseURL: string) =>
    `${path} names another base URL than ${baseURL}, and the next program started here would send this key to it. Remove that line, or add --force to have it removed.`,
  referenceForce: (path: string, store: string) =>
    `${path} has a reference to a key${store === '' ? '' : ` (${store})`}, which a key would overwrite. Add --force to replace the reference.`,
  referenceLost: (store: string, from: string) =>
    `Writing the key overwrites the reference in ${from}${store === '' ? '' : ` to ${store}`}. If the key is changed in its store later, this project will not notice.`,
  packagesNotReading: (path: string, packages: string, more: number) =>
    `These packages of the workspace do not read ${path}: ${packages}${more > 0 ? ` and ${more} more` : ''}. Run openai-setup for each that calls the API.`,
  leftOpen: (path: string, by: string | null) =>
    `Whether your program loads ${path} cannot be told without running it${by === null ? '' : `: see ${by}`}. Start it and check that it gets OPENAI_API_KEY.`,
  nothingLoads: (path: string, early: string | null) =>
    `Nothing in this project loads ${path}${early === null ? '' : ` before ${early} takes the key`}: your program gets it only once its code loads that file first.`,
  otherKeyLeft: (path: string, line: number, target: string) =>
    `Another key is in ${path}, line ${line}: a program that reads that file does not get the one in ${target}.`,
  commandSetsKey: (path: string, target: string) =>
    `The start command in ${path} sets OPENAI_API_KEY itself, which overrides every file. Remove it there and run this again: the key will be written to ${target}. Nothing was changed.`,
  notRead: (path: string, read: string) =>
    `Your program would not get a key from ${path}: ${read === '' ? 'it is started in a way that reads no env file' : `its start command reads only ${read}`}. Nothing was changed. Use --file to name the right file.`,
  wouldHide: (path: string, hidden: string) =>
    `Your program reads ${hidden} today, and only the nearest file: with a new ${path} it would lose all other values of ${hidden}. Nothing was changed. Use --file to name the file to write to: --file ${hidden}`,
  lineNotRead: (path: string, line: number, loader: string) =>
    `${loader} would not read the key from line ${line} of ${path}, because of the other text on it. Write OPENAI_API_KEY= there with nothing around it (no comment, colon or blanks), and run this again. Nothing was changed.`,
  notLoaded: (path: string) =>
    `Your program would not get the key from ${path}, so everything is back to what it was. To see what its loader reads: openai-setup verify --verbose`,
};

export type SetupWords = typeof setup;
export default setup;
