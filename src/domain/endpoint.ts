/** Where an endpoint's address came from; decides whether a key may be sent there. */
export type EndpointSource =
  | { readonly type: 'default' }
  | { readonly type: 'option' }
  | { readonly type: 'environment'; readonly name: string }
  | { readonly type: 'file'; readonly path: string; readonly line: number };

/** An address that was judged well-formed. */
export interface Endpoint {
  /** Without a trailing slash, credentials, query or fragment: `https://api.openai.com/v1`. */
  readonly baseURL: string;
  /** Lower case, with the port where it is not the scheme's own: `localhost:8080`. */
  readonly host: string;
  /** Operated by OpenAI: `api.openai.com` or a regional host below it. */
  readonly official: boolean;
  readonly source: EndpointSource;
}
