import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { callTrusting } from '../support/call-trusting.ts';

/**
 * A network of its own with a cable to nowhere: packets to 10.9.9.9 leave and are lost. Needs Linux, `ip`, and user
 * namespaces that everybody may create.
 */
const cable = [
  'ip link add v0 type veth peer name v1',
  'ip addr add 10.9.9.1/24 dev v0',
  'ip link set v0 up',
  'ip link set v1 up',
  'ip neigh add 10.9.9.9 lladdr 02:00:00:00:00:09 dev v0',
].join(' && ');
const namespace = ['unshare', '-rn', 'sh', '-c', `${cable} && exec "$@"`, 'sh'];
const canMakeNetworks = spawnSync('unshare', [...namespace.slice(1), 'true']).status === 0;

test.skipIf(!canMakeNetworks)('packets that are dropped (needs unshare and ip)', async () => {
  const env = { HTTPS_PROXY: 'http://10.9.9.9:3128', NO_PROXY: '10.9.9.9' };
  const addresses = ['https://10.9.9.9/v1', 'https://api.behind.example/v1'];
  const [dropped, throughProxy] = await callTrusting('', addresses, env, namespace, 1000);
  expect(dropped?.failure).toMatchObject({ phase: 'connect', timedOut: true });
  expect(throughProxy?.failure).toMatchObject({ phase: 'proxy', timedOut: true });
});
