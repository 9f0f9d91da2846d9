import { describe, expect, test } from 'vitest';
import { type Cause, causes } from '../../src/domain/diagnosis/causes.ts';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { type Finding, localFinding } from '../../src/domain/diagnosis/finding.ts';
import english from '../../src/i18n/en/causes.ts';
import chinese from '../../src/i18n/zh-CN/causes.ts';
import { explain } from '../../src/ui/explain.ts';
import { answered, elsewhere } from './diagnose.support.ts';
import { variants } from './diagnose.variants.ts';

const languages = [
  ['English', english],
  ['Chinese', chinese],
] as const;
const ids = Object.keys(causes) as Cause[];
const official = { official: true, host: 'api.openai.com' };
const other = { official: false, host: 'relay.example' };

/** Every fact there is, filled with something recognisable. */
const everyFact = {
  host: 'relay.example',
  baseURL: 'https://relay.example/v1',
  model: 'gpt-9',
  organization: 'org-1',
  project: 'proj_1',
  proxy: 'http://proxy.example:8080',
  keyLength: 164,
  receivedLength: 51,
  missingScopes: 'model.request',
  suggestedHost: 'eu.api.openai.com',
  replacement: 'gpt-10',
  parameter: 'max_tokens',
  supportedValues: 'low, high',
  limitKind: 'RPM',
  location: 'https://elsewhere.example/',
  rayId: '8d49',
  product: 'Squid',
  systemCode: 'ECONNREFUSED',
  port: 443,
  proxyStatus: 403,
  issuer: 'Corp Root',
  altNames: 'DNS:other.example',
  validFrom: '2026-01-01',
  validTo: '2026-02-01',
  localTime: '2026-11-21T10:00:00Z',
  path: '.env',
  parentPath: '../.env',
  line: 3,
  name: 'OPENAI_BASE_URL',
  vendor: 'Groq',
  variable: 'GROQ_API_KEY',
  suggestion: 'https://relay.example/v1',
  encoding: 'UTF-16',
  code: 'EACCES',
  position: 4,
  character: 'U+201C',
};

const full = (cause: Cause): Finding => ({
  ...localFinding(cause, everyFact),
  said: 'Quota gone, see https://platform.openai.com/account/billing.',
  status: 429,
  retryAfterSeconds: 1.146,
});

const wholeText = (diagnosis: ReturnType<typeof explain>): string =>
  [
    diagnosis.title,
    diagnosis.explanation,
    ...diagnosis.remedies.flatMap(({ text, url }) => [text, url ?? '']),
  ].join('\n');

describe.each(languages)('words in %s', (language, words) => {
  test.each(ids)('%s has them, with all facts and with none', (cause) => {
    for (const endpoint of [official, other, { official: false, host: null }]) {
      for (const finding of [full(cause), localFinding(cause)]) {
        const diagnosis = explain(finding, endpoint, words);
        expect(diagnosis.title).not.toBe('');
        expect(diagnosis.explanation.length).toBeGreaterThan(6);
        expect(diagnosis.remedies.length).toBeGreaterThan(0);
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

  test.each(ids)('%s sends nobody of another service to pages of OpenAI', (cause) => {
    for (const finding of [full(cause), localFinding(cause)]) {
      const text = wholeText(explain(finding, other, words));
      expect(text).not.toMatch(/(?:platform|help|status)\.openai\.com/);
    }
  });

  test('names the host of another service where money or the account is the matter', () => {
    for (const cause of ids.filter(
      (id) => id.startsWith('billing_') || id === 'key_rejected' || id === 'account_deactivated',
    )) {
      expect(wholeText(explain(localFinding(cause), other, words)), cause).toContain('relay.example');
    }
  });

  test('recommends neither unchecked certificates nor ways around limits of a region', () => {
    for (const cause of ids) {
      const text = wholeText(explain(full(cause), official, words));
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
    expect(explain(finding, official, english)).toEqual({
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
    });
  });

  test('quotes another service without the links it copied', () => {
    const finding = {
      ...localFinding('key_rejected'),
      said: 'Incorrect API key. Find it at https://platform.openai.com/account/api-keys.',
    };
    expect(explain(finding, other, english).explanation).toContain('“Incorrect API key. Find it at …');
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
        { ...finding, facts: { ...finding.facts, path: nasty, location: nasty } },
        official,
        words,
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
        const text = wholeText(explain(found, host === 'own' ? official : other, words));
        expect(text).not.toMatch(/undefined|NaN/);
        if (host === 'other') expect(text).not.toContain('platform.openai.com');
      }
    }
  });
});
