/** Words that say the opposite of a predicate, and mean it where they are denied: 'does not exist', 'isn't allowed'. */
export const deniedWords = {
  notFound: `
    exist*, found, find, located, locate, listed, known, in the, in your, in our, in an, among, on the list,
    recognized model, resolve, resolved, matched, matching, detected, identified, host, hosts, recognise, recognize,
    aware of, have any, registered, match any, hosted, correspond to any, defined, served here, know, heard of`,
  invalid: `
    valid, recognized, recognised, recognize, correct, match pattern, parse, parsed, parseable, decode, decoded, understand,
    understood, proper, met, well-formed, validate, validated, accepted, legitimate, expected, trusted, verify signature,
    verified token`,
  notAllowed: `
    allowed, allow, permitted, permit, authorized, authorised, eligible, entitled, granted, use, used, approved, accessed,
    access, invoke, whitelisted, allowlisted, cleared, privileged, granted access, call, welcome, run, execute, accepted,
    let, lets, bring, open to, enough rights, qualify, qualified, reach, see, be accessed, called, invoked, addressed,
    queried, executed`,
  notSupported: `
    supported, accept, accepts, compatible, implemented, implement, served, serve, offered, offer, offers, applicable,
    work with, usable, process`,
  lacksFeature: `support, supports, handle, handles`,
  unavailable: `
    available, accessible, reachable, ready, responding, online, healthy, working, reach, responded, reached, respond,
    operational, respond in time, answer, answering, come up, started, start, connect,
    connected`,
  notEnabled: `
    enabled, enable, activated, active subscription, opened, subscribed, purchased, turned on, switched on, open, opted in,
    included, include, cover, covered, subscribe`,
  absent: `
    provided, provide, supplied, supply, sent, send, present, specified, given, contain*, have, has, had, received, receive,
    passed in, passed, hold, pass, attached, configured key, exist in header, possess, got, submitted, grant, grants, come with,
    came with, find in the request, carry, carries, bear, bears, specify, own, authenticated, holds`,
  unset: `configured, configure, set, set up, defined, initialized, setup, initialised`,
  mismatch: `
    in any team, in any workspace, in any organization*, in any organisation*, in any, match, matches, matched to, same, correspond*, part of, member of, a member, a member of, joined, join,
    be part of, linked, linked to, tied to, in our`,
  another: `belong, belongs, associated with, owned by, own`,
  tooLarge: `fit, fits`,
  exhausted: `enough, sufficient, remaining, left, adequate, cover the`,
  unverified: `verified, verify, confirmed, passed verification, complete, completed`,
  unpaid: `paid, active, good standing, pay, settled, charge`,
  disabled: `active`,
  loadedNot: `loaded, deployed, installed, running, mounted, registered, pulled, load`,
} as const;

/** What denies the words behind it. */
export const negators = `
  not, isn't, aren't, wasn't, weren't, doesn't, don't, didn't, cannot, can't, couldn't, won't, hasn't, haven't, hadn't,
  wouldn't, shouldn't, isnt, doesnt, dont,
  cant, didnt, no, never, neither, nor, without, unable, non, nothing, nobody, failed to, fails to, neither, unable to, havent`;

/** How a clause begins that only gives advice, or makes a condition. */
export const adviceStarts = `
  please, check, make sure, ensure, try, see, visit, contact, learn more, read, go to, consider, for more, for details,
  to learn, to resolve, to fix, to continue, if, unless, when, upgrade,
  verify that, verify the, double check, double-check, you can, you may, click, refer, use, add, configure, in case, or,
  either, maybe, perhaps, e.g, hint, note, note that, tip, need help, did you, have you, are you,
  find your, manage, get, obtain, set, update, wait, retry, it is possible, might, could be, once, as, 请, 如果, 若, 建议,
  可以, 或者, 您可以, 如需, 請, 尝试, 参考, 详见, 查看, 联系, 是否, 可能, 例如, 了解更多, 检查, 稍后, 如有, 前往, 如`;
