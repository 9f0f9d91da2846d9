import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deadPort } from './loopback.ts';

/** Debian's `tinyproxy-bin`; without it its tests are skipped. */
export const hasTinyproxy = spawnSync('tinyproxy', ['-v']).status === 0;

/** An address of this machine that is not loopback, so that a proxy is used for it; null where there is none. */
export const ownAddress: string | null =
  Object.values(networkInterfaces())
    .flat()
    .find((found) => found?.family === 'IPv4' && !found.internal)?.address ?? null;

export interface Tinyproxy {
  readonly port: number;
  /** `CONNECT host:port HTTP/1.1` of each request that it logged. */
  tunnels(): readonly string[];
  /** SIGKILL; returns when the process is gone. */
  kill(): Promise<void>;
}

const running: Tinyproxy[] = [];

export async function killAllTinyproxies(): Promise<void> {
  await Promise.all(running.splice(0).map((proxy) => proxy.kill()));
}

/** Starts one on loopback with more lines of configuration (`tinyproxy.conf(5)`), and waits until it accepts. */
export async function startTinyproxy(...settings: readonly string[]): Promise<Tinyproxy> {
  const folder = mkdtempSync(join(tmpdir(), 'tinyproxy-'));
  const [configuration, log] = [join(folder, 'conf'), join(folder, 'log')];
  const port = await deadPort();
  const always = [`Port ${port}`, 'Listen 127.0.0.1', 'Timeout 10', `LogFile "${log}"`, 'LogLevel Info'];
  writeFileSync(configuration, [...always, ...settings, ''].join('\n'));
  writeFileSync(log, '');

  // `-d`: stays in the foreground, a child of the test.
  const child = spawn('tinyproxy', ['-d', '-c', configuration], { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const proxy: Tinyproxy = {
    port,
    tunnels: () => [...readFileSync(log, 'utf8').matchAll(/CONNECT \S+ HTTP\/1\.[01]/g)].map(String),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
  running.push(proxy);
  await accepting(port, child);
  return proxy;
}

async function accepting(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + 10_000;
  while (Date.now() < until && child.exitCode === null) {
    if (await connects(port)) return;
    await sleep(20);
  }
  throw new Error(`tinyproxy does not accept connections (exit code ${child.exitCode})`);
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const end = (connected: boolean) => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
