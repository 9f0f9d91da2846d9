import { shellWord } from '../text/shell-word.ts';

/** Shells whose ways to set a variable, or whose start-up files, differ; `sh` is every other POSIX one. */
export type Shell = 'bash' | 'zsh' | 'fish' | 'sh' | 'powershell' | 'cmd';

/**
 * Start-up files that may set variables, from the home folder; the ones that several shells read last. Read to say
 * where a key stands; never written.
 */
export const startFiles: Readonly<Record<Shell, readonly string[]>> = {
  bash: ['.bashrc', '.bash_profile', '.bash_login', '.bash_aliases', '.profile'],
  zsh: ['.zshrc', '.zshenv', '.zprofile', '.zlogin', '.profile'],
  fish: ['.config/fish/config.fish', '.profile'],
  sh: ['.profile', '.bashrc', '.zshrc'],
  powershell: [],
  cmd: [],
};

/** The same of all shells together. */
export const allStartFiles: readonly string[] = [...new Set(Object.values(startFiles).flat())];

/**
 * The shells that the user may be in, the likeliest first: what `SHELL` names, else by the system. On Windows nothing
 * tells for sure: both of its shells hand on what the other one set.
 */
export function shellsOf({
  env,
  platform,
}: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
}): readonly Shell[] {
  const name = /([a-z]+)(?:\.exe)?$/i.exec(env['SHELL'] ?? '')?.[1]?.toLowerCase();
  if (name === 'bash' || name === 'zsh' || name === 'fish') return [name];
  if (name === 'pwsh' || name === 'powershell') return ['powershell'];
  if (name !== undefined || platform !== 'win32') return ['sh'];
  return env['PROMPT'] === undefined ? ['powershell', 'cmd'] : ['cmd', 'powershell'];
}

/** A command for each of several shells, in one line; alone it needs no name. */
export function eachNamed(shells: readonly Shell[], command: (shell: Shell) => string): string {
  const [only] = shells;
  if (only !== undefined && shells.length === 1) return command(only);
  return shells.map((shell) => `${command(shell)} (${shellNames[shell]})`).join(', ');
}

/** As they call themselves. */
export const shellNames: Readonly<Record<Shell, string>> = {
  bash: 'bash',
  zsh: 'zsh',
  fish: 'fish',
  sh: 'sh',
  powershell: 'PowerShell',
  cmd: 'cmd',
};

/** The command that removes the variable from this shell, and where the shell keeps it for the next session, if it is known. */
export function removeVariable(
  shell: Shell,
  name: string,
): { readonly now: string; readonly later: string | null } {
  switch (shell) {
    case 'bash':
    case 'zsh':
    case 'sh':
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

/** A command that asks for the new value, by the variable's name, without showing it or keeping it in the history. */
export function enterVariable(shell: Shell, name: string): string {
  switch (shell) {
    case 'bash':
    case 'zsh':
    case 'sh':
      return `printf '${name}: '; stty -echo; read -r ${name}; stty echo; echo; export ${name}`;
    case 'fish':
      return `read --silent --global --export --prompt-str '${name}: ' ${name}`;
    case 'powershell':
      // `Read-Host -MaskInput` is not in the PowerShell that Windows comes with.
      return `$env:${name} = [Net.NetworkCredential]::new('', (Read-Host '${name}' -AsSecureString)).Password`;
    case 'cmd':
      return `set /p "${name}=${name}: "`;
  }
}

/** What a variable is set to: a word, what another variable holds after a prefix, or what a command prints. */
type NewValue =
  | { readonly word: string }
  | { readonly prefix: string; readonly variable: string }
  | { readonly output: string };

/** The command that sets a variable for this shell and all that it starts. */
export function assignVariable(shell: Shell, name: string, value: NewValue): string {
  switch (shell) {
    case 'bash':
    case 'zsh':
    case 'sh':
      return `export ${name}=${posixValue(value)}`;
    case 'fish':
      return `set -gx ${name} ${'output' in value ? `(${value.output})` : posixValue(value)}`;
    case 'powershell':
      return `$env:${name} = ${
        'word' in value
          ? `'${value.word}'`
          : 'output' in value
            ? value.output
            : `"${value.prefix}$env:${value.variable}"`
      }`;
    case 'cmd':
      return 'output' in value
        ? `for /f %i in ('${value.output}') do set ${name}=%i`
        : `set ${name}=${'word' in value ? value.word : `${value.prefix}%${value.variable}%`}`;
  }
}

function posixValue(value: NewValue): string {
  if ('word' in value) return shellWord(value.word);
  return 'output' in value ? `"$(${value.output})"` : `"${value.prefix}$${value.variable}"`;
}

/** Several commands as one line. */
export const onOneLine = (shell: Shell, commands: readonly string[]): string =>
  commands.join(shell === 'cmd' ? '& ' : '; ');

/** How a variable is set in a shell, by commands that hold no value: none of it is left in the history. */
interface SetVariable {
  /** For the running session; asks for the value. */
  readonly now: string;
  /** For every later session, with the value that the running one has. */
  readonly forGood: string;
  /** The file that `forGood` adds a line to; null where the shell keeps it elsewhere. */
  readonly file: string | null;
  /** Shows whether it is set. */
  readonly check: string;
}

/** The lines that set a variable everywhere on this machine; nothing here is run or written by this program. */
export function setVariable(shell: Shell, name: string): SetVariable {
  const now = enterVariable(shell, name);
  switch (shell) {
    case 'bash':
    case 'zsh':
    case 'sh': {
      const file = `~/${startFiles[shell][0]}`;
      const check = `printenv ${name} | cut -c1-8`;
      return { now, forGood: `printf "\\nexport ${name}='%s'\\n" "$${name}" >> ${file}`, file, check };
    }
    case 'fish':
      return { now, forGood: `set -Ux ${name} $${name}`, file: null, check: `string sub -l 8 $${name}` };
    case 'powershell':
      return {
        now,
        forGood: `[Environment]::SetEnvironmentVariable('${name}', $env:${name}, 'User')`,
        file: null,
        check: `$env:${name}.Substring(0, 8)`,
      };
    case 'cmd':
      return { now, forGood: `setx ${name} "%${name}%"`, file: null, check: `echo %${name}:~0,8%` };
  }
}

/**
 * Rewrites a text of UTF-16 as UTF-8 without a mark, in any PowerShell: the `-Encoding UTF8` of the one that Windows comes
 * with writes a mark, and `>` writes UTF-16 again.
 */
export function rewriteInPowerShell(path: string): string {
  const quoted = `'${path.replaceAll("'", "''")}'`;
  return `[IO.File]::WriteAllText((Resolve-Path ${quoted}), (Get-Content -Raw ${quoted}))`;
}
