import { isOnThisMachine } from '../../domain/network/endpoint.ts';
import type { Report } from '../report.ts';

/**
 * Whether the program's own calls go to OpenAI: an option of ours says nothing of them. A server on this machine that lists
 * OpenAI's models stands in for it.
 */
export function callsOpenai({ endpoint, models, settings }: Report): boolean {
  const { judged, source } = endpoint;
  const places = settings?.find(({ name }) => name === 'OPENAI_BASE_URL')?.places ?? [];
  const isNamed = places.some(({ place, loaded }) => loaded && place.type !== 'option');
  if (source.type === 'option' ? !isNamed : source.type === 'default') return true;
  const isLocal = judged !== null && isOnThisMachine(judged);
  return judged?.official === true || (isLocal && (models ?? []).some(({ id }) => id.startsWith('gpt-')));
}
