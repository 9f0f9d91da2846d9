import { parse } from 'dotenv';
import type { ParseEnv } from '../ports.ts';

/** The parser that most Node programs read their env file with. */
export const parseEnv: ParseEnv = async (text) => parse(text);
