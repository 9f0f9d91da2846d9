/** The small apps, as far as tests look at them. */
export const apps: readonly {
  readonly name: string;
  readonly title: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly before?: Readonly<Record<string, string>>;
  readonly folder?: string;
}[];

export const untried: readonly (readonly [
  name: string,
  title: string,
  files: Readonly<Record<string, string>>,
])[];
