import { frameworks } from './subjects/frameworks.mjs';
import { libraries } from './subjects/libraries.mjs';
import { others } from './subjects/others.mjs';
import { runners } from './subjects/runners.mjs';

/**
 * The real loaders, each with the row of src/domain/loading/loader-rows.ts that stands for it.
 *
 * @typedef {object} Subject
 * @property {string} model id of the row
 * @property {string} title
 * @property {string} [version] for the choice of the variant; without one all are asked
 * @property {string} [reading] the same of the package that reads the files for it
 * @property {Record<string, string>} packages what npm must bring: name to range
 * @property {Record<string, string>} [bare] the same, without what those want themselves
 * @property {string} [worker] the name in worker.mjs; without one, `program` is started for each case
 * @property {string} [program] the name in programs.mjs
 * @property {string} [node] the line of Node that it runs on; without one, the running one
 * @property {string} [mode]
 * @property {string[]} [paths] files named by a command or in code, instead of the row's own
 * @property {boolean} [shellStays] the loader's answer leaves the shell out: only what comes of files is compared
 * @property {boolean} [override] it is told to let files count before the shell
 * @property {boolean} [expands] it is told to have references resolved
 * @property {boolean} [plainShell] no case has a reference in the shell
 * @property {boolean} [slow] left out of a quick run: an older version, or much to bring
 * @property {number} cases how many in a whole run
 */

/** @type {Subject[]} */
export const subjects = [...frameworks, ...libraries, ...others, ...runners];
