import { parse } from 'dotenv';
import type { ParseEnv } from '../../ports/system.ts';

/**
 * The parser that most Node programs read their env file with. Nothing is what it reads where its expressions give
 * up, as they do at quoted values of many megabytes.
 */
export const parseEnv: ParseEnv = async (text) => {
  try {
    return parse(text);
  } catch {
    return {};
  }
};
