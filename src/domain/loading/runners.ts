import { programName } from './command-line.ts';

/** Programs that run a file of JavaScript or TypeScript, and their options that take a value. */
const runners: Readonly<Record<string, readonly string[]>> = {
  node: [],
  tsx: ['--tsconfig', '--include', '--ignore', '--exclude'],
  'ts-node': ['-P', '--project', '-O', '--compilerOptions', '--cwd'],
  'ts-node-dev': ['-P', '--project', '--watch', '--ignore-watch'],
  tsnd: ['-P', '--project', '--watch', '--ignore-watch'],
  nodemon: [
    ...['-x', '--exec', '-e', '--ext', '-w', '--watch', '-i', '--ignore'],
    ...['-d', '--delay', '-s', '--signal', '--config', '--cwd'],
  ],
  bun: ['--cwd', '--preload', '--tsconfig-override', '--define', '-d'],
  'babel-node': ['--presets', '--plugins', '--config-file', '-x', '--extensions'],
  'swc-node': [],
  'node-dev': [],
  'vite-node': ['-c', '--config'],
  esno: [],
  jiti: [],
  pm2: ['--name', '-n', '-i', '--instances', '--node-args', '--interpreter', '--max-memory-restart', '--env'],
};

/** The same for all of them: what Node takes. */
const ofNode = [
  ...['-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions'],
  ...['--env-file', '--env-file-if-exists', '--watch-path', '--title', '--inspect-port'],
];

const verbs: ReadonlySet<string> = new Set(['watch', 'run', 'start']);

export const isRunner = (program: string): boolean => program in runners;

/** Where the file that such a program runs stands among its arguments; -1 where there is none. */
export function scriptAt(program: string, args: readonly string[]): number {
  const taking = [...ofNode, ...(runners[program] ?? [])];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word.startsWith('-')) at += taking.includes(word) ? 1 : 0;
    else if (!verbs.has(word)) return at;
  }
  return -1;
}

/** Modules that are loaded ahead of the file, as written. */
export function modulesAhead(args: readonly string[]): readonly string[] {
  return args.flatMap((word, at) => {
    if (/^(?:-r|--require|--import|--preload)$/.test(word)) return args[at + 1] ?? [];
    return /^--(?:require|import|preload)=(.+)$/.exec(word)?.[1] ?? [];
  });
}

/** Packages whose program is called otherwise. */
const programsOf: Readonly<Record<string, string>> = {
  '@react-router/dev': 'react-router',
  '@remix-run/dev': 'remix',
  '@nestjs/cli': 'nest',
};

/** `node node_modules/next/dist/bin/next dev`: where the file of a package stands, and the program that it is; null for any other. */
export function packagedProgram([head = '', ...args]: readonly string[]): {
  readonly at: number;
  readonly words: readonly string[];
} | null {
  const program = programName(head);
  if (!isRunner(program)) return null;
  const at = scriptAt(program, args);
  const [, bin, name = '', rest = ''] =
    /(?:^|[\\/])node_modules[\\/](?:\.bin[\\/]([\w.-]+)|((?:@[^\\/]+[\\/])?[^\\/]+)[\\/](.*))$/.exec(
      args[at] ?? '',
    ) ?? [];
  if (bin === undefined && name === '') return null;
  const file = programName(rest).replace(/\.[cm]?js$/, '');
  const own = /^(?:cli|index|main|bin)$/.test(file) ? programName(name) : file;
  return { at: at + 1, words: [bin ?? programsOf[name] ?? own, ...args.slice(at + 1)] };
}
