import { asItIs, type PushTarget, type Step } from './target.ts';

const secretName = 'openai';

/** Sources: `kubectl apply --help` of kubectl 1.32, and kubernetes.io/docs/concepts/configuration/secret, November 2026. */
const kubernetes: PushTarget = {
  id: 'kubernetes',
  title: 'Kubernetes',
  tools: ['kubectl'],
  version: { args: ['version', '--client'], oldest: [1, 22] },
  mends: {
    install: 'https://kubernetes.io/docs/tasks/tools/',
    signIn: 'kubectl config get-contexts',
    link: 'openai-setup push kubernetes --project SECRET --env NAMESPACE',
  },
  isShown: ({ has }) =>
    ['k8s', 'kubernetes', 'kustomization.yaml', 'kustomization.yml', 'helm', 'skaffold.yaml'].some(has),
  scopeOf(_, { project, env }) {
    const secret = project ?? secretName;
    const namespace = env === null ? [] : ['--namespace', env];
    return { told: `${env === null ? '' : `${env}/`}${secret}`, args: [secret, ...namespace] };
  },
  login: { args: ({ args }) => ['auth', 'can-i', 'update', 'secrets', ...args.slice(1)] },
  list: {
    // The names alone: everything else that could be asked for holds the values.
    args: ({ args }) => [
      'get',
      'secret',
      ...args,
      '--ignore-not-found',
      '--output',
      'go-template={{range $key, $value := .data}}{{$key}}{{"\\n"}}{{end}}',
    ],
    read: (printed) =>
      new Map(
        printed
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => /^[\w.-]+$/.test(line))
          .map((name) => [name, null]),
      ),
  },
  // On the server: on the client's side the manifest, with the value, is kept as an annotation.
  set: ({ args: [secret = secretName, ...namespace] }, { name }) => [
    {
      args: [
        'apply',
        '--server-side',
        '--force-conflicts',
        '--validate=false',
        '--field-manager=openai-setup',
        ...namespace,
        '--filename',
        '-',
      ],
      handing: {
        by: 'stdin',
        before: `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"${secret}"},"type":"Opaque","stringData":{"${name}":`,
        after: '}}\n',
        json: true,
      },
    },
  ],
  notes: () => ['not_encrypted', 'rollout'],
};

/** Sources: `docker secret --help` of docker 28, and docs.docker.com/engine/swarm/secrets, read in November 2026. */
const docker: PushTarget = {
  id: 'docker',
  title: 'Docker Swarm',
  tools: ['docker'],
  version: { args: ['--version'], oldest: [17, 6] },
  mends: {
    install: 'https://docs.docker.com/engine/install/',
    signIn: 'docker swarm init',
    link: 'docker swarm init',
  },
  isShown: ({ has, read }) =>
    ['docker-stack.yml', 'docker-stack.yaml', 'stack.yml', 'stack.yaml'].some(has) ||
    ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'].some((path) =>
      /^secrets:[\s\S]*\bexternal:\s*true/m.test(read(path) ?? ''),
    ),
  scopeOf: () => ({ told: 'swarm', args: [] }),
  // Without a swarm there are no secrets.
  login: { args: () => ['info', '--format', '{{.Swarm.LocalNodeState}}'], denied: /inactive|error|pending/ },
  list: {
    args: () => ['secret', 'ls', '--format', '{{.Name}}'],
    read: (printed) => new Map(printed.split('\n').map((line) => [line.trim(), null])),
  },
  // A secret that is there cannot be changed.
  set: (_, { name }, isThere) => [
    ...(isThere ? [{ args: ['secret', 'rm', name], handing: null } satisfies Step] : []),
    { args: ['secret', 'create', name, '-'], handing: asItIs },
  ],
  notes: () => ['service_update'],
};

/** Source: `codex login --help` of codex 0.50, read in November 2026. It keeps any text, untested. */
const codex: PushTarget = {
  id: 'codex',
  title: 'Codex',
  tools: ['codex'],
  version: { args: ['--version'], oldest: [0, 40] },
  mends: { install: 'npm install --global @openai/codex', signIn: 'codex login', link: 'codex login' },
  isShown: ({ has }) => has('.codex'),
  scopeOf: () => ({ told: 'codex', args: [] }),
  login: { args: () => ['--version'] },
  list: {
    args: () => ['login', 'status'],
    read: (printed, { name }) => new Map(/api key/i.test(printed) ? [[name, null]] : []),
  },
  set: () => [{ args: ['login', '--with-api-key'], handing: asItIs }],
  notes: () => ['codex_signs_in'],
};

export const machineTargets: readonly PushTarget[] = [kubernetes, docker, codex];
