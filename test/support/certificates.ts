import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Certificates are made when the tests run; without `openssl` those tests are skipped. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

export interface Pair {
  readonly key: string;
  readonly cert: string;
}

export interface Authority extends Pair {
  /** Signs a certificate for 127.0.0.1 and localhost, or what `names` says, valid from and to days from now. */
  issue(options?: { names?: string; fromDays?: number; toDays?: number }): Pair;
}

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const loopbackNames = 'DNS:localhost,IP:127.0.0.1';

export function selfSigned(): Pair {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const path = (name: string): string => join(folder, name);
  const out = ['-keyout', path('key'), '-out', path('cert'), '-days', '2', '-subj', '/O=Self/CN=localhost'];
  openssl(['req', '-x509', ...curve, ...out, '-addext', `subjectAltName=${loopbackNames}`]);
  return { key: readFileSync(path('key'), 'utf8'), cert: readFileSync(path('cert'), 'utf8') };
}

/** An authority of its own, called `Office Firewall CA`. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  const path = (name: string): string => join(folder, name);
  const subject = '/O=Office/CN=Office Firewall CA';
  openssl([
    'req',
    '-x509',
    ...curve,
    '-keyout',
    path('ca.key'),
    '-out',
    path('ca.crt'),
    '-days',
    '9',
    '-subj',
    subject,
  ]);
  writeFileSync(path('index'), '');
  writeFileSync(path('serial'), '01');
  writeFileSync(
    path('config'),
    [
      '[ca]\ndefault_ca=own\n[own]',
      `database=${path('index')}`,
      `serial=${path('serial')}`,
      `new_certs_dir=${folder}`,
      'default_md=sha256\npolicy=any\ncopy_extensions=copy\nunique_subject=no\n[any]\ncommonName=supplied',
    ].join('\n'),
  );
  let issued = 0;
  return {
    key: readFileSync(path('ca.key'), 'utf8'),
    cert: readFileSync(path('ca.crt'), 'utf8'),
    issue({ names = loopbackNames, fromDays = -1, toDays = 1 } = {}) {
      issued += 1;
      const [key, request, cert] = [path(`${issued}.key`), path(`${issued}.csr`), path(`${issued}.crt`)];
      const wanted = ['-keyout', key, '-out', request, '-subj', '/CN=localhost'];
      openssl(['req', '-new', ...curve, ...wanted, '-addext', `subjectAltName=${names}`]);
      const span = ['-startdate', stamp(fromDays), '-enddate', stamp(toDays)];
      const authority = ['-config', path('config'), '-keyfile', path('ca.key'), '-cert', path('ca.crt')];
      openssl(['ca', '-batch', '-notext', ...authority, '-in', request, '-out', cert, ...span]);
      return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
    },
  };
}

function openssl(args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' });
}

/** `YYYYMMDDHHMMSSZ`, as `openssl ca` wants it. */
function stamp(days: number): string {
  const time = new Date(Date.now() + days * 86_400_000).toISOString();
  return `${time.slice(0, 19).replace(/[-:T]/g, '')}Z`;
}
