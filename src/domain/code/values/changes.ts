import { addTo, type CodeCall, type CodeChange, type CodeProgram, type Span } from '../program.ts';

/** What a file writes into objects: by the name of the object, with a dot, and by the name of the member. */
export function changesIn({ changes, calls }: CodeProgram): ReadonlyMap<string, readonly CodeChange[]> {
  const found = new Map<string, CodeChange[]>();
  const add = (change: CodeChange): void => {
    if (change.target.of.kind === 'name') addTo(found, `${change.target.of.name}.`, change);
    if (change.target.kind === 'member') addTo(found, change.target.name, change);
  };
  for (const change of changes) add(change);
  for (const call of calls) for (const change of written(call)) add(change);
  return found;
}

/** `x.update({…})` of Python, `Object.assign(x, {…})`, as changes of single fields. */
function* written(call: CodeCall): Generator<CodeChange> {
  const { callee, given } = call;
  if (callee.kind !== 'member') return;
  const isAssign = callee.name === 'assign' && callee.of.kind === 'name' && callee.of.name === 'Object';
  const of = isAssign ? given[0]?.value : callee.name === 'update' ? callee.of : undefined;
  if (of?.kind !== 'name') return;
  for (const { name, nameAt, value } of given.slice(isAssign ? 1 : 0)) {
    const entries =
      name !== null && nameAt ? [{ name, nameAt, value }] : value.kind === 'fields' ? value.entries : [];
    for (const entry of entries)
      if (entry.name !== null && entry.nameAt) {
        const target = {
          kind: 'member',
          of,
          name: entry.name,
          nameAt: entry.nameAt,
          from: call.from,
          to: call.to,
        } as const;
        yield { target, value: entry.value, at: call.to, within: whole, body: call.scope.body };
      }
  }
}

/** As large as a number may be that V8 does not put into a box, as it would then do with those of all spans. */
const whole: Span = { from: 0, to: 0x3fff_ffff };
