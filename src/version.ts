declare const OPENAI_SETUP_VERSION: string;

/** The version in package.json, put in by the build. */
export const version: string =
  typeof OPENAI_SETUP_VERSION === 'string' ? OPENAI_SETUP_VERSION : '0.0.0-source';
