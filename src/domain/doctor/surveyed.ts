import type { ReadableEnvFile } from '../loading/sources.ts';
import type { CodeSeen, SourceFile } from './code-seen.ts';
import type { FileKind } from './file-kinds.ts';
import type { ProgramFolder } from './program-loading.ts';
import type { ProjectPaths } from './project-paths.ts';
import { folderOf, isIn, nameOf } from './texts.ts';

/** A file of the project beside its code. */
export interface ConfigFile extends SourceFile {
  /** Null for any other that mentions the API, its keys, or env files. */
  readonly kind: FileKind;
}

/** All that the rules about configuration look at. */
export interface Surveyed {
  /** Absolute. */
  readonly folder: string;
  /** Absolute paths of all files that git does not ignore. */
  readonly paths: ProjectPaths;
  readonly configs: readonly ConfigFile[];
  readonly codeFiles: readonly SourceFile[];
  readonly code: CodeSeen;
  /** Env files, also ignored ones, but no examples. */
  readonly envFiles: readonly ReadableEnvFile[];
  /** Names of variables that this shell sets. */
  readonly shell: ReadonlySet<string>;
  /** The deepest one first. */
  readonly programs: readonly ProgramFolder[];
}

export const ofKind = ({ configs }: Surveyed, kind: FileKind): readonly ConfigFile[] =>
  configs.filter((one) => one.kind === kind);

/** Files that tell people something, and set nothing. */
export const isDocs = (path: string): boolean =>
  /\.(?:md|mdx|markdown|rst|adoc|txt|html?)$/i.test(path) && !/requirements/i.test(nameOf(path));

/** The env files that a program in this folder may load: those of its folder and of the folders above. */
export const envFilesFor = ({ envFiles }: Surveyed, path: string): readonly ReadableEnvFile[] =>
  envFiles.filter(({ absolute }) => isIn(folderOf(absolute), path));

/** The program that a file belongs to. */
export const programHolding = ({ programs }: Surveyed, path: string): ProgramFolder | undefined =>
  programs.find(({ folder }) => isIn(folder, path));
