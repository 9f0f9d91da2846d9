import { isEnvFileName, isExampleName } from '../env/file-names.ts';
import { behindOptions, programName } from './command-line.ts';

/** What a command that copies calls its last word: the place that it writes to. */
const copying = /^(?:cp|mv|ln|copy|move|install|rsync|copyfiles|cpx|cpy|shx|envsubst|tee)$/;

/** Whether a command writes an env file, so that what stands there now says nothing of what the next one reads. */
export function writesEnvFile(words: readonly string[]): boolean {
  const [program = '', ...args] = [programName(words[0] ?? ''), ...words.slice(1)];
  const redirected = words.flatMap((word, at) => {
    const [, path] = /^[12&]?>{1,2}\|?(.*)$/.exec(word) ?? [];
    return path === undefined ? [] : [path === '' ? (words[at + 1] ?? '') : path];
  });
  const named = args.flatMap((word, at) => {
    if (/^(?:-o|--out|--output|--out-file|--output-file|--file-out)$/.test(word)) return args[at + 1] ?? '';
    return /^--(?:out|output|out-file|output-file)=(.+)$/.exec(word)?.[1] ?? [];
  });
  const keeps = args.some((word) => /^(?:-n|--no-clobber|--update=none|-u)$/.test(word));
  const copied = copying.test(program) && !keeps ? [args.at(-1) ?? ''] : [];
  return [...redirected, ...named, ...copied].some(isEnvFile) || pulls(program, args);
}

const isEnvFile = (path: string): boolean =>
  isEnvFileName(path.split(/[\\/]/).at(-1) ?? '') && !isExampleName(path);

/** Tools that fetch an env file, or decrypt one where it stands. */
function pulls(program: string, args: readonly string[]): boolean {
  const [verb, next] = behindOptions(args, ['--cwd', '--scope', '--token']);
  if (/^(?:npx|pnpx|bunx)$/.test(program))
    return pulls(programName(verb ?? ''), args.slice(args.indexOf(verb ?? '') + 1));
  if (/^(?:vercel|vc)$/.test(program)) return verb === 'env' && next === 'pull';
  if (program === 'dotenv-vault') return verb === 'pull' || verb === 'decrypt';
  if (program === 'dotenvx') return verb === 'decrypt' || verb === 'encrypt' || verb === 'set';
  if (program === 'ansible-vault') return verb === 'decrypt' && args.some(isEnvFile);
  if (program === 'sops') return args.includes('-i') && args.some(isEnvFile);
  return false;
}

/** Whether a command asks something, so that the next one may not run: `[ -f .env ] || cp …`. */
export const isGuard = ([program]: readonly string[]): boolean =>
  program === '[' || program === '[[' || program === 'test';
