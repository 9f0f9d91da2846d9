import { quoted } from './domain/text/shell-word.ts';
import type { CliWords } from './i18n/en/cli.ts';
import type { CompletionShell } from './shells.ts';
import { type Offered, type Surface, type SurfaceOption, surfaceOf } from './surface.ts';

/** The script that teaches a shell what can be typed after `openai-setup`. `today`: `YYYY-MM-DD`. */
export function completionScript(shell: CompletionShell, words: CliWords, today: string): string {
  return scripts[shell](surfaceOf(words, today));
}

const scripts: Readonly<Record<CompletionShell, (surface: Surface) => string>> = {
  bash,
  zsh,
  fish,
  powershell,
};

const flagsOf = ({ long, short }: SurfaceOption): readonly string[] => (short ? [short, long] : [long]);

interface Taking {
  readonly flag: string;
  readonly values: Offered;
  /** The one command for which it takes this; null for all others. */
  readonly command: string | null;
}

/** Options that take a value, with what they take; first those that differ in one command. */
function withValues({ global, commands }: Surface): readonly Taking[] {
  const usual = new Map<string, Offered>();
  const own: Taking[] = [];
  const look = (command: string | null, options: readonly SurfaceOption[]): void => {
    for (const { values, ...option } of options) {
      if (values === null) continue;
      for (const flag of flagsOf({ values, ...option })) {
        const before = usual.get(flag);
        if (before === undefined) usual.set(flag, values);
        else if (String(before) !== String(values)) own.push({ flag, values, command });
      }
    }
  };
  look(null, global);
  for (const { name, options } of commands) look(name, options);
  return [...own, ...[...usual].map(([flag, values]) => ({ flag, values, command: null }))];
}

const names = (surface: Surface): readonly string[] => surface.commands.map(({ name }) => name);

/** How the shells of one family look for the command that was typed: options with values take the next word along. */
function search(surface: Surface, first: number, word: string, current: string): string {
  const taking = [...new Set(withValues(surface).map(({ flag }) => flag))];
  return `  for ((i = ${first}; i < ${current}; i++)); do
    case "${word}" in
      ${taking.join('|')}) i=$((i + 1)) ;;
      -*) ;;
      ${names(surface).join('|')}) command="${word}"; break ;;
      *) command=setup; break ;;
    esac
  done`;
}

function bash(surface: Surface): string {
  // One word a line, so that names of files may have blanks.
  const list = (words: readonly string[]): string => `$'${words.join('\\n')}'`;
  const files: Readonly<Record<string, string>> = {
    file: 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur"))',
    'env-file':
      'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -X "!*.env*" -- "$cur") $(compgen -d -- "$cur"))',
    folder: 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$cur"))',
    text: ':',
  };
  const reply = (values: Offered): string =>
    typeof values === 'string'
      ? (files[values] ?? ':')
      : `COMPREPLY=($(compgen -W ${list(values)} -- "$cur"))`;
  const setup = surface.commands.find(({ name }) => name === 'setup')?.options ?? [];
  const all = (options: readonly SurfaceOption[]): string =>
    list([...options, ...surface.global].flatMap(flagsOf));
  return `# bash: eval "$(openai-setup completion bash)", for instance in ~/.bashrc
_openai_setup() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command='' i
  local IFS=$'\\n'
  COMPREPLY=()
${search(surface, 1, `\${COMP_WORDS[i]}`, 'COMP_CWORD')}
  case "$command $prev" in
${withValues(surface)
  .map(({ flag, values, command }) => `    ${command ?? '*'}\\ ${flag}) ${reply(values)}; return ;;`)
  .join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case "$command" in
${surface.commands
  .map(({ name, options }) => `      ${name}) COMPREPLY=($(compgen -W ${all(options)} -- "$cur")) ;;`)
  .join('\n')}
      *) COMPREPLY=($(compgen -W ${all(setup)} -- "$cur")) ;;
    esac
    return
  fi
  case "$command" in
${surface.commands
  .filter(({ values }) => values !== null && values !== 'text')
  .map(({ name, values }) => `    ${name}) ${reply(values ?? 'text')} ;;`)
  .join('\n')}
    '') COMPREPLY=($(compgen -W ${list(names(surface))} -- "$cur")) ;;
  esac
}
complete -F _openai_setup openai-setup
`;
}

function zsh(surface: Surface): string {
  const files: Readonly<Record<string, string>> = {
    file: '_files',
    'env-file': "_files -g '*.env*(D) .env*(D)'",
    folder: '_files -/',
    text: ':',
  };
  const reply = (values: Offered): string =>
    typeof values === 'string' ? (files[values] ?? ':') : `compadd -- ${values.join(' ')}`;
  const described = (entries: readonly (readonly [string, string])[]): string =>
    entries.map(([name, about]) => quoted(`${name}:${about.replaceAll(':', '\\:')}`)).join(' ');
  const options = (own: readonly SurfaceOption[]): string =>
    described([...own, ...surface.global].flatMap((one) => flagsOf(one).map((flag) => [flag, one.about])));
  const setup = surface.commands.find(({ name }) => name === 'setup')?.options ?? [];
  return `#compdef openai-setup
# zsh: openai-setup completion zsh > "\${fpath[1]}/_openai-setup", or eval "$(openai-setup completion zsh)" after compinit
_openai-setup() {
  local command='' i
  local -a entries
${search(surface, 2, `\${words[i]}`, 'CURRENT')}
  case "$command \${words[CURRENT-1]}" in
${withValues(surface)
  .map(({ flag, values, command }) => `    (${command ?? '*'}\\ ${flag}) ${reply(values)}; return ;;`)
  .join('\n')}
  esac
  if [[ "\${words[CURRENT]}" == -* ]]; then
    case "$command" in
${surface.commands.map(({ name, options: own }) => `      (${name}) entries=(${options(own)}) ;;`).join('\n')}
      (*) entries=(${options(setup)}) ;;
    esac
    _describe -o option entries
    return
  fi
  case "$command" in
${surface.commands
  .filter(({ values }) => values !== null && values !== 'text')
  .map(({ name, values }) => `    (${name}) ${reply(values ?? 'text')} ;;`)
  .join('\n')}
    ('') entries=(${described(surface.commands.map(({ name, about }) => [name, about]))}); _describe command entries ;;
  esac
}
if [[ "\${funcstack[1]}" == _openai-setup ]]; then _openai-setup "$@"; else compdef _openai-setup openai-setup; fi
`;
}

function fish(surface: Surface): string {
  const none = `not __fish_seen_subcommand_from ${names(surface).join(' ')}`;
  const values = (one: Offered | null): string => {
    if (one === null) return '';
    if (typeof one !== 'string') return ` -x -a ${quoted(one.join(' '))}`;
    return {
      file: ' -r -F',
      'env-file': ' -r -F',
      folder: " -x -a '(__fish_complete_directories)'",
      text: ' -x',
    }[one];
  };
  const option = (where: string, { long, short, about, values: own }: SurfaceOption): string =>
    `complete -c openai-setup${where}${short ? ` -s ${short.slice(1)}` : ''} -l ${long.slice(2)}${values(own)} -d ${quoted(about)}`;
  const lines = [
    '# fish: openai-setup completion fish > ~/.config/fish/completions/openai-setup.fish',
    'complete -c openai-setup -f',
    ...surface.global.map((one) => option('', one)),
    ...surface.commands.map(
      ({ name, about }) => `complete -c openai-setup -n ${quoted(none)} -a ${name} -d ${quoted(about)}`,
    ),
    ...surface.commands.flatMap(({ name, options, values: own }) => {
      const seen = ` -n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
      const where =
        name === 'setup' ? ` -n ${quoted(`${none}; or __fish_seen_subcommand_from setup`)}` : seen;
      const argument =
        own === null || own === 'text'
          ? []
          : [
              `complete -c openai-setup${seen}${typeof own === 'string' ? ' -F' : ` -a ${quoted(own.join(' '))}`}`,
            ];
      return [...options.map((one) => option(where, one)), ...argument];
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function powershell(surface: Surface): string {
  const text = (one: string): string => `'${one.replaceAll("'", "''")}'`;
  const list = (all: readonly string[]): string => `@(${all.map(text).join(', ')})`;
  const valuesOf = (values: Offered | null): string =>
    values === null || values === 'text' ? '$null' : typeof values === 'string' ? text(values) : list(values);
  const table = (entries: readonly (readonly [string, string])[]): string =>
    `@{\n${entries.map(([name, value]) => `    ${text(name)} = ${value}`).join('\n')}\n  }`;
  const abouts = new Map<string, string>();
  for (const { name, about } of surface.commands) abouts.set(name, about);
  for (const one of [...surface.commands.flatMap(({ options }) => options), ...surface.global])
    for (const flag of flagsOf(one)) if (!abouts.has(flag)) abouts.set(flag, one.about);
  const flags = (options: readonly SurfaceOption[]): string =>
    list([...options, ...surface.global].flatMap(flagsOf));
  return `# PowerShell: openai-setup completion powershell | Out-String | Invoke-Expression, for instance in $PROFILE
Register-ArgumentCompleter -Native -CommandName 'openai-setup' -ScriptBlock {
  param($word, $ast, $position)
  $values = ${table(withValues(surface).map(({ flag, values, command }) => [command ? `${command} ${flag}` : flag, valuesOf(values)]))}
  $options = ${table(surface.commands.map(({ name, options }) => [name, flags(options)]))}
  $arguments = ${table(surface.commands.map(({ name, values }) => [name, valuesOf(values)]))}
  $about = ${table([...abouts].map(([name, about]) => [name, text(about)]))}
  $typed = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { "$_" })
  $command = ''
  for ($i = 0; $i -lt $typed.Count; $i++) {
    if ($values.ContainsKey($typed[$i])) { $i++ } elseif ($typed[$i] -notlike '-*') { $command = if ($options.ContainsKey($typed[$i])) { $typed[$i] } else { 'setup' }; break }
  }
  $last = if ($typed.Count -gt 0) { $typed[-1] } else { '' }
  $found = if ($values.ContainsKey("$command $last")) { $values["$command $last"] }
    elseif ($values.ContainsKey($last)) { $values[$last] }
    elseif ($word -like '-*') { $options[$(if ($command) { $command } else { 'setup' })] }
    elseif ($command) { $arguments[$command] }
    else { ${list(names(surface))} }
  if ($found -is [string]) {
    return [System.Management.Automation.CompletionCompleters]::CompleteFilename($word)
  }
  $found | Where-Object { $_ -and $_.StartsWith($word) } | ForEach-Object {
    $tip = if ($about.ContainsKey($_)) { $about[$_] } else { $_ }
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $tip)
  }
}
`;
}
