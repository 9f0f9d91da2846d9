/**
 * Receives each name with its value, as byte strings, in the order of the file. `isLiteral`: it stands as it is, where a
 * loader resolves references.
 */
export type Visit = (name: string, value: string, isLiteral?: boolean) => void;
