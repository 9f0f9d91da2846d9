/** Files that a library of another language reads in development, the one that wins first, and the one for secrets of one machine. */
interface LibraryFiles {
  readonly files: readonly string[];
  readonly secretsFile: '.env' | '.env.local';
}

interface KnownLibrary extends LibraryFiles {
  /** The file that names the library, and what stands there. */
  readonly manifest: string;
  readonly told: (text: string) => boolean;
}

const hasGem = (text: string, name: string): boolean =>
  text.split('\n').some((line) => /^\s*gem[\s(]+["']([\w-]+)/.exec(line)?.[1] === name);

/** Read in the libraries' own documentation (github.com/bkeepers/dotenv, symfony.com/doc) in November 2026. */
const libraries: readonly KnownLibrary[] = [
  {
    manifest: 'Gemfile',
    told: (text) => hasGem(text, 'dotenv-rails') || (hasGem(text, 'rails') && hasGem(text, 'dotenv')),
    files: ['.env.development.local', '.env.local', '.env.development', '.env'],
    secretsFile: '.env',
  },
  {
    manifest: 'composer.json',
    // Laravel reads one file, whatever of Symfony is in it.
    told: (text) => /"symfony\/(?:dotenv|framework-bundle|runtime)"/.test(text) && !/"laravel\//.test(text),
    files: ['.env.dev.local', '.env.dev', '.env.local', '.env'],
    secretsFile: '.env.local',
  },
];

/** `textOf`: the text of a file of the folder; null for one that is not there. */
export function libraryFiles(textOf: (name: string) => string | null): LibraryFiles | null {
  return libraries.find(({ manifest, told }) => told(textOf(manifest) ?? '')) ?? null;
}
