/** What the API adapter loads in one piece when it first needs it. */
export { createConnections } from './connections.ts';
export { errorChain } from './error-chain.ts';
export { createRecordingFetch } from './recording-fetch.ts';
export { send } from './send.ts';
