import type { Note, NoteId } from '../../src/domain/diagnosis/notes.ts';
import type { Warning, WarningId } from '../../src/domain/diagnosis/warnings.ts';
import type { Language } from '../../src/domain/text/language.ts';
import * as load from '../../src/i18n/load.ts';
import { openingWords } from '../../src/i18n/opening-words.ts';
import { promptWords } from '../../src/i18n/prompt-words.ts';
import { ruleText } from '../../src/ui/doctor.ts';
import { explain } from '../../src/ui/explain.ts';
import { noteText, warningText } from '../../src/ui/report-text.ts';
import { doctorSamples } from './doctor-samples.ts';
import { stories } from './findings.ts';
import { noteSamples, warningSamples } from './report-facts.ts';
import { show } from './show.ts';

/** A text as somebody may read it, and where it comes from. */
export interface FoundText {
  readonly at: string;
  readonly text: string;
}

/** What a text may be filled with where its facts have no samples of their own: each is tried until it can be said. */
const fillings: readonly unknown[] = ['Acme', 3, ['Acme', 'Bolt'], undefined, anything()];

/** An object that has every fact. */
function anything(): unknown {
  return new Proxy({}, { get: () => 'Acme' });
}

/** All texts of a catalogue, with facts filled in. */
function textsIn(at: string, value: unknown): readonly FoundText[] {
  if (typeof value === 'string') return [{ at, text: value }];
  if (typeof value === 'function')
    return [...said(value as (...facts: unknown[]) => unknown)].map((text) => ({ at, text }));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsIn(`${at}.${name}`, one));
}

function said(tell: (...facts: unknown[]) => unknown): ReadonlySet<string> {
  const found = new Set<string>();
  for (const filling of fillings) {
    const facts = Array.from({ length: Math.max(tell.length, 1) }, () => filling);
    for (const mixed of [
      facts,
      facts.map((one, at) => (at === 0 ? one : 3)),
      facts.map((one, at) => (at > 0 ? one : 3)),
    ])
      for (const text of told(tell, mixed)) if (!/undefined|NaN|\[object/.test(text)) found.add(text);
  }
  return found;
}

function told(tell: (...facts: unknown[]) => unknown, facts: readonly unknown[]): readonly string[] {
  try {
    const text = tell(...facts);
    return typeof text === 'string'
      ? [text]
      : Array.isArray(text)
        ? text.filter((one) => typeof one === 'string')
        : [];
  } catch {
    // Another filling fits.
    return [];
  }
}

/** Every text of a language: all catalogues, every cause with every reason, every warning and note. */
export async function allWords(language: Language): Promise<readonly FoundText[]> {
  const [setup, verify, cli, demo, models, cost, scan, example, rotate, report, causes, doctor] =
    await Promise.all([
      load.loadSetupWords(language),
      load.loadVerifyWords(language),
      load.loadCliWords(language),
      load.loadDemoWords(language),
      load.loadModelsWords(language),
      load.loadCostWords(language),
      load.loadScanWords(language),
      load.loadExampleWords(language),
      load.loadRotateWords(language),
      load.loadReportWords(language),
      load.loadCauseWords(language),
      load.loadDoctorWords(language),
    ]);
  const { notes: _, warnings: __, ...others } = report;
  const { rules: ___, ...withoutRules } = doctor;
  const ruleTexts = doctorSamples.flatMap((finding) => {
    const { message, mend } = ruleText(finding, { words: doctor, show });
    return [message, mend, doctor.rules[finding.rule].about].map((text) => ({
      at: `doctor.${finding.rule}`,
      text,
    }));
  });
  const endpoints = [
    { official: true, host: 'api.openai.com' },
    { official: false, host: 'relay.example' },
    { official: false, host: null },
  ];
  const verdicts = stories.flatMap(({ cause, reason, full, bare }) =>
    [full, bare].flatMap((finding) =>
      endpoints.flatMap((endpoint) => {
        const { title, explanation, remedies } = explain(finding, endpoint, causes, show);
        const at = `causes.${cause}.${reason ?? ''}`;
        return [title, explanation, ...remedies.map(({ text }) => text)].map((text) => ({ at, text }));
      }),
    ),
  );
  const voice = { words: report, show };
  const warnings = Object.entries(warningSamples).flatMap(([id, facts]) =>
    facts.map((one) => ({
      at: `warnings.${id}`,
      text: warningText({ id: id as WarningId, facts: one } as Warning, voice),
    })),
  );
  const notes = Object.entries(noteSamples).flatMap(([id, facts]) =>
    facts.map((one) => ({
      at: `notes.${id}`,
      text: noteText({ id: id as NoteId, facts: one } as Note, voice),
    })),
  );
  const plain = {
    setup,
    verify,
    cli,
    demo,
    models,
    cost,
    scan,
    example,
    rotate,
    report: others,
    doctor: withoutRules,
  };
  return [
    ...textsIn('', { ...plain, opening: openingWords[language], prompt: promptWords[language] }),
    ...verdicts,
    ...ruleTexts,
    ...warnings,
    ...notes,
  ].filter(({ text }) => text !== '');
}
