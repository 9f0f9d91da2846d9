import { anyOf, oneOf, phrase } from '../text/phrase.ts';

/** What a program is written in or for that is neither Node's nor Python's. */
export type OtherLanguage =
  | 'deno'
  | 'go'
  | 'ruby'
  | 'java-maven'
  | 'java-gradle'
  | 'dotnet'
  | 'php'
  /** One that OpenAI has no library for: Rust, Elixir, Swift, Dart, Scala and others. */
  | 'any-language';

/** Files in the top folder of a program that is not one of Node's. */
const tellingFiles: readonly (readonly [name: RegExp, kind: OtherLanguage])[] = [
  [/^deno\.(?:jsonc?|lock)$/, 'deno'],
  [/^go\.mod$/, 'go'],
  [/^(?:composer\.json|artisan)$/, 'php'],
  [/^(?:Gemfile|gems\.rb|.+\.gemspec)$/, 'ruby'],
  [/^pom\.xml$/, 'java-maven'],
  [/^(?:build|settings)\.gradle(?:\.kts)?$/, 'java-gradle'],
  [/\.(?:csproj|fsproj|vbproj|slnx?)$/, 'dotnet'],
];

/** The language of a folder that is not Node's, by the files in it; null where there is no such file. */
const manifests = oneOf`
  Cargo\.toml mix\.exs rebar\.config pubspec\.yaml Package\.swift build\.(?:sbt|zig) deps\.edn project\.clj stack\.yaml dub\.json cpanfile
  DESCRIPTION CMakeLists\.txt gleam\.toml shard\.yml
`;
const furtherFiles = anyOf(phrase`^${manifests}$`, /\.(?:cabal|rockspec|nimble)$/);

/** Whether a folder is a program in a language that OpenAI has no library for. */
export const isFurtherLanguage = (names: readonly string[]): boolean =>
  names.some((name) => furtherFiles.test(name));

export const otherLanguage = (names: readonly string[]): OtherLanguage | null =>
  tellingFiles.find(([form]) => names.some((name) => form.test(name)))?.[1] ?? null;
