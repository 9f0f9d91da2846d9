import type { ExampleName } from '../../examples/catalog.ts';
import type { ProgramWords } from '../../examples/texts.ts';
import { testMessage } from '../test-message.ts';

const program: ProgramWords = {
  needs: (command) => `Needs: ${command}`,
  run: (command) => `Run:   ${command}`,
  key: (files) =>
    `The key is OPENAI_API_KEY of the environment or, where it is not set there, of ${files.join(', then ')}.`,
  frameworkLoads: (framework) =>
    `Leave this line out in code that ${framework} runs: it reads these files itself.`,
  frameworkGives: (framework) =>
    `Code that ${framework} runs gets the key in another way: openai-setup prints it.`,
  browserOnly: (framework) =>
    `A program of its own: in what ${framework} builds for the browser no key belongs.`,
  texts: {
    modelHere: 'The model, in one place. Others: openai-setup models',
    systemRole: 'How the model is to behave. Newer OpenAI models call this role "developer", and take both.',
    history: 'The API remembers nothing between two calls: the whole conversation is sent each time.',
    keepAnswer: 'Without this line the model would not know what it said before.',
    streamPieces: 'The answer comes in pieces, as it is written.',
    streamEvents: 'The answer comes in pieces, as server-sent events; the last one is [DONE].',
    pictureAddress: 'An address that OpenAI can reach, or a data URL: data:image/png;base64,...',
    schemaRules:
      'With strict, the answer has exactly this form. Every property is required, and no other is allowed.',
    schemaClass: 'The answer has exactly this form.',
    jsonCut: 'A refusal, or an answer cut short by the token limit, is no JSON.',
    jsonCutPython: 'Raises LengthFinishReasonError where the token limit cuts the answer short.',
    shortTimeout: 'The SDK waits ten minutes by default, and tries twice more after most failures.',
    timeoutFirst: 'Before the connection error, because it is one of them.',
    requestId: 'What OpenAI support asks for.',
    sdkRetries:
      'The SDK itself tries again after connection errors, 408, 409, 429 and 5xx, as Retry-After says. Often enough.',
    ownBackoff: 'For a job that can wait longer: a back-off of its own around that.',
    waitRule:
      'As long as the API says, else twice as long each time, with chance in it so that clients spread out.',
    temporaryRule: 'Waiting helps against a rate limit, but not when the credit is used up.',
    retryAfterForm: 'Seconds; the header holds a number of seconds or a date.',
    curlRetry:
      '--retry tries again after 408, 429 and 5xx, with growing waits or as long as Retry-After says.',
    instructionsRole: 'How the model is to behave.',
    outputText: 'All text of the answer, without the reasoning and tool calls around it.',
    dotenvOptional: 'without python-dotenv, only the environment counts',
    headersHidden: 'The headers come by standard input: arguments can be seen by every user of this machine.',
    sayTest: testMessage.en,
    systemText: 'You are a patient teacher. Answer in one sentence.',
    systemAsk: 'What is an API?',
    turnFirst: 'My name is Ada.',
    turnSecond: 'What is my name?',
    streamAsk: 'Write three sentences about the sea.',
    visionAsk: 'What is in this picture?',
    jsonSystem: 'Extract the event.',
    jsonAsk: 'Alice and Bob go to a science fair on Friday.',
    noJson: 'No JSON in the answer:',
    errorKey: 'The API does not accept this key. To find out why: openai-setup verify',
    errorQuota: 'No credit, or the spend limit is reached. Trying again does not help.',
    errorRate: 'Too many requests at a time. Seconds to wait:',
    errorTimeout: 'No answer in time.',
    errorConnection: 'No connection to the API: network, proxy, firewall or DNS.',
    errorApi: 'The API refused the request:',
    waiting: 'Trying again. Seconds to wait:',
    noKey: 'OPENAI_API_KEY is missing. To set it up: openai-setup',
  },
};

const example = {
  program,
  titles: {
    chat: 'One message, one answer',
    system: 'Tell the model how to behave',
    'multi-turn': 'A conversation that keeps its history',
    streaming: 'Show the answer while it is written',
    vision: 'A question about a picture',
    json: 'An answer in a fixed JSON form',
    errors: 'Tell failures apart, and say what to do',
    retry: 'Try again after a rate limit or an outage',
    responses: 'The Responses API',
  } satisfies Record<ExampleName, string>,
  listTitle: 'Examples: openai-setup example NAME prints one, --write puts it into a file',
  columns: { name: 'name', title: 'shows', in: 'in' },
  installTitle: "OpenAI's SDK in other languages",
  javaNote: (coordinates: string) => `${coordinates} (Maven Central)`,
  listSeparator: ', ',
  otherExamples: 'More programs: openai-setup example --list',
  written: (path: string) => `Wrote ${path}.`,
  unchanged: (path: string) => `${path} is already this program.`,
  unknownExample: (name: string, names: string) => `There is no example "${name}". There are: ${names}.`,
  didYouMean: (name: string) => `Did you mean ${name}?`,
  notIn: (name: string, runtime: string, runtimes: string) =>
    `There is no example ${name} in ${runtime}. Choose --in ${runtimes}.`,
  notAModel: '--model takes a model id, such as gpt-4o-mini.',
  fileThere: (path: string) => `${path} is there and holds something else. To write over it, add --force.`,
  failures: {
    no_folder: (folder: string) => `There is no folder ${folder}. Make it first, or name another path.`,
    denied: (path: string, code: string) => `You may not write ${path}${code && ` (${code})`}.`,
    read_only: (path: string, code: string) =>
      `${path} is on a disk that is mounted read-only${code && ` (${code})`}.`,
    io_error: (path: string, code: string) => `${path} could not be written${code && ` (${code})`}.`,
    disk_full: (path: string, code: string) =>
      `${path} could not be written: the disk is full${code && ` (${code})`}.`,
    unreadable: (path: string, code: string) =>
      `What stands at ${path} cannot be read${code && ` (${code})`}.`,
    busy: (path: string, code: string) => `Another run is writing ${path}${code && ` (${code})`}. Try again.`,
    held: (path: string, code: string) => `Another program holds ${path}${code && ` (${code})`}.`,
    too_many_files: (path: string, code: string) =>
      `${path} could not be written: this process may open no more files${code && ` (${code})`}.`,
  },
};

export type ExampleWords = typeof example;
export default example;
