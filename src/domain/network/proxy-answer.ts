import type { Caused } from '../diagnosis/cause-facts.ts';

/**
 * What a proxy means that answers `CONNECT` without opening a tunnel. `schemes`: that it would take, where it asks for a
 * password. Source: RFC 9110, sections 9.3.6 and 15; RFC 6585, section 6 (511); Squid's and tinyproxy's own answers.
 */
export function proxyAnswer(proxyStatus: number, schemes: string | undefined): Caused {
  if (proxyStatus >= 200 && proxyStatus < 300)
    return { cause: 'network_proxy_refused', facts: { proxyStatus, reason: 'page' } };
  // tinyproxy answers 401 to a wrong password, and 407 to none.
  if (proxyStatus === 407 || proxyStatus === 401)
    return { cause: 'network_proxy_auth', facts: { proxyStatus, schemes } };
  if (proxyStatus === 511 || (proxyStatus >= 300 && proxyStatus < 400))
    return { cause: 'network_proxy_refused', facts: { proxyStatus, reason: 'sign_in' } };
  if ([400, 404, 405, 501].includes(proxyStatus))
    return { cause: 'network_proxy_refused', facts: { proxyStatus, reason: 'no_tunnel' } };
  // It is busy, or waited in vain: neither is a rule of somebody's.
  if (proxyStatus >= 500 || proxyStatus === 408 || proxyStatus === 429)
    return { cause: 'network_unreachable', facts: { proxyStatus, reason: 'behind_proxy' } };
  return { cause: 'network_proxy_refused', facts: { proxyStatus } };
}
