import { type Clean, cleanText } from '../text/clean.ts';
import type { ReadAnswer } from './read-answer.ts';

const headerNames = [
  'x-request-id',
  'request-id',
  'x-requestid',
  'openai-request-id',
  'apim-request-id',
  'x-ms-request-id',
  'x-oneapi-request-id',
  'x-trace-id',
];

/** The id by which whoever runs the service finds this request, wherever the answer says it. */
export function requestIdOf({ headers, error }: ReadAnswer): Clean | null {
  const said = /\(request id: ?([\w.:-]{4,100})/i.exec(error.messages.join('\n'))?.[1];
  const found =
    headerNames.map((name) => headers[name]).find((value) => value !== undefined && value !== '') ??
    error.requestId ??
    said;
  return found === undefined ? null : cleanText(found) || null;
}
