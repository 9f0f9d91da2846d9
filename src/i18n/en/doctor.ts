import type { SdkLanguage } from '../../domain/doctor/finding.ts';
import type { Purpose } from '../../domain/models/successors.ts';
import type { RuleTexts } from '../doctor-words.ts';
import { pages } from '../openai-pages.ts';

const served: Readonly<Record<Purpose, string>> = {
  chat: 'chat completions',
  completions: 'completions',
  responses: 'responses',
  embeddings: 'embeddings',
  images: 'images',
  speech: 'speech',
  transcriptions: 'transcriptions',
  moderations: 'moderations',
  realtime: 'realtime sessions',
  videos: 'videos',
};

const readFromEnvironment: Readonly<Record<SdkLanguage, string>> = {
  node: 'process.env.OPENAI_API_KEY',
  python: 'os.environ["OPENAI_API_KEY"]',
};

const useInstead = (successor: string | null): string =>
  successor === null
    ? 'Choose another model: openai-setup models lists those that your key can use.'
    : `Use ${successor}.`;

const rules: RuleTexts = {
  model_retired: {
    about: 'A model that was shut down',
    message: ({ model, date }) =>
      date === null ? `${model} no longer exists.` : `${model} was shut down on ${date}: every call fails.`,
    mend: ({ successor }) => useInstead(successor),
  },
  model_retires_soon: {
    about: 'A model that will be shut down within 90 days',
    message: ({ model, date, days }) =>
      `${model} will be shut down on ${date}, ${days === 1 ? 'in one day' : `in ${days} days`}.`,
    mend: ({ successor }) => useInstead(successor),
  },
  model_not_open: {
    about: 'A model that this key cannot use',
    message: ({ model }) => `Your key cannot use ${model}: the API does not list it for this key.`,
    mend: ({ near }) =>
      near === null
        ? 'Choose another model: openai-setup models lists those that your key can use.'
        : `Did you mean ${near}? openai-setup models lists all that your key can use.`,
  },
  model_wrong_endpoint: {
    about: 'A model that the called method does not support',
    message: ({ model, called, serves }) =>
      `${model} does not work with ${served[called]}${serves.length > 0 ? `, only with ${serves.map((one) => served[one]).join(', ')}` : ''}.`,
    mend: ({ called, serves, successor }) =>
      successor !== null
        ? `Use ${successor} here${serves.length > 0 ? ', or call a method that supports the model' : ''}.`
        : serves.length > 0
          ? `Call ${serves.map((one) => served[one]).join(' or ')} instead.`
          : `Choose a model for ${served[called]}: openai-setup models --all lists those that your key can use.`,
  },
  removed_call: {
    about: 'A call that the SDK no longer has',
    message: ({ call, language, removedIn, declared }) =>
      `${call} was removed from the ${language === 'node' ? 'Node' : 'Python'} SDK in version ${removedIn}${declared === null ? '' : ` (declared here: ${declared})`}.`,
    mend: ({ instead }) =>
      instead === null ? 'Remove it: the SDK has no replacement.' : `Write instead: ${instead}`,
  },
  parameter_not_accepted: {
    about: 'A parameter that the model does not accept',
    message: ({ parameter, model }) =>
      `${model} does not accept ${parameter}: the call fails with status 400.`,
    mend: ({ parameter, instead }) =>
      instead === null ? `Leave ${parameter} out.` : `Use ${instead} instead.`,
  },
  hardcoded_key: {
    about: 'A key written into the code',
    message: ({ masked }) =>
      `The key ${masked} is written into the code: anyone who can read the file has it.`,
    mend: ({ language }) =>
      `Revoke this key on ${pages.keys}, save a new one with openai-setup, and read it here: ${readFromEnvironment[language]}`,
  },
  placeholder_in_code: {
    about: 'A placeholder for a key in the code',
    message: ({ text }) => `“${text}” is a placeholder, not a key: every call fails.`,
    mend: ({ language }) =>
      `Save your key with openai-setup, and read it here: ${readFromEnvironment[language]}`,
  },
  variable_name_differs: {
    about: 'The code reads another variable than the env file sets',
    message: ({ reads, sets, setAt }) =>
      `The code reads ${reads}, but ${setAt} sets ${sets}: the program gets no key.`,
    mend: ({ reads, sets }) =>
      reads === 'OPENAI_API_KEY'
        ? `Rename ${sets} to ${reads} in the env file.`
        : `Read ${sets} here, or rename the variable in the env file.`,
  },
  env_file_not_loaded: {
    about: 'A key in an env file that nothing loads',
    message: ({ keyAt, variable }) =>
      `${variable} is set in ${keyAt}, but nothing here loads that file: the program gets no key.`,
    mend: ({ how }) =>
      ({
        dotenv: "Load it first in the file that starts the program: import 'dotenv/config'",
        env_file_option: 'Start the program with: node --env-file=.env',
        python_dotenv:
          'Load it first in the file that starts the program: from dotenv import load_dotenv; load_dotenv()',
      })[how],
  },
  env_file_loaded_too_late: {
    about: 'A client that is made before the env file is loaded',
    message: ({ loadedAt }) =>
      `The client is made here, before the env file is loaded in ${loadedAt}: it gets no key.`,
    mend: ({ language }) =>
      language === 'node'
        ? "Load the file first: make import 'dotenv/config' the first import of the file that starts the program."
        : 'Call load_dotenv first: before the client is made, and before the modules that make it are imported.',
  },
  key_in_browser: {
    about: 'A key that goes to the browser',
    message: (facts) => {
      if (facts.reason === 'allowed')
        return 'dangerouslyAllowBrowser makes the call from the browser: every visitor can read the key.';
      return facts.reason === 'configured'
        ? `${facts.by} writes ${facts.variable} into the code for the browser: every visitor can read it.`
        : facts.published
          ? `The name of ${facts.variable} makes the bundler publish its value: every visitor can read it.`
          : `Code for the browser reads ${facts.variable}: it is empty there, or every visitor can read it.`;
    },
    mend: (facts) =>
      facts.reason === 'configured'
        ? `Remove ${facts.variable} from this configuration, and call the API from a server.`
        : 'Call the API from a server, and have the browser call that server. A key that was published must be revoked.',
  },
  client_option_overrides: {
    about: 'A client option that overrides the environment',
    message: ({ option, variable, value }) =>
      `${option} is set to ${value} in the code and overrides ${variable}: the environment variable has no effect.`,
    mend: ({ option, variable }) => `Remove ${option}: the SDK reads ${variable} by itself.`,
  },
  sdk_missing: {
    about: 'The SDK is imported but not declared',
    message: ({ package: name, declareIn }) =>
      declareIn === null
        ? `${name} is imported, but no file of the project declares it.`
        : `${name} is imported, but ${declareIn} does not declare it: a fresh install fails.`,
    mend: ({ command }) => `Run: ${command}`,
  },
  ci_secret_differs: {
    about: 'A workflow that passes the secret under another name',
    message: (facts) =>
      facts.reason === 'not_read'
        ? `The workflow sets ${facts.variable}, but the code reads ${facts.reads}: the program gets no key.`
        : `${facts.variable} is set from the secret ${facts.secret}, which nothing provides: the variable is empty.`,
    mend: (facts) =>
      facts.reason === 'not_read'
        ? `Set ${facts.reads} here instead of ${facts.variable}.`
        : `Use ${facts.instead}.`,
  },
  key_in_image: {
    about: 'A key that ends up in a container image',
    message: (facts) => {
      if (facts.reason === 'copied')
        return `${facts.file} holds a key and is copied into the image: anyone who has the image can read it.`;
      return facts.reason === 'argument'
        ? `${facts.variable} is a build argument: its value stays in the history of the image.`
        : `${facts.variable} is set in the image: anyone who has the image can read it.`;
    },
    mend: (facts) =>
      facts.reason === 'copied'
        ? `Exclude the file in ${facts.ignoreFile}, and pass the key when the container starts: docker run --env-file .env <image>`
        : `Remove it, and pass the key when the container starts: docker run -e ${facts.variable} <image> (if the build needs it: RUN --mount=type=secret)`,
  },
  not_loaded_in_production: {
    about: 'A start command for production that reads no env file',
    message: ({ command, loader, from }) =>
      `In development ${loader} reads the key from ${from}; in production ${command === null ? 'the program' : `“${command}”`} reads no env file, and nothing else here sets the variable.`,
    mend: () =>
      'Set OPENAI_API_KEY where the program runs in production (openai-setup push), or start it there with node --env-file-if-exists=.env',
  },
};

const doctor = {
  reading: 'Reading the code',
  usage: {
    missing: (path: string) => `no such file or folder: ${path}`,
    needsTerminal: '--fix asks before each change and needs a terminal; leave it out here.',
  },
  unreadable: (path: string, code: string) => `Could not read ${path}${code === '' ? '' : ` (${code})`}.`,
  remedyReadable: 'Make it readable for this user, or choose another path.',
  rules,
  severity: { error: 'error', warning: 'warning' },
  healthy: (files: number) =>
    files === 0
      ? 'Found no code that uses the OpenAI API.'
      : `The program gets the key and uses it correctly (${files === 1 ? 'one file' : `${files} files`} checked).`,
  healthyCode: (files: number) =>
    files === 0
      ? 'Found no code that uses the OpenAI API.'
      : `Found nothing wrong in the code and its configuration (${files === 1 ? 'one file' : `${files} files`} checked).`,
  found: (errors: number, warnings: number) =>
    [
      ...(errors > 0 ? [errors === 1 ? 'One error' : `${errors} errors`] : []),
      ...(warnings > 0 ? [warnings === 1 ? 'one warning' : `${warnings} warnings`] : []),
    ].join(', '),
  fixable: (count: number) =>
    `${count === 1 ? 'One of them' : `${count} of them`} can be fixed here: openai-setup doctor --fix`,
  labels: { loading: 'The program gets', development: 'development', production: 'production' },
  loads: (stage: string, from: string | null) =>
    `${stage}: ${from === null ? 'the key of the shell' : `the key in ${from}`}`,
  loadsNothing: (stage: string) => `${stage}: no key`,
  notKnown: (stage: string) => `${stage}: unknown`,
  skipped: 'Files that were not read, or only in part',
  skippedWhy: {
    missing: 'gone',
    too_large: 'too large',
    not_text: 'not text',
    outside: 'links to outside the folder',
    unreadable: 'cannot be read',
    not_understood: 'cannot be parsed',
    in_part: 'parsed only in part: it has syntax errors',
  },
  sarif: { help: 'Run openai-setup doctor to see the line and what to do.' },
  fix: {
    question: (path: string) => `Change ${path} like this?`,
    done: (path: string) => `Changed ${path}.`,
    changed: (path: string) => `Something else changed ${path} just now, so it was not changed.`,
    untracked: (path: string) =>
      `${path} was not changed: git does not track it, so the change could not be undone.`,
    conflicted: (path: string) => `${path} was not changed: it has unresolved conflicts.`,
    nothing: 'Nothing here can be fixed automatically.',
    again: 'Checking again',
  },
};

export type DoctorWords = typeof doctor;
export default doctor;
