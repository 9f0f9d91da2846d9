import type { Evaluator } from './evaluator.ts';
import type { Alternatives, ClassValue } from './possible-value.ts';

/** The variable that a field of pydantic's settings reads: its own name, with a prefix where one is set. */
export function settingOf(evaluator: Evaluator, { body, unit }: ClassValue, name: string): Alternatives {
  if (unit.program.language !== 'python' || !/^[a-z]\w*$/i.test(name)) return [];
  const isField =
    body.types.has(name) || (body.fields.get(name) ?? []).some(({ value }) => value.kind !== 'function');
  const isSettings = body.bases.some((base) =>
    evaluator
      .of(base, unit)
      .some(
        (of) => of.kind === 'foreign' && /^pydantic/.test(of.module) && /(?:^|\.)BaseSettings$/.test(of.path),
      ),
  );
  if (!isField || !isSettings) return [];
  const [type] = [body.types.get(name), body.fields.get(name)?.[0]?.value];
  const at = { from: body.from, to: body.to, ...(type ? { from: type.from, to: type.to } : {}), unit };
  const source = unit.source.code.slice(body.from, body.to);
  const prefix = /\benv_prefix["']?\s*[=:]\s*["'](\w{0,40})["']/.exec(source)?.[1] ?? '';
  const written = new RegExp(`^[ \\t]+${name}\\b`, 'm').exec(source);
  const from = written ? body.from + written.index + written[0].length - name.length : at.from;
  const ofFile = /\benv_file\b/.test(source);
  return [
    {
      kind: 'variable',
      name: (prefix + name).toUpperCase(),
      at: { from, to: from + name.length, unit },
      ofFile,
    },
  ];
}
