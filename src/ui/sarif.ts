import type { PlacedSighting } from '../domain/scan/key-sighting.ts';
import type { ScanWords } from '../i18n/en/scan.ts';
import { pathFrom } from './place.ts';
import { isOwnKind, keysPage } from './scan.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** How much longer names than an identifier are written. */
const services: Readonly<Record<string, string>> = {
  openrouter: 'OpenRouter',
  hugging_face: 'Hugging Face',
  azure_openai: 'Azure OpenAI',
  github: 'GitHub',
  gitlab: 'GitLab',
  npm: 'npm',
  aws: 'AWS',
  xai: 'xAI',
};

/**
 * The findings as SARIF 2.1.0, the form in which code hosts take them: relative, percent-encoded addresses
 * from the folder that was scanned, one rule for each kind, columns in UTF-16 units.
 */
export function sarif(
  findings: readonly PlacedSighting[],
  context: {
    readonly version: string /** Everything could be read. */;
    readonly complete: boolean;
    readonly words: ScanWords;
    /** Where paths begin. */
    readonly folder: string;
  },
) {
  const { version, complete, words, folder } = context;
  const kinds = [...new Set(findings.map(({ kind }) => kind))].sort();
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'openai-setup',
            version,
            semanticVersion: version,
            rules: kinds.map((kind) => rule(kind, words)),
          },
        },
        invocations: [{ executionSuccessful: complete }],
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, kinds.indexOf(finding.kind), words, folder)),
      },
    ],
  };
}

const ruleId = (kind: string): string => `exposed-key/${kind}`;

function serviceOf(kind: string, words: ScanWords): string {
  if (kind === 'unknown') return words.sarif.unknownService;
  if (isOwnKind(kind)) return `OpenAI (${kind})`;
  return services[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1);
}

function rule(kind: string, words: ScanWords) {
  const text = words.sarif.rule(serviceOf(kind, words));
  return {
    id: ruleId(kind),
    name: `ExposedKey${kind.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: words.sarif.help },
    ...(isOwnKind(kind) ? { helpUri: keysPage } : {}),
    defaultConfiguration: { level: 'error' },
    // Code hosts sort by these two; the number is on the scale of CVSS.
    properties: { tags: ['security'], 'security-severity': '9.0' },
  };
}

function result(finding: PlacedSighting, ruleIndex: number, words: ScanWords, folder: string) {
  const { kind, line, column, commit } = finding;
  return {
    ruleId: ruleId(kind),
    ruleIndex,
    level: 'error',
    message: { text: messageOf(finding, words) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(pathFrom(folder, finding)), uriBaseId: '%SRCROOT%' },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
    properties: { where: finding.where, ...(commit === null ? {} : { commit }) },
  };
}

function messageOf({ masked, kind, commit, where }: PlacedSighting, words: ScanWords): string {
  const service = serviceOf(kind, words);
  if (commit !== null) return words.sarif.messageInCommit(masked, service, commit.slice(0, 12));
  return where === 'published'
    ? words.sarif.messagePublished(masked, service)
    : words.sarif.message(masked, service);
}

/** A first part with a colon would be taken for a scheme, but encoding takes care of colons too. */
const uriOf = (path: string): string => path.toWellFormed().split('/').map(encodeURIComponent).join('/');
