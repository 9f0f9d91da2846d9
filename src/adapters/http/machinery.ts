/** What the API adapter loads in one piece when it first needs it. */
export { createConnections } from './connections.ts';
export { errorChain } from './error-chain.ts';
export { createRecordingFetch, send } from './recording-fetch.ts';
