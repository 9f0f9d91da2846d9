/** Variables of an environment, by name; undefined for one that is not set. */
export type Env = Readonly<Record<string, string | undefined>>;
