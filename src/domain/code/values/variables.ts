import type { CodeWritten, Foreign, Variable } from './possible-value.ts';

/** How code reads variables of the environment: a module (a global with `:`), and the way to the value. */
interface VariableReader {
  readonly module: RegExp;
  /** The name is the group; without one it is the first argument of the call that ends the way. */
  readonly path: RegExp;
  /** It looks into an env file by itself, and leaves the environment as it is. */
  readonly ofFile?: boolean;
}

/** Sources: the documentation of each, November 2026. */
const readers: readonly VariableReader[] = [
  { module: /^:process$|^(?:node:)?process$/, path: /^env\.(\w+)$/ },
  { module: /^:import\.meta$/, path: /^env\.(\w+)$/ },
  { module: /^:Bun$|^bun$/, path: /^env\.(\w+)$/ },
  { module: /^:Deno$/, path: /^env\.get\(\)$/ },
  { module: /^\$env\/static\/(?:private|public)$/, path: /^(\w+)$/ },
  { module: /^\$env\/dynamic\/(?:private|public)$/, path: /^env\.(\w+)$/ },
  { module: /^astro:env\/(?:server|client)$/, path: /^(\w+)$/ },
  { module: /^cloudflare:workers$/, path: /^env\.(\w+)$/ },
  { module: /^@nestjs\/config$/, path: /^ConfigService\(\)\.(?:get|getOrThrow)\(\)$/ },
  { module: /^os$/, path: /^environ\.([A-Za-z_]\w*)$/ },
  { module: /^os$/, path: /^(?:getenv|environ\.(?:get|pop|setdefault))\(\)$/ },
  { module: /^dotenv$/, path: /^dotenv_values\(\)(?:\.get\(\)|\.([A-Za-z_]\w*))$/, ofFile: true },
  { module: /^decouple$/, path: /^(?:config|Config\(\)|AutoConfig\(\))\(\)$/, ofFile: true },
  { module: /^environ$/, path: /^(?:Env|FileAwareEnv)\(\)(?:\.str)?\(\)$/ },
  { module: /^environs$/, path: /^Env\(\)(?:\.str)?\(\)$/ },
  { module: /^starlette\.config$/, path: /^Config\(\)\(\)$/, ofFile: true },
];

/** Methods of `os.environ` are no variables. */
const methods = /^(?:get|pop|setdefault|copy|update|items|keys|values)$/;

/** The variable that something outside of the project stands for; null for all else. */
export function variableOf({ module, path }: Foreign, at: CodeWritten, argument?: string): Variable | null {
  for (const reader of readers) {
    if (!reader.module.test(module)) continue;
    const found = reader.path.exec(path);
    if (!found) continue;
    const name = found[1] ?? argument;
    if (name === undefined || methods.test(name) || !/^[A-Za-z_]\w*$/.test(name)) continue;
    return { kind: 'variable', name, at, ofFile: reader.ofFile ?? false };
  }
  return null;
}
