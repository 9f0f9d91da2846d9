import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Docker's own client, with a stand-in of its engine: what the client asks a container to be made with. */
export function dockerClient() {
  const engine = createServer(answer);
  const listening = new Promise((resolve) => engine.listen(0, '127.0.0.1', resolve));
  return {
    ask: async (cases) => {
      await listening;
      const answers = [];
      for (const one of cases) answers.push(await create(engine.address().port, one));
      return answers;
    },
    close: () => engine.close(),
  };
}

/** Answers with the environment in place of the container's id, which the client prints. */
async function answer(request, response) {
  let body = '';
  for await (const piece of request) body += piece;
  const isCreating = request.method === 'POST' && request.url.includes('/containers/create');
  const id = isCreating ? Buffer.from(JSON.stringify(JSON.parse(body).Env ?? [])).toString('hex') : '';
  response.writeHead(isCreating ? 201 : 200, { 'Api-Version': '1.44', 'Content-Type': 'application/json' });
  response.end(JSON.stringify(isCreating ? { Id: id, Warnings: [] } : {}));
}

function create(port, { files, paths, shell }) {
  const folder = mkdtempSync(join(tmpdir(), 'loader-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const named = paths.filter((path) => path in files).flatMap((path) => ['--env-file', path]);
  const args = ['-H', `tcp://127.0.0.1:${port}`, 'create', ...named, 'image'];
  const env = { PATH: process.env.PATH, HOME: folder, ...shell };
  return new Promise((resolve) => {
    execFile('docker', args, { cwd: folder, env, encoding: 'utf8', timeout: 30_000 }, (error, stdout) => {
      rmSync(folder, { recursive: true, force: true });
      if (error) return resolve(error.code === 'ENOENT' ? undefined : null);
      const variables = JSON.parse(Buffer.from(stdout.trim(), 'hex').toString());
      resolve(
        Object.fromEntries(variables.map((one) => [one.split('=')[0], one.slice(one.indexOf('=') + 1)])),
      );
    });
  });
}
