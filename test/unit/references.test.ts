// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references as they stand in env files
import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import { lookAtProject } from '../../src/checks/project.ts';
import { unresolved } from '../../src/checks/reference.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import { isNoKey } from '../../src/domain/keys/no-key.ts';
import { referenceIn } from '../../src/domain/keys/references.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { withFile } from '../../src/i18n/cause-words.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { inFolder } from '../support/show.ts';
import { stepWorld } from '../support/wizard.ts';

const key = keyBuilders.project(5);

/** [value, kind, store, the command that runs verify; null where only the store's documentation tells] */
const forms: readonly (readonly [value: string, kind: string, store: string, command: string | null])[] = [
  ['op://Private/OpenAI/credential', 'store', '1Password', 'op run --env-file=.env -- openai-setup verify'],
  [
    'encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3dAt',
    'encrypted',
    'dotenvx',
    'npx dotenvx run -- openai-setup verify',
  ],
  ['${TEAM_KEY}', 'variable', 'TEAM_KEY', 'OPENAI_API_KEY="$TEAM_KEY" openai-setup verify'],
  ['$TEAM_KEY', 'variable', 'TEAM_KEY', 'OPENAI_API_KEY="$TEAM_KEY" openai-setup verify'],
  ['${TEAM_KEY:-}', 'variable', 'TEAM_KEY', 'OPENAI_API_KEY="$TEAM_KEY" openai-setup verify'],
  ['%TEAM_KEY%', 'variable', 'TEAM_KEY', 'OPENAI_API_KEY="$TEAM_KEY" openai-setup verify'],
  ['$env:TEAM_KEY', 'variable', 'TEAM_KEY', 'OPENAI_API_KEY="$TEAM_KEY" openai-setup verify'],
  ['os.environ/TEAM_KEY', 'variable', 'TEAM_KEY', 'OPENAI_API_KEY="$TEAM_KEY" openai-setup verify'],
  ['$(op read op://a/b/c)', 'command', '', '(set -a; . ./.env; openai-setup verify)'],
  ['`pass show openai`', 'command', '', '(set -a; . ./.env; openai-setup verify)'],
  ['exec:security find-generic-password -w', 'command', '', '(set -a; . ./.env; openai-setup verify)'],
  [
    'vault:secret/data/openai#api_key',
    'store',
    'HashiCorp Vault',
    'OPENAI_API_KEY="$(vault kv get -mount=secret -field=api_key openai)" openai-setup verify',
  ],
  [
    'ref+vault://secret/openai#/key',
    'store',
    'vals',
    'OPENAI_API_KEY="$(vals get \'ref+vault://secret/openai#/key\')" openai-setup verify',
  ],
  ['doppler://project/dev/OPENAI_API_KEY', 'store', 'Doppler', 'doppler run -- openai-setup verify'],
  ['infisical://workspace/dev/OPENAI', 'store', 'Infisical', 'infisical run -- openai-setup verify'],
  ['keyring:openai/me', 'store', 'keyring', 'OPENAI_API_KEY="$(keyring get openai me)" openai-setup verify'],
  [
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:openai-AbCdEf',
    'store',
    'AWS Secrets Manager',
    'OPENAI_API_KEY="$(aws secretsmanager get-secret-value --secret-id arn:aws:secretsmanager:eu-west-1:123456789012:secret:openai-AbCdEf --query SecretString --output text)" openai-setup verify',
  ],
  [
    'arn:aws-cn:ssm:cn-north-1:123456789012:parameter/prod/openai',
    'store',
    'AWS Systems Manager',
    'OPENAI_API_KEY="$(aws ssm get-parameter --name /prod/openai --with-decryption --query Parameter.Value --output text)" openai-setup verify',
  ],
  [
    'awsssm:///prod/openai',
    'store',
    'AWS Systems Manager',
    'OPENAI_API_KEY="$(aws ssm get-parameter --name /prod/openai --with-decryption --query Parameter.Value --output text)" openai-setup verify',
  ],
  [
    'projects/my-app/secrets/openai/versions/3',
    'store',
    'Google Secret Manager',
    'OPENAI_API_KEY="$(gcloud secrets versions access 3 --secret=openai --project=my-app)" openai-setup verify',
  ],
  [
    'sm://my-app/openai',
    'store',
    'Google Secret Manager',
    'OPENAI_API_KEY="$(gcloud secrets versions access latest --secret=openai --project=my-app)" openai-setup verify',
  ],
  [
    '@Microsoft.KeyVault(SecretUri=https://team.vault.azure.net/secrets/openai/)',
    'store',
    'Azure Key Vault',
    'OPENAI_API_KEY="$(az keyvault secret show --vault-name team --name openai --query value --output tsv)" openai-setup verify',
  ],
  [
    '@Microsoft.KeyVault(VaultName=team;SecretName=openai)',
    'store',
    'Azure Key Vault',
    'OPENAI_API_KEY="$(az keyvault secret show --vault-name team --name openai --query value --output tsv)" openai-setup verify',
  ],
  [
    'azurekeyvault://team/openai',
    'store',
    'Azure Key Vault',
    'OPENAI_API_KEY="$(az keyvault secret show --vault-name team --name openai --query value --output tsv)" openai-setup verify',
  ],
  [
    '/run/secrets/openai_api_key',
    'file',
    '/run/secrets/openai_api_key',
    'OPENAI_API_KEY="$(cat /run/secrets/openai_api_key)" openai-setup verify',
  ],
  [
    'file:///etc/keys/openai',
    'file',
    '/etc/keys/openai',
    'OPENAI_API_KEY="$(cat /etc/keys/openai)" openai-setup verify',
  ],
  [
    '~/.secrets/openai',
    'file',
    '~/.secrets/openai',
    'OPENAI_API_KEY="$(cat ~/.secrets/openai)" openai-setup verify',
  ],
  [
    'bws:a1b2c3d4-0000-4000-8000-000000000000',
    'store',
    'Bitwarden Secrets Manager',
    'bws run -- openai-setup verify',
  ],
  ['secret://openai/key', 'store', 'secret', null],
  [
    'gopass:ai/openai',
    'store',
    'gopass',
    'OPENAI_API_KEY="$(gopass show --password ai/openai)" openai-setup verify',
  ],
  ['pass:ai/openai', 'store', 'pass', 'OPENAI_API_KEY="$(pass show ai/openai)" openai-setup verify'],
  [
    'pass://Work/OpenAI/password',
    'store',
    'Proton Pass',
    'pass-cli run --env-file .env -- openai-setup verify',
  ],
  ['se://openai', 'store', 'Docker', 'docker pass run --env-file .env -- openai-setup verify'],
  ['{{ .Values.openaiKey }}', 'template', '', null],
  ['<%= ENV["TEAM_KEY"] %>', 'template', '', null],
  ['${{ secrets.OPENAI_API_KEY }}', 'template', 'GitHub Actions', null],
  ['{{resolve:secretsmanager:openai:SecretString:key}}', 'template', 'AWS CloudFormation', null],
  ['!reference [.secrets, openai]', 'template', '', null],
  [
    'ENC[AES256_GCM,data:p673w==,iv:YY=,tag:A==,type:str]',
    'encrypted',
    'SOPS',
    "sops exec-env .env 'openai-setup verify'",
  ],
  [`AgB${'x1Y2'.repeat(40)}`, 'encrypted', 'Sealed Secrets', null],
  ['age:YWdlLWVuY3J5cHRpb24ub3JnL3Yx', 'encrypted', 'age', null],
  ['newvault+x://team/openai', 'store', 'newvault+x://', null],
];

const project = (
  files: Record<string, string> = {},
  env: Record<string, string> = {},
  platform: NodeJS.Platform = 'linux',
) => {
  const world = stepWorld({ '.env': '', ...files }, [], { env, more: { platform } });
  return { ports: world.ports as Ports, project: lookAtProject(world.ports) };
};

describe('what refers to a key', () => {
  test.each(forms)('%s', (value, kind, store, command) => {
    const secret = new Secret(value);
    expect(referenceIn(secret)).toMatchObject({ kind, store });
    expect(isNoKey(secret)).toBe(false);
    const { ports, project: seen } = project({}, { TEAM_KEY: key });
    const finding = unresolved(ports, seen, secret, { type: 'file', ...inFolder('.env'), line: 1 });
    const { check } = finding?.facts ?? {};
    expect(check === undefined ? null : withFile(check, '.env')).toBe(command);
  });

  test.each([
    key,
    ' ',
    'your-api-key',
    '${YOUR_OPENAI_KEY}',
    '{{your_api_key}}',
    '<OPENAI_API_KEY>',
    '/path/to/your/key',
    'sk-...',
    'https://api.openai.com/v1',
    `OPENAI_API_KEY=${key}`,
    'gw_abc$def123',
    'user:password',
  ])('%s is none', (value) => {
    expect(referenceIn(new Secret(value))).toBeNull();
  });

  test('another env file is named to what wants it', () => {
    const { ports, project: seen } = project({ '.env.local': '' });
    const at = { type: 'file' as const, ...inFolder('.env.local'), line: 1 };
    const commandOf = (value: string) => unresolved(ports, seen, new Secret(value), at)?.facts.check ?? '';
    expect(withFile(commandOf('encrypted:BDqDBibm4w'), '.env.local')).toBe(
      'npx dotenvx run -f .env.local -- openai-setup verify',
    );
    expect(withFile(commandOf('$(x)'), 'my env/.env')).toBe("(set -a; . 'my env/.env'; openai-setup verify)");
  });

  test('PowerShell has its own way to set a variable', () => {
    const { ports, project: seen } = project({}, { TEAM_KEY: key }, 'win32');
    const of = (value: string) => unresolved(ports, seen, new Secret(value), { type: 'stdin' })?.facts.check;
    expect(of('pass:ai/openai')).toBe('$env:OPENAI_API_KEY = (pass show ai/openai); openai-setup verify');
    expect(of('$TEAM_KEY')).toBe('$env:OPENAI_API_KEY = $env:TEAM_KEY; openai-setup verify');
  });

  test('the project’s own start command is run in the same way', () => {
    const { ports, project: seen } = project({
      'package.json': '{"scripts":{"dev":"vite"}}',
      'pnpm-lock.yaml': '',
    });
    const at = { type: 'file' as const, ...inFolder('.env'), line: 1 };
    expect(unresolved(ports, seen, new Secret('doppler://x/y'), at)?.facts.start).toBe(
      'doppler run -- pnpm run dev',
    );
  });
});

describe('verify', () => {
  async function look(files: Record<string, string>, env: Record<string, string> = {}) {
    const world = stepWorld(files, [], { env, more: { platform: 'linux', nodeVersion: '22.21.0' } });
    const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
    const view = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
    return {
      cause: view.finding?.cause ?? null,
      facts: view.finding?.facts,
      found: view.about.key?.value.is(key) ?? false,
      warnings: view.list.warnings.map(({ id }) => id),
      sent: view.credentials !== null,
    };
  }
  const next = { 'package.json': '{"dependencies":{"next":"16.0.0"}}' };

  test.each([
    ['a loader that expands', next, '${TEAM_KEY}'],
    ['a default', next, `\${OTHER:-${key}}`],
  ])('%s gives the key itself', async (_, files, value) => {
    const seen = await look({ ...files, '.env.local': `OPENAI_API_KEY=${value}\n` }, { TEAM_KEY: key });
    expect(seen).toMatchObject({ cause: null, found: true });
  });

  test('a loader that does not expand leaves the reference', async () => {
    const dotenv = { 'package.json': '{"dependencies":{"dotenv":"17.0.0"}}' };
    const seen = await look({ ...dotenv, '.env': 'OPENAI_API_KEY=${TEAM_KEY}\n' }, { TEAM_KEY: key });
    expect(seen).toMatchObject({ cause: 'key_reference', facts: { store: 'TEAM_KEY', known: 'shell' } });
  });

  test('a reference to what is not set is told as such, not as an empty value', async () => {
    const seen = await look({ ...next, '.env': 'OPENAI_API_KEY=${TEAM_KEY}\n' });
    expect(seen).toMatchObject({
      cause: 'key_reference',
      facts: { store: 'TEAM_KEY', known: 'nowhere', line: 1 },
    });
  });

  test('once the store has put the key into the environment, the reference in the file is no contradiction', async () => {
    const seen = await look({ ...next, '.env': 'OPENAI_API_KEY=op://a/b/c\n' }, { OPENAI_API_KEY: key });
    expect(seen).toMatchObject({ cause: null, found: true, warnings: [] });
  });

  test.each(forms)('%s is told of, and nothing is sent', async (value) => {
    const seen = await look({ '.env': `OPENAI_API_KEY='${value.replaceAll("'", '')}'\n` });
    expect(seen).toMatchObject({ cause: 'key_reference', sent: false });
  });
});
