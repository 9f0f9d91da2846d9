import { quoted } from '../text/shell-word.ts';

/** A chat call as it would be made with curl. */
interface CurlCall {
  readonly baseURL: string;
  readonly organization: string | undefined;
  readonly project: string | undefined;
  readonly model: string;
  readonly message: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** The same call as a command for a POSIX shell, one option a line. The key is read from its variable by the shell. */
export function curlLine({ baseURL, organization, project, model, message, parameters }: CurlCall): string {
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: message }], ...parameters });
  return [
    `curl ${quoted(`${baseURL}/chat/completions`)}`,
    "-H 'Content-Type: application/json'",
    '-H "Authorization: Bearer $OPENAI_API_KEY"',
    ...(organization === undefined ? [] : [`-H ${quoted(`OpenAI-Organization: ${organization}`)}`]),
    ...(project === undefined ? [] : [`-H ${quoted(`OpenAI-Project: ${project}`)}`]),
    `-d ${quoted(body)}`,
  ].join(' \\\n  ');
}
