/**
 * The words that answers are made of, by what they stand for. A star stands for any ending; Chinese words are found without
 * blanks around them, simplified and traditional alike. Words of one text are separated by commas.
 */
import { callerWords } from './caller-words.ts';
import { limitWords } from './limit-words.ts';
import { requestWords } from './request-words.ts';
import { serviceWords } from './service-words.ts';

/** What an answer speaks about. */
export const subjectWords = { ...callerWords, ...requestWords, ...limitWords, ...serviceWords } as const;
