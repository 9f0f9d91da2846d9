/** Shells that `completion` makes a script for. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type CompletionShell = (typeof shells)[number];
