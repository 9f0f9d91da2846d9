import { describe, expect, test } from 'vitest';
import { seeProject } from '../../src/checks/see-project.ts';
import { readPackage } from '../../src/domain/loading/frameworks.ts';
import { scriptFiles } from '../../src/domain/loading/start-commands.ts';
import { show } from '../support/show.ts';
import { stepWorld } from '../support/wizard.ts';

/** Who reads which files when `dev` is run, in a short form. */
const development = (scripts: Readonly<Record<string, string>>, dotenv = 17): readonly string[] =>
  scriptFiles(scripts, dotenv).development.map(
    ({ by, files, overrides }) => `${by}${overrides ? '!' : ''} ${files.join(' ')}`,
  );

test('wireit runs what its own section says', () => {
  const wireit = {
    dev: { dependencies: ['build', { script: 'server' }, './other:dev'] },
    server: { command: 'node --env-file=.env.dev x.js', env: { MODE: 'a "b"', PORT: { external: true } } },
    bare: { command: 3 },
  };
  const scripts = { dev: 'wireit', build: 'tsc', server: 'wireit', bare: 'wireit', none: 'wireit' };
  const facts = readPackage(JSON.stringify({ scripts, wireit }));
  expect(facts?.scripts.development).toMatchObject([{ by: 'node', files: ['.env.dev'] }]);
  expect(facts?.scripts.started).toMatchObject([{ program: 'node', variables: { MODE: 'a "b"' } }]);
  for (const odd of [null, 7, [], { dev: null }])
    expect(readPackage(JSON.stringify({ scripts, wireit: odd }))?.scripts.development).toEqual([]);
});

describe('env files that a start command names', () => {
  test.each<[string, string[]]>([
    ['node --env-file=.env --env-file-if-exists .env.local x.js', ['node .env .env.local']],
    ['tsx watch --env-file=.env.dev src/main.ts', ['node .env.dev']],
    ['node --env-file="my files/.env" x.js', ['node my files/.env']],
    // Node refuses it there.
    ["NODE_OPTIONS='--env-file=.env.dev' next dev", ['other ']],
    ['cross-env A=1 dotenv -e .env.local -e .env -- next dev', ['dotenv-cli .env.local .env']],
    ['dotenv next dev', ['dotenv-cli .env']],
    ['npx dotenv -o -e .env.local -- tsx x.ts', ['dotenv-cli! .env.local']],
    ['npx dotenv --override -e .env.local -- tsx x.ts', ['dotenv-cli! .env.local']],
    // What refers to another value stays as it is written, in every version.
    ['dotenv --no-expand -e .env.local -- tsx x.ts', ['other .env.local']],
    ['env-cmd -f ./config/dev.env node .', ['env-cmd! config/dev.env']],
    ['env-cmd --no-override --file=dev.env -- node .', ['env-cmd dev.env']],
    ['env-cmd -f .env.dev --fallback node .', ['env-cmd! .env.dev .env']],
    ['env-cmd -r ./.env-cmdrc -e dev node .', ['other ']],
    ['doppler run -- next dev', ['other ']],
    ['op run --env-file=.env.op -- node --env-file=.env x.js', ['other .env.op', 'node .env']],
    ['deno run --env-file -A main.ts', ['deno .env']],
    ['deno run --env=.env.dev -A main.ts', ['deno .env.dev']],
    ['dotenvx run -f .env.local -- node x.js', ['dotenvx .env.local']],
    ['dotenvx run -- node x.js', ['dotenvx .env']],
    ['bun --env-file=.env.dev run x.ts', ['bun .env.dev']],
    ['concurrently "vite" "node --env-file=.env.server server.js"', ['node .env.server']],
    ['nodemon --exec "tsx --env-file .env.dev" src', ['node .env.dev']],
    ['cd ../api && node --env-file=.env x.js', ['node ../api/.env']],
    ['node --env-file=../../.env x.js', ['node ../../.env']],
    ['docker compose --env-file .env.docker up', []],
    ['docker run --rm --env-file .env.docker app', ['docker! .env.docker']],
    ['podman run --env-file=.env.docker app', ['docker! .env.docker']],
    ['node -r dotenv/config x.js', ['dotenv .env']],
    ['node --require=dotenv/config x.js dotenv_config_path=.env.dev', ['dotenv .env.dev']],
    ['DOTENV_CONFIG_PATH=.env.dev tsx --import dotenv/config x.ts', ['dotenv .env.dev']],
    ['deno run --env-file=.env.dev main.ts', ['deno .env.dev']],
    ['node --env-file=$FILE x.js', ['other ']],
    ['node a.js && node --env-file=.env b.js', ['node .env']],
    ['node --env-file=.env a.js && node b.js', []],
    ['node --env-file=.env a.js & node b.js', ['node .env']],
    ['node --env-file=.env a.js | pino-pretty', ['node .env']],
    ['node --env-file=.env a.js 2>&1 | tee log', ['node .env']],
    ['sh -c "node --env-file=.env \\"a b.js\\""', ['node .env']],
    ['uv run --env-file=.env.x uvicorn app:app --env-file .env', ['other .env.x', 'python-dotenv .env']],
    ['uv run --directory api --env-file .env.x main.py', ['other ']],
    ['uv --directory api run main.py', ['other ']],
    ['uv run main.py', []],
    ['dotenv run -f .env.local,.env -- node x.js', ['dotenv .env.local .env']],
    ['dotenv run --override node x.js', ['dotenv! .env']],
    ['dotenv -f .env.local run -- python x.py', ['python-dotenv! .env.local']],
    ['dotenv -f .env.local bundle exec rackup', ['other ']],
    ['dotenv -c test -e a.env -- node x.js', ['dotenv-cli a.env.test.local a.env.local a.env.test a.env']],
    ['npx -y dotenv-cli -c -- node x.js', ['dotenv-cli .env.local .env']],
    ['dotenvx run --convention=flow -- node x.js', ['other ']],
    ['DOTENV_PRIVATE_KEY_CI=x dotenvx run -- node x.js', ['other ']],
    ['. ./.env && node x.js', ['other .env']],
    ['export $(cat .env | xargs) && node x.js', ['other .env']],
    ['./start.sh', ['other ']],
    ['bash scripts/start.sh', ['other ']],
    ['foreman start', ['other .env']],
    ['honcho -e .env.dev,.env start', ['other .env.dev .env']],
    ["env $(grep -v '^#' config/.env.local | xargs) node x.js", ['other config/.env.local']],
    ['source .envrc && node x.js', ['other ']],
    ['cat .env.example | node x.js', []],
    ['cargo run -- --flag', []],
    ['node x.js --env-file', []],
  ])('%s', (dev, expected) => expect(development({ dev })).toEqual(expected));

  test('dotenv 18 takes no words of the command line, and reads another variable first', () => {
    const words = 'node -r dotenv/config x.js dotenv_config_path=.env.x';
    expect(development({ dev: words }, 18.001)).toEqual(['dotenv .env']);
    const variables = 'DOTENV_CONFIG_PATH=a.env DOTENV_PATH=b.env node -r dotenv/config x.js';
    expect(development({ dev: variables }, 18.001)).toEqual(['dotenv b.env']);
    expect(development({ dev: variables }, 17)).toEqual(['dotenv a.env']);
  });
  test('scripts that call many others end', () => {
    const names = Array.from({ length: 60 }, (_, n) => `s${n}`);
    const scripts = Object.fromEntries(names.map((name) => [name, 'run-p s*']));
    expect(scriptFiles({ ...scripts, dev: 'run-p s*' }).development).toEqual([]);
  });
  test('a script that runs another one', () =>
    expect(development({ dev: 'npm run go', go: 'pnpm again', again: 'node --env-file=a.env x' })).toEqual([
      'node a.env',
    ]));
  test('scripts that run each other end', () =>
    expect(development({ dev: 'npm run start', start: 'npm run dev' })).toEqual([]));
  test('what start names counts where dev names none; a file for production does not', () => {
    expect(development({ dev: 'tsx x.ts', start: 'node --env-file=.env.x x' })).toEqual(['node .env.x']);
    expect(development({ dev: 'tsx x.ts', start: 'node --env-file=.env.production x' })).toEqual([]);
  });
});

const json = (facts: object): string => JSON.stringify(facts);
const start = (command: string, more: object = {}): Record<string, string> => ({
  'package.json': json({ scripts: { start: command }, ...more }),
});

describe('the files that count in a folder, and where secrets go', () => {
  test.each<[string, Record<string, string>, string[], string]>([
    ['node reads no other file', { ...start('node --env-file=.env.dev x'), '.env': '' }, [], '.env.dev'],
    [
      'a program with dotenv does',
      {
        ...start('node --env-file=.env.dev x', { dependencies: { dotenv: '18' } }),
        '.env': '',
        '.env.dev': '',
      },
      ['.env.dev', '.env'],
      '.env.dev',
    ],
    [
      'React Router reads Vite’s order',
      {
        'package.json': json({ devDependencies: { '@react-router/dev': '7', vite: '7' } }),
        '.env': '',
        '.env.local': '',
        '.env.development': '',
      },
      ['.env.development', '.env.local', '.env'],
      '.env',
    ],
    [
      'Wrangler reads .dev.vars alone',
      { 'package.json': json({ devDependencies: { wrangler: '4' } }), '.dev.vars': '', '.env': '' },
      ['.dev.vars'],
      '.dev.vars',
    ],
    [
      'Wrangler without it',
      { 'package.json': json({ devDependencies: { wrangler: '4' } }), '.env': '' },
      ['.env'],
      '.env',
    ],
    [
      'Bun',
      { 'package.json': '{}', 'bun.lock': '', '.env.local': '', '.env': '' },
      ['.env.local', '.env'],
      '.env',
    ],
    [
      'compose alone',
      { 'compose.yaml': 'services:\n  a:\n    env_file: config/app.env\n', 'config/app.env': '', '.env': '' },
      ['config/app.env', '.env'],
      'config/app.env',
    ],
    [
      'a command before the framework',
      {
        ...start('dotenv -e .env.x -- next dev', { dependencies: { next: '16' } }),
        '.env.x': '',
        '.env': '',
      },
      ['.env.x', '.env'],
      '.env.x',
    ],
    ['never a file of another project', start('node --env-file=/etc/key.env x'), [], '.env'],
  ])('%s', async (_, files, counting, secrets) => {
    const { ports } = stepWorld(files, []);
    const { envFiles, secretsFile } = await seeProject(ports);
    expect(envFiles.map(show)).toEqual(counting);
    expect(secretsFile).toBe(secrets);
  });
});
