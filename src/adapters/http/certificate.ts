import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { RecordedCertificate } from '../../domain/diagnosis/evidence.ts';

const longestText = 500;

/** What the other side's certificate says; null where it showed none. Times as ISO 8601 where they can be read. */
export function readCertificate(
  socket: TLSSocket,
  redact: (text: string) => string,
): RecordedCertificate | null {
  const certificate: Partial<PeerCertificate> | null = socket.getPeerCertificate();
  if (!certificate?.subject || !certificate.issuer) return null;
  const clean = (text: string): string => redact(text).slice(0, longestText);
  return {
    issuer: clean(nameOf(certificate.issuer)),
    validFrom: isoTime(certificate.valid_from),
    validTo: isoTime(certificate.valid_to),
    altNames: clean(certificate.subjectaltname ?? ''),
  };
}

/** Organization and common name, which people know an authority by. */
function nameOf(parts: Partial<Record<string, string | string[]>>): string {
  return [parts['O'], parts['CN']]
    .flat()
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

function isoTime(text: string | undefined): string {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? (text ?? '').slice(0, 40) : new Date(time).toISOString();
}
