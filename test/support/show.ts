import type { FilePlace } from '../../src/domain/loading/place.ts';
import { showPlaces } from '../../src/ui/place.ts';

/** Files as they are shown to somebody in the folder `/app`. */
export const show = showPlaces({ cwd: '/app', home: '/home/me' });

/** A file of that folder. */
export const inFolder = (path: string): FilePlace => ({ absolute: `/app/${path}` });
