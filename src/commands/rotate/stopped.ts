import type { Finding } from '../../domain/diagnosis/finding.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';

/** A rotation ends here. Whoever throws it has put back what was changed. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly finding: Finding;
  /** Whom the finding is about; null for one about this machine. */
  readonly endpoint: Endpoint | null;

  constructor(finding: Finding, endpoint: Endpoint | null = null) {
    super(finding.cause);
    this.finding = finding;
    this.endpoint = endpoint;
  }
}
