import { checkEndpoint, type NamedAddress } from '../checks/endpoint.ts';
import type { Finding } from '../domain/diagnosis/finding.ts';
import type { FilePlace, KeyOrigin, LinePlace } from '../domain/loading/place.ts';
import { defaultEndpoint, type Endpoint } from '../domain/network/endpoint.ts';
import type { Ports } from '../ports/ports.ts';
import type { Voice } from '../ui/voice.ts';

/** What asking about a host needs; nobody is asked where `asks` is false. */
interface Asker {
  readonly ports: Pick<Ports, 'prompter'>;
  readonly voice: Pick<Voice, 'hostQuestion'>;
  readonly asks: boolean;
}

type Agreement =
  | { readonly ok: true; readonly endpoint: Endpoint }
  | {
      readonly ok: false;
      readonly finding: Finding;
      /** The file whose base URL the user said No to; null where nobody was asked. */
      readonly refusedIn: LinePlace | null;
    };

/**
 * Where the key may be sent. A host that only a project's file names is shown and asked about, with No as the default.
 * `trusted`: the user's own word for it (`--trust-base-url`).
 */
export async function agreeEndpoint(
  asker: Asker,
  named: NamedAddress | null,
  origin: KeyOrigin,
  trusted = false,
): Promise<Agreement> {
  const { endpoint, finding } = checkEndpoint(named, origin, trusted);
  if (!finding) return { ok: true, endpoint: endpoint ?? defaultEndpoint };
  if (finding.cause !== 'base_url_untrusted' || !asker.asks || named?.source.type !== 'file')
    return { ok: false, finding, refusedIn: null };
  const yes = await agreeHost(asker, named.source, finding.facts.host);
  const agreed = yes ? checkEndpoint(named, origin, true).endpoint : null;
  return agreed
    ? { ok: true, endpoint: agreed }
    : { ok: false, finding, refusedIn: yes ? null : named.source };
}

/** Whether the user lets a key go to a host that a file names; No where nobody is there. */
export async function agreeHost(
  { ports, voice, asks }: Asker,
  file: FilePlace,
  host: string,
): Promise<boolean> {
  return asks && ports.prompter.confirm({ message: voice.hostQuestion(file, host), default: false });
}
