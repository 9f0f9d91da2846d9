import type { FilePlace } from '../domain/loading/place.ts';
import { pathFrom } from './place.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * A log in SARIF 2.1.0, the form in which code hosts take findings: relative, percent-encoded addresses from one folder,
 * columns in UTF-16 units. `complete`: everything could be read.
 */
export function sarifLog(
  { version, complete }: { readonly version: string; readonly complete: boolean },
  rules: readonly object[],
  results: readonly object[],
) {
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'openai-setup', version, semanticVersion: version, rules } },
        invocations: [{ executionSuccessful: complete }],
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}

/** Where a result is. `folder`: where paths begin. */
export function sarifLocation(
  folder: string,
  place: FilePlace & { readonly line: number; readonly column: number },
) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(pathFrom(folder, place)), uriBaseId: '%SRCROOT%' },
      region: { startLine: place.line, startColumn: place.column },
    },
  };
}

/** A first part with a colon would be taken for a scheme, but encoding takes care of colons too. */
const uriOf = (path: string): string => path.toWellFormed().split('/').map(encodeURIComponent).join('/');
