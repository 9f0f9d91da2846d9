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
