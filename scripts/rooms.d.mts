/** One room of `src/`: see the table in `rooms.mjs`. */
export interface Room {
  readonly path: string;
  readonly holds: string;
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
  readonly deniedGlobals?: Readonly<Record<string, string>>;
}

export const rooms: readonly Room[];
export const top: readonly string[];
export function depthOf(room: Pick<Room, 'path'>): number;
export function pairs(): Iterable<{ readonly from: string; readonly to: string; readonly allowed: boolean }>;
export function biomeRules(): string;
export function docsTable(): string;
export function madeFiles(): ReadonlyMap<string, string>;
