/** Every exit code of this program, by what it means. Which cause has which: `causes.ts`, with where each is decided. */
export const exitCodes = {
  ok: 0,
  /** A defect of this program, or a cause it does not know. */
  defect: 1,
  /** Wrong usage, or a question that nobody is there to answer. */
  usage: 2,
  key: 3,
  account: 4,
  /** The model or the request. */
  model: 5,
  /** The key works: wait. */
  rate: 6,
  network: 7,
  service: 8,
  endpoint: 9,
  files: 10,
  /** `scan` found keys, `doctor` errors, or `--strict` warnings. */
  findings: 11, // checks/report commands/doctor/session commands/scan/scan
  cancelled: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What several verdicts together exit with: the first of these that any has, else the first that is not 0, else 0. */
const worstFirst: readonly number[] = (
  ['key', 'account', 'endpoint', 'model', 'network', 'service', 'rate', 'files', 'defect'] as const
).map((name) => exitCodes[name]);

/** The exit code of several results together. */
export function worstExitCode(codes: readonly number[]): number {
  return worstFirst.find((code) => codes.includes(code)) ?? codes.find((code) => code !== 0) ?? exitCodes.ok;
}
