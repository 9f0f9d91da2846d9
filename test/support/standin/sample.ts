const deepest = 12;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberIn(schema: Readonly<Record<string, unknown>>, whole: boolean): number {
  const low = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? Number.NEGATIVE_INFINITY);
  const high = Number(schema['maximum'] ?? schema['exclusiveMaximum'] ?? Number.POSITIVE_INFINITY);
  const start = Math.min(Math.max(1, low), high);
  if (!whole) return start;
  return Number.isFinite(high) && Math.ceil(start) > high ? Math.floor(high) : Math.ceil(start);
}

const formats: Readonly<Record<string, string>> = {
  date: '2026-11-21',
  time: '12:00:00Z',
  'date-time': '2026-11-21T12:00:00Z',
  email: 'someone@example.com',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/**
 * A value that fits a JSON schema of the kind that structured outputs accept: objects, arrays, strings,
 * numbers, enumerations, `anyOf`, `$ref` into `$defs`; `words` stand where any text may. Recursion is cut where the schema lets it.
 */
export function sampleOf(schema: unknown, words: string, root: unknown = schema, depth = 0): unknown {
  if (!isObject(schema) || depth > deepest) return null;
  const next = (inner: unknown) => sampleOf(inner, words, root, depth + 1);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0] ?? null;
  if (typeof schema['$ref'] === 'string') return next(resolve(schema['$ref'], root));
  const either = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(either)) {
    const plain = either.find((option) => isObject(option) && option['type'] === 'null');
    return depth > deepest / 2 && plain ? null : next(either[0]);
  }
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  switch (type ?? (schema['properties'] ? 'object' : 'null')) {
    case 'object': {
      const properties = isObject(schema['properties']) ? schema['properties'] : {};
      return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, next(inner)]));
    }
    case 'array': {
      const least = Number(schema['minItems'] ?? 0);
      const count = depth > deepest / 2 ? least : Math.max(1, least);
      return Array.from({ length: Math.min(count, 20) }, () => next(schema['items']));
    }
    case 'string':
      return formats[String(schema['format'])] ?? words;
    case 'integer':
      return numberIn(schema, true);
    case 'number':
      return numberIn(schema, false);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function resolve(reference: string, root: unknown): unknown {
  if (!reference.startsWith('#')) return null;
  let place = root;
  for (const step of reference.slice(1).split('/').filter(Boolean)) {
    place = isObject(place) && Object.hasOwn(place, step) ? place[step] : null;
  }
  return place;
}
