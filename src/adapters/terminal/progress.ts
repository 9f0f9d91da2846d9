import type { Progress } from '../../ports/terminal.ts';

/** A spinner on stderr where a terminal can draw one; nothing elsewhere, so that logs stay readable. */
export function createProgress(options: { readonly animated: boolean; readonly color: boolean }): Progress {
  return {
    start(text) {
      if (!options.animated) return { update: () => {}, stop: () => {} };
      let label = text;
      let spinner: { text: string; stop(): unknown } | undefined;
      let stopped = false;
      // Most answers come faster than a spinner helps: it is loaded and drawn only for those that do not.
      const late = setTimeout(async () => {
        const { default: ora } = await import('ora');
        if (stopped) return;
        spinner = ora({
          text: label,
          stream: process.stderr,
          discardStdin: false,
          ...(options.color ? { color: 'cyan' as const } : {}),
        }).start();
      }, 150);
      return {
        update(next) {
          label = next;
          if (spinner) spinner.text = next;
        },
        stop() {
          stopped = true;
          clearTimeout(late);
          spinner?.stop();
        },
      };
    },
  };
}
