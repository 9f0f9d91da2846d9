/**
 * Whether a file of this name (without folders) holds assignments, for somebody to load or to copy: `.env`,
 * `.env.local`, `.envrc`, `prod.env`, `.dev.vars`, `.env.example`. What an editor leaves behind is none.
 */
export function isEnvFileName(name: string): boolean {
  if (name.endsWith('~') || /\.sw[a-p]$/.test(name)) return false;
  return /^\.env(?:$|[.\-_r])/.test(name) || /^\.dev\.vars(?:$|\.)/.test(name) || /.\.env$/.test(name);
}

/** Whether it shows others what to set. It travels with the project, so no key belongs in it. */
export function isExampleName(name: string): boolean {
  return /(?:^|[.\-_])(?:example|sample|template|tpl|dist|defaults?)(?=$|[.\-_])/i.test(name);
}

/** Names of examples that tell the same variables as an env file of this name, beside it. */
export function exampleNamesFor(name: string): ReadonlySet<string> {
  return new Set([`${name}.example`, '.env.example', '.env.sample', '.env.template']);
}

/**
 * Whether Windows takes this name (without folders) for a device, in any folder and with any ending, or for a stream within a file:
 * what is written there is lost, or hidden.
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
export const isNoFileOfWindows = (name: string): boolean =>
  /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]) *(?:[.:]|$)/i.test(
    name,
  ) || name.includes(':');
