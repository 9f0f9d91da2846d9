import type { LiveTest } from '../checks/live.ts';
import type { Report } from '../checks/report.ts';
import type { KeyOrigin } from '../domain/loading/place.ts';
import { pricesCheckedOn } from '../domain/models/table.ts';
import type { EndpointSource } from '../domain/network/endpoint.ts';
import { withoutUserinfo } from '../domain/network/endpoint.ts';
import { cleanPath, cleanText } from '../domain/text/clean.ts';
import type { ReportWords } from '../i18n/en/report.ts';
import type { Diagnosis } from './explain.ts';
import { type JsonDocument, jsonDocument } from './json-document.ts';
import { modelOf, noteText, priceOfTest, shownKey, warningText } from './report-text.ts';

/** The JSON form of a report, as the contract gives it. All texts of servers and files are cleaned. */
export function reportJson(report: Report, diagnosis: Diagnosis | null, words: ReportWords): JsonDocument {
  const { key } = report;
  return jsonDocument(report.exitCode, {
    ...(report.path === null ? {} : { path: cleanPath(report.path) }),
    key: key && {
      masked: shownKey(key.value, words),
      kind: key.kind,
      length: key.value.length,
      source: cleanPlace(key.origin),
      shadowed: key.others.map(({ place, value }) => ({
        ...cleanPlace(place),
        masked: shownKey(value, words),
      })),
    },
    endpoint: {
      baseURL: cleanText(withoutUserinfo(report.endpoint.baseURL)),
      source: report.endpoint.source.type,
      ...sourceDetail(report.endpoint.source),
    },
    checks: report.checks.map(({ id, status, ms, notes }) => ({
      id,
      status,
      ms: Math.round(ms),
      notes: notes.map((one) => noteText(one, words)),
    })),
    warnings: report.warnings.map((one) => ({ id: one.id, message: warningText(one, words) })),
    diagnosis,
    test: report.test && testJson(report.test),
  });
}

function cleanPlace(place: KeyOrigin): Record<string, unknown> {
  if (place.type !== 'file') return place;
  return { type: place.type, path: cleanPath(place.path), line: place.line };
}

const sourceDetail = (source: EndpointSource): Record<string, unknown> =>
  source.type === 'file' ? { path: cleanPath(source.path), line: source.line } : {};

/** A test call; null where it had no completion to show, counts null where they were not reported. */
export function testJson(test: LiveTest): Record<string, unknown> {
  const { completion } = test;
  const usage = completion?.usage ?? null;
  const price = priceOfTest(test);
  return {
    model: modelOf(test),
    reply: completion?.reply ?? '',
    finishReason: completion?.finishReason ?? null,
    ms: Math.round(test.ms),
    usage: usage && {
      promptTokens: usage.promptTokens,
      completionTokens: usage.completionTokens,
      totalTokens: usage.totalTokens,
      cachedTokens: usage.cachedTokens,
      reasoningTokens: usage.reasoningTokens,
    },
    costUsd: price?.totalUsd ?? null,
    priceDate: price?.priceDate ?? pricesCheckedOn,
    requestId: completion?.requestId ?? null,
  };
}

/** What became of files. */
export function filesJson(files: readonly { readonly path: string; readonly change: string }[]) {
  return files.map(({ path, change }) => ({ path: cleanPath(path), change }));
}
