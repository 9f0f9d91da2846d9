import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/checks/report.ts';
import { annotationLine } from '../../src/domain/ci/annotation.ts';
import { ciRun } from '../../src/domain/ci/run.ts';
import { localFinding } from '../../src/domain/diagnosis/finding.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { cleanText } from '../../src/domain/text/clean.ts';
import { loadCauseWords, loadReportWords, loadVerifyWords } from '../../src/i18n/load.ts';
import { ciReport, diagnosisInCi } from '../../src/ui/ci.ts';
import { diagnosisOf } from '../../src/ui/report-diagnosis.ts';
import { keyBuilders } from '../support/keys.ts';
import { show } from '../support/show.ts';

const pull = (head: unknown, base: unknown = { repo: { full_name: 'acme/app' } }) =>
  JSON.stringify({ pull_request: { head, base } });
const github = { GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_EVENT_NAME: 'pull_request' };
const gitlab = { GITLAB_CI: 'true', CI: 'true' };

describe('why a CI run got no secrets', () => {
  test.each<[string, Record<string, string>, string | null, ReturnType<typeof ciRun>]>([
    ['no CI', {}, null, null],
    ['CI=false', { CI: 'false' }, null, null],
    ['another system', { CI: '1' }, null, { system: 'other', withoutSecrets: null }],
    ['a push', { ...github, GITHUB_EVENT_NAME: 'push' }, '{}', { system: 'github', withoutSecrets: null }],
    [
      'a pull request of the repository',
      github,
      pull({ repo: { full_name: 'acme/app', fork: true } }),
      { system: 'github', withoutSecrets: null },
    ],
    [
      'a fork',
      github,
      pull({ repo: { full_name: 'eve/app' } }),
      { system: 'github', withoutSecrets: 'fork' },
    ],
    ['a fork that is gone', github, pull({ repo: null }), { system: 'github', withoutSecrets: 'fork' }],
    [
      'a fork with the secrets of the base',
      { ...github, GITHUB_EVENT_NAME: 'pull_request_target' },
      pull({ repo: { full_name: 'eve/app' } }),
      { system: 'github', withoutSecrets: null },
    ],
    ['an event that cannot be read', github, null, { system: 'github', withoutSecrets: null }],
    ['an event that is no JSON', github, '{"pull_request":', { system: 'github', withoutSecrets: null }],
    ['an event of another form', github, '[null]', { system: 'github', withoutSecrets: null }],
    ['an event that is null', github, 'null', { system: 'github', withoutSecrets: null }],
    [
      'Dependabot',
      { ...github, GITHUB_ACTOR: 'dependabot[bot]' },
      null,
      { system: 'github', withoutSecrets: 'dependabot' },
    ],
    [
      'a merge request of a fork',
      {
        ...gitlab,
        CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: 'eve/app',
        CI_MERGE_REQUEST_PROJECT_PATH: 'acme/app',
      },
      null,
      { system: 'gitlab', withoutSecrets: 'fork' },
    ],
    [
      'a branch without protection',
      { ...gitlab, CI_COMMIT_REF_PROTECTED: 'false' },
      null,
      { system: 'gitlab', withoutSecrets: 'unprotected' },
    ],
    [
      'a branch with it',
      { ...gitlab, CI_COMMIT_REF_PROTECTED: 'true' },
      null,
      { system: 'gitlab', withoutSecrets: null },
    ],
  ])('%s', (_, env, event, expected) => expect(ciRun(env, event)).toEqual(expected));
});

describe('an annotation', () => {
  const one = { level: 'error', title: 'a: b, c', message: '50 %\nnext\r\n::warning::x' } as const;
  test('is escaped as GitHub says', () => {
    expect(annotationLine('github', { ...one, path: 'a,b:c.env', line: 3 })).toBe(
      '::error file=a%2Cb%3Ac.env,line=3,title=a%3A b%2C c::50 %25%0Anext%0D%0A::warning::x',
    );
  });
  test('names no line without a file', () => {
    expect(annotationLine('github', { ...one, line: 3 })).toMatch(/^::error title=/);
    expect(annotationLine('github', { ...one, path: '.env', line: 0 })).toMatch(/^::error file=\.env,title=/);
  });
  test('is one line of text elsewhere', () =>
    expect(annotationLine('gitlab', one)).toBe('ERROR: a: b, c: 50 % next ::warning::x'));
});

const report = (given: Partial<Report>): Report => ({
  file: null,
  key: null,
  endpoint: {
    baseURL: cleanText(defaultEndpoint.baseURL),
    source: { type: 'default' },
    judged: defaultEndpoint,
  },
  checks: [],
  warnings: [],
  finding: null,
  test: null,
  exitCode: 3,
  ...given,
});

describe.each(['en', 'zh-CN'] as const)('a verdict in CI (%s)', (language) => {
  const loaded = Promise.all([
    loadCauseWords(language),
    loadReportWords(language),
    loadVerifyWords(language),
  ]);
  const diagnosed = async (given: Report) => {
    const [causes, words, verify] = await loaded;
    const diagnosis = diagnosisOf(given, { causes, report: words, verify }, show);
    if (!diagnosis) throw new Error('expected a failure');
    return { diagnosis, verify, voice: { words, show } };
  };

  test('an empty secret of a fork: first why, then the secret, then what is done elsewhere', async () => {
    const given = report({ finding: localFinding('key_missing', { reason: 'empty' }) });
    const { diagnosis, verify } = await diagnosed(given);
    const inCi = diagnosisInCi(diagnosis, given, { system: 'github', withoutSecrets: 'fork' }, verify);
    expect(inCi.remedies[0]?.text).toContain('fork');
    expect(inCi.remedies[1]?.text).toContain('secrets.OPENAI_API_KEY }}');
    expect(inCi.remedies.find(({ text }) => /openai-setup/.test(text))?.text).toBe(
      verify.ci.onYourMachine(diagnosis.remedies.find(({ text }) => /openai-setup/.test(text))?.text ?? ''),
    );
  });

  test('a key out of a file, and a matter of the account, want no secret', async () => {
    const key = {
      value: new Secret(keyBuilders.project(3)),
      origin: { type: 'file', absolute: '/app/.env', line: 2 },
      others: [],
      kind: 'project',
    } as const;
    for (const given of [
      report({ key, finding: localFinding('key_rejected') }),
      report({ finding: localFinding('billing_no_credit') }),
    ]) {
      const { diagnosis, verify } = await diagnosed(given);
      const inCi = diagnosisInCi(diagnosis, given, { system: 'gitlab', withoutSecrets: 'fork' }, verify);
      expect(inCi.remedies).toHaveLength(diagnosis.remedies.length);
    }
  });

  test('annotations and the summary name the cause, and hold nothing that the server could break out of', async () => {
    const finding = {
      ...localFinding('key_rejected'),
      said: cleanText('```` [x](https://evil.example) <img src=x> ::error::'),
      status: 401,
    };
    const given = report({ finding });
    const { diagnosis, verify, voice } = await diagnosed(given);
    const { annotations, summary } = ciReport([{ report: given, diagnosis }], 'github', voice, verify);
    expect(annotations.split('\n')).toHaveLength(2);
    expect(annotations).toMatch(/^::error title=.*key_rejected.*::/);
    expect(summary).toContain('`key_rejected`');
    expect(summary).toContain('troubleshooting');
    expect(summary.split('\n').filter((line) => line.includes('<img'))).toEqual([
      expect.stringMatching(/^ {2}`{5}.*<img.*`{5}$/),
    ]);
  });

  test('a key that works is one line of the summary, and no annotation', async () => {
    const [, words, verify] = await loaded;
    const { annotations, summary } = ciReport(
      [{ report: report({ exitCode: 0 }), diagnosis: null }],
      'github',
      { words, show },
      verify,
    );
    expect(annotations).toBe('');
    expect(summary).toContain(verify.good);
  });
});
