import type { PlacedSighting } from '../domain/scan/key-sighting.ts';
import { isOwnKind, serviceOf } from '../domain/scan/kinds.ts';
import type { ScanWords } from '../i18n/en/scan.ts';
import { pages } from '../i18n/openai-pages.ts';
import { sarifLocation, sarifLog } from './sarif-log.ts';

/** The findings as SARIF, one rule for each kind. */
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
  const { words, folder } = context;
  const kinds = [...new Set(findings.map(({ kind }) => kind))].sort();
  return sarifLog(
    context,
    kinds.map((kind) => rule(kind, words)),
    findings.map((finding) => result(finding, kinds.indexOf(finding.kind), words, folder)),
  );
}

const ruleId = (kind: string): string => `exposed-key/${kind}`;

function whoseKey(kind: string, words: ScanWords): string {
  if (kind === 'unknown') return words.sarif.unknownService;
  return isOwnKind(kind) ? `OpenAI (${kind})` : serviceOf(kind);
}

function rule(kind: string, words: ScanWords) {
  const text = words.sarif.rule(whoseKey(kind, words));
  return {
    id: ruleId(kind),
    name: `ExposedKey${kind.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: words.sarif.help },
    ...(isOwnKind(kind) ? { helpUri: pages.keys } : {}),
    defaultConfiguration: { level: 'error' },
    // Code hosts sort by these two; the number is on the scale of CVSS.
    properties: { tags: ['security'], 'security-severity': '9.0' },
  };
}

function result(finding: PlacedSighting, ruleIndex: number, words: ScanWords, folder: string) {
  const { kind, commit } = finding;
  return {
    ruleId: ruleId(kind),
    ruleIndex,
    level: 'error',
    message: { text: messageOf(finding, words) },
    locations: [sarifLocation(folder, finding)],
    properties: { where: finding.where, ...(commit === null ? {} : { commit }) },
  };
}

function messageOf({ masked, kind, commit, where, message }: PlacedSighting, words: ScanWords): string {
  const service = whoseKey(kind, words);
  if (message) {
    const place = words.message[message.of](message.name);
    return words.sarif.messageRecorded(masked, service, place);
  }
  if (commit !== null) return words.sarif.messageInCommit(masked, service, commit.slice(0, 12));
  return where === 'published'
    ? words.sarif.messagePublished(masked, service)
    : words.sarif.message(masked, service);
}
