import type { Expression } from '../code/program.ts';
import type { Foreign, PossibleValue } from '../code/values/possible-value.ts';

/** What the official SDK is imported as. */
export const sdkModule = /^(?:openai|langfuse\.openai|@langfuse\/openai)$/;

/** A client that is made, and what is called on it. */
export const clientPath =
  /^((?:Async)?(?:OpenAI|AzureOpenAI|Client|BedrockOpenAI)|OpenAIApi|)\(\)(?:\.(.*))?$/;

/** What makes a client, by its name. */
export const clientName = /^(?:(?:Async)?(?:OpenAI|AzureOpenAI|Client|BedrockOpenAI)|OpenAIApi|)$/;

/** A call's way without what only changes how it is answered, or how often. */
export const plainPath = (path: string): string =>
  path
    .replace(/\.(?:withOptions|with_options|copy|bind)\(\)|\.with_(?:raw|streaming)_response/g, '')
    .replace(/^OpenAI\.(?=\w)/, '');

/** A thing of the SDK. */
export const isForeignSdk = (value: PossibleValue): value is Foreign =>
  value.kind === 'foreign' && sdkModule.test(value.module);

/** The names of a chain of members, from the last back to what is no member. */
export function chainOf(expression: Expression): string {
  const names: string[] = [];
  for (let one = expression; ; one = one.of) {
    if (one.kind === 'name') names.unshift(one.name);
    if (one.kind !== 'member') return names.join('.');
    names.unshift(one.name);
  }
}
