import { anyOf, phrase } from '../text/phrase.ts';
import type { ReadAnswer } from './read-answer.ts';

/** Pages that stand where an API answer should be, told apart by what they say. */

/** Products that answer in place of the server, with words of their standard pages. */
const products: readonly (readonly [name: string, words: RegExp])[] = [
  ['Zscaler', /zscaler/],
  ['FortiGate', /forti(?:net|gate|guard|proxy|client)/],
  ['Squid', /generated .{0,60}\(squid|squid\/|the requested url could not be retrieved|cache administrator/],
  ['Blue Coat', /blue ?coat|symantec web security/],
  ['Forcepoint', /websense|forcepoint/],
  ['Sophos', /sophos/],
  ['Palo Alto Networks', /palo alto networks|globalprotect|url filtering/],
  ['McAfee', /mcafee web gateway|skyhigh/],
  ['Cisco Umbrella', /cisco umbrella|opendns|ironport/],
  ['Barracuda', /barracuda/],
  ['Netskope', /netskope/],
  ['SonicWall', /sonicwall/],
  ['Check Point', /check point|usercheck/],
  ['WatchGuard', /watchguard/],
  ['iboss', /\biboss\b/],
  ['Kerio', /kerio/],
  ['Sangfor', /sangfor|深信服/],
];

/** The product whose page this is, or null. Squid also says so in a header. */
export function blockingProduct({ text, headers, raw }: ReadAnswer): string | null {
  if (headers['x-squid-error'] !== undefined) return 'Squid';
  const server = `${headers['server'] ?? ''} ${headers['via'] ?? ''}`.toLowerCase();
  const written = `${text} ${raw.toLowerCase()} ${server}`;
  const named = products.find(([, words]) => words.test(written))?.[0];
  if (named !== undefined) return named;
  return policyWords.test(text) ? '' : null;
}

const refused = /blocked|denied|restricted|prohibited|not allowed|forbidden/;
const because = /by|due to|under|according to|against|per/;
const ours = /your |the |our |a |company |corporate /;
const authority = anyOf(
  /administrator|organi[sz]ation|company|corporate|network|it |school|employer/,
  /polic(?:y|ies)|web filter|firewall rule|internet use/,
);
const barred = /(?:is|has been) (?:blocked|restricted|denied)/;

/** Words of whoever runs this network, not of the server. */
const policyWords = anyOf(
  phrase`${refused}\b.{0,80}${because} ${ours}*${authority}`,
  /(?:web|content|url|internet) filter|acceptable use|web page blocked/,
  /(?:violates?|against) (?:your|our|the) (?:company|corporate|organi[sz]ation).{0,20}polic/,
  phrase`this (?:web)?(?:site|page|category) ${barred}`,
  phrase`access to this (?:site|website|page|resource|category) ${barred}`,
  /(?:管理员|公司|单位|网络).{0,12}(?:禁止|拦截|阻止)|访问.{0,8}被(?:拦截|阻止|禁止)/,
);

const blockedByEdge = anyOf(
  /attention required|you have been blocked|just a moment|enable javascript and cookies/,
  /checking (?:if the site|your browser)|verify(?:ing)? you are human|security service to protect/,
  /unable to access|对网站造成安全威胁|(?:访问|请求)(?:已|已经)?被(?:[^。]{0,12})?(?:阻断|拦截)|error 10(?:0\d|1[02]|20)\b/,
  /access to this (?:site|website|service) (?:has been|is|was) (?:limited|blocked|restricted)/,
  /security incident|blocked for security|request (?:was|has been|is) blocked/,
  /(?:limited|blocked|restricted|denied) by (?:the )?(?:site|website) (?:owner|administrator|security)/,
);
const forbidden =
  /access denied|request blocked|don't have permission|forbidden|has been blocked|拒绝访问|禁止访问/;

/** What only pages of firewalls for web sites hold, which often show a picture and no words. */
const firewallMarks = anyOf(
  /errors\.aliyun\.com|_incapsula_resource|sucuri\.net|captcha-delivery\.com|ddos-guard|px-captcha|awswaf/,
  /edgesuite\.net|cf-error-details|bot-detection/,
);

/** Words of Cloudflare, Akamai, CloudFront and plain web servers that refuse a caller. */
export function saysBlocked({ text, status, raw }: ReadAnswer): boolean {
  if (blockedByEdge.test(text) || (status < 500 && firewallMarks.test(raw.toLowerCase()))) return true;
  return status === 403 && forbidden.test(text);
}

const portal = /captive|hotspot|wi-?fi|portal|网络认证|上网认证|校园网|无线网/;
const signIn = /log ?in|sign ?in|log ?on|authenticat|single sign-on|\bsso\b|登录|登陆|认证/;
const terms = anyOf(
  /(?:accept|agree to) (?:the |our )?terms|connect to the internet|network access/,
  /(?:please|you must|must|need to) (?:log|sign) ?in/,
);

/** A page that wants somebody to sign in, or to accept something, before the network opens. */
export function looksLikeLogin({ text, page, raw }: ReadAnswer): boolean {
  return (
    portal.test(text) ||
    terms.test(text) ||
    signIn.test(page?.title?.toLowerCase() ?? '') ||
    /<input[^<>]{0,200}type=["']?password/i.test(raw) ||
    /http-equiv=["']?refresh["']?[^<>]{0,200}(?:login|portal|auth|captive|splash)/i.test(raw)
  );
}

const applicationWords = anyOf(
  /welcome to (?:nginx|openresty|apache|tengine|caddy)|apache2? (?:\w+ )?default page|^it works!/,
  /iis windows|directory listing|index of \/|test page|congratulations|under construction/,
  /(?:one|new) api|open webui|ollama is running|lm studio|swagger ui|redoc/,
);
const applicationMarkup = [
  /<div id=["']?(?:root|app|__next|__nuxt|svelte)["' >]/i,
  /\/_next\/|__NEXT_DATA__|\/@vite\/client|type=["']module["']/i,
];

/** The page of a web server or web application that somebody runs at this address on purpose. */
export function isApplication({ text, raw }: ReadAnswer): boolean {
  return applicationWords.test(text) || applicationMarkup.some((mark) => mark.test(raw));
}

const portalAddress = [
  /login|logon|signin|sign-in|portal|captive|hotspot|splash|guest|wi-?fi|\bsso\b|\bauth\b|oauth|saml/i,
  /cdn-cgi\/access|blockpage|block\.|blocked|fgtauth/i,
];

/** A redirect to where somebody signs in, on another host. */
export function looksLikePortalAddress(location: string, baseURL: string): boolean {
  if (!URL.canParse(location, baseURL)) return false;
  const target = new URL(location, baseURL);
  if (target.host === new URL(baseURL).host) return false;
  return portalAddress.some((words) => words.test(target.host + target.pathname));
}
