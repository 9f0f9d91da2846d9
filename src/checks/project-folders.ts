/** What other programs fill, and what is not the project's own. */
const skippedFolders: ReadonlySet<string> = new Set(
  (
    'node_modules bower_components vendor venv env virtualenv site-packages __pycache__ dist build out target ' +
    'coverage tmp temp Pods DerivedData'
  ).split(' '),
);

/** Endings that names of folders do not have. */
const notAFolder = [
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|go|rs|java|kt|cs?|h|cpp|s?css|html?|sh|sql)$/i,
  /\.(?:json5?|mdx?|txt|ya?ml|toml|lock|map|csv|xml|log|pdf|zip|gz)$/i,
  /\.(?:svg|png|jpe?g|gif|ico|webp|woff2?)$/i,
];

/** Hidden folders in which projects keep settings. */
const settingFolders: ReadonlySet<string> = new Set([
  '.devcontainer',
  '.docker',
  '.streamlit',
  '.vscode',
  '.config',
  '.cargo',
  '.idea',
  '.run',
  '.vercel',
  '.netlify',
  '.github',
  '.supabase',
  '.envs',
  '.env.d',
  '.secrets',
  '.secret',
  '.keys',
  '.private',
  '.settings',
  '.deploy',
  '.kube',
  '.circleci',
  '.gitlab',
  '.ebextensions',
  '.platform',
  '.cursor',
  '.claude',
  '.codex',
  '.gemini',
  '.continue',
  '.zed',
  '.windsurf',
]);

/** Whether a name may be that of a folder in which a project keeps files of its own. */
export function mayBeFolder(name: string): boolean {
  if (name.startsWith('.')) return settingFolders.has(name);
  return !skippedFolders.has(name) && !notAFolder.some((ending) => ending.test(name));
}
