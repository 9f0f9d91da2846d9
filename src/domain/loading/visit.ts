/** Receives each name with its value, as byte strings, in the order of the file. */
export type Visit = (name: string, value: string) => void;
