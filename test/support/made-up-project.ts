import type { CodeSeen, SdkImport, VariableRead } from '../../src/domain/doctor/code-seen.ts';
import { fileKind } from '../../src/domain/doctor/file-kinds.ts';
import { type DoctorFinding, doctorFinding } from '../../src/domain/doctor/finding.ts';
import type { ProgramFolder } from '../../src/domain/doctor/program-loading.ts';
import { projectPaths } from '../../src/domain/doctor/project-paths.ts';
import type { DoctorRule } from '../../src/domain/doctor/rule.ts';
import type { Surveyed } from '../../src/domain/doctor/surveyed.ts';
import { readEnvDocument } from '../../src/domain/env/document.ts';
import { isEnvFileName, isExampleName } from '../../src/domain/env/file-names.ts';
import { detectFramework, readPackage } from '../../src/domain/loading/frameworks.ts';
import { cleanText } from '../../src/domain/text/clean.ts';

const folder = '/app';

/** What a made-up project is beside its files, which are told by their paths. */
export interface MadeUp {
  /** `path: NAME`, read as the key of a client. */
  readonly reads?: readonly (Partial<VariableRead> & { readonly in: string; readonly name: string })[];
  readonly imports?: readonly (Partial<SdkImport> & { readonly in: string })[];
  readonly code?: Partial<CodeSeen>;
  readonly shell?: readonly string[];
  readonly loading?: Partial<ProgramFolder['loading']>;
}

/** A project as doctor's survey gives it, without a disk. */
export function madeUp(files: Readonly<Record<string, string>>, about: MadeUp = {}): Surveyed {
  const paths = Object.keys(files);
  const at = (path: string): string => `${folder}/${path}`;
  const withKind = Object.entries(files).map(([path, text]) => ({
    absolute: at(path),
    text,
    kind: fileKind(path),
  }));
  const facts = readPackage(files['package.json'] ?? null);
  const language = (path: string) => (/\.(?:py|ipynb)$/.test(path) ? 'python' : 'node');
  const spot = { line: 1, column: 1 };
  const isEnv = (path: string): boolean => isEnvFileName(path.split('/').at(-1) ?? '');
  return {
    folder,
    paths: projectPaths(folder, new Set(paths.filter((path) => !isEnv(path))), '/'),
    configs: withKind.filter(({ kind, absolute }) => kind !== 'code' && !isEnv(absolute)),
    codeFiles: withKind.filter(({ kind }) => kind === 'code' || kind === 'bundler'),
    code: {
      languages: [],
      reads: (about.reads ?? []).map(({ in: path, ...read }) => ({
        ...spot,
        absolute: at(path),
        language: language(path),
        ...{ isKey: true, hasDefault: false, ofFile: false, inBrowser: false, written: null },
        ...read,
      })),
      imports: (about.imports ?? []).map(({ in: path, ...one }) => ({
        ...spot,
        absolute: at(path),
        language: language(path),
        ...{ package: 'openai', optional: false, beside: false },
        ...one,
      })),
      sets: new Set(),
      loads: [],
      clients: [],
      unread: [],
      inPart: [],
      ...about.code,
    },
    envFiles: paths
      .filter((path) => isEnv(path) && !isExampleName(path))
      .flatMap((path) => {
        const read = readEnvDocument(new TextEncoder().encode(files[path] ?? ''));
        return read.ok ? [{ absolute: at(path), document: read.document }] : [];
      }),
    shell: new Set(about.shell),
    programs: [
      {
        folder,
        framework: detectFramework(facts, paths).id,
        loading: {
          loader: cleanText(''),
          development: { loads: null, from: null },
          production: { loads: null, from: null },
          ...about.loading,
        },
        dependencies: facts?.dependencies ?? [],
        installs: { node: 'npm install', python: 'pip install' },
      },
    ],
  };
}

/** What a rule about configuration finds in a made-up project. */
export const findings = (
  rule: DoctorRule,
  files: Readonly<Record<string, string>>,
  about: MadeUp = {},
): readonly DoctorFinding[] =>
  [...(rule.inConfiguration?.(madeUp(files, about)) ?? [])].map((one) => doctorFinding(rule, one));

/** `path:line subject` of it, with the reason where its facts have one. */
export const found = (
  rule: DoctorRule,
  files: Readonly<Record<string, string>>,
  about: MadeUp = {},
): readonly string[] =>
  findings(rule, files, about).map(
    (one) =>
      `${one.absolute.slice(folder.length + 1)}:${one.line} ${one.subject}${'reason' in one.facts ? ` ${one.facts.reason}` : ''}`,
  );
