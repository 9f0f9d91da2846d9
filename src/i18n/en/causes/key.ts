import type { Damage } from '../../../domain/keys/damage.ts';
import type { NotAKey } from '../../../domain/keys/shapes.ts';
import {
  type CauseWords,
  type CommonFacts,
  isHere,
  step,
  type WordFacts,
  withFile,
} from '../../cause-words.ts';
import { after, named, quote, who, whoStarts } from './phrases.ts';

const newKey = (f: CommonFacts) =>
  step(
    f,
    f.official
      ? 'Create a new secret key and copy it at once: it is shown only this one time'
      : isHere(f)
        ? `Look up which key the server at ${who(f)} takes: its own configuration says so`
        : `Create a new key at ${who(f)}, and copy it whole`,
    'keys',
  );

/** What may be right all the same at a server of one's own. */
const force = (f: CommonFacts) =>
  !f.official && `If ${who(f)} takes it as it is, run the same command with --force`;

const setUp = 'Run openai-setup, and paste the key there: it is checked before it is saved';

interface Line {
  readonly path: string;
  readonly line: number;
}

const unhide = ({ path, line, hides }: Line & { readonly hides: Line }) =>
  `Remove OPENAI_API_KEY from ${path}, line ${line}; then the key in ${hides.path} counts`;

const kinds: Readonly<Record<NotAKey, string>> = {
  admin: 'an admin key, which manages organizations and cannot call models',
  organization_id: 'an organization id, which names an organization and opens nothing',
  project_id: 'a project id, which names a project and opens nothing',
  session: 'a session key of the OpenAI website, which works in a browser only',
  ephemeral: 'an ephemeral client secret, which expires within minutes',
  jwt: 'a sign-in token (JWT) that another service, or the ChatGPT sign-in, issued',
  object_id: 'the id of an object, not a secret',
  webhook_secret: 'a webhook secret, which checks signatures and cannot call the API',
};

const damages: Readonly<Record<Damage | 'unsendable', string>> = {
  unsendable: 'it holds characters that cannot be sent in a request',
  quotes: 'quotation marks are part of it',
  bearer: '“Bearer” is part of it',
  assignment: 'the name of the variable is part of it',
  doubled: 'it holds the same key twice',
  several: 'it holds more than one key',
  whitespace: 'there is a blank or a line break inside it',
  control: 'there is an invisible control character inside it',
  invisible: 'there is an invisible character inside it',
  non_ascii: 'there is a character inside it that no key has, such as a typographic quote or dash',
  characters: 'there is a character inside it that no key has',
};

type Stray = Extract<WordFacts<'key_missing'>, { readonly reason: 'elsewhere' }>;

/** Where the key stands that no program here gets. */
function stray({ form, path, line, name }: Stray): string {
  const at = `${path}, line ${line}`;
  switch (form) {
    case 'other_name':
      return `There is a key in ${at}, under the name ${name}, but programs look for OPENAI_API_KEY.`;
    case 'statement':
      return `There is a key in ${at}, written as a command of a shell, which a loader of env files does not read.`;
    case 'comment':
      return `There is a key in ${at}, but in a comment.`;
    case 'bare':
      return `There is a key in ${at}, without the name OPENAI_API_KEY that programs look for.`;
    case 'key_file':
      return `${at}, names a file with the key (${name}), but the SDK reads OPENAI_API_KEY only.`;
    case 'profile':
      return `There is a key in ${at}, for shells that are started after it was written there; this one does not have it.`;
    case 'assignment':
      return `There is a key in ${at}, but nothing here loads that file.`;
  }
}

function strayRemedies({ form, path, line, name, file, folder }: Stray): readonly string[] {
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
      return [`Call it OPENAI_API_KEY ${inPlace}`];
    case 'statement':
      return [`Write OPENAI_API_KEY=… ${inPlace}, without the command in front of it`];
    case 'comment':
      return [`Take the comment mark away ${inPlace}`];
    case 'bare':
      return [`Put OPENAI_API_KEY= in front of it, in an env file that is loaded`];
    case 'key_file':
      return [
        `Hand it over: OPENAI_API_KEY="$(cat ${withFile('FILE', file)})" openai-setup verify`,
        `Or let your program read the file that ${name} names`,
      ];
    case 'profile':
      return ['Open a new terminal, and run openai-setup verify there'];
    case 'assignment':
      return [...direnv, ...there];
  }
}

function refersTo(f: WordFacts<'key_reference'>): string {
  switch (f.reason) {
    case 'variable':
      return f.known === 'nowhere'
        ? `refers to the variable ${f.store}, which has no value here`
        : `refers to the variable ${f.store}, and nothing puts that variable’s value in its place`;
    case 'command':
      return 'is a command that prints the key, and nothing here runs it';
    case 'store':
      return `refers to ${f.store}, where the key is kept`;
    case 'file':
      return `refers to the file ${f.store}, and nothing puts what is in that file in its place`;
    case 'encrypted':
      return f.store === undefined ? 'is encrypted' : `is encrypted (${f.store})`;
    case 'template':
      return `is to be filled in by ${f.store === undefined ? 'a template or a deployment' : f.store}`;
  }
}

/** What is wrong with the key. */
export const keyCauses = {
  key_missing: {
    title: 'There is no API key',
    explanation: (f) => {
      if (f.reason === 'empty') return 'The value of OPENAI_API_KEY is empty, so there is nothing to send.';
      if (f.reason === 'hidden')
        return `OPENAI_API_KEY is empty in ${f.path}, line ${f.line}, which wins over the key in ${f.hides.path}, line ${f.hides.line}.`;
      if (f.reason === 'not_loaded' && f.variable !== undefined)
        return `${f.variable} is set in the shell, but ${f.loader} does not give it to the program.`;
      if (f.reason === 'not_loaded')
        return f.line > 0
          ? `${f.loader} does not read ${f.path}: it stops at line ${f.line}.`
          : `There is a key in ${f.path}, but ${f.loader} does not give it to the program.`;
      if (f.reason === 'elsewhere') return stray(f);
      if (f.reason === 'other_variable')
        return `The shell variable ${f.name} holds a key, but programs look for OPENAI_API_KEY.`;
      const missing = 'A program started in this folder would find no OPENAI_API_KEY';
      if (f.reason === 'nowhere') return `${missing}, neither in the environment nor in an env file.`;
      return f.reason === 'not_in_file'
        ? `${missing} in ${f.path}.`
        : `${missing}. There is one in ${f.path}, but loaders do not look in parent folders by themselves.`;
    },
    remedies: (f) => [
      f.reason === 'in_parent_folder' &&
        `Start the program from the folder of ${f.path}, or name that file to your loader`,
      f.reason === 'hidden' && unhide(f),
      ...(f.reason === 'elsewhere' ? strayRemedies(f) : []),
      f.reason === 'other_variable' &&
        `Set it under the name that programs look for: OPENAI_API_KEY="$${f.name}" openai-setup verify`,
      f.reason === 'not_loaded' && f.line > 0 && `Put line ${f.line} of ${f.path} right`,
      setUp,
      !['hidden', 'not_loaded', 'elsewhere', 'other_variable'].includes(f.reason) && newKey(f),
    ],
  },
  key_placeholder: {
    title: 'A placeholder stands where the key should be',
    explanation: (f) =>
      `The value${f.path === undefined ? '' : ` in ${f.path}${f.hides ? `, line ${f.line},` : ''}`} is an example text, not a key.${f.hides ? ` It wins over the key in ${f.hides.path}, line ${f.hides.line}.` : ''}`,
    remedies: (f) =>
      f.hides
        ? [unhide({ path: f.path ?? '', line: f.line ?? 0, hides: f.hides }), setUp]
        : [force(f), newKey(f), setUp],
  },
  key_reference: {
    title: 'The value refers to a key, and is none itself',
    explanation: (f) =>
      `The value of OPENAI_API_KEY${f.path === undefined ? '' : ` in ${f.path}, line ${f.line},`} ${refersTo(f)}. A program that gets it as it stands cannot use it, so no request was sent.`,
    remedies: (f) => [
      f.check !== undefined && `Test the key with the secret in place: ${withFile(f.check, f.path)}`,
      f.start !== undefined && `Start your program in the same way: ${withFile(f.start, f.path)}`,
      f.reason === 'variable' &&
        f.known === 'nowhere' &&
        `Set ${f.store}, in the environment or in the env file above that line`,
      f.check === undefined &&
        f.reason !== 'variable' &&
        `Start this program and your own through ${f.store === undefined ? 'whatever fills it in' : f.store}, so that OPENAI_API_KEY holds the key itself: … openai-setup verify`,
      'To keep a key in the file instead, run openai-setup with --force: the reference is lost then',
    ],
  },
  key_masked: {
    title: 'This is a shortened display of a key, not the key',
    explanation: () =>
      'The middle of the value was replaced by dots or stars, as the list of keys shows it. The whole key cannot be recovered from that.',
    remedies: (f) => [newKey(f), setUp],
  },
  key_damaged: {
    title: 'The key was damaged in copying',
    explanation: (f) => {
      const where = f.position === undefined ? '' : `, at position ${f.position}${named(f.character)}`;
      return `No request was sent, because the value cannot be a key: ${damages[f.reason]}${where}.`;
    },
    remedies: (f) => ['Copy the key again from where it is kept, whole and on one line', setUp, newKey(f)],
  },
  key_wrong_kind: {
    title: 'This is not the kind of key that calls models',
    explanation: (f) => `The value is ${kinds[f.reason]}.${quote(f)}`,
    remedies: (f) => [
      f.variable !== undefined && `If you need it, keep it in ${f.variable} instead`,
      newKey(f),
      setUp,
    ],
  },
  key_other_vendor: {
    title: 'This key belongs to another service',
    explanation: (f) =>
      `The key has the form of a key of ${f.vendor}, and would be sent to ${f.host ?? 'a host that cannot use it'}. It was not sent.`,
    remedies: (f) => [
      force(f),
      f.vendorURL !== undefined && `To use ${f.vendor}, set OPENAI_BASE_URL=${f.vendorURL}`,
      f.variable !== undefined && `Keep this key in ${f.variable}, where its own tools look for it`,
      step(
        f,
        f.official ? 'To use OpenAI, create a key there' : `To use ${who(f)}, take a key of that service`,
        'keys',
      ),
    ],
  },
  key_expired: {
    title: 'The key has expired',
    explanation: (f) => {
      const why = {
        key: 'was valid for a limited time, and that time is over',
        sign_in: 'is a token of a sign-in, and those last hours at most',
        age: 'is older than its organization lets keys become',
      }[f.reason];
      return `${whoStarts(f)} knows this key, which ${why}.${quote(f)}`;
    },
    remedies: (f) => [
      f.reason === 'sign_in' &&
        'Sign in again for a new token, or better use an API key, which a program can keep',
      !f.official && `Look whether the key can be renewed at ${who(f)}`,
      newKey(f),
      'Put the new key wherever the old one stands: openai-setup rotate',
      !(f.reason === 'age' || !f.official) &&
        step(f, 'Where an organization limits how long keys live, its owner can tell how long', 'general'),
    ],
  },
  key_rejected: {
    title: 'The API does not accept this key',
    explanation: (f) => {
      const other =
        f.receivedLength !== undefined && f.keyLength !== undefined && f.receivedLength !== f.keyLength
          ? ` By its mask, the server received a key of ${f.receivedLength} characters, while this one has ${f.keyLength}: perhaps another key is sent on the way.`
          : '';
      return `${whoStarts(f)} looked at the key and refused it: it was mistyped, deleted, revoked, or belongs to another service.${quote(f)}${other}`;
    },
    remedies: (f) => [
      step(
        f,
        f.official
          ? 'Look whether the key is still in the list, with the same last four characters; keys found in public are revoked without asking'
          : `${who(f)} needs a key of its own: look whether yours is still valid there`,
        'keys',
      ),
      'Look whether the key was copied whole, and whether a shell variable or CI secret wins over the env file',
      newKey(f),
      !f.official && 'If you meant OpenAI itself, remove OPENAI_BASE_URL',
    ],
  },
  key_type_not_allowed: {
    title: 'This type of key is not allowed here',
    explanation: (f) =>
      `${
        {
          client: `${whoStarts(f)} takes this key from certain programs only.`,
          server_keys_off: `${whoStarts(f)} does not take keys that its users bring along: that was switched off there.`,
          none: 'Keys of this type may not make this call.',
        }[f.reason ?? 'none']
      }${quote(f)}`,
    remedies: (f) => [
      f.reason === 'client' && 'Use the key in one of those programs, or get one for the plain API',
      f.reason === 'server_keys_off' &&
        `Use the access that ${who(f)} gives, or call the API of your key directly`,
      step(
        f,
        f.official
          ? 'Create a key of a project, and use that one'
          : `Ask ${who(f)} which type of key calls models`,
        'keys',
      ),
      f.official &&
        step(
          f,
          'If your organization forbids user keys, ask its owner for a service account key',
          'projects',
        ),
    ],
  },
  key_missing_scope: {
    title: 'The key works, but lacks a permission',
    explanation: (f) =>
      `The key is restricted, or your role in the organization or project does not allow this call. Missing:${after(f.missingScopes ?? 'a permission that was not named')}.${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? 'Edit the key: under Permissions choose “All”, or “Restricted” with Model capabilities set to Request'
          : `Give the key the permission at ${who(f)}`,
        'keys',
      ),
      step(f, 'If it is your role, ask an owner to change it', 'people'),
    ],
  },
} satisfies Partial<CauseWords>;
