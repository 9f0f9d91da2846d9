/** Kinds of genuine OpenAI keys, as reported in JSON (`key.kind`). */
export type KeyKind = 'project' | 'service_account' | 'user' | 'admin' | 'unknown';
