import { oneOf, phrase } from '../text/phrase.ts';

/** What a file is for in which a key stands, as far as it says what to do there. */
type LeftFileKind = 'source' | 'config' | 'compose' | 'ci' | 'notebook' | 'docs' | 'built' | 'other';

/** Why a place is left as it is. */
export type LeftReason =
  | LeftFileKind
  | 'example'
  | 'published'
  | 'mention'
  | 'profile'
  | 'other_key'
  | 'unreadable'
  /** It stands there in a form that is not edited: base64, UTF-16. */
  | 'encoded'
  /** An env file of the same repository, outside the folder. */
  | 'elsewhere';

const buildFolders = oneOf`
  dist build out target coverage tmp public/build storybook-static DerivedData
  \.next \.nuxt \.output \.svelte-kit \.astro \.vercel \.netlify \.wrangler \.turbo \.cache \.parcel-cache \.expo \.angular
`;
const sourceEndings = oneOf`
  [cm]?[jt]sx? vue svelte astro py rb go rs java kts? scala clj cs fs vb php pl lua dart swift mm? c h cc cpp hpp
  ex exs erl hs r jl groovy sh bash zsh fish ps1 psm1 bat cmd sql graphql http rest
`;
const configEndings = oneOf`
  ya?ml toml json json5 jsonc ini cfg conf config properties props xml plist tf tfvars hcl nix service envrc
`;
const docsEndings = oneOf`mdx? markdown rst adoc txt html?`;

const endings = (list: RegExp): RegExp => new RegExp(phrase`\.${list}$`, 'i');

/** The first that fits a path with `/` between its parts. */
const kinds: readonly (readonly [kind: LeftFileKind, path: RegExp])[] = [
  ['built', phrase`(?:^|/)${buildFolders}/`],
  [
    'ci',
    /(?:^|\/)\.(?:github\/workflows|gitea\/workflows|forgejo\/workflows|circleci|buildkite|woodpecker)\//,
  ],
  [
    'ci',
    /(?:^|\/)(?:\.gitlab-ci|\.travis|\.drone|\.?appveyor|azure-pipelines|bitbucket-pipelines|cloudbuild)/,
  ],
  ['ci', /(?:^|\/)(?:Jenkinsfile|buildspec\.ya?ml)/],
  ['compose', /(?:^|\/)(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/],
  ['notebook', endings(/ipynb/)],
  ['source', endings(sourceEndings)],
  ['docs', endings(docsEndings)],
  ['config', endings(configEndings)],
  [
    'config',
    /(?:^|\/)(?:Dockerfile|Containerfile|Makefile|Procfile|Justfile|Vagrantfile)[^/]*$|(?:^|\/)\.[^/]*rc$/,
  ],
];

/** What the file at a path, relative and with `/` between its parts, is for. */
export const kindOfFile = (path: string): LeftFileKind =>
  kinds.find(([, form]) => form.test(path))?.[0] ?? 'other';

const harmless: readonly LeftReason[] = ['docs', 'example', 'mention', 'other_key', 'unreadable'];

/** Whether something there may stop working once the old key is deleted. */
export const breaksWithoutKey = (reason: LeftReason): boolean => !harmless.includes(reason);
