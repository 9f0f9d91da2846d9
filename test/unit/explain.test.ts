import { describe, expect, test } from 'vitest';
import { type Cause, causes } from '../../src/domain/diagnosis/causes.ts';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { findingOf, localFinding } from '../../src/domain/diagnosis/finding.ts';
import { cleanText } from '../../src/domain/text/clean.ts';
import english from '../../src/i18n/en/causes.ts';
import chinese from '../../src/i18n/zh-CN/causes.ts';
import { explain } from '../../src/ui/explain.ts';
import { bareFinding, stories } from '../support/findings.ts';
import { isClean, spoiled } from '../support/hostile.ts';
import { show } from '../support/show.ts';
import { answered, elsewhere } from './diagnose.support.ts';
import { variants } from './diagnose.variants.ts';

const languages = [
  ['English', english],
  ['Chinese', chinese],
] as const;
const ids = Object.keys(causes) as Cause[];
const official = { official: true, host: 'api.openai.com' };
const other = { official: false, host: 'relay.example' };

const wholeText = (diagnosis: ReturnType<typeof explain>): string =>
  [
    diagnosis.title,
    diagnosis.explanation,
    ...diagnosis.remedies.flatMap(({ text, url }) => [text, url ?? '']),
  ].join('\n');

describe.each(languages)('words in %s', (language, words) => {
  test.each(stories)('$cause ($reason) has them, with all facts and with none', ({ reason, full, bare }) => {
    for (const endpoint of [official, other, { official: false, host: null }]) {
      for (const finding of [full, bare]) {
        const diagnosis = explain(finding, endpoint, words, show);
        expect(diagnosis.title).not.toBe('');
        expect(diagnosis.explanation.length).toBeGreaterThan(6);
        expect(diagnosis.remedies.length).toBeGreaterThan(0);
        expect(diagnosis.reason).toBe(reason);
        expect(wholeText(diagnosis)).not.toMatch(
          /undefined|null|NaN|\[object|\$\{| {2}|（）|\(\)|\.\.(?!\/)|。。/,
        );
        for (const { text, url } of diagnosis.remedies) {
          expect(text).not.toBe('');
          if (url !== null) expect(url).toMatch(/^https:\/\/[a-z]+\.openai\.com(?:\/|$)/);
        }
      }
    }
  });

  test('tells no two reasons of a cause alike', () => {
    for (const cause of ids) {
      const told = stories.filter((one) => one.cause === cause);
      const texts = new Set(told.map(({ bare }) => explain(bare, official, words, show).explanation));
      expect(texts.size, cause).toBe(told.length);
    }
  });

  test.each(stories)('$cause ($reason) sends nobody of another service to pages of OpenAI', (story) => {
    for (const finding of [story.full, story.bare]) {
      const text = wholeText(explain(finding, other, words, show));
      expect(text).not.toMatch(/(?:platform|help|status)\.openai\.com/);
    }
  });

  test('names the host of another service where money or the account is the matter', () => {
    for (const cause of ids.filter(
      (id) => id.startsWith('billing_') || id === 'key_rejected' || id === 'account_deactivated',
    )) {
      expect(wholeText(explain(bareFinding(cause), other, words, show)), cause).toContain('relay.example');
    }
  });

  test.each(['localhost:11434', '127.0.0.1:8080', '[::1]:4000', 'api.localhost'])(
    'sends nobody from %s, a server of this machine, to pages or a support that it has not',
    (host) => {
      const selling =
        language === 'English'
          ? /Create a new key at|whether the key can be renewed at|a key of its own: check|the support of/
          : /新建密钥，并完整|为这个密钥续期|它自己签发|支持团队/;
      const tells = language === 'English' ? `at ${host} accepts` : `${host} 上的服务器接受`;
      const there = (finding: (typeof stories)[number]['bare'], at: string) =>
        wholeText(explain(finding, { official: false, host: at }, words, show));
      // Those with all facts have a host of their own.
      for (const { bare } of stories) expect(there(bare, host)).not.toMatch(selling);
      const about = stories.filter(({ bare }) => there(bare, 'relay.example').match(selling));
      expect(about.map(({ cause }) => cause)).toEqual(
        expect.arrayContaining(['key_rejected', 'key_expired', 'network_blocked']),
      );
      const rejected = stories.find(({ cause }) => cause === 'key_rejected');
      expect(rejected && there(rejected.bare, host)).toContain(tells);
    },
  );

  test('recommends neither unchecked certificates nor ways around limits of a region', () => {
    for (const { cause, full } of stories) {
      const text = wholeText(explain(full, official, words, show));
      expect(text).not.toMatch(/REJECT_UNAUTHORIZED|rejectUnauthorized|--insecure|verify=False/i);
      if (cause === 'region_unsupported')
        expect(text).not.toMatch(/use a vpn|change (?:the )?region|使用 ?VPN|更换地区/i);
    }
  });

  test('is in its language', () => {
    for (const cause of ids) {
      const hasChinese = /[\u4e00-\u9fff]/.test(words[cause].title);
      expect(hasChinese, cause).toBe(language === 'Chinese');
    }
  });
});

describe('explaining', () => {
  test('gives exactly the fields of the JSON contract', () => {
    const finding = diagnose(
      answered(
        429,
        {
          error: {
            message: 'You have no credits remaining.',
            type: 'insufficient_quota',
            code: 'credit_balance_exhausted',
          },
        },
        { 'x-request-id': 'req_1' },
      ),
    );
    if (finding.ok) throw new Error('expected a failure');
    expect(explain(finding, official, english, show)).toEqual({
      cause: 'billing_no_credit',
      owner: 'account',
      title: expect.any(String),
      explanation: expect.stringContaining('“You have no credits remaining.”'),
      remedies: expect.arrayContaining([
        {
          text: expect.any(String),
          url: 'https://platform.openai.com/settings/organization/billing/overview',
        },
      ]),
      retryable: false,
      retryAfterSeconds: null,
      status: 429,
      code: 'credit_balance_exhausted',
      requestId: 'req_1',
      reason: null,
    });
  });

  test('quotes another service without the links it copied', () => {
    const finding = {
      ...localFinding('key_rejected'),
      said: cleanText('Incorrect API key. Find it at https://platform.openai.com/account/api-keys.'),
    };
    expect(explain(finding, other, english, show).explanation).toContain('“Incorrect API key. Find it at …');
  });

  test('keeps control characters, escapes and bidirectional marks out of every text', () => {
    const nasty = '\u001b[31mred\u001b]0;title\u0007\u202e\u0000\u009b2J\r\nnext\u200b';
    const finding = diagnose(
      answered(
        401,
        { error: { message: `Invalid API key ${nasty}`, type: nasty, code: nasty } },
        { 'x-request-id': nasty, 'cf-ray': nasty },
        { model: nasty },
      ),
    );
    if (finding.ok) throw new Error('expected a failure');
    for (const [, words] of languages) {
      const diagnosis = explain(
        { ...localFinding('base_url_redirects', { location: nasty }), said: finding.said },
        official,
        words,
        show,
      );
      expect(JSON.stringify(diagnosis) + wholeText(diagnosis).replaceAll('\n', ' ')).not.toMatch(
        /[\p{Cc}\p{Cf}]/u,
      );
    }
  });

  test('words every variant in both languages', () => {
    for (const [, host, status, body, , headers = {}] of variants) {
      const found = diagnose(answered(status, body, headers, host === 'own' ? {} : { endpoint: elsewhere }));
      if (found.ok) continue;
      for (const [, words] of languages) {
        const text = wholeText(explain(found, host === 'own' ? official : other, words, show));
        expect(text).not.toMatch(/undefined|NaN/);
        if (host === 'other') expect(text).not.toContain('platform.openai.com');
      }
    }
  });
});

test.each(stories)('what others wrote about $cause ($reason) comes out clean, in JSON as well', (story) => {
  const { facts, call, ...failure } = story.full;
  const kept = ['reason', 'limitKind', 'form', 'known'];
  const finding = findingOf(story.cause, spoiled(facts, kept) as never, {
    ...failure,
    call: spoiled(call, kept),
  });
  for (const [, words] of languages) {
    for (const endpoint of [official, other]) {
      const diagnosis = explain(finding, endpoint, words, show);
      expect(isClean(wholeText(diagnosis)), wholeText(diagnosis)).toBe(true);
      expect(isClean(Object.values(diagnosis).join('')), JSON.stringify(diagnosis)).toBe(true);
    }
  }
});

describe.each(languages)('remedies for a key that was pasted into this run (%s)', (_, words) => {
  const about = { official: false, host: 'gateway.example' };
  const told = (finding: Parameters<typeof explain>[0], more: object) =>
    explain(finding, { ...about, ...more }, words, show).remedies.map(({ text }) => text);

  test.each([{ isAsked: true }, { isGiven: true }])('%j: nothing can have taken its place', (more) => {
    expect(told(localFinding('key_rejected'), {}).join()).toMatch(/CI/);
    expect(told(localFinding('key_rejected'), more).join()).not.toMatch(/CI|shell/);
    const expired = localFinding('key_expired', { reason: 'key' });
    expect(told(expired, {}).join()).toContain('openai-setup rotate');
    expect(told(expired, more).join()).not.toContain('openai-setup rotate');
  });

  test('the name of a model that is on the list is right', () => {
    const finding = localFinding('model_not_found');
    expect(told(finding, { isAsked: true }).join()).toMatch(/spelling|拼写/);
    expect(told(finding, { isAsked: true, isListed: true }).join()).not.toMatch(/spelling|拼写/);
  });

  test.each([localFinding('key_placeholder'), localFinding('key_other_vendor', { vendor: 'Anthropic' })])(
    'another key comes before --force ($cause)',
    (finding) => {
      expect(told(finding, {})[0]).toContain('--force');
      expect(told(finding, { isAsked: true })[0]).not.toContain('--force');
      expect(told(finding, { isAsked: true }).at(-1)).toContain('openai-setup --force');
    },
  );
});

describe.each([
  ['en', english, /Use --base-url https:\/\/gateway\.example\/v1/, 'leave out --base-url'],
  ['zh-CN', chinese, /使用 --base-url https:\/\/gateway\.example\/v1/, '去掉 --base-url'],
] as const)('an address that was given as an option (%s)', (_, words, setTo, leaveOut) => {
  const findings = [
    localFinding('base_url_wrong_path', { reason: 'version_path', suggestion: 'https://gateway.example/v1' }),
    localFinding('network_refused'),
    localFinding('key_rejected'),
    localFinding('base_url_redirects'),
  ];
  test('is named as that, not as a variable that nobody has set', () => {
    const told = findings.map((finding) => {
      const about = { official: false, host: 'gateway.example', byOption: true };
      return explain(finding, about, words, show)
        .remedies.map(({ text }) => text)
        .join('\n');
    });
    expect(told.join('\n')).not.toContain('OPENAI_BASE_URL');
    expect(told[0]).toMatch(setTo);
    expect(told[2]).toContain(leaveOut);
  });
});
