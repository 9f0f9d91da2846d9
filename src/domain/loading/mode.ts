import type { LoaderModel } from './loader-model.ts';

/** The mode that a loader takes from these variables, or the one it has without them. */
export function modeOf(
  { modeBy }: Pick<LoaderModel, 'modeBy'>,
  usual: string,
  values: Readonly<Record<string, string | undefined>>,
): string {
  const said = modeBy?.names.map((name) => values[name]).find(Boolean);
  return said !== undefined && (modeBy?.modes === 'all' || modeBy?.modes.includes(said)) ? said : usual;
}
