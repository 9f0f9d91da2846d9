import type { Browser } from '../../ports/system.ts';
import { isCi } from '../terminal/terminal-kind.ts';

/** Whether a browser window can be expected to open where the user sees it. */
export function browserExpected(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): boolean {
  if (isCi(env) || env['SSH_CONNECTION'] || env['SSH_CLIENT'] || env['SSH_TTY']) return false;
  if (platform === 'win32' || platform === 'darwin') return true;
  // WSL opens Windows' own browser.
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'] || env['WSL_DISTRO_NAME']);
}

export function createBrowser(available: boolean): Browser {
  return {
    available,
    async open(url) {
      if (!available) return false;
      try {
        const { default: open } = await import('open');
        const child = await open(url);
        child.on('error', () => {});
        child.unref();
        return true;
      } catch {
        return false;
      }
    },
  };
}
