import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeKey } from '../../src/domain/keys/judge.ts';
import { describeShape, keyKind } from '../../src/domain/keys/kinds.ts';
import { findKeys } from '../../src/domain/loading/sources.ts';
import type { Endpoint } from '../../src/domain/network/endpoint.ts';
import { maskKey } from '../../src/domain/secrets/mask.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { keyBuilders, notKeys, otherKeys, randomText } from '../support/keys.ts';
import { findLeaks } from '../support/leaks.ts';

const numRuns = process.env['CI'] ? 3000 : 300;

function endpointAt(host: string, official = false): Endpoint {
  return { baseURL: `https://${host}/v1`, host, official, source: { type: 'default' } };
}
const openai = endpointAt('api.openai.com', true);
const loopback = endpointAt('127.0.0.1:8080');
const gateway = endpointAt('llm.example.com');

const judge = (value: string, endpoint = openai) => judgeKey(new Secret(value), endpoint);
const causeOf = (value: string, endpoint = openai) => {
  const verdict = judge(value, endpoint);
  return verdict.ok ? 'ok' : verdict.cause;
};
const factsOf = (value: string, endpoint = openai) => {
  const verdict = judge(value, endpoint);
  return verdict.ok ? null : verdict.facts;
};
const warningsOf = (value: string, endpoint = openai) => {
  const verdict = judge(value, endpoint);
  return verdict.ok ? verdict.warnings.map(({ id }) => id) : verdict.cause;
};

describe('genuine keys', () => {
  const { admin, ...usable } = keyBuilders;
  const kinds = {
    project: 'project',
    project132: 'project',
    project56: 'project',
    serviceAccount: 'service_account',
    serviceAccount135: 'service_account',
    user: 'user',
    userNone: 'user',
  } as const;

  test.each(Object.entries(usable))('%s passes without a warning', (name, build) => {
    for (let seed = 0; seed < 100; seed += 1) {
      const key = build(seed);
      for (const endpoint of [openai, loopback, gateway]) {
        const verdict = judge(key, endpoint);
        expect(verdict).toMatchObject({ ok: true, warnings: [], kind: kinds[name as keyof typeof kinds] });
      }
    }
  });

  test.each(['\n', ' ', '\r\n', '\t'])('blanks at the ends (%j) are tolerated and not sent', (blank) => {
    const key = keyBuilders.project();
    expect(causeOf(blank + key + blank)).toBe('ok');
    const [found] = findKeys({ OPENAI_API_KEY: blank + key + blank }, []);
    expect(found?.value.is(key)).toBe(true);
  });

  test('words inside random characters are no placeholder', () => {
    const key = keyBuilders.project();
    const wordy = `${key.slice(0, 20)}-your-here-xxxx${key.slice(35)}`;
    expect(wordy).toHaveLength(164);
    expect(warningsOf(wordy)).toEqual([]);
  });

  test('an admin key is of the wrong kind everywhere, and says where it belongs', () => {
    for (const endpoint of [openai, loopback, gateway]) {
      expect(causeOf(admin(), endpoint)).toBe('key_wrong_kind');
      expect(factsOf(admin(), endpoint)).toMatchObject({ reason: 'admin', variable: 'OPENAI_ADMIN_KEY' });
    }
    expect(causeOf('sk-admin-litellm1234', gateway)).toBe('ok');
  });
});

describe('shapes that only warn', () => {
  const project = keyBuilders.project(7);
  test.each([
    ['one short', project.slice(0, -1), ['looks_truncated']],
    ['half', project.slice(0, 80), ['looks_truncated']],
    ['cut to the length of an older form', project.slice(0, 132), ['looks_truncated']],
    ['cut just behind the marker', project.slice(0, 90), ['looks_truncated']],
    ['one long', `${project}a`, ['unusual_shape']],
    ['legacy, cut', keyBuilders.user().slice(0, 45), ['looks_truncated']],
    ['legacy, long', `${keyBuilders.user()}Z`, ['unusual_shape']],
    ['no marker', `sk-proj-${randomText(156, 3)}`, ['unusual_shape']],
    ['a kind not known yet', `sk-future-${randomText(60, 4)}`, ['unusual_shape']],
    ['relay token', otherKeys.relay(), ['unusual_shape']],
    ['DeepSeek-like', otherKeys.deepseek(), ['unusual_shape']],
    ['40 letters and digits', randomText(40, 5), ['unusual_shape']],
  ])('%s', (_, key, expected) => {
    expect(warningsOf(key)).toEqual(expected);
  });

  test('says the length found and the length expected', () => {
    const verdict = judge(project.slice(0, -1));
    expect(verdict.ok && verdict.warnings[0]?.facts).toEqual({ length: 163, expected: 164 });
  });

  test('of the right length, with its middle part elsewhere: not told as a length', () => {
    const moved = project.slice(0, 8) + project.slice(10) + project.slice(8, 10);
    expect(moved).toHaveLength(164);
    const verdict = judge(moved);
    expect(verdict.ok && verdict.warnings.map(({ facts }) => facts)).toEqual([{ reason: 'marker' }]);
  });

  test('names what a token without the marker resembles', () => {
    const like = (key: string) => {
      const verdict = judge(key);
      const facts = verdict.ok ? verdict.warnings[0]?.facts : undefined;
      return facts && 'resembles' in facts ? facts.resembles?.map(({ name }) => name) : undefined;
    };
    expect(like(otherKeys.deepseek())).toEqual(['DeepSeek', 'Moonshot', 'DashScope']);
    expect(like(otherKeys.relay())).toEqual(['Moonshot', 'relay']);
    expect(like(`sk-${'abcdefgh'.repeat(6)}`)).toEqual(['Moonshot', 'SiliconFlow', 'relay']);
    expect(like(`sk-${randomText(40, 5)}`)).toEqual([]);
  });

  test.each([
    ['api.deepseek.com', 0],
    ['api.moonshot.ai', 0],
    ['dashscope-intl.aliyuncs.com', 0],
    ['relay.example', 1],
  ])('such a token is nothing unusual at %s', (host, warned) => {
    const verdict = judgeKey(new Secret(otherKeys.deepseek()), endpointAt(host));
    expect(verdict.ok && verdict.warnings.length).toBe(warned);
  });

  test("Zhipu's form belongs to one service", () => {
    const key = `${'0123456789abcdef'.repeat(2)}.aB3dE5gH7jK9mN1p`;
    expect(judge(key)).toMatchObject({ ok: false, cause: 'key_other_vendor', facts: { vendor: 'Zhipu' } });
  });

  test('property: a random sk- token of the key alphabet is never refused', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 24, max: 300 }), (seed, length) => {
        expect(judge(`sk-${randomText(length, seed)}`).ok).toBe(true);
      }),
      { numRuns },
    );
  });
});

describe('no key', () => {
  test.each(['', ' ', '\r\n', '\ufeff', '\u3000'])('%j is missing', (value) => {
    for (const endpoint of [openai, loopback]) expect(causeOf(value, endpoint)).toBe('key_missing');
  });

  const everywhere = [
    'YOUR_API_KEY',
    'YOUR_OPENAI_API_KEY_GOES_HERE',
    'your-openai-api-key-here',
    'your_key_here',
    'My API Key',
    'sk-...',
    'sk-proj-...',
    'sk-…',
    'sk-xxxx…',
    'sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'sk-your-own-key-here',
    '<OPENAI_API_KEY>',
    'process.env.OPENAI_API_KEY',
    'OPENAI_API_KEY',
    'changeme',
    'insert-your-key',
    'sk-proj-your-key-here',
  ];
  test.each(everywhere)('%s is a placeholder on any endpoint', (value) => {
    for (const endpoint of [openai, loopback, gateway])
      expect(causeOf(value, endpoint)).toBe('key_placeholder');
  });

  test('what is only too short is told so, with its length', () => {
    const verdict = judgeKey(new Secret('abc'), openai);
    expect(verdict).toMatchObject({ cause: 'key_placeholder', facts: { length: 3 } });
    expect(judgeKey(new Secret('sk-fake-key'), openai)).toMatchObject({ facts: {} });
  });

  test.each([
    'https://platform.openai.com/api-keys',
    'http://a.b',
    'www.openai.com',
    'platform.openai.com/api-keys',
  ])('a web address is one: %s', (value) => {
    const verdict = judgeKey(new Secret(value), openai);
    expect(verdict).toMatchObject({ cause: 'key_wrong_kind', facts: { reason: 'address' } });
  });

  test.each(['None', 'null', 'undefined', 'test', 'sk-test'])('%s is a placeholder everywhere', (value) => {
    for (const endpoint of [openai, loopback, gateway])
      expect(causeOf(value, endpoint)).toBe('key_placeholder');
  });

  test.each(['ollama', 'sk-1234', `sk-${'ab'.repeat(24)}`, 'dummy'])(
    '%s is a placeholder for OpenAI, and may be what a local server wants',
    (value) => {
      expect(causeOf(value)).toBe('key_placeholder');
      expect(causeOf(value, loopback)).toBe('ok');
      expect(causeOf(value, gateway)).toBe('ok');
    },
  );

  test('`ollama` on a local server gives no warning', () => {
    expect(warningsOf('ollama', loopback)).toEqual([]);
  });
});

describe('masked keys', () => {
  test.each([
    'sk-...Ab3d',
    'sk-…Ab3d',
    'sk-••••Ab3d',
    'sk-proj-****Ab3d',
    'sk-proj-…Ab3d',
    `sk-proj-${'*'.repeat(152)}Ab3d`,
    'sk-p***************************************Ab3d',
    'sk-ab...wxyz',
    'sk-proj-Ab3dEf9h...',
    '••••••••••••',
    '***',
    '****Ab3d',
    '[REDACTED]',
    '(12)',
    '"sk-...Ab3d"',
    'Bearer sk-...Ab3d',
    ' sk-...Ab3d\n',
  ])('%s', (value) => {
    for (const endpoint of [openai, loopback, gateway]) expect(causeOf(value, endpoint)).toBe('key_masked');
  });

  test('every key that this program masked is known as masked', () => {
    for (const build of Object.values(keyBuilders)) {
      for (let seed = 0; seed < 200; seed += 1) expect(causeOf(maskKey(build(seed)))).toBe('key_masked');
    }
  });
});

describe('things from OpenAI that are not keys', () => {
  test.each([
    [notKeys.organization(), 'organization_id'],
    [notKeys.project(), 'project_id'],
    [notKeys.session(), 'session'],
    [notKeys.ephemeral(), 'ephemeral'],
    [notKeys.webhook(), 'webhook_secret'],
    [notKeys.assistant(), 'object_id'],
    [notKeys.request(), 'object_id'],
  ])('%s', (value, what) => {
    for (const endpoint of [openai, loopback]) {
      expect(causeOf(value, endpoint)).toBe('key_wrong_kind');
      expect(factsOf(value, endpoint)).toMatchObject({ reason: what });
    }
  });

  test('a JWT is no key for OpenAI, but may be for a gateway', () => {
    expect(factsOf(notKeys.jwt())).toMatchObject({ reason: 'jwt' });
    expect(causeOf(notKeys.jwt(), gateway)).toBe('ok');
  });

  test.each([
    'ft:gpt-4o-mini:acme::abc123',
    'key_1234567890abcdef',
    'user-1234567890abcdef',
    'file-1234567890abcdef',
  ])('%s is an object id', (value) => {
    expect(factsOf(value)).toMatchObject({ reason: 'object_id' });
  });

  test('sk-proj- is a key, proj_ is an id', () => {
    expect(causeOf(keyBuilders.project())).toBe('ok');
    expect(factsOf(notKeys.project())).toMatchObject({ variable: 'OPENAI_PROJECT_ID' });
  });
});

describe('keys of other services', () => {
  const certain = {
    anthropic: 'Anthropic',
    openrouter: 'OpenRouter',
    groq: 'Groq',
    xai: 'xAI',
    perplexity: 'Perplexity',
    google: 'Google',
    huggingFace: 'Hugging Face',
    github: 'GitHub',
    azure: 'Azure OpenAI',
  } as const;
  test.each(Object.entries(certain))('%s', (name, vendor) => {
    for (let seed = 0; seed < 50; seed += 1) {
      const key = otherKeys[name as keyof typeof certain](seed);
      expect(causeOf(key)).toBe('key_other_vendor');
      expect(factsOf(key)).toMatchObject({ vendor });
      // Without a prefix of its own it may be anybody's token.
      const elsewhere = name === 'azure' ? 'ok' : 'key_other_vendor';
      expect(causeOf(key, loopback)).toBe(elsewhere);
      expect(causeOf(key, gateway)).toBe(elsewhere);
    }
  });

  test('right at the service itself, wrong at a third one', () => {
    const groq = otherKeys.groq();
    expect(warningsOf(groq, endpointAt('api.groq.com'))).toEqual([]);
    expect(warningsOf(otherKeys.openrouter(), endpointAt('openrouter.ai'))).toEqual([]);
    expect(causeOf(groq, endpointAt('openrouter.ai'))).toBe('key_other_vendor');
    expect(causeOf(otherKeys.azure(), endpointAt('mine.openai.azure.com'))).toBe('ok');
    expect(causeOf(groq, endpointAt('notapi.groq.com.evil.example'))).toBe('key_other_vendor');
  });
});

describe('damage', () => {
  const key = keyBuilders.project(11);
  const other = keyBuilders.project(12);
  test.each([
    ['a line break inside', `${key.slice(0, 50)}\n${key.slice(50)}`, 'whitespace', 51],
    ['a blank inside', `${key.slice(0, 9)} ${key.slice(9)}`, 'whitespace', 10],
    ['a no-break space inside', `${key.slice(0, 9)}\u00a0${key.slice(9)}`, 'whitespace', 10],
    ['straight quotes', `"${key}"`, 'quotes', 1],
    ['curly quotes', `\u201c${key}\u201d`, 'quotes', 1],
    ['one quote at the end', `${key}'`, 'quotes', 165],
    ['Bearer', `Bearer ${key}`, 'bearer', 7],
    ['Authorization', `Authorization: Bearer ${key}`, 'bearer', 14],
    ['an assignment', `OPENAI_API_KEY=${key}`, 'assignment', 15],
    ['a zero-width space', `${key.slice(0, 30)}\u200b${key.slice(30)}`, 'invisible', 31],
    ['a byte order mark inside', `${key.slice(0, 30)}\ufeff${key.slice(30)}`, 'invisible', 31],
    ['a soft hyphen', `${key.slice(0, 30)}\u00ad${key.slice(30)}`, 'invisible', 31],
    ['a control character', `${key.slice(0, 30)}\x07${key.slice(30)}`, 'control', 31],
    ['an en dash', key.replace('sk-proj-', 'sk\u2013proj-'), 'non_ascii', 3],
    ['full width', key.replace('sk-', '\uff53\uff4b-'), 'non_ascii', 1],
    ['a semicolon', `${key};`, 'characters', 165],
    ['the key twice', key + key, 'doubled', 165],
    ['two keys', key + other, 'several', 165],
    ['two keys in JSON', `{"a":"${key}","b":"${other}"}`, 'several', 1],
    ['a comment', `${key} # your key here`, 'whitespace', 165],
  ])('%s is refused on every endpoint', (_, value, damage, position) => {
    for (const endpoint of [openai, loopback, gateway]) {
      expect(causeOf(value, endpoint)).toBe('key_damaged');
      expect(factsOf(value, endpoint)).toMatchObject({ reason: damage, position });
    }
  });

  test('names the wrong character', () => {
    expect(factsOf(`\u201c${key}\u201d`)).toMatchObject({ character: 'U+201C' });
  });

  test('tokens of gateways may have other characters, keys of OpenAI may not', () => {
    const token = `tok.${randomText(30, 9)}/x+y==`;
    expect(causeOf(token, gateway)).toBe('ok');
    expect(causeOf(token)).toBe('key_damaged');
    expect(causeOf('two words that are long enough', gateway)).toBe('key_damaged');
    expect(causeOf('\u53e3\u4ee4', gateway)).toBe('key_damaged');
  });
});

describe('whatever is judged', () => {
  test('property: no verdict gives a key away, and none throws', () => {
    const pieces = fc.constantFrom(
      'sk-',
      'sk-proj-',
      '"',
      ' ',
      '\n',
      '...',
      'Bearer ',
      '=',
      '\u200b',
      '{',
      'here',
      '*',
    );
    const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(5), fc.boolean(), (noise, at, official) => {
        const key = keyBuilders.project(at);
        for (const value of [noise, noise + key, key + noise]) {
          const verdict = judge(value, official ? openai : loopback);
          const shown = `${JSON.stringify(verdict)} ${inspect(verdict, { depth: 9 })}`;
          expect(findLeaks(shown, [key])).toEqual([]);
        }
      }),
      { numRuns: numRuns / 3 },
    );
  });

  test.each(['a', ' ', '"', '.', '*', 'sk-', 'x\n', '<', '\u200b', 'api', 'KEY=', '/'])(
    'a megabyte of %j is judged in the end',
    (piece) => {
      const value = `my${piece.repeat(1_000_000 / piece.length)}z`;
      judge(value);
      judge(value, gateway);
      maskKey(value);
    },
  );
});

describe('kinds and what may be said of hidden input', () => {
  test('the kind of a cut key is still known', () => {
    expect(keyKind(keyBuilders.project().slice(0, 40))).toBe('project');
    expect(keyKind(keyBuilders.user().slice(0, 40))).toBe('user');
    expect(keyKind('sk-service-abc')).toBe('service_account');
    expect(keyKind(keyBuilders.admin())).toBe('admin');
    expect(keyKind('ollama')).toBe('unknown');
    expect(keyKind(`sk-${randomText(48, 1)}`)).toBe('unknown');
  });

  test('the tail is shown from 20 characters on', () => {
    const key = keyBuilders.project();
    expect(describeShape(key)).toEqual({ kind: 'project', length: 164, tail: key.slice(-4) });
    expect(describeShape(key.slice(0, 19))).toEqual({ kind: 'project', length: 19, tail: '' });
    expect(describeShape('')).toEqual({ kind: 'unknown', length: 0, tail: '' });
  });

  test('the masked form', () => {
    const key = keyBuilders.serviceAccount();
    expect(maskKey(key)).toBe(`sk-svcacct-…${key.slice(-4)}`);
    expect(maskKey(keyBuilders.user(3))).toBe(`sk-…${keyBuilders.user(3).slice(-4)}`);
    expect(maskKey(`${key}\n`)).toBe(maskKey(key));
    expect(maskKey('short')).toBe('(5)');
    expect(maskKey(randomText(19, 1))).toBe('(19)');
    expect(maskKey('hunter2-hunter2-hunter2')).toBe('…ter2');
    expect(maskKey(`${randomText(30, 1)}\u001b[2J`)).toBe('…?[2J');
  });
});
