/**
 * What the build puts in the place of these two globals (esbuild's `inject`), in this program and in the SDK it
 * carries: Node's own load all of undici on first use (ADR 0003). Unbundled, everything works with Node's.
 */
export { LightHeaders as Headers } from './light-headers.ts';

/** The SDK asks whether a body is a form; nothing here ever sends one. */
export class FormData {}
