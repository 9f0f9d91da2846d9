import type { LiveTest } from '../checks/api/live.ts';
import type { Report } from '../checks/report.ts';
import { nobody } from '../domain/account/whose.ts';
import type { FilePlace, KeyOrigin, LinePlace } from '../domain/loading/place.ts';
import { pricesCheckedOn } from '../domain/models/rows.ts';
import type { Diagnosis } from './explain.ts';
import { type JsonDocument, jsonDocument } from './json-document.ts';
import type { ShowPlace } from './place.ts';
import { modelOf, noteText, priceOfTest, type ReportVoice, shownKey, warningText } from './report-text.ts';
import { spendingJson } from './spending.ts';

/** The JSON form of a report, as the contract gives it. */
export function reportJson(report: Report, diagnosis: Diagnosis | null, voice: ReportVoice): JsonDocument {
  const { words, show } = voice;
  const { key } = report;
  return jsonDocument(report.exitCode, {
    ...(report.file === null ? {} : { path: report.file.named }),
    key: key && {
      masked: shownKey(key.value, words),
      kind: key.kind,
      length: key.value.length,
      source: placeJson(key.origin, show),
      shadowed: key.others.map(({ place, value }) => ({
        ...placeJson(place, show),
        masked: shownKey(value, words),
      })),
    },
    endpoint: {
      baseURL: report.endpoint.baseURL,
      source: report.endpoint.source.type,
      ...(report.endpoint.source.type === 'file' ? lineJson(report.endpoint.source, show) : {}),
    },
    checks: report.checks.map(({ id, status, ms, notes }) => ({
      id,
      status,
      ms: Math.round(ms),
      notes: notes.map((one) => noteText(one, voice)),
    })),
    warnings: report.warnings.map((one) => ({ id: one.id, message: warningText(one, voice) })),
    diagnosis,
    ...(report.whose ?? nobody),
    test: report.test && testJson(report.test),
    ...(report.spending ? { spending: spendingJson(report.spending) } : {}),
  });
}

const placeJson = (place: KeyOrigin, show: ShowPlace): object =>
  place.type === 'file' ? { type: place.type, ...lineJson(place, show) } : place;

const lineJson = (place: LinePlace, show: ShowPlace): object => ({ path: show(place), line: place.line });

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
export function filesJson(files: readonly (FilePlace & { readonly change: string })[], show: ShowPlace) {
  return files.map((file) => ({ path: show(file), change: file.change }));
}
