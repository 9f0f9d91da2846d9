import type { ExpressionOf } from '../code/program.ts';
import { oneOf, phrase } from '../text/phrase.ts';

/** Whether a member may be something that the SDK once had. */
export function mayBeGone(member: ExpressionOf<'member'>): boolean {
  return (
    goneName.test(member.name) ||
    ((member.of.kind === 'member' || member.of.kind === 'name') && goneName.test(member.of.name))
  );
}

const goneNames = oneOf`
  [A-Z]\w* a?create\w+ data error delete(?:File|Model) download\w+ list\w+ retrieve\w+ cancel\w+ run\w+ parse stream vectorStores
  vector_stores api_requestor embeddings_utils openai_\w+ util datalib aiosession
`;
const goneName = phrase`^${goneNames}$`;

/** Variables of other names are told where they become a key. */
export const isNamedLikeOurs = (name: string): boolean => /OPEN_?AI/i.test(name);

/** Whether a member is worth to be kept: most are read by no rule. */
export const isWorthKeeping = (member: ExpressionOf<'member'>): boolean =>
  mayBeGone(member) || isNamedLikeOurs(member.name);
