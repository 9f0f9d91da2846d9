import { anyOf, phrase } from '../text/phrase.ts';
import { pathFacts } from './answer-facts.ts';
import type { CauseFacts } from './cause-facts.ts';
import { clientCertificateRule } from './client-certificate.ts';
import { type Evidence, type Rule, type Ruling, status } from './evidence-view.ts';
import {
  blockingProduct,
  isApplication,
  looksLikeLogin,
  looksLikePortalAddress,
  saysBlocked,
} from './page-kinds.ts';

const pageText = ({ answer }: Evidence): string => (answer.shape === 'page' ? answer.text : '');
const isPage = ({ answer }: Evidence): boolean => answer.shape === 'page';

const when = (
  id: string,
  holds: (evidence: Evidence) => boolean,
  verdict: (evidence: Evidence) => Ruling,
): Rule => ({
  id,
  when: (evidence) => (holds(evidence) ? verdict(evidence) : null),
});

/** The id that Cloudflare gives a request, for its support. */
const rayFacts = ({ answer }: Evidence): CauseFacts['network_blocked'] => ({
  rayId: answer.headers['cf-ray'],
});

/** Something in between, such as the sign-in page of a guest network. */
const webPage: Ruling = { cause: 'network_intercepted', facts: { reason: 'page' } };
/** A server that is no OpenAI-style API. */
const otherForm: Ruling = { cause: 'not_openai_api', facts: { reason: 'other_form' } };

const regionRefused = anyOf(
  /banned the country or region|unsupported_country/,
  /not available in your (?:country|region)|services are not available in/,
);

const hidden = /(?:vpn|proxy|tor|anonymi[sz]er)s? (?:(?:was|were|is|are|has been) )?/;
const edgeRefuses = anyOf(
  /^error 10(?:0\d|1[02]|20): access denied|browser's signature|check your network settings/,
  phrase`${hidden}(?:detected|not allowed)`,
);

const plainToTls = anyOf(
  /plain http request was sent to https port|client sent an http request to an https server/,
  /speaking plain http to an ssl/,
);

/** How hosting platforms say that nobody, or nobody any more, has a site there. */
const siteIsOff = anyOf(
  /deployment could not be found on vercel|^no such app\b|^application not found\b/,
  /web app is (?:currently )?stopped|deployment is temporarily paused|this service has been suspended/,
);

/** How nginx names what others send a 431 for. */
const headersTooLarge = /(?:headers?|cookies?|header fields?) (?:is |are )?too (?:large|long|big)/;

/** Answers that are not the API's: by something in between, or by a server of another kind. Before the API's own. */
export const notApiRules: readonly Rule[] = [
  when('status-407', status(407), () => ({ cause: 'network_proxy_auth', facts: { proxyStatus: 407 } })),
  when('status-511', status(511), () => webPage),
  clientCertificateRule,
  when('redirect', ({ answer }) => answer.status >= 300 && answer.status < 400, redirected),
  when(
    'page-region',
    (evidence) => regionRefused.test(pageText(evidence)),
    () => ({ cause: 'region_unsupported' }),
  ),
  when(
    'edge-rate',
    ({ answer }) =>
      (answer.shape === 'page' &&
        (answer.status === 429 || /error 1015|being rate limited/.test(answer.text))) ||
      /^error code: 1015\b/.test(answer.text),
    (evidence) => ({ cause: 'rate_limited', facts: rayFacts(evidence) }),
  ),
  when(
    'edge-challenge',
    ({ answer }) =>
      answer.headers['cf-mitigated'] === 'challenge' || /^error code: 10(?:0\d|1[02]|20)\b/.test(answer.text),
    (evidence) => ({ cause: 'network_blocked', facts: rayFacts(evidence) }),
  ),
  when(
    'edge-words',
    ({ answer }) => answer.status === 403 && edgeRefuses.test(answer.text),
    (evidence) => ({ cause: 'network_blocked', facts: rayFacts(evidence) }),
  ),
  // Vercel's code is also that of an Azure deployment.
  when(
    'no-site',
    ({ answer }) =>
      answer.headers['x-vercel-error'] === 'DEPLOYMENT_NOT_FOUND' || siteIsOff.test(answer.text),
    () => otherForm,
  ),
  when(
    'not-tls-at-port',
    (evidence) => plainToTls.test(evidence.answer.text),
    () => ({ cause: 'network_not_tls', facts: { reason: 'plain_to_tls' } }),
  ),
  when(
    'blocking-product',
    (evidence) => isPage(evidence) && blockingProduct(evidence.answer) !== null,
    ({ answer }) => ({
      cause: 'network_intercepted',
      facts: { reason: 'page', product: blockingProduct(answer) ?? undefined },
    }),
  ),
  when(
    'edge-block',
    ({ answer }) => answer.shape === 'page' && answer.status >= 400 && saysBlocked(answer),
    (evidence) => ({ cause: 'network_blocked', facts: rayFacts(evidence) }),
  ),
  when(
    'login-page',
    ({ answer }) =>
      answer.shape === 'page' &&
      (answer.status < 300 || answer.status === 401 || answer.status === 403) &&
      looksLikeLogin(answer),
    () => webPage,
  ),
  when('page-by-status', isPage, (evidence) => pageByStatus(evidence)),
];

/** What remains for answers without markup that no rule about the API knew. After the API's own. */
export const leftoverRules: readonly Rule[] = [
  when(
    'forbidden-model',
    (evidence) =>
      status(403)(evidence) &&
      evidence.answer.shape === 'json' &&
      /\bmodels?\b|模型/.test(evidence.answer.text),
    () => ({ cause: 'model_no_access' }),
  ),
  when(
    'nothing-403',
    ({ answer }) => answer.meant === 403 && answer.shape !== 'json',
    (evidence) => ({ cause: 'network_blocked', facts: { reason: 'words', ...rayFacts(evidence) } }),
  ),
  when(
    'nothing-404',
    ({ answer }) => [404, 405, 410].includes(answer.meant) && !hasErrorObject(answer.json),
    (evidence) => ({ cause: 'base_url_wrong_path', facts: pathFacts(evidence) }),
  ),
  when('misdirected', status(421, 426, 505), () => otherForm),
  when(
    'odd-success',
    ({ answer }) => answer.status < 300 && !answer.failed,
    ({ answer, exchange }) =>
      answer.shape === 'empty' && exchange.endpoint.official
        ? { cause: 'network_intercepted', facts: { reason: 'empty' } }
        : otherForm,
  ),
];

/** The shape of OpenAI's own errors; without it, a 404 is a web server's. */
function hasErrorObject(json: unknown): boolean {
  const error = (json as { error?: unknown } | null | undefined)?.error;
  return typeof error === 'object' && error !== null;
}

/** We follow no redirect: the key would go along, or be lost on the way. */
function redirected({ answer, exchange }: Evidence): Ruling {
  const location = answer.headers['location'];
  if (location !== undefined && looksLikePortalAddress(location, exchange.endpoint.baseURL)) {
    return { cause: 'network_intercepted', facts: { reason: 'page', location } };
  }
  return { cause: 'base_url_redirects', facts: { location } };
}

function pageByStatus(evidence: Evidence): Ruling {
  const { answer, exchange } = evidence;
  const { official, baseURL } = exchange.endpoint;
  if (answer.status >= 500)
    return { cause: /overload|too busy|capacity/.test(answer.text) ? 'service_overloaded' : 'service_error' };
  if ([413, 414, 431].includes(answer.status) || headersTooLarge.test(answer.text))
    return { cause: 'request_too_large' };
  if (answer.status === 451) return { cause: 'region_unsupported' };
  if (answer.status === 408) return { cause: 'network_timeout' };
  if (answer.status === 403) return { cause: 'network_blocked', facts: rayFacts(evidence) };
  if (
    /cannot (?:get|post) \//.test(answer.text) ||
    answer.status === 405 ||
    (answer.status === 404 && lacksVersion(baseURL))
  ) {
    return { cause: 'base_url_wrong_path', facts: pathFacts(evidence) };
  }
  if (official) return webPage;
  if (answer.status >= 400) return otherForm;
  if (!isApplication(answer)) return webPage;
  return lacksVersion(baseURL) ? { cause: 'base_url_wrong_path', facts: pathFacts(evidence) } : otherForm;
}

/** The base URL is a bare host, or repeats or exceeds the path that clients add themselves. */
function lacksVersion(baseURL: string): boolean {
  const path = URL.canParse(baseURL) ? new URL(baseURL).pathname.replace(/\/$/, '') : '';
  return path === '' || /\/v\d\/v\d|\/chat\/|\/completions|\/models/.test(path);
}
