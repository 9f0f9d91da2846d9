import { join } from 'node:path';
import { assignVariable, eachNamed, shellsOf } from '../../domain/loading/shells.ts';
import { shownAddress } from '../../domain/network/endpoint.ts';
import type { LadderFacts } from '../../domain/network/ladder.ts';
import type { Ports } from '../../ports/ports.ts';
import { readText } from '../read-text.ts';

/** npm's settings for it, the one that counts for https first. Source: docs.npmjs.com, 'config', read in November 2026. */
const names = ['https-proxy', 'proxy'] as const;

/**
 * A proxy that npm is told of, by its own configuration, where no variable names one for all programs; null where there is
 * none. Only named: a project's file decides about nothing that is sent.
 */
export function npmProxy(
  ports: Pick<Ports, 'cwd' | 'env' | 'files' | 'home' | 'platform'>,
): LadderFacts['proxy_of_npm'] | null {
  const configured = [
    fromEnvironment(ports.env),
    ...[ports.cwd, ports.home]
      .filter((folder) => folder !== '')
      .map((folder) => fromFile(readText(ports, join(folder, '.npmrc')) ?? '')),
  ];
  for (const name of names) {
    const value = configured.map((settings) => settings[name]).find((text) => text !== undefined);
    if (!value || /^(?:null|false|undefined)$/.test(value)) continue;
    const command = eachNamed(shellsOf(ports), (shell) =>
      assignVariable(shell, 'HTTPS_PROXY', { output: printing(name, value) }),
    );
    return { name, proxy: shownAddress(value), command };
  }
  return null;
}

/** npm hands an address with a password to the programs that it starts, and prints it itself for nobody. */
const printing = (name: (typeof names)[number], value: string): string =>
  value.includes('@')
    ? `npm exec -c "node -p process.env.npm_config_${name.replace('-', '_')}"`
    : `npm config get ${name}`;

type NpmSettings = Readonly<Partial<Record<string, string>>>;

/** npm takes variables in any case, with `_` for `-`; npx hands on what it was configured with in the same way. */
function fromEnvironment(env: Ports['env']): NpmSettings {
  const found = Object.entries(env).flatMap(([variable, value]): [string, string][] => {
    const name = /^npm_config_((?:https[-_])?proxy)$/i.exec(variable)?.[1];
    return name && value?.trim() ? [[name.toLowerCase().replace('_', '-'), value.trim()]] : [];
  });
  return Object.fromEntries(found);
}

function fromFile(text: string): NpmSettings {
  const lines = text.matchAll(/^[ \t]*(https-proxy|proxy)[ \t]*=[ \t]*(["']?)(.*?)\2[ \t]*\r?$/gm);
  return Object.fromEntries([...lines].map(([, name = '', , value = '']) => [name, value]));
}
