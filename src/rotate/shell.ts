import type { Ports } from '../ports.ts';

/** Shells whose ways to set and remove a variable differ. */
export type Shell = 'posix' | 'fish' | 'powershell' | 'cmd';

/** Start-up files of shells that set variables, from the home folder. Read to say where a key stands; never written. */
export const profileFiles = [
  '.bashrc',
  '.bash_profile',
  '.bash_login',
  '.profile',
  '.zshrc',
  '.zshenv',
  '.zprofile',
  '.config/fish/config.fish',
] as const;

/** The user's shell: what `SHELL` names, else by the system. Only `cmd` sets `PROMPT` for its programs. */
export function shellOf({ env, platform }: Pick<Ports, 'env' | 'platform'>): Shell {
  const name = /([a-z]+)(?:\.exe)?$/i.exec(env['SHELL'] ?? '')?.[1]?.toLowerCase();
  if (name === 'fish') return 'fish';
  if (name === 'pwsh' || name === 'powershell') return 'powershell';
  if (name !== undefined || platform !== 'win32') return 'posix';
  return env['PROMPT'] === undefined ? 'powershell' : 'cmd';
}

/** The command that removes the variable from this shell, and where the shell keeps it for the next session, if it is known. */
export function removeVariable(
  shell: Shell,
  name: string,
): { readonly now: string; readonly later: string | null } {
  switch (shell) {
    case 'posix':
      return { now: `unset ${name}`, later: null };
    case 'fish':
      return { now: `set -e ${name}`, later: `set -Ue ${name}` };
    case 'powershell':
      return {
        now: `Remove-Item Env:${name}`,
        later: `[Environment]::SetEnvironmentVariable('${name}', $null, 'User')`,
      };
    case 'cmd':
      return { now: `set ${name}=`, later: `reg delete HKCU\\Environment /v ${name} /f` };
  }
}

/** A command that asks for the new value without showing it or keeping it in the history. */
export function enterVariable(shell: Shell, name: string): string {
  switch (shell) {
    case 'posix':
      return `stty -echo; read -r ${name}; stty echo; export ${name}`;
    case 'fish':
      return `read --silent --global --export ${name}`;
    case 'powershell':
      return `$env:${name} = Read-Host -MaskInput`;
    case 'cmd':
      return `set /p ${name}=`;
  }
}
