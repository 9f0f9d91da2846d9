import { anyOf, oneOf, phrase } from '../text/phrase.ts';

/**
 * Services and tools that keep secrets, by the references to them that people write into env files. Sources: each
 * tool's own documentation, read in November 2026.
 */
export interface Store {
  /** Its own name; empty where the first word of the reference is all that is known. */
  readonly name: string;
  /** Where it is not `store`. */
  readonly kind?: 'encrypted' | 'template';
  /** Matches at the start of the value; what is in parentheses is handed to `print`. */
  readonly pattern: RegExp;
  /** Starts a program with the secrets in its environment. */
  readonly run?: StartsProgram;
  /**
   * Prints the secret: of the parts found, each as a word of a shell, of the whole reference as one, and of the parts as
   * they stand. Undefined where the parts do not say enough.
   */
  readonly print?: (
    words: readonly string[],
    whole: string,
    parts: readonly (string | undefined)[],
  ) => string | undefined;
}

interface StartsProgram {
  /** `FILE` stands for the env file, `PROGRAM` for what is started. */
  readonly command: string;
  /** The option that names the env file where it is not `.env`, in a command without `FILE`. */
  readonly fileOption: string | null;
}

const starts = (command: string, fileOption: string | null = null): { readonly run: StartsProgram } => ({
  run: { command: command.includes('PROGRAM') ? command : `${command} -- PROGRAM`, fileOption },
});

/** The names that schemes of references have. */
const awsSecretsManager =
  /aws-?sm|awssecretsmanager|aws[-_]secrets?(?:[-_]?manager)?|awssecret|secretsmanager|asm/;
const awsParameterStore = /aws-?ssm|aws-?ps|ssm|parameterstore|aws[-_]parameter[-_]?store/;
const googleScheme = /\/\/secretmanager\.googleapis\.com\/|gcp-?sm:\/\/|gcpsecretmanager:\/\/|gsm:\/\//;
const azureVault = oneOf`azurekeyvault azure-?kv akv keyvault azure-key-vault akvs`;
const hashicorpVault = oneOf`vault hashivault hcvault hashicorp openbao bao`;

const awsSecret = (words: readonly string[]): string =>
  `aws secretsmanager get-secret-value --secret-id ${words[0]} --query SecretString --output text`;
const awsParameter = (words: readonly string[]): string =>
  `aws ssm get-parameter --name ${words[0]} --with-decryption --query Parameter.Value --output text`;
const googleSecret = ([project, name, version]: readonly string[]): string =>
  `gcloud secrets versions access ${version === "''" || version === undefined ? 'latest' : version} --secret=${name} --project=${project}`;
const azureSecret = ([vault, name]: readonly string[]): string =>
  `az keyvault secret show --vault-name ${vault} --name ${name} --query value --output tsv`;

/** The more specific one first. */
export const stores: readonly Store[] = [
  { name: '1Password', pattern: /^(?:op:\/\/|op\(["']?op:\/\/)/, ...starts('op run --env-file=FILE') },
  { name: 'dotenvx', kind: 'encrypted', pattern: /^encrypted:/, ...starts('npx dotenvx run', '-f') },
  { name: 'Doppler', pattern: /^doppler:/, ...starts('doppler run') },
  { name: 'Infisical', pattern: /^(?:infisical:|@infisical)/, ...starts('infisical run') },
  { name: 'Docker', pattern: /^se:\/\//, ...starts('docker pass run --env-file FILE') },
  { name: 'Proton Pass', pattern: /^pass:\/\//, ...starts('pass-cli run --env-file FILE') },
  { name: 'Keeper', pattern: /^keeper:\/\//, ...starts('ksm exec') },
  { name: 'Dashlane', pattern: /^dl:\/\//, ...starts('dcli exec') },
  {
    name: 'Bitwarden Secrets Manager',
    pattern: /^(?:bws|bitwarden-sm|bws-sm):(?:\/\/)?([0-9a-f-]{36})?/i,
    ...starts('bws run'),
  },
  {
    name: 'Bitwarden',
    pattern: /^(?:bw|bitwarden|rbw):(?:\/\/)?([^/#?]+)/,
    print: ([item]) => `bw get password ${item}`,
  },
  {
    name: 'LastPass',
    pattern: /^(?:lpass|lastpass):(?:\/\/)?([^#?]+)/,
    print: ([item]) => `lpass show --password ${item}`,
  },
  { name: 'KeePassXC', pattern: /^(?:keepassxc|keepass|kdbx):/ },
  {
    name: 'gopass',
    pattern: /^gopass:(?:\/\/)?(\S+)$|^gopass show (?:-o )?(\S+)$/,
    print: (_words, _whole, [one, other]) => `gopass show --password ${one ?? other}`,
  },
  {
    name: 'pass',
    pattern: /^!?(?:pass:|pass show )(\S+)$/,
    print: ([entry]) => `pass show ${entry}`,
  },
  { name: 'vals', pattern: /^(?:secretref\+|ref\+)/, print: (_words, whole) => `vals get ${whole}` },
  { name: 'AWS CloudFormation', kind: 'template', pattern: /^\{\{resolve:/ },
  {
    name: 'AWS Secrets Manager',
    pattern: new RegExp(
      anyOf(/^(arn:aws[\w-]*:secretsmanager:[^\s#?]+)/, phrase`^${awsSecretsManager}:(?:\/\/)?\/?([^\s#?]+)`),
      'i',
    ),
    print: (words) => awsSecret(words.filter((word) => word !== "''")),
  },
  {
    name: 'AWS Systems Manager',
    pattern: new RegExp(
      anyOf(
        /^arn:aws[\w-]*:ssm:[^:]*:\d*:parameter(\/[^\s#?]+)/,
        phrase`^${awsParameterStore}:(?:\/\/)?([^\s#?]+)`,
      ),
      'i',
    ),
    print: (words) => awsParameter(words.filter((word) => word !== "''")),
  },
  { name: 'AWS KMS', kind: 'encrypted', pattern: /^(?:arn:aws[\w-]*:kms:|AQICAH[A-Za-z0-9+/]{40,})/ },
  { name: 'AWS', pattern: /^arn:aws/ },
  {
    name: 'Google Secret Manager',
    pattern: new RegExp(
      phrase`^${googleScheme}?projects\/([^/]+)\/(?:locations\/[^/]+\/)?secrets\/([^/#?]+)(?:\/versions\/([^/#?]+))?`,
      'i',
    ),
    print: googleSecret,
  },
  {
    name: 'Google Secret Manager',
    pattern:
      /^(?:sm|gsm|gcp-?sm|gcpsecretmanager|berglas|gcp-secretmanager):\/\/([^/]+)\/([^/#?]+)(?:[/#]([^/#?]+))?/i,
    print: googleSecret,
  },
  { name: 'Google Secret Manager', pattern: /^(?:sm|gsm|gcp-?sm|gcp|google|gcpsecretmanager):\S/i },
  {
    name: 'Azure Key Vault',
    pattern: new RegExp(
      anyOf(
        /^@Microsoft\.KeyVault\(\s*SecretUri\s*=\s*https:\/\/([\w-]+)\.vault\.[\w.]+\/secrets\/([\w-]+)/,
        /^https:\/\/([\w-]+)\.vault\.[\w.]+\/secrets\/([\w-]+)/,
      ),
      'i',
    ),
    print: (_words, _whole, [vault, name, other, another]) =>
      azureSecret([vault ?? other ?? '', name ?? another ?? '']),
  },
  {
    name: 'Azure Key Vault',
    pattern: /^@Microsoft\.KeyVault\(\s*VaultName\s*=\s*([\w-]+)\s*;\s*SecretName\s*=\s*([\w-]+)/i,
    print: azureSecret,
  },
  {
    name: 'Azure Key Vault',
    pattern: new RegExp(
      phrase`^${azureVault}:(?:\/\/)?([\w-]+)(?:\.vault\.[\w.]+)?\/(?:secrets?\/)?([\w-]+)`,
      'i',
    ),
    print: azureSecret,
  },
  {
    name: 'Azure Key Vault',
    pattern: /^(?:@Microsoft\.(?:KeyVault|AppConfiguration)\(|azurekeyvault:|keyvault:|akv:)/i,
  },
  {
    name: 'HashiCorp Vault',
    kind: 'encrypted',
    pattern: /^vault:v\d+:/,
  },
  {
    name: 'HashiCorp Vault',
    pattern: phrase`^${hashicorpVault}(?:\+\w+)?:(?:\/\/)?([^/\s#?]+)\/(?:data\/)?([^\s#?]+)(?:[#?](?:key=|field=)?([^\s#?&]+))?`,
    print: ([mount, path, field]) =>
      `vault kv get -mount=${mount} -field=${field === "''" ? 'value' : field} ${path}`,
  },
  { name: 'HashiCorp Vault', pattern: /^(?:vault|hashivault|hcvault|openbao|bao):/ },
  {
    name: 'keyring',
    pattern: /^keyring:(?:\/\/)?([^/:\s]+)[/:]([^/:\s]+)$/,
    print: ([service, user]) => `keyring get ${service} ${user}`,
  },
  {
    name: 'keyring',
    pattern: /^(?:keyring|secret-service|secret-tool|libsecret|gnome-keyring|kwallet|credman|wincred):/,
  },
  {
    name: 'macOS Keychain',
    pattern: /^(?:keychain|macos-keychain|osxkeychain):(?:\/\/)?([^/:\s]+)/,
    print: ([service]) => `security find-generic-password -w -s ${service}`,
  },
  {
    name: 'Akeyless',
    pattern: /^akeyless:(?:\/\/)?(\S+)$/,
    print: ([name]) => `akeyless get-secret-value --name ${name}`,
  },
  {
    name: 'CyberArk Conjur',
    pattern: /^conjur:(?:\/\/)?(\S+)$/,
    print: ([id]) => `conjur variable get -i ${id}`,
  },
  { name: 'Phase', pattern: /^phase:/, ...starts('phase run') },
  { name: 'EnvKey', pattern: /^(?:envkey:|ek:\/\/)/, ...starts('envkey-source') },
  { name: 'Teller', pattern: /^teller:/, ...starts('teller run') },
  {
    name: 'Chamber',
    pattern: /^chamber:(?:\/\/)?([\w.-]+)/,
    print: ([service]) => `chamber read --quiet ${service} openai_api_key`,
  },
  { name: 'envref', pattern: /^ref:\/\// },
  { name: 'Oracle Cloud Vault', pattern: /^(?:ocid1\.vaultsecret\.|oci-?vault:)/ },
  { name: 'IBM Cloud Secrets Manager', pattern: /^(?:crn:v1:|ibm-?sm:)/ },
  { name: 'Alibaba Cloud KMS', pattern: /^(?:acs:kms:|kms:\/\/alicloud)/ },
  { name: 'Kubernetes', pattern: /^(?:k8s|kube|kubernetes|secretkeyref):/i },
  {
    name: 'varlock',
    pattern:
      /^(?:exec|op|opLoadEnvironment|infisicalSecret|awsSecret|gsm|azureSecret|bitwarden|keychain|varlock|ref)\(/,
    ...starts('npx varlock run'),
  },
  { name: 'GitHub Actions', kind: 'template', pattern: /^\$\{\{\s*(?:secrets|vars|env)\./ },
  { name: 'Railway', kind: 'template', pattern: /^\$\{\{/ },
  {
    name: 'SOPS',
    kind: 'encrypted',
    pattern: /^(?:ENC\[AES256_GCM,|sops:)/,
    ...starts("sops exec-env FILE 'PROGRAM'"),
  },
  { name: 'eyaml', kind: 'encrypted', pattern: /^ENC\[(?:PKCS7|GPG|GKMS|VAULT)/ },
  { name: 'Jasypt', kind: 'encrypted', pattern: /^ENC\(/ },
  { name: 'Spring Cloud Config', kind: 'encrypted', pattern: /^\{cipher\}/ },
  { name: 'EJSON', kind: 'encrypted', pattern: /^EJ\[1:/ },
  { name: 'Ansible Vault', kind: 'encrypted', pattern: /^(?:\$ANSIBLE_VAULT;|!vault\b)/ },
  {
    name: 'age',
    kind: 'encrypted',
    pattern: /^(?:age-encryption\.org\/|-----BEGIN AGE ENCRYPTED|age:|agenix:|YWdlLWVuY3J5cHRpb24)/,
  },
  { name: 'PGP', kind: 'encrypted', pattern: /^-----BEGIN PGP MESSAGE/ },
  { name: 'Sealed Secrets', kind: 'encrypted', pattern: /^Ag[A-D][A-Za-z0-9+/]{120,}={0,2}$/ },
  { name: 'git-crypt', kind: 'encrypted', pattern: /^\0?GITCRYPT/ },
  {
    name: '',
    kind: 'encrypted',
    pattern: /^(?:secure|enc|encrypted|cipher|crypt)[:_]\S{16,}/i,
  },
  { name: '', pattern: /^(?:secrets?|secretref|secret-ref|secretmanager|credential|cred):\S/i },
];
