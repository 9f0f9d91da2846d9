import { describe, expect, test } from 'vitest';
import type { SeenEnvFile } from '../../src/checks/project.ts';
import type { Report } from '../../src/checks/report.ts';
import { bomFix, regionFix } from '../../src/commands/verify/fixes.ts';
import { type Finding, localFinding } from '../../src/domain/diagnosis/finding.ts';
import { note } from '../../src/domain/diagnosis/notes.ts';
import { warning } from '../../src/domain/diagnosis/warnings.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import type { LadderConclusion, LadderFacts, LadderFinding } from '../../src/domain/network/ladder.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { cleanText } from '../../src/domain/text/clean.ts';
import en from '../../src/i18n/en/verify.ts';
import { loadCauseWords, loadReportWords, loadVerifyWords } from '../../src/i18n/load.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { diagnosisOf, warningsBeside } from '../../src/ui/report-diagnosis.ts';
import { shareText } from '../../src/ui/report-share.ts';
import { createStyle } from '../../src/ui/theme.ts';
import { keyBuilders } from '../support/keys.ts';
import { inFolder, show } from '../support/show.ts';

const languages = ['en', 'zh-CN'] as const;

async function wordsOf(language: (typeof languages)[number]) {
  const [causes, report, verify] = await Promise.all([
    loadCauseWords(language),
    loadReportWords(language),
    loadVerifyWords(language),
  ]);
  return { causes, report, verify };
}

function reportWith(finding: Finding | null, rest: Partial<Report> = {}): Report {
  return {
    file: null,
    key: null,
    endpoint: {
      baseURL: cleanText(defaultEndpoint.baseURL),
      source: { type: 'default' },
      judged: defaultEndpoint,
    },
    checks: [],
    warnings: [],
    finding,
    test: null,
    exitCode: 7,
    ...rest,
  };
}

describe('a verdict with what the network showed', () => {
  const asked = { target: '10.0.0.1:443', code: 'ECONNREFUSED' };
  const named = { host: 'api.openai.com' };
  const certificate = { issuer: 'Office', localTime: '2026-11-21T00:00:00Z' };
  const answered = { status: 502 };
  const facts: LadderFacts = {
    proxy_excepted: {},
    proxy_of_npm: { proxy: 'http://proxy:1', name: 'proxy', command: 'export HTTPS_PROXY=x' },
    proxy_unreachable: asked,
    proxy_silent: asked,
    proxy_fails: { ...asked, status: 502 },
    proxy_wants_password: { ...asked, status: 407, schemes: 'Basic' },
    proxy_refuses: { ...asked, status: 403 },
    proxy_not_http: asked,
    name_unknown: named,
    name_server_silent: named,
    refused: asked,
    dropped: asked,
    unreachable: asked,
    reset: asked,
    ipv6_broken: asked,
    ipv4_broken: asked,
    not_tls: asked,
    tls_inspected: certificate,
    tls_untrusted: certificate,
    tls_host: certificate,
    certificate_dates: certificate,
    clock_wrong: { ...certificate, serverDate: '2026-11-22T00:00:00Z' },
    login_page: answered,
    redirected: answered,
    service_down: answered,
    answers: answered,
  };
  const concluded = (finding: LadderFinding) =>
    ({ finding, facts: facts[finding], directWorks: true }) as LadderConclusion;
  const proxy = { masked: 'http://proxy:3128', variable: 'HTTPS_PROXY' };
  const findings = Object.keys(facts) as LadderFinding[];

  test.each(languages.flatMap((language) => findings.map((finding) => [language, finding] as const)))(
    'says it in %s: %s',
    async (language, finding) => {
      const ladder = {
        steps: [],
        conclusions: [concluded(finding)],
        proxy,
        wentThroughProxy: true,
        extraCa: null,
        otherCa: null,
      };
      const words = await wordsOf(language);
      const plain = diagnosisOf(reportWith(localFinding('network_reset')), words, show);
      const said = diagnosisOf(reportWith(localFinding('network_reset'), { ladder }), words, show);
      expect(JSON.stringify(said)).not.toMatch(/undefined|NaN/);
      expect(said?.explanation.startsWith(plain?.explanation ?? '?')).toBe(true);
      expect(said?.remedies.length).toBeGreaterThan(0);
    },
  );

  test('text of a proxy moves no cursor', async () => {
    const finding = localFinding('network_proxy_auth', { schemes: 'Basic \u001b[2Jrealm' });
    const said = diagnosisOf(reportWith(finding), await wordsOf('en'), show);
    expect(said?.explanation).toContain('Basic realm');
  });

  test.each(['proxy_wants_password', 'proxy_refuses', 'proxy_fails'] as const)(
    'the way past a proxy that says No comes last, and is for others to allow: %s',
    async (finding) => {
      const ladder = {
        steps: [],
        conclusions: [concluded(finding)],
        proxy,
        wentThroughProxy: true,
        extraCa: null,
        otherCa: null,
      };
      const cause = localFinding('network_proxy_refused', { proxyStatus: 403 });
      const said = diagnosisOf(reportWith(cause, { ladder }), await wordsOf('en'), show);
      const texts = said?.remedies.map(({ text }) => text) ?? [];
      expect(texts.slice(0, -1).join()).not.toMatch(/NO_PROXY|without/);
      expect(texts.at(-1)).toMatch(/administrator.*NO_PROXY/);
    },
  );
});

describe('a verdict with what else is known', () => {
  test('the setting that the API objects to, and where it stands', async () => {
    const place = { type: 'environment', name: 'OPENAI_PROJECT_ID' } as const;
    const settings = [
      { name: 'OPENAI_PROJECT_ID', places: [{ place, value: cleanText('proj_x'), loaded: true }] },
    ] as const;
    const words = await wordsOf('en');
    const blamed = diagnosisOf(reportWith(localFinding('project_archived'), { settings }), words, show);
    expect(blamed?.remedies[0]?.text).toContain('the shell variable OPENAI_PROJECT_ID');
    const other = diagnosisOf(reportWith(localFinding('billing_no_credit'), { settings }), words, show);
    expect(JSON.stringify(other)).not.toContain('OPENAI_PROJECT_ID');
  });

  test('a hidden key is told once: in the verdict where the key fails, else as a warning', () => {
    const warnings = [
      warning('shadowed_by_environment', {
        name: 'OPENAI_API_KEY',
        path: inFolder('.env'),
        line: 1,
        masked: '…',
        otherMasked: '…',
        empty: false,
      }),
    ];
    expect(warningsBeside(reportWith(localFinding('key_rejected'), { warnings }))).toEqual([]);
    expect(warningsBeside(reportWith(localFinding('network_dns'), { warnings }))).toHaveLength(1);
    expect(warningsBeside(reportWith(null, { warnings }))).toHaveLength(1);
  });
});

describe('what is shared', () => {
  const around = {
    offline: false,
    version: '1.0.0',
    nodeVersion: '20.19.0',
    platform: 'linux',
    time: '2026-11-22T00:00:00.000Z',
    project: '',
    home: '/home/marguerite',
    cwd: '/home/marguerite/secret-client/app',
    user: 'marguerite',
    env: { HTTPS_PROXY: 'http://marguerite:hunter22@proxy.example:3128' },
  };
  const finding: Finding = {
    ...localFinding('organization_mismatch', { reason: 'another' }),
    said: cleanText(
      'org-AbCdEfGh1234 is not of marguerite, see /home/marguerite/secret-client/app/x and C:\\Users\\marguerite\\k.env',
    ),
    status: 401,
  };

  test.each(languages)('names nobody (%s)', async (language) => {
    const words = await wordsOf(language);
    const acme = '/srv/customers/acme/.env';
    const key = {
      value: new Secret(keyBuilders.project(3)),
      origin: { type: 'file', absolute: acme, line: 1 },
      others: [],
      kind: 'project',
    } as const;
    const checks: Report['checks'] = [
      { id: 'auth', status: 'pass', ms: 5, notes: [note('auth_accepted', { count: 20 })] },
      { id: 'file', status: 'skip', ms: 0, notes: [note('skipped_offline')] },
    ];
    const report = reportWith(finding, { key, checks, exitCode: 4 });
    const look = { words: words.report, show, style: createStyle(false), columns: 80 };
    const text = shareText(report, diagnosisOf(report, words, show), look, words.verify, around);
    for (const hidden of [
      'marguerite',
      'secret-client',
      'customers',
      'AbCdEfGh',
      'hunter22',
      '/home',
      'Users',
    ]) {
      expect(text).not.toContain(hidden);
    }
    // Each check says once what became of it.
    expect(text).toMatch(language === 'en' ? /^- auth: ok; accepted; 20/m : /^- auth：通过；API 接受此密钥/m);
    expect(text).toMatch(language === 'en' ? /^- file: skipped \(--offline/m : /^- file：已跳过（--offline/m);
    expect(text).toContain('organization_mismatch');
    expect(text).toContain('https://api.openai.com/v1');
    expect(text).toContain('….env'.replace('…', '…/'));
    expect(text).toContain('proxy.example:3128');
  });
});

describe('the regional address', () => {
  const file = { absolute: '/p/.env' } as SeenEnvFile;
  const fix = (host: string | undefined, source: Report['endpoint']['source'] = { type: 'default' }) => {
    const report = reportWith(localFinding('base_url_wrong_region', { suggestedHost: host }), {
      endpoint: { baseURL: cleanText(defaultEndpoint.baseURL), source, judged: defaultEndpoint },
    });
    return regionFix({} as Ports, file, report, { words: en, show });
  };
  test('of OpenAI is offered', () =>
    expect(fix('eu.api.openai.com')?.question).toContain('https://eu.api.openai.com/v1'));
  test.each([
    'evil.example',
    'api.openai.com.evil.example',
    'eu.api.openai.com@evil.example',
    'xn--a.api.openai.com',
    '',
    undefined,
  ])('%j is not, whoever names it', (host) => expect(fix(host)).toBeNull());
  test('is not offered where the shell or an option would win', () => {
    expect(fix('eu.api.openai.com', { type: 'environment', name: 'OPENAI_BASE_URL' })).toBeNull();
    expect(fix('eu.api.openai.com', { type: 'option' })).toBeNull();
    expect(fix('eu.api.openai.com', { type: 'file', absolute: '/p/.env', line: 1 })).not.toBeNull();
  });
});

test('a repair gives up where the file changed meanwhile', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const files = {
    read: () => ({ state: 'file', bytes: bytes('\ufeffA=1'), mode: 0o600, realPath: '/p/.env' }),
    replace: async (_path: string, edit: (current: Uint8Array) => Uint8Array | null) => {
      const after = edit(bytes('A=2'));
      return { ok: true, change: after === null ? 'unchanged' : 'updated', before: null, after };
    },
  };
  const file = { absolute: '/p/.env' } as SeenEnvFile;
  expect(await bomFix({ files } as unknown as Ports, file, { words: en, show }).apply()).toBe(false);
});
