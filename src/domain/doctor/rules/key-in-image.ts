import { isExampleName } from '../../env/file-names.ts';
import { copies, type Instruction, instructions, jsonPaths, leavesOut } from '../../loading/docker.ts';
import type { FoundFinding, Spot } from '../finding.ts';
import { isKeyName, keysOf, namesKey } from '../key-names.ts';
import type { DoctorRule } from '../rule.ts';
import { type ConfigFile, ofKind, type Surveyed } from '../surveyed.ts';
import { folderOf, isIn, nameOf, pathBelow } from '../texts.ts';

/** Lines of an instruction in which a name is looked for. */
const longestInstruction = 40;

/** One `FROM` with what follows it. */
interface BuildStage {
  readonly name: string | null;
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

/** What a build puts into the image, or into its history. Secrets of BuildKit and what stays in other stages don't. */
export const keyInImage: DoctorRule<'key_in_image'> = {
  id: 'key_in_image',
  severity: 'error',
  inConfiguration: (seen) => ofKind(seen, 'dockerfile').flatMap((file) => inDockerfile(seen, file)),
};

type KeyInImage = FoundFinding<'key_in_image'>;

function inDockerfile(seen: Surveyed, file: ConfigFile): readonly KeyInImage[] {
  const stages = stagesOf(instructions(file.text));
  const shipped = shippedStages(stages);
  return [
    ...stages.filter((stage) => shipped.has(stage)).flatMap((stage) => variablesIn(file, stage)),
    ...filesIn(seen, file, stages, shipped),
  ];
}

function stagesOf(all: readonly Instruction[]): readonly BuildStage[] {
  const stages: { name: string | null; base: string; instructions: Instruction[] }[] = [];
  for (const one of all) {
    const from = /^from\s+(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i.exec(one.text);
    if (from) stages.push({ base: from[1] ?? '', name: from[2]?.toLowerCase() ?? null, instructions: [] });
    else stages.at(-1)?.instructions.push(one);
  }
  return stages;
}

/** The last stage, and those that it is made from. */
function shippedStages(stages: readonly BuildStage[]): ReadonlySet<BuildStage> {
  const shipped = new Set<BuildStage>();
  for (let stage = stages.at(-1); stage && !shipped.has(stage); ) {
    shipped.add(stage);
    const { base } = stage;
    stage = stages.slice(0, stages.indexOf(stage)).find(({ name }) => name === base.toLowerCase());
  }
  return shipped;
}

/** A key that an `ENV` sets, or an `ARG` takes. */
function variablesIn(file: ConfigFile, { instructions: own }: BuildStage): readonly KeyInImage[] {
  const found: KeyInImage[] = [];
  const taken = new Map<string, Instruction>();
  const find = (reason: 'argument' | 'variable', variable: string, at: Instruction): void => {
    found.push({ at: spotOf(file, at, variable), subject: variable, facts: { reason, variable } });
  };
  for (const one of own) {
    const [, word = '', rest = ''] = /^(arg|env)\s+(.*)$/is.exec(one.text) ?? [];
    for (const [name, value] of assignments(rest, word.toLowerCase() === 'env')) {
      if (word.toLowerCase() === 'arg') {
        if (isKeyName(name)) taken.set(name, one);
      } else {
        const from = /^\$(?:(\w+)$|\{(\w+)(?::?-[^}]*)?\}$)/.exec(value);
        const source = from?.[1] ?? from?.[2];
        const argument = source === undefined ? undefined : taken.get(source);
        if (!argument && !(isKeyName(name) && source === undefined && namesKey(value))) continue;
        find('variable', name, one);
        if (source !== undefined) taken.delete(source);
      }
    }
  }
  for (const [name, at] of taken) find('argument', name, at);
  return found;
}

/** `NAME=value NAME="value"`, `NAME value` of an `ENV`, or `NAME` of an `ARG`. */
function assignments(text: string, isEnv: boolean): readonly (readonly [name: string, value: string])[] {
  const plain = /^([A-Za-z_]\w*)\s+([^=].*)$/.exec(text);
  if (isEnv && plain && !/^\w+=/.test(text)) return [[plain[1] ?? '', (plain[2] ?? '').trim()]];
  const pairs = text.matchAll(/(?:^|\s)([A-Za-z_]\w*)(?:=("(?:[^"\\]|\\.)*"|'[^']*'|\S*))?/g);
  return [...pairs].map(([, name = '', value = '']) => [name, value.replace(/^(["'])(.*)\1$/s, '$2')]);
}

/** Env files that a `COPY` or `ADD` takes into the image, at once or by way of another stage. */
function filesIn(
  seen: Surveyed,
  file: ConfigFile,
  stages: readonly BuildStage[],
  shipped: ReadonlySet<BuildStage>,
): readonly KeyInImage[] {
  const all = stages.flatMap((stage) => stage.instructions.map((one) => ({ stage, one })));
  const context = contextOf(
    seen,
    file,
    all.map(({ one }) => one),
  );
  const ignoreFile = ignoreFileOf(seen, file, context);
  const ignored = seen.configs.find(({ absolute }) => absolute === ignoreFile)?.text ?? '';
  const holding = seen.envFiles
    .filter((one) => isIn(context, one.absolute) && keysOf(one).length > 0)
    .map(({ absolute }) => ({
      absolute,
      path: absolute
        .slice(context.length)
        .replace(/^[\\/]/, '')
        .replaceAll('\\', '/'),
    }))
    .filter(({ path }) => !leavesOut(ignored, path) && !isExampleName(nameOf(path)));
  return all.flatMap(({ stage, one }): readonly KeyInImage[] => {
    const taken = holding
      .filter(({ path }) => copies(one.text, path))
      .filter(({ path }) => shipped.has(stage) || reaches(stages, shipped, stage, one, path));
    const [first] = taken;
    if (!first) return [];
    return [
      {
        at: spotOf(file, one, ''),
        subject: first.path,
        facts: {
          reason: 'copied',
          file: { absolute: first.absolute },
          ignoreFile: { absolute: ignoreFile },
        },
        fix: { lines: taken.map(({ path }) => ({ absolute: ignoreFile, line: path })) },
      },
    ];
  });
}

/** Whether what another stage copies is copied on from there, and was not removed before. */
function reaches(
  stages: readonly BuildStage[],
  shipped: ReadonlySet<BuildStage>,
  stage: BuildStage,
  copy: Instruction,
  path: string,
): boolean {
  const later = stage.instructions.slice(stage.instructions.indexOf(copy) + 1);
  if (later.some(({ text }) => /^run\s/i.test(text) && /\brm\b[^\n]*\.env/.test(text))) return false;
  const landed = destination(stage, copy, path);
  const position = String(stages.indexOf(stage));
  return [...shipped].some(({ instructions: own }) =>
    own.some(({ text }) => {
      const from = /^copy\s+(?:--(?!from=)\S+\s+)*--from=(\S+)\s+(?:--\S+\s+)*(.*)$/i.exec(text);
      if (!from || (from[1]?.toLowerCase() !== stage.name && from[1] !== position)) return false;
      const sources = pathsOf(from[2] ?? '').slice(0, -1);
      return sources.some((source) => isIn(pathBelow('/', source.replace(/^\/+/, '')) || '/', landed));
    }),
  );
}

/** Where a file of the context lies in a stage. */
function destination(stage: BuildStage, copy: Instruction, path: string): string {
  let folder = '/';
  for (const one of stage.instructions) {
    if (one === copy) break;
    const to = /^workdir\s+["']?([^"'\s]+)/i.exec(one.text)?.[1];
    if (to !== undefined) folder = pathBelow(to.startsWith('/') ? '/' : folder, to.replace(/^\/+/, ''));
  }
  const paths = pathsOf(copy.text.replace(/^\w+\s+/, ''));
  const target = paths.at(-1) ?? '';
  const isWhole = paths.slice(0, -1).some((one) => /^\.?\/?$/.test(one));
  const into = pathBelow(target.startsWith('/') ? '/' : folder, target.replace(/^\/+/, ''));
  return isWhole || /(?:^|\/)\.?$/.test(target) ? pathBelow(into, isWhole ? path : nameOf(path)) : into;
}

const pathsOf = (text: string): readonly string[] => {
  const plain = text.replace(/^(?:--\S+\s+)*/, '');
  return jsonPaths(plain) ?? plain.split(/\s+/).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
};

/** The folder that a build of this file sees: as compose says, else its own, or the project's where only that has what it copies. */
function contextOf(
  { folder, paths, configs, envFiles }: Surveyed,
  file: ConfigFile,
  all: readonly Instruction[],
): string {
  const own = folderOf(file.absolute);
  for (const { kind, absolute, text } of configs) {
    if (kind !== 'compose') continue;
    for (const [, context = '', after = ''] of text.matchAll(
      /^\s+context:\s*["']?([^\s"']+)["']?\s*\n((?:\s+\w+:.*\n?){0,4})/gm,
    )) {
      const named = /^\s+dockerfile:\s*["']?([^\s"']+)/m.exec(after)?.[1] ?? 'Dockerfile';
      const from = pathBelow(folderOf(absolute), context);
      if (pathBelow(from, named) === file.absolute) return from;
    }
  }
  const sources = all.flatMap(({ text }) =>
    /^copy\s/i.test(text) && !/--from=/.test(text) ? pathsOf(text.replace(/^\w+\s+/, '')).slice(0, -1) : [],
  );
  const plain = sources.filter((one) => !/[*?[$<]/.test(one) && !/^\.?\/?$/.test(one));
  const isThere = (at: string, name: string): boolean => {
    const path = pathBelow(at, name);
    const isEnvFile = envFiles.some((one) => one.absolute === path);
    return isEnvFile || paths.has(path) || [...paths].some((one) => isIn(path, one));
  };
  // Not all that is copied need be there: lock files and what a build makes are often left out.
  const found = (at: string): number => plain.filter((name) => isThere(at, name)).length;
  return own !== folder && found(folder) > found(own) ? folder : own;
}

/** BuildKit takes the ignore file of one Dockerfile in place of the common one. */
function ignoreFileOf({ paths }: Surveyed, { absolute }: ConfigFile, context: string): string {
  const own = `${absolute}.dockerignore`;
  return paths.has(own) ? own : pathBelow(context, '.dockerignore');
}

/** The first word of an instruction, or the first place of a name in its lines. */
function spotOf({ absolute, text }: ConfigFile, { line, column }: Instruction, name: string): Spot {
  const lines = text.split(/\r?\n/);
  for (let at = line; name !== '' && at < line + longestInstruction; at++) {
    const found = lines[at - 1]?.indexOf(name) ?? -1;
    if (found >= 0) return { absolute, line: at, column: found + 1 };
  }
  return { absolute, line, column };
}
