import type { Damage } from '../../../domain/keys/damage.ts';
import type { NotAKey } from '../../../domain/keys/shapes.ts';
import {
  addressSetting,
  type ByStory,
  type CauseWords,
  type CommonFacts,
  each,
  isHere,
  step,
  type WordFacts,
  withFile,
} from '../../cause-words.ts';
import { after, named, operator, quote, who, whoStarts } from './phrases.ts';

const newKey = (f: CommonFacts) =>
  step(
    f,
    f.official
      ? 'Create a new secret key and copy it right away: it is shown only once'
      : isHere(f)
        ? `Find out which key the server at ${who(f)} accepts: see its configuration`
        : `Create a new key at ${who(f)} and copy all of it`,
    'keys',
  );

/** What may be right all the same at a server of one's own. */
const force = (f: CommonFacts) =>
  !f.official &&
  (f.isAsked
    ? `If ${who(f)} accepts it as it is, leave here and run openai-setup --force`
    : `If ${who(f)} accepts it as it is, run the same command with --force`);

/** Where a key can be pasted right below, that comes first. */
const forceFirst = (f: CommonFacts) => !f.isAsked && force(f);
const forceLast = (f: CommonFacts) => f.isAsked === true && force(f);

const setUp = ({ isAsked }: CommonFacts): string =>
  isAsked
    ? 'Then paste it here: it is tested before it is saved'
    : 'Run openai-setup and paste the key: it is tested before it is saved';

interface Line {
  readonly path: string;
  readonly line: number;
}

const unhide = ({ path, line, hides }: Line & { readonly hides: Line }) =>
  `Remove OPENAI_API_KEY from ${path}, line ${line}, so that the key in ${hides.path} is used`;

const unset = ({ hides, remove }: { readonly hides: Line; readonly remove?: string | undefined }) =>
  `Remove OPENAI_API_KEY from the shell, so that the key in ${hides.path} is used${remove === undefined ? '' : `: ${remove}`}`;

const kinds: Readonly<Record<NotAKey, string>> = {
  admin: 'an admin key, which manages organizations and cannot call models',
  organization_id: 'an organization id, which only names an organization',
  project_id: 'a project id, which only names a project',
  session: 'a session key of the OpenAI website, which works only in a browser',
  ephemeral: 'an ephemeral client secret, which expires within minutes',
  jwt: 'a sign-in token (JWT) issued by another service or by the ChatGPT sign-in',
  object_id: 'the id of an object, not a secret',
  webhook_secret: 'a webhook secret, which verifies signatures and cannot call the API',
  address: 'a web address; the key itself is shown once, on the page where you create it',
};

const damages: Readonly<Record<Damage | 'unsendable', string>> = {
  unsendable: 'it contains characters that cannot be sent in a request',
  quotes: 'it includes quotation marks',
  bearer: 'it includes “Bearer”',
  assignment: 'it includes the name of the variable',
  doubled: 'it contains the same key twice',
  several: 'it contains more than one key',
  whitespace: 'it contains a space or a line break',
  control: 'it contains an invisible control character',
  invisible: 'it contains an invisible character',
  non_ascii: 'it contains a character that no key has, such as a typographic quote or dash',
  characters: 'it contains a character that no key has',
};

type Stray = WordFacts<'key_missing', 'elsewhere'>;

/** Where the key stands that no program here gets. */
function stray({ form, path, line, name, inDoubt, readBy, tool, namedIn, early }: Stray): string {
  const at = `${path}, line ${line}`;
  switch (form) {
    case 'other_name':
      return readBy === undefined
        ? `There is a key in ${at}, but it is named ${name}, and programs look for OPENAI_API_KEY.`
        : `There is a key in ${at}, named ${name}. ${readBy} reads that name; the SDK looks for OPENAI_API_KEY.`;
    case 'statement':
      return `There is a key in ${at}, but it is written as a shell command, which env file loaders do not read.`;
    case 'comment':
      return `There is a key in ${at}, but in a comment.`;
    case 'bare':
      return `There is a key in ${at}, without the name OPENAI_API_KEY that programs look for.`;
    case 'key_file':
      return `${at}, points to a file with the key (${name}), but the SDK reads only OPENAI_API_KEY.`;
    case 'profile':
      return `There is a key in ${at}, but only shells started after it was added have it; this one does not.`;
    case 'code':
      return `There is a key in the code: ${at}. Programs that look for OPENAI_API_KEY do not get it, and everyone who has the code does.`;
    case 'assignment':
      if (early !== undefined)
        return `There is a key in ${at}, but ${early} needs it before anything loads that file.`;
      if (tool !== undefined)
        return `There is a key in ${at}. ${tool} gives it to the programs that it starts; others do not get it.`;
      if (namedIn !== undefined)
        return `There is a key in ${at}. ${namedIn} names that file; whether the program gets the key from it cannot be told without running it.`;
      return inDoubt
        ? `There is a key in ${at}. Whether your program loads that file cannot be told without running it.`
        : `There is a key in ${at}, but nothing here loads that file.`;
  }
}

const loadFirst = (early: string | undefined): string =>
  `Load it ${early === undefined ? 'at the top of the program' : `before ${early} runs`}: from dotenv import load_dotenv; load_dotenv()`;

function strayRemedies(facts: Stray): readonly string[] {
  const { form, path, line, name, file, folder, check, readBy, unloaded, early, loadWith } = facts;
  const inPlace = `in ${path}, line ${line}`;
  const direnv = /(?:^|[\\/])\.envrc$/.test(path)
    ? ['direnv loads that file: direnv exec . openai-setup verify']
    : [];
  const there =
    folder === undefined || direnv.length > 0
      ? []
      : [`If your program runs in that folder: openai-setup verify -C ${withFile('FILE', folder)}`];
  switch (form) {
    case 'other_name':
      return readBy === undefined
        ? [`Rename it to OPENAI_API_KEY ${inPlace}`]
        : [
            `Leave the name as it is if your program works: ${readBy} reads ${name}`,
            `Or change it to OPENAI_API_KEY in both places: ${inPlace}, and in ${readBy}`,
          ];
    case 'statement':
      return [`Write OPENAI_API_KEY=… ${inPlace}, without the command in front of it`];
    case 'comment':
      return [`Remove the comment mark ${inPlace}`];
    case 'bare':
      return [`Put OPENAI_API_KEY= in front of it, in an env file that is loaded`];
    case 'key_file':
      return [
        ...(file === undefined
          ? []
          : [`Pass it in: OPENAI_API_KEY="$(cat ${withFile('FILE', file)})" openai-setup verify`]),
        `Or make your program read the file that ${name} points to`,
      ];
    case 'profile':
      return ['Open a new terminal and run openai-setup verify there'];
    case 'code':
      return [`Take it out of the code ${inPlace}; if others have seen the code, replace the key`];
    case 'assignment':
      return [
        ...direnv,
        ...there,
        ...(unloaded === 'python' ? [loadFirst(early)] : []),
        ...(loadWith === undefined ? [] : [`Let the start command load it: ${loadWith}`]),
        ...(check === undefined ? [] : [`To test the key in that file: ${withFile(check, path)}`]),
      ];
  }
}

type Referring = WordFacts<'key_reference'>;

const refersTo: ByStory<'key_reference', string> = {
  variable: (f) =>
    f.known === 'nowhere'
      ? `refers to the variable ${f.store}, which has no value here`
      : `refers to the variable ${f.store}, but nothing here replaces the reference with its value`,
  command: () => 'is a command that prints the key, but nothing here runs it',
  store: (f) => `refers to ${f.store}, where the key is kept`,
  file: (f) => `refers to the file ${f.store}, but nothing here replaces the reference with its content`,
  encrypted: (f) => (f.store === undefined ? 'is encrypted' : `is encrypted (${f.store})`),
  template: (f) =>
    `is meant to be filled in by ${f.store === undefined ? 'a template or a deployment' : f.store}`,
};

const inItsPlace = (f: Referring, ...whereNoCommand: readonly (string | false)[]) => [
  f.check !== undefined && `Test the key with the secret filled in: ${withFile(f.check, f.path)}`,
  f.start !== undefined && `Start your program the same way: ${withFile(f.start, f.path)}`,
  ...whereNoCommand,
  'To keep a key in the file instead, run openai-setup with --force; this overwrites the reference',
];

const throughStore = (f: Referring) =>
  inItsPlace(
    f,
    f.check === undefined &&
      `Start openai-setup and your program through ${f.store === undefined ? 'the tool that fills it in' : f.store}, so that OPENAI_API_KEY is the key itself: … openai-setup verify`,
  );

/** Where there is a key all the same. */
const unreached = 'No API key reaches the program';
const unnamed = 'There is no key named OPENAI_API_KEY';

const missing = 'A program started in this folder would not find OPENAI_API_KEY';

const replaceOld = (f: CommonFacts) => [
  !f.official && !isHere(f) && `Check whether the key can be renewed at ${who(f)}`,
  newKey(f),
  f.isAsked ? setUp(f) : !f.isGiven && 'Replace the old key everywhere in the project: openai-setup rotate',
];
const askLifetime = (f: CommonFacts) =>
  f.official &&
  step(f, 'If the organization limits the lifetime of keys, ask an owner how long it is', 'general');

const rightType = (f: CommonFacts) => [
  step(
    f,
    f.official ? 'Create a project key and use it' : `Ask ${operator(f)} which type of key calls models`,
    'keys',
  ),
  f.official &&
    step(
      f,
      'If your organization does not allow user keys, ask an owner for a service account key',
      'projects',
    ),
];

/** What is wrong with the key. */
export const keyCauses = {
  key_missing: {
    title: 'There is no API key',
    titles: {
      hidden: unreached,
      hidden_by_shell: unreached,
      not_loaded: unreached,
      elsewhere: ({ form, inDoubt, namedIn, tool }) => {
        if (form === 'other_name') return unnamed;
        return inDoubt || namedIn || tool ? 'The program may not get a key' : unreached;
      },
      other_variable: unnamed,
      published: 'The only key here is published to every visitor',
      in_parent_folder: unreached,
    },
    explanation: {
      nowhere: () => `${missing} in the environment or in an env file.`,
      empty: () => 'The value of the key is empty, so there is nothing to send.',
      hidden: (f) =>
        `OPENAI_API_KEY is empty in ${f.path}, line ${f.line}, which overrides the key in ${f.hides.path}, line ${f.hides.line}.`,
      hidden_by_shell: (f) =>
        `The shell variable OPENAI_API_KEY is set but empty, and overrides the key in ${f.hides.path}, line ${f.hides.line}.`,
      not_loaded: (f) => {
        if (f.variable !== undefined)
          return `${f.variable} is set in the shell, but ${f.loader} does not pass it to the program.`;
        return f.line > 0
          ? `${f.loader} does not read ${f.path}: it stops at line ${f.line}.`
          : `There is a key in ${f.path}, but ${f.loader} does not pass it to the program.`;
      },
      not_in_file: (f) => `${missing} in ${f.path}.`,
      elsewhere: stray,
      other_variable: (f) =>
        f.readBy === undefined
          ? `The shell variable ${f.name} has a key, but programs look for OPENAI_API_KEY.`
          : `The shell variable ${f.name} has a key, and ${f.readBy} reads it; the SDK looks for OPENAI_API_KEY.`,
      published: (f) =>
        `${f.at ? `There is a key in ${f.at.path}, line ${f.at.line}, named ${f.name}` : `The shell variable ${f.name} has a key`}. The bundler writes variables of that name into what it publishes: everyone who opens the page or the app can read it.`,
      in_parent_folder: (f) =>
        `${missing}. There is a key in ${f.up ?? f.path}, but loaders do not search parent folders by themselves.`,
    },
    remedies: {
      nowhere: (f) => [setUp(f), newKey(f)],
      empty: (f) => [setUp(f), newKey(f)],
      hidden: (f) => [unhide(f), setUp(f)],
      hidden_by_shell: (f) => [unset(f), setUp(f)],
      not_loaded: (f) => [f.line > 0 && `Correct line ${f.line} of ${f.path}`, setUp(f)],
      not_in_file: (f) => [setUp(f), newKey(f)],
      elsewhere: (f) => [...strayRemedies(f), setUp(f)],
      other_variable: (f) => [
        f.readBy === undefined
          ? `Use the name that programs look for: OPENAI_API_KEY="$${f.name}" openai-setup verify`
          : `To test that key: OPENAI_API_KEY="$${f.name}" openai-setup verify`,
        setUp(f),
      ],
      published: (f) => [
        step(f, 'Create a new key and delete the old one, which others may have seen', 'keys'),
        `Run openai-setup and paste the new key: it is saved as OPENAI_API_KEY`,
        f.readBy === undefined
          ? `Use it only on the server, and remove ${f.name}`
          : `Use it only on the server, where no bundler publishes it: ${f.readBy} reads ${f.name}`,
      ],
      in_parent_folder: (f) => [
        `Start the program in the folder of ${f.up ?? f.path}, or point your loader to that file`,
        setUp(f),
        newKey(f),
      ],
    },
  },
  key_placeholder: {
    title: 'This is not a real key',
    explanation: (f) =>
      f.length !== undefined
        ? `The value${f.path === undefined ? '' : ` in ${f.path}`} has ${f.length === 1 ? 'one character' : `${f.length} characters`}: too short for a key.`
        : `The value${f.path === undefined ? '' : ` in ${f.path}${f.hides ? `, line ${f.line},` : ''}`} is example text, not a key.${f.hides ? ` It overrides the key in ${f.hides.path}, line ${f.hides.line}.` : ''}`,
    remedies: (f) =>
      f.hides && f.path === undefined
        ? [unset({ hides: f.hides, remove: f.remove }), setUp(f)]
        : f.hides
          ? [unhide({ path: f.path ?? '', line: f.line ?? 0, hides: f.hides }), setUp(f)]
          : [forceFirst(f), newKey(f), setUp(f), forceLast(f)],
  },
  key_reference: {
    title: 'The value is a reference to a key, not a key',
    explanation: each(
      refersTo,
      (f: Referring, refers) =>
        `The value of OPENAI_API_KEY${f.path === undefined ? '' : ` in ${f.path}, line ${f.line},`} ${refers(f)}. A program cannot use it as it is, so no request was sent.`,
    ),
    remedies: {
      variable: (f) =>
        inItsPlace(
          f,
          f.known === 'nowhere' && `Set ${f.store} in the environment, or in the env file above that line`,
        ),
      command: throughStore,
      store: throughStore,
      file: throughStore,
      encrypted: throughStore,
      template: throughStore,
    },
  },
  key_masked: {
    title: 'This is a masked key, not the key itself',
    explanation: () =>
      'The middle of the value is replaced by dots or stars, as in the list of keys. The whole key cannot be recovered from it.',
    remedies: (f) => [newKey(f), setUp(f)],
  },
  key_damaged: {
    title: 'The key was damaged when it was copied',
    explanation: each(damages, (f: WordFacts<'key_damaged'>, damage) => {
      const where = f.position === undefined ? '' : `, at position ${f.position}${named(f.character)}`;
      return `No request was sent, because the value cannot be a key: ${damage}${where}.`;
    }),
    remedies: (f) => [
      f.around === undefined
        ? 'Copy the whole key again, on one line'
        : `Remove ${f.around.text} from the value in ${f.around.path}, line ${f.around.line}: the rest is a whole key`,
      setUp(f),
      f.around === undefined && newKey(f),
    ],
  },
  key_wrong_kind: {
    title: 'This is not the kind of key that calls models',
    titles: { address: 'This is a web address, not a key' },
    explanation: each(kinds, (f: CommonFacts, kind) => `The value is ${kind}.${quote(f)}`),
    remedies: (f) => [
      f.variable !== undefined && `If you need it, keep it in ${f.variable} instead`,
      newKey(f),
      setUp(f),
    ],
  },
  key_other_vendor: {
    title: 'This key belongs to another service',
    explanation: (f) =>
      `This looks like a key of ${f.vendor}, but it would go to ${f.host ?? 'a host that cannot use it'}. It was not sent.`,
    remedies: (f) => [
      forceFirst(f),
      f.vendorURL !== undefined &&
        `To use ${f.vendor}, ${f.byOption ? 'use' : 'set'} ${addressSetting(f, f.vendorURL)}`,
      f.variable !== undefined && `Keep this key in ${f.variable}, where its own tools look for it`,
      step(
        f,
        f.official ? 'To use OpenAI, create a key there' : `To use ${who(f)}, use a key of that service`,
        'keys',
      ),
      forceLast(f),
    ],
  },
  key_expired: {
    title: 'The key has expired',
    explanation: each(
      {
        key: 'was valid for a limited time, which is over',
        sign_in: 'is a sign-in token, which lasts a few hours at most',
        age: 'is older than its organization allows',
      },
      (f: CommonFacts, why) => `${whoStarts(f)} recognizes this key, but it ${why}.${quote(f)}`,
    ),
    remedies: {
      key: (f) => [...replaceOld(f), askLifetime(f)],
      sign_in: (f) => [
        'Sign in again for a new token, or better, use an API key',
        ...replaceOld(f),
        askLifetime(f),
      ],
      age: replaceOld,
    },
  },
  key_rejected: {
    title: 'The API does not accept this key',
    explanation: (f) => {
      const other =
        f.receivedLength !== undefined && f.keyLength !== undefined && f.receivedLength !== f.keyLength
          ? ` Judging by the masked key, the server received ${f.receivedLength} characters, but this key has ${f.keyLength}: another key may have been sent.`
          : '';
      return `${whoStarts(f)} checked the key and rejected it: it is mistyped, deleted, revoked or expired, or belongs to another service.${quote(f)}${other}`;
    },
    remedies: (f) => [
      !isHere(f) &&
        step(
          f,
          f.official
            ? 'Check whether the key is still in the list, with the same last four characters, and has not expired; keys found in public are revoked automatically'
            : `${whoStarts(f)} needs a key of its own: check whether yours is still valid there`,
          'keys',
        ),
      f.isAsked || f.isGiven
        ? 'Check whether the whole key was copied'
        : 'Check whether the whole key was copied, and whether a shell variable or CI secret overrides the env file',
      newKey(f),
      !f.official &&
        `If you meant OpenAI itself, ${f.byOption ? 'leave out --base-url' : 'remove OPENAI_BASE_URL'}`,
    ],
  },
  key_type_not_allowed: {
    title: 'This type of key is not allowed here',
    explanation: {
      client: (f) => `${whoStarts(f)} accepts this key only from certain programs.${quote(f)}`,
      server_keys_off: (f) =>
        `${whoStarts(f)} does not accept its users' own keys: this is turned off there.${quote(f)}`,
      none: (f) => `Keys of this type cannot make this call.${quote(f)}`,
    },
    remedies: {
      client: (f) => ['Use the key in one of those programs, or get a key for the API', ...rightType(f)],
      server_keys_off: (f) => [
        `Use the access that ${who(f)} provides, or call the API of your key directly`,
        ...rightType(f),
      ],
      none: rightType,
    },
  },
  key_missing_scope: {
    title: 'The key works, but lacks a permission',
    explanation: (f) =>
      `The key is restricted, or your role in the organization or project does not allow this call. Missing:${after(f.missingScopes ?? 'a permission that was not named')}.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? 'Edit the key: under Permissions choose “All”, or “Restricted” with the group Model capabilities itself set to Request'
          : `Give the key this permission at ${who(f)}`,
        'keys',
      ),
      step(f, 'If your role is the problem, ask an owner to change it', 'people'),
    ],
  },
} satisfies Partial<CauseWords>;
