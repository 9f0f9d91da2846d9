import { describe, expect, test } from 'vitest';
import { tellOwners } from '../../src/checks/api/other-key.ts';
import type { Project } from '../../src/checks/project.ts';
import { warning } from '../../src/domain/diagnosis/warnings.ts';
import { readEnvDocument } from '../../src/domain/env/document.ts';
import { defaultEndpoint, type Endpoint, type EndpointSource } from '../../src/domain/network/endpoint.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import type { Access } from '../../src/ports/api.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders, otherKeys } from '../support/keys.ts';
import { answered } from './diagnose.support.ts';

const env = '/project/.env';
const gateway = (source: EndpointSource): Endpoint => ({
  baseURL: 'https://gateway.example/v1',
  host: 'gateway.example',
  official: false,
  source,
});
const shell: EndpointSource = { type: 'environment', name: 'OPENAI_BASE_URL' };
const option: EndpointSource = { type: 'option' };
const elsewhere: EndpointSource = { type: 'file', absolute: '/project/.env.local', line: 1 };
const relayKey = otherKeys.relay();

/** Whether the key in the file is asked about, and its access. */
async function askedAbout(other: string, counting: Endpoint, base = ''): Promise<Access | null> {
  const parsed = readEnvDocument(new TextEncoder().encode(`${base}OPENAI_API_KEY=${other}\n`));
  if (!parsed.ok) throw new Error('no document');
  const line = base === '' ? 1 : 2;
  const project = { envFiles: [{ absolute: env, document: parsed.document }] } as unknown as Project;
  const asked: Access[] = [];
  const ports = {
    clock: { now: () => 0 },
    api: {
      listModels: async (access: Access) => {
        asked.push(access);
        return { exchange: answered(200, { data: [] }, { 'openai-organization': 'acme' }), models: [] };
      },
    },
  } as unknown as Ports;
  const counted = new Secret(keyBuilders.project(1));
  const found = {
    value: counted,
    origin: { type: 'environment', name: 'OPENAI_API_KEY' } as const,
    others: [{ place: { type: 'file', absolute: env, line } as const, value: new Secret(other) }],
  };
  const credentials = { key: counted, endpoint: counting, organization: 'org-1', project: 'proj_1' };
  const shadowed = warning('shadowed_by_environment', {
    path: { absolute: env },
    line,
    name: 'OPENAI_API_KEY',
    masked: '…',
    otherMasked: '…',
    empty: false,
  });
  const [told] = await tellOwners(
    ports,
    project,
    [shadowed],
    { found, credentials, organization: 'acme' },
    1000,
  );
  expect(told?.facts).toMatchObject(asked.length > 0 ? { owner: { is: 'same' } } : {});
  return asked[0] ?? null;
}

const genuine = keyBuilders.project(2);

describe('another key is asked about', () => {
  test.each([
    ["OpenAI's, at OpenAI", genuine, defaultEndpoint, ''],
    [
      'one at the address of its own file',
      relayKey,
      gateway(shell),
      'OPENAI_BASE_URL=https://gateway.example/v1\n',
    ],
    ["a gateway's, at the address that the shell names", relayKey, gateway(shell), ''],
  ])('%s', async (_, other, counting, base) => {
    const access = await askedAbout(other, counting, base);
    expect(access?.endpoint.host).toBe(counting.host);
    expect(access?.key.equals(new Secret(other))).toBe(true);
  });

  test('without the ids that go with the key that counts', async () => {
    const access = await askedAbout(genuine, defaultEndpoint);
    expect([access?.organization, access?.project]).toEqual([undefined, undefined]);
  });
});

describe('another key is sent nowhere', () => {
  test.each([
    ["OpenAI's, to a gateway of the shell", genuine, gateway(shell), ''],
    ['to a host that an option names for one key', relayKey, gateway(option), ''],
    ['to the address of another file', relayKey, gateway(elsewhere), ''],
    [
      'to another host than the one that counts',
      genuine,
      defaultEndpoint,
      'OPENAI_BASE_URL=https://gateway.example/v1\n',
    ],
    ['beside an address that is none', genuine, defaultEndpoint, 'OPENAI_BASE_URL=gateway\n'],
    ["a relay's, to OpenAI", relayKey, defaultEndpoint, ''],
    ["another vendor's, to OpenAI", otherKeys.anthropic(), defaultEndpoint, ''],
    ['a placeholder', 'sk-your-key-here', defaultEndpoint, ''],
    ['an admin key', keyBuilders.admin(), defaultEndpoint, ''],
  ])('%s', async (_, other, counting, base) => {
    expect(await askedAbout(other, counting, base)).toBeNull();
  });
});
