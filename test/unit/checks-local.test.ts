import { describe, expect, test } from 'vitest';
import { checkEndpoint, findBaseUrl, sourceFacts } from '../../src/checks/endpoint.ts';
import { checkExposure } from '../../src/checks/exposure.ts';
import { checkFile, checkLoading } from '../../src/checks/file.ts';
import { judgeGit } from '../../src/checks/git.ts';
import { disagreements } from '../../src/checks/loading/disagreements.ts';
import { lookAtProject, seeEnvFile } from '../../src/checks/project.ts';
import { callSettings, findSetting, seeSettings } from '../../src/checks/settings.ts';
import { checkSource, missingKey } from '../../src/checks/source.ts';
import { type Warning, warning } from '../../src/domain/diagnosis/warnings.ts';
import type { FilePlace, KeyOrigin } from '../../src/domain/loading/place.ts';
import { publishedPrefixes } from '../../src/domain/loading/published-prefixes.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import type { GitFacts } from '../../src/ports/git.ts';
import { keyBuilders } from '../support/keys.ts';
import { folder, ignored, stepWorld } from '../support/wizard.ts';

type Files = Readonly<Record<string, string>>;

const [one, two] = [71, 72].map((seed) => keyBuilders.project(seed)) as [string, string];
const line = (key: string, name = 'OPENAI_API_KEY'): string => `${name}=${key}\n`;
const next: Files = { 'package.json': '{"dependencies":{"next":"16.0.0"}}' };
/** A file of the project as findings name it. */
const at = (name: string): FilePlace => ({ absolute: `${folder}/${name}` });
const inFile = (name: string, line = 1): Extract<KeyOrigin, { type: 'file' }> => ({
  type: 'file',
  ...at(name),
  line,
});
const shown = (place: FilePlace | null): string | null =>
  place === null ? null : place.absolute.slice(folder.length + 1);
const ids = (warnings: readonly Warning[]): readonly string[] => warnings.map(({ id }) => id);

function world(files: Files, env: Files = {}) {
  const at = stepWorld(files, [], { env, more: { platform: 'linux' } });
  return { ...at, project: lookAtProject(at.ports) };
}

describe('git', () => {
  test.each<[string, Partial<GitFacts>, string, readonly string[], readonly string[]]>([
    ['ignored', {}, 'pass', ['git_ignored'], []],
    ['outside of a repository', { repository: 'none', ignoredBy: null }, 'pass', ['git_none'], []],
    ['no git', { repository: 'unavailable', detail: 'x' }, 'pass', ['git_unavailable', 'git_ignored'], []],
    [
      'no git, and no rule',
      { repository: 'unavailable', ignoredBy: null, detail: 'x' },
      'warn',
      ['git_unavailable'],
      ['not_ignored'],
    ],
    [
      'no git, and its index has the file',
      { repository: 'unavailable', tracked: true, detail: 'x' },
      'warn',
      ['git_unavailable'],
      ['tracked_by_git'],
    ],
    [
      'nobody can tell',
      { repository: 'unavailable', tracked: null, detail: 'x' },
      'warn',
      ['git_unavailable'],
      [],
    ],
    ['ignored by nobody', { ignoredBy: null }, 'warn', [], ['not_ignored']],
    ['ignored by the user only', { ignoredBy: 'user' }, 'warn', [], ['not_ignored']],
    ['tracked', { tracked: true, ignoredBy: null }, 'warn', [], ['tracked_by_git']],
    ['tracked, and an ignore rule beside it', { tracked: true }, 'warn', [], ['tracked_by_git']],
    [
      'tracked, and committed of course',
      { tracked: true, everCommitted: true },
      'warn',
      [],
      ['tracked_by_git'],
    ],
    ['committed once', { everCommitted: true }, 'warn', [], ['was_committed']],
    ['never committed', { everCommitted: false }, 'pass', ['git_ignored'], []],
    [
      'committed once, and to be again',
      { ignoredBy: null, everCommitted: true },
      'warn',
      [],
      ['not_ignored', 'was_committed'],
    ],
  ])('%s', (_, facts, status, notes, warnings) => {
    const { verdict } = judgeGit({ ...ignored, ...facts }, at('.env'));
    expect(verdict).toMatchObject({ status, notes: notes.map((id) => ({ id })) });
    expect(ids(verdict.warnings)).toEqual(warnings);
  });

  test('tells by whom it is ignored', () => {
    const by = (ignoredBy: GitFacts['ignoredBy']) =>
      judgeGit({ ...ignored, ignoredBy }, at('.env')).verdict.warnings[0]?.facts;
    expect(by(null)).toEqual({ path: at('.env'), by: 'nobody' });
    expect(by('user')).toEqual({ path: at('.env'), by: 'user' });
  });

  test.each([ignored.repository, 'none', 'unavailable'] as const)(
    'what leaves by another way is told whatever git says: %s',
    (repository) => {
      const published = [warning('not_ignored', { path: at('.env'), by: 'npm' })];
      const { verdict } = judgeGit({ ...ignored, repository }, at('.env'), published);
      expect(verdict).toMatchObject({ status: 'warn', warnings: published });
    },
  );
});

describe('the env file', () => {
  const check = (
    text: string,
    { counts = true, mode = 0o600, files = {} as Files, platform = 'linux' as NodeJS.Platform } = {},
  ) => {
    const { ports, project, files: memory } = world({ '.env': text, ...files });
    const read = memory.read(`${folder}/.env`);
    if (read.state === 'file') memory.show(`${folder}/.env`, { ...read, mode });
    const { verdict, finding } = checkFile(seeEnvFile(ports, '.env'), project, counts, platform);
    return {
      status: verdict.status,
      warnings: ids(verdict.warnings),
      facts: verdict.warnings[0]?.facts,
      finding,
    };
  };

  test.each<[string, Parameters<typeof check>, readonly string[], object?]>([
    ['is well', [line(one)], []],
    ['has a mark at its beginning', [`\ufeffA=1\n${line(one)}`], ['env_file_bom'], { path: at('.env') }],
    [
      'has the key twice',
      [`A=1\n${line(one)}B=1\n${line(two)}`],
      ['duplicate_assignment'],
      { lines: '2, 4' },
    ],
    ['has another name twice', [`A=1\nA=2\n${line(one)}`], []],
    ['may be read by its group', [line(one), { mode: 0o640 }], ['env_file_permissions'], { mode: '640' }],
    ['may be read by others', [line(one), { mode: 0o604 }], ['env_file_permissions'], { mode: '604' }],
    ['may be run by others', [line(one), { mode: 0o601 }], ['env_file_permissions'], { mode: '601' }],
    ['may be used by its owner only', [line(one), { mode: 0o700 }], []],
    [
      'may be read by nobody and others',
      [line(one), { mode: 0o004 }],
      ['env_file_permissions'],
      { mode: '004' },
    ],
    ['has no such rights on Windows', [line(one), { mode: 0o666, platform: 'win32' }], []],
  ])('%s', (_, given, warnings, facts = {}) => {
    const found = check(...given);
    expect(found.warnings).toEqual(warnings);
    expect(found.status).toBe(warnings.length > 0 ? 'warn' : 'pass');
    if (warnings.length > 0) expect(found.facts).toMatchObject(facts);
    expect(found.finding).toBeNull();
  });

  const spaced = `export OPENAI_API_KEY="${one}" # mine\n`;
  test.each<[string, string, Files, readonly string[]]>([
    [
      'docker alone keeps quotes',
      `OPENAI_API_KEY="${one}"\n`,
      { Dockerfile: '' },
      ['not_loadable_by_docker'],
    ],
    ['nobody else does', `OPENAI_API_KEY="${one}"\n`, {}, []],
    ['docker without what is exported', spaced, { Dockerfile: '' }, ['not_loadable_by_docker']],
    [
      'a folder is not a Dockerfile by its ending',
      `OPENAI_API_KEY="${one}"\n`,
      { 'my.Dockerfile.md': '' },
      [],
    ],
    ['Next.js brings a loader of its own', `OPENAI_API_KEY="${one}"\n`, next, []],
  ])('loaders: %s', (_, text, files, warnings) => {
    expect(check(text, { files }).warnings).toEqual(warnings);
    expect(check(text, { files, counts: false }).warnings, 'where another key counts').toEqual([]);
    const { ports, project } = world({ '.env': text, ...files });
    expect(ids(checkLoading(seeEnvFile(ports, '.env'), project).verdict.warnings)).toEqual(warnings);
  });

  test.each<[string, Parameters<ReturnType<typeof world>['files']['show']>[1] | null, object]>([
    [
      'is a folder',
      { state: 'unreadable', reason: 'directory', code: 'EISDIR' },
      { cause: 'env_file_unreadable' },
    ],
    [
      'do not have permission to read',
      { state: 'unreadable', reason: 'no_permission', code: 'EACCES' },
      { facts: { reason: 'no_permission', code: 'EACCES' } },
    ],
    ['is not there', { state: 'missing' }, { cause: 'env_file_missing', facts: { path: at('.env') } }],
  ])('%s: nothing else is judged', (_, read, expected) => {
    const { ports, project, files } = world({});
    if (read) files.show(`${folder}/.env`, read);
    const { verdict, finding } = checkFile(seeEnvFile(ports, '.env'), project, true, 'linux');
    expect(verdict).toMatchObject({ status: 'fail', warnings: [] });
    expect(finding).toMatchObject(expected);
  });

  test('there may be none', () => {
    const { project } = world({});
    expect(checkFile(null, project, true, 'linux')).toMatchObject({
      verdict: { status: 'skip', notes: [{ id: 'file_none' }] },
      finding: null,
    });
  });
});

describe('the base URL', () => {
  const gateway = 'https://gateway.example/v1';
  const other = 'https://other.example/v1';
  const url = (value: string): string => `OPENAI_BASE_URL=${value}\n`;

  test.each<[string, Files, Files, string | undefined, object | null]>([
    ['none', {}, {}, undefined, null],
    [
      'the option',
      { '.env': url(other) },
      { OPENAI_BASE_URL: other },
      gateway,
      { text: gateway, source: { type: 'option' } },
    ],
    ['an empty option is one', { '.env': url(other) }, {}, '', { text: '', source: { type: 'option' } }],
    [
      'the shell',
      { '.env': url(other) },
      { OPENAI_BASE_URL: ` ${gateway}\n` },
      undefined,
      { text: gateway, source: { type: 'environment' } },
    ],
    [
      'the file where the shell’s is blank',
      { '.env': `A=1\n${url(gateway)}` },
      { OPENAI_BASE_URL: ' ' },
      undefined,
      { text: gateway, source: inFile('.env', 2) },
    ],
    [
      'the last line of a file',
      { '.env': url(other) + url(gateway) },
      {},
      undefined,
      { text: gateway, source: inFile('.env', 2) },
    ],
    [
      'the file that wins',
      { ...next, '.env': url(other), '.env.local': url(gateway) },
      {},
      undefined,
      { source: inFile('.env.local') },
    ],
  ])('%s counts', (_, files, env, option, expected) => {
    const { ports, project } = world(files, env);
    const found = findBaseUrl(ports, project, option);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });

  const prompt: KeyOrigin = { type: 'prompt' };
  const named = (text: string, source: Parameters<typeof sourceFacts>[0]) => ({ text, source });
  const local = inFile('.env', 3);
  test.each<[string, Parameters<typeof checkEndpoint>, string, object]>([
    [
      'none is OpenAI',
      [null, prompt, false],
      'pass',
      { endpoint: { host: 'api.openai.com' }, finding: null },
    ],
    [
      'OpenAI, whoever names it',
      [named('https://api.openai.com/v1', local), prompt, false],
      'pass',
      { endpoint: { official: true } },
    ],
    [
      'another host by option',
      [named(gateway, { type: 'option' }), prompt, false],
      'warn',
      { endpoint: { host: 'gateway.example' } },
    ],
    [
      'another host by a file',
      [named(gateway, local), prompt, false],
      'fail',
      {
        endpoint: null,
        finding: {
          cause: 'base_url_untrusted',
          facts: {
            reason: 'project_file',
            host: 'gateway.example',
            baseURL: gateway,
            path: at('.env'),
            line: 3,
          },
        },
      },
    ],
    [
      'another host by a file, trusted',
      [named(gateway, local), prompt, true],
      'warn',
      { endpoint: { host: 'gateway.example' } },
    ],
    [
      'another host by the file of the key',
      [named(gateway, local), inFile('.env', 1), false],
      'warn',
      { endpoint: { host: 'gateway.example' } },
    ],
    [
      'another host by another file than the key’s',
      [named(gateway, local), inFile('.env.local', 1), false],
      'fail',
      { endpoint: null },
    ],
    [
      'a broken one, trusted or not',
      [named('gateway', local), prompt, true],
      'fail',
      {
        endpoint: null,
        finding: { cause: 'base_url_invalid', facts: { reason: 'no_scheme', path: at('.env'), line: 3 } },
      },
    ],
    [
      'plain HTTP to elsewhere',
      [named('http://gateway.example/v1', { type: 'option' }), prompt, true],
      'fail',
      { finding: { cause: 'base_url_insecure' } },
    ],
  ])('%s', (_, given, status, expected) => {
    const outcome = checkEndpoint(...given);
    expect(outcome).toMatchObject({ verdict: { status }, ...expected });
    expect(ids(outcome.verdict.warnings)).toEqual(status === 'warn' ? ['custom_endpoint'] : []);
  });

  test('what a file hides behind an @ is recommended to nobody, what an option does is', () => {
    const text = 'https://user:word@gateway.example/v1';
    const suggestion = (source: Parameters<typeof sourceFacts>[0]) => {
      const { finding } = checkEndpoint(named(text, source), prompt, false);
      return finding?.cause === 'base_url_invalid' ? finding.facts.suggestion : 'no finding';
    };
    expect(suggestion(local)).toBeUndefined();
    expect(suggestion({ type: 'option' })).toBe(gateway);
  });

  test.each([
    [local, { path: at('.env'), line: 3 }],
    [{ type: 'environment', name: 'OPENAI_BASE_URL' } as const, { name: 'OPENAI_BASE_URL' }],
    [{ type: 'option' } as const, {}],
    [{ type: 'default' } as const, {}],
  ])('where it stands: case %#', (source, facts) => expect(sourceFacts(source)).toEqual(facts));
});

describe('a key that bundlers publish', () => {
  const told = (files: Files, env: Files = {}, key: string | null = one) => {
    const { ports, project } = world(files, env);
    const { verdict } = checkExposure(ports, project, key === null ? null : new Secret(key));
    expect(verdict.status).toBe(verdict.warnings.length > 0 ? 'warn' : 'pass');
    expect(verdict.notes.map(({ id }) => id)).toEqual(verdict.warnings.length > 0 ? [] : ['exposure_none']);
    return verdict.warnings.flatMap((one) =>
      one.id === 'published_to_browser'
        ? [`${one.facts.name} ${one.facts.at ? `${shown(one.facts.at.path)}:${one.facts.at.line}` : 'shell'}`]
        : [],
    );
  };

  test.each(publishedPrefixes)('%s', (prefix) => {
    expect(told({ '.env': `A=1\n${line(one, `${prefix}ANY`)}` })).toEqual([`${prefix}ANY .env:2`]);
  });

  test.each<[string, Parameters<typeof told>, readonly string[]]>([
    ['the key under its own name', [{ '.env': line(one) }], []],
    ['another value under a published name', [{ '.env': line('x', 'VITE_THEME') }], []],
    [
      'a name that means a key of OpenAI',
      [{ '.env': line(two, 'VITE_OPENAI_API_KEY') }],
      ['VITE_OPENAI_API_KEY .env:1'],
    ],
    [
      'that name, without a key at hand',
      [{ '.env': line(two, 'VITE_OPENAI_API_KEY') }, {}, null],
      ['VITE_OPENAI_API_KEY .env:1'],
    ],
    [
      'any name with a key of OpenAI, without a key at hand',
      [{ '.env': line(two, 'VITE_ANY') }, {}, null],
      ['VITE_ANY .env:1'],
    ],
    ['another name, without a key at hand', [{ '.env': line('abcdefgh', 'VITE_ANY') }, {}, null], []],
    ['that name without a value', [{ '.env': line(' ', 'VITE_OPENAI_API_KEY') }], []],
    ['a prefix in the middle', [{ '.env': line(one, 'MY_VITE_ANY') }], []],
    [
      'in a file of another mode',
      [{ '.env.production': line(one, 'VITE_ANY') }],
      ['VITE_ANY .env.production:1'],
    ],
    ['in the shell', [{}, { VITE_ANY: `${one}\n` }], ['VITE_ANY shell']],
    ['another key in the shell', [{}, { VITE_ANY: two }], ['VITE_ANY shell']],
    ['another value in the shell', [{}, { VITE_ANY: 'dark' }], []],
    ['every place', [{ '.env': line(one, 'VITE_A') }, { VITE_B: one }], ['VITE_A .env:1', 'VITE_B shell']],
  ])('%s', (_, given, expected) => expect(told(...given)).toEqual(expected));
});

describe('settings beside the key', () => {
  const org = (value: string): string => `OPENAI_ORG_ID=${value}\n`;
  test.each<[string, Files, Files, string | null]>([
    ['none', {}, {}, null],
    ['the file’s, trimmed', { '.env': 'OPENAI_ORG_ID=" org-1 "\n' }, {}, 'org-1'],
    ['the shell’s before the file’s', { '.env': org('org-1') }, { OPENAI_ORG_ID: 'org-2' }, 'org-2'],
    ['an empty shell variable hides the file', { '.env': org('org-1') }, { OPENAI_ORG_ID: ' ' }, null],
    ['the last one of a file', { '.env': org('org-1') + org('org-2') }, {}, 'org-2'],
    ['not that of a file that nothing loads', { '.env.other': org('org-1') }, {}, null],
  ])('%s', (_, files, env, expected) => {
    const { ports, project } = world(files, env);
    expect(findSetting(ports, project, 'OPENAI_ORG_ID')?.value ?? null).toBe(expected);
    expect(callSettings(ports, project, { organization: undefined, project: undefined })).toEqual({
      organization: expected ?? undefined,
      project: undefined,
      headers: {},
    });
    expect(callSettings(ports, project, { organization: 'org-9', project: 'proj_9' })).toMatchObject({
      organization: 'org-9',
      project: 'proj_9',
    });
  });

  test('headers are the shell’s alone', () => {
    const { ports, project } = world(
      { '.env': 'OPENAI_CUSTOM_HEADERS="x-a: 1"\n' },
      { OPENAI_CUSTOM_HEADERS: 'x-b: 2' },
    );
    expect(callSettings(ports, project, { organization: undefined, project: undefined }).headers).toEqual({
      'x-b': '2',
    });
  });

  test('the whole picture: every place in order, secrets as secrets, headers by name', () => {
    const { ports, project } = world(
      { '.env': line(one) + org('org-1'), '.env.other': org('org-3') },
      {
        OPENAI_ORG_ID: ' org-2 ',
        OPENAI_CUSTOM_HEADERS: 'x-a: secret\nAuthorization: secret',
        OPENAI_BASE_URL: 'https://user:word@gateway.example/v1',
        OPENAI_ADMIN_KEY: two,
      },
    );
    const settings = seeSettings(ports, project, {
      OPENAI_ORG_ID: { option: '--organization', value: 'org-0' },
      OPENAI_PROJECT_ID: { option: '--project', value: undefined },
    });
    const seen = settings.map(({ name, places }) => [
      name,
      ...places.map(
        ({ place, value, loaded }) => `${place.type} ${value instanceof Secret ? 'secret' : value} ${loaded}`,
      ),
    ]);
    expect(seen).toEqual([
      ['OPENAI_API_KEY', 'file secret true'],
      ['OPENAI_BASE_URL', 'environment https://…@gateway.example/v1 true'],
      ['OPENAI_ORG_ID', 'option org-0 true', 'environment org-2 true', 'file org-1 true', 'file org-3 false'],
      ['OPENAI_CUSTOM_HEADERS', 'environment x-a, authorization true'],
      ['OPENAI_ADMIN_KEY', 'environment secret true'],
    ]);
    expect(JSON.stringify(settings)).not.toContain(one);
  });
});

describe('which key counts, and what contradicts it', () => {
  function source(files: Files, env: Files = {}) {
    const { ports, project } = world(files, env);
    const outcome = checkSource(ports, project);
    const warnings = outcome.found ? disagreements(ports, project, outcome.found, 'counts') : [];
    const name = (value: Secret | undefined) =>
      value?.is(one) ? 'one' : value?.is(two) ? 'two' : value ? 'another' : null;
    return {
      key: name(outcome.found?.value),
      origin: outcome.found?.origin.type ?? null,
      others: outcome.found?.others.map(({ value }) => name(value)) ?? [],
      file: shown(outcome.file),
      status: outcome.verdict.status,
      notes: outcome.verdict.notes.map(({ id }) => id),
      warnings: ids(warnings),
      facts: warnings[0]?.facts,
      unreadable: shown(outcome.unreadable),
      missing: outcome.found ? null : (missingKey(outcome).facts as Readonly<Record<string, unknown>>),
    };
  }
  const both = { ...next, '.env.local': line(one) };

  test.each<[string, Parameters<typeof source>, Partial<ReturnType<typeof source>>]>([
    [
      'nothing',
      [{}],
      { key: null, status: 'fail', notes: ['source_none'], file: null, missing: { reason: 'nowhere' } },
    ],
    [
      'a file without it',
      [{ '.env': 'A=1\n' }],
      { key: null, file: '.env', missing: { reason: 'not_in_file', path: at('.env') } },
    ],
    [
      'a file',
      [{ '.env': line(one) }],
      {
        key: 'one',
        origin: 'file',
        file: '.env',
        status: 'pass',
        notes: ['source_file'],
        others: [],
        warnings: [],
      },
    ],
    [
      'the shell',
      [{}, { OPENAI_API_KEY: one }],
      { key: 'one', origin: 'environment', file: null, notes: ['source_environment'], warnings: [] },
    ],
    [
      'the shell before a file',
      [{ '.env': `A=1\n${line(two)}` }, { OPENAI_API_KEY: one }],
      { key: 'one', file: '.env', others: ['two'], warnings: ['shadowed_by_environment'] },
    ],
    [
      'the shell, and the same in a file',
      [{ '.env': line(one) }, { OPENAI_API_KEY: one }],
      { key: 'one', file: '.env', others: [], warnings: [] },
    ],
    [
      'the shell, and nothing in a file',
      [{ '.env': line('') }, { OPENAI_API_KEY: one }],
      { others: [], warnings: [] },
    ],
    [
      'an empty shell variable hides a file',
      [{ '.env': line(two) }, { OPENAI_API_KEY: '' }],
      { key: 'another', others: ['two'], warnings: ['shadowed_by_environment'] },
    ],
    [
      'two files that agree',
      [{ ...both, '.env': line(one) }],
      { key: 'one', file: '.env.local', warnings: [] },
    ],
    [
      'two files that do not',
      [{ ...both, '.env': line(two) }],
      { key: 'one', others: ['two'], warnings: ['sources_disagree'] },
    ],
    ['twice in one file', [{ '.env': line(two) + line(one) }], { key: 'one', others: ['two'], warnings: [] }],
    [
      'another in a file that nothing loads',
      [{ '.env': line(one), '.env.other': line(two) }],
      { key: 'one', others: ['two'], warnings: [] },
    ],
    [
      'the same in a file that nothing loads',
      [{ '.env': line(one), '.env.other': line(one) }],
      { others: [] },
    ],
    ['only in a file that nothing loads', [{ '.env.other': line(one) }], { key: null }],
    ['nothing in a file that nothing loads', [{ '.env.other': line('') }], { key: null }],
    ['in a file with a byte that is none', [{ '.env': 'A\0B\0' }], { key: null, unreadable: '.env' }],
  ])('%s', (_, given, expected) => expect(source(...given)).toMatchObject(expected));

  test('a file that disagrees is named with its line', () => {
    expect(source({ ...both, '.env': `A=1\n${line(two)}` }).facts).toEqual({
      path: at('.env.local'),
      otherPath: at('.env'),
      line: 2,
    });
  });

  test('a hidden key is named with its line, both keys masked, and how the shell forgets its own', () => {
    const found = (value: string) =>
      source({ '.env': `A=1\n${line(two)}` }, { OPENAI_API_KEY: value, SHELL: '/usr/bin/fish' }).facts;
    expect(found(one)).toMatchObject({
      path: at('.env'),
      line: 2,
      masked: `sk-proj-…${one.slice(-4)}`,
      otherMasked: `sk-proj-…${two.slice(-4)}`,
      empty: false,
      remove: 'set -e OPENAI_API_KEY',
      removeForGood: 'set -Ue OPENAI_API_KEY',
    });
    expect(found('')).toMatchObject({ empty: true });
  });

  test('a key in a folder above is named where none is here', () => {
    const at = stepWorld({}, [], { more: { platform: 'linux' } });
    at.files.put('/.env', line(one));
    const outcome = checkSource(at.ports, lookAtProject(at.ports));
    expect(outcome).toMatchObject({
      found: null,
      parentFile: { absolute: '/.env' },
      verdict: { notes: [{ id: 'source_parent' }] },
    });
    expect(missingKey(outcome).facts).toEqual({ reason: 'in_parent_folder', path: { absolute: '/.env' } });
    expect(missingKey(null).facts).toEqual({ reason: 'nowhere' });
  });
});
