/** What an example program is written in. */
export const runtimes = ['node', 'python', 'curl'] as const;
export type Runtime = (typeof runtimes)[number];
