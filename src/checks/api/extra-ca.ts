import { resolve } from 'node:path';
import type { OtherCa, UnusableCa } from '../../domain/diagnosis/cause-facts.ts';
import type { Ports } from '../../ports/ports.ts';
import { readText } from '../read-text.ts';

/** A certificate as Node reads it from that file: text between two lines, which are part of it. */
const pem = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----\s+[A-Za-z0-9+/=\s]+-----END /;

/**
 * Why Node could not use what `NODE_EXTRA_CA_CERTS` names, which it says once at most, and never again; null where it
 * could, or none is named. Source: https://nodejs.org/api/cli.html#node_extra_ca_certsfile, read in November 2026.
 */
export function unusableCa(ports: Pick<Ports, 'env' | 'files'>): UnusableCa | null {
  const named = ports.env['NODE_EXTRA_CA_CERTS'];
  if (!named) return null;
  const absolute = resolve(named);
  const path = { absolute };
  const { state } = ports.files.read(absolute);
  if (state === 'missing') return { path, problem: 'missing' };
  const text = readText(ports, absolute);
  if (text === null) return { path, problem: 'unreadable' };
  return pem.test(text) ? null : { path, problem: 'no_certificate' };
}

/** As curl, Python's clients and OpenSSL call theirs. */
const others = ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'] as const;

/** Authorities that other programs here are told of, and Node is not; null where it is, or nothing names any. */
export function otherCa({ env, files }: Pick<Ports, 'env' | 'files'>): OtherCa | null {
  if (env['NODE_EXTRA_CA_CERTS'] || /--use-openssl-ca\b/.test(env['NODE_OPTIONS'] ?? '')) return null;
  for (const variable of others) {
    const path = { absolute: resolve(env[variable] || '.') };
    if (env[variable] && pem.test(readText({ files }, path.absolute) ?? '')) return { variable, path };
  }
  return null;
}
