import { withoutComments } from '../loading/other-scripts.ts';

/** Names by which a project calls modules of its own: `@/x` for `src/x`. A `*` stands for the rest. */
export interface PathAlias {
  readonly name: string;
  /** Below the project's folder; the first that is there counts. */
  readonly targets: readonly string[];
}

/** What `paths` of a tsconfig.json, and `imports` of a package.json, say. Never throws. */
export function pathAliases(tsconfig: string | null, manifest: string | null): readonly PathAlias[] {
  const { compilerOptions } = fields(parsed(tsconfig));
  const { paths, baseUrl } = fields(compilerOptions);
  const base = typeof baseUrl === 'string' ? baseUrl : '.';
  const { imports } = fields(parsed(manifest));
  return [
    ...Object.entries(fields(paths)).map(([name, targets]) => ({
      name,
      targets: texts(targets).map((one) => `${base}/${one}`),
    })),
    ...Object.entries(fields(imports)).map(([name, target]) => ({ name, targets: texts(target) })),
    ...(typeof baseUrl === 'string' ? [{ name: '*', targets: [`${base}/*`] }] : []),
    ...usual,
  ];
}

/** What bundlers and runners call the project's own folders where nothing says so. */
const usual: readonly PathAlias[] = [
  { name: '@/*', targets: ['src/*', '*'] },
  { name: '~/*', targets: ['src/*', 'app/*', '*'] },
];

/** Where a module of that name may be, below the project's folder. */
export const placesOf = (specifier: string, aliases: readonly PathAlias[]): readonly string[] =>
  aliases.flatMap(({ name, targets }) => {
    const [start = '', end] = name.split('*');
    if (end === undefined) return specifier === name ? targets : [];
    const fits =
      specifier.startsWith(start) && specifier.endsWith(end) && specifier.length > start.length + end.length;
    const rest = specifier.slice(start.length, specifier.length - end.length);
    return fits ? targets.map((one) => one.replace('*', () => rest)) : [];
  });

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(withoutComments(text ?? '{}'));
  } catch {
    return {};
  }
}

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** All texts of a value: one, a list, or what holds for each condition. */
const texts = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Object.values(fields(value)).flatMap(texts);
