import type { Finding } from '../domain/diagnosis/finding.ts';
import type { Endpoint } from '../domain/network/endpoint.ts';

/** A command ends here, with the reason. Whoever throws it has put back what was changed. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly finding: Finding;
  /** Whom the finding is about; null for one about this machine. */
  readonly endpoint: Endpoint | null;
  /** The user has read the reason already. */
  readonly told: boolean;

  constructor(
    finding: Finding,
    { endpoint = null, told = false }: { readonly endpoint?: Endpoint | null; readonly told?: boolean } = {},
  ) {
    super(finding.cause);
    this.finding = finding;
    this.endpoint = endpoint;
    this.told = told;
  }
}
