import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Runs a command line to its end; gives its exit code, null where it took too long, and its output. */
export function run(command, { cwd, env, input = '', limit = 240_000 }) {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', command], { cwd, env, detached: true });
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'])
      child[stream].on('data', (piece) => {
        said[stream] += piece;
      });
    const timer = setTimeout(() => end(child), limit);
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, ...said });
    });
  });
}

/** Ends a process and all that it started. */
function end(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** ms for an app to answer. */
const patience = 120_000;

/**
 * Starts an app and asks it over HTTP which key it has: its last four characters, or null where it says none. Ends all
 * that it started.
 */
export async function startAndAsk(command, path, { cwd, env, port }) {
  const child = spawn('sh', ['-c', command], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (piece) => {
    said = (said + piece).slice(-8000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  const deadline = Date.now() + patience;
  let answer = null;
  try {
    while (Date.now() < deadline && !ended) {
      answer = await ask(`http://127.0.0.1:${port}${path}`);
      // Not built yet: Nuxt says 503, others 404.
      const isEarly = answer?.status === 503 || answer?.status === 404;
      if (answer !== null && (!isEarly || Date.now() > deadline - patience / 2)) break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  } finally {
    end(child);
  }
  const key = answer?.status === 200 && /^[\w-]{4}$/.test(answer.text.trim()) ? answer.text.trim() : null;
  return { key, said: `${said}\n${answer?.text ?? ''}` };
}

async function ask(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}
