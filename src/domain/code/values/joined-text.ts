import type { ExpressionOf } from '../program.ts';
import { mostAlternatives, unknownValue } from './alternatives.ts';
import type { Evaluator } from './evaluator.ts';
import type { Alternatives, Unit } from './possible-value.ts';

/** What texts in a row may be together. */
export function ofJoined(evaluator: Evaluator, { parts }: ExpressionOf<'joined'>, unit: Unit): Alternatives {
  // What is sent as a bearer is a key still.
  const [first, key] = parts;
  if (parts.length === 2 && key && first?.kind === 'text' && /^Bearer $/i.test(first.text))
    return evaluator.of(key, unit);
  let texts: readonly string[] = [''];
  for (const part of parts) {
    const values = evaluator
      .of(part, unit)
      .map((one) => (one.kind === 'text' ? one.text : one.kind === 'number' ? String(one.value) : null));
    if (values.includes(null) || values.length > 4) return unknownValue;
    texts = texts.flatMap((start) => values.map((end) => start + end));
    if (texts.length > mostAlternatives) return unknownValue;
  }
  return texts.map((text) => ({ kind: 'text', text, at: null }));
}
