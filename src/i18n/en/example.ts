import type { ExampleName } from '../../examples/catalog.ts';
import type { ProgramWords } from '../../examples/texts.ts';
import { testMessage } from '../test-message.ts';

const program: ProgramWords = {
  needs: (command) => `Needs: ${command}`,
  run: (command) => `Run:   ${command}`,
  key: (files) =>
    `The key comes from OPENAI_API_KEY in the environment, or else from ${files.join(', then ')}.`,
  frameworkLoads: (framework) =>
    `Leave this line out in code that ${framework} runs: ${framework} reads these files itself.`,
  frameworkGives: (framework) =>
    `Code that ${framework} runs gets the key in another way, which openai-setup prints.`,
  browserOnly: (framework) =>
    `A separate program: code that ${framework} builds for the browser must not have a key.`,
  texts: {
    modelHere: 'The model is set only here. For others, run: openai-setup models',
    systemRole:
      'How the model should behave. Newer OpenAI models call this role "developer" and accept both names.',
    history: 'The API remembers nothing between calls: the whole conversation is sent each time.',
    keepAnswer: 'Without this line the model would not know what it said before.',
    streamPieces: 'The reply arrives in pieces while it is generated.',
    streamEvents: 'The reply arrives in pieces, as server-sent events; the last one is [DONE].',
    pictureAddress: 'An address that OpenAI can reach, or a data URL: data:image/png;base64,...',
    schemaRules:
      'With strict, the reply matches this schema exactly: every property is required and no other is allowed.',
    schemaClass: 'The reply matches this class exactly.',
    jsonCut: 'A refusal, or a reply cut short by the token limit, is not JSON.',
    jsonCutPython: 'Raises LengthFinishReasonError if the token limit cuts the reply short.',
    shortTimeout: 'By default the SDK waits ten minutes and retries most failures twice.',
    timeoutFirst: 'Must come before the connection error, which includes it.',
    requestId: 'What OpenAI support asks for.',
    sdkRetries:
      'The SDK retries connection errors, 408, 409, 429 and 5xx by itself and follows Retry-After. That is often enough.',
    ownBackoff: 'For a job that can wait longer: exponential back-off around the call.',
    waitRule:
      'Wait as long as the API says; otherwise double the wait each time, with random jitter to spread clients out.',
    temporaryRule: 'Waiting helps with a rate limit, but not when the credit is used up.',
    retryAfterForm: 'In seconds; the header has a number of seconds or a date.',
    curlRetry: '--retry retries 408, 429 and 5xx with growing waits, or waits as long as Retry-After says.',
    instructionsRole: 'How the model should behave.',
    outputText: 'All text of the reply, without the reasoning and tool calls around it.',
    dotenvOptional: 'without python-dotenv, only the environment is used',
    headersHidden:
      'The headers come from standard input: arguments are visible to every user of this machine.',
    onlyReply: 'Only the reply, where Node can pick it out; otherwise the whole answer.',
    onlyPieces: 'Only the text of each piece, where Node can pick it out; otherwise the events as they come.',
    sayTest: testMessage.en,
    systemText: 'You are a patient teacher. Answer in one sentence.',
    systemAsk: 'What is an API?',
    turnFirst: 'My name is Ada.',
    turnSecond: 'What is my name?',
    streamAsk: 'Write three sentences about the sea.',
    visionAsk: 'What is in this picture?',
    jsonSystem: 'Extract the event.',
    jsonAsk: 'Alice and Bob go to a science fair on Friday.',
    noJson: 'The reply is not JSON:',
    errorKey:
      'Authentication failed (401): the key, organization, IP allow list or permissions. To find out: openai-setup verify',
    errorQuota: 'Out of credit, or spend limit reached. Retrying does not help.',
    errorRate: 'Too many requests. Seconds to wait:',
    errorTimeout: 'The request timed out.',
    errorConnection: 'Could not connect to the API: check network, proxy, firewall and DNS.',
    errorApi: 'The API rejected the request:',
    waiting: 'Retrying. Seconds to wait:',
    noKey: 'OPENAI_API_KEY is not set. To set it up: openai-setup',
  },
};

const example = {
  program,
  titles: {
    chat: 'One message, one reply',
    system: 'Tell the model how to behave',
    'multi-turn': 'A conversation that keeps its history',
    streaming: 'Show the reply while it is generated',
    vision: 'Ask about an image',
    json: 'A reply that follows a JSON schema',
    errors: 'Handle each kind of failure',
    retry: 'Retry after a rate limit or an outage',
    responses: 'The Responses API',
  } satisfies Record<ExampleName, string>,
  listTitle: 'Examples. To print one: openai-setup example NAME. To save it as a file, add --write.',
  columns: { name: 'name', title: 'shows', in: 'in' },
  installTitle: 'Install an SDK for OpenAI',
  javaNote: (coordinates: string) => `${coordinates} (Maven Central)`,
  listSeparator: ', ',
  otherExamples: 'More programs: openai-setup example --list',
  written: (path: string) => `Wrote ${path}.`,
  unchanged: (path: string) => `${path} already has this program.`,
  notIn: (name: string, runtime: string, runtimes: string) =>
    `The example ${name} is not available in ${runtime}. Choose --in ${runtimes}.`,
  notAModel: '--model takes a model id, such as gpt-6-luna.',
  otherEnding: (path: string, runtime: string) =>
    `--in ${runtime} does not go with the ending of ${path}: choose another ending, or leave out --in.`,
  fileThere: (path: string) => `${path} exists and has other content. To overwrite it, add --force.`,
  failures: {
    no_folder: (folder: string) =>
      `The folder ${folder} does not exist. Create it first, or choose another path.`,
    denied: (path: string, code: string) =>
      `You do not have permission to write ${path}${code && ` (${code})`}.`,
    read_only: (path: string, code: string) =>
      `${path} is on a disk that is mounted read-only${code && ` (${code})`}.`,
    io_error: (path: string, code: string) => `Could not write ${path}${code && ` (${code})`}.`,
    disk_full: (path: string, code: string) =>
      `Could not write ${path}: the disk is full${code && ` (${code})`}.`,
    unreadable: (path: string, code: string) => `Could not read ${path}${code && ` (${code})`}.`,
    busy: (path: string, code: string) => `Another run is writing ${path}${code && ` (${code})`}. Try again.`,
    held: (path: string, code: string) => `Another program is using ${path}${code && ` (${code})`}.`,
    too_many_files: (path: string, code: string) =>
      `Could not write ${path}: this process has too many open files${code && ` (${code})`}.`,
  },
};

export type ExampleWords = typeof example;
export default example;
