// Asks a real loader that can be loaded into a Node process. Started by ask.mjs:
//
//   node worker.mjs NAME FOLDER
//
// FOLDER is where its packages are. Takes an array of cases a line, gives an array of answers a line: an object of
// values, or null where the loader refused the files.
import fs, { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseEnv } from 'node:util';

const [name, packages] = process.argv.slice(2);
const require = createRequire(join(packages, 'x.js'));
const here = (path) => import(pathToFileURL(join(packages, 'node_modules', path)).href);
const kept = { PATH: process.env.PATH, HOME: process.env.HOME };
const print = process.stdout.write.bind(process.stdout);
const quiet = () => {};
for (const method of ['log', 'info', 'warn', 'error', 'debug']) console[method] = quiet;

/** A module as if nothing had loaded it before. */
const fresh = (path) => {
  delete require.cache[require.resolve(path)];
  return require(path);
};

/** Stands for whatever is asked of it; `define` is handed what it is called with. */
function stub(define) {
  const one = new Proxy(class {}, {
    get: (_, name) => {
      if (name === 'then') return undefined;
      if (name === Symbol.toPrimitive) return () => '';
      if (name === Symbol.iterator) return [][Symbol.iterator];
      return name === 'define' ? define : one;
    },
    apply: () => one,
    construct: () => one,
  });
  return one;
}

const loaders = {
  next:
    () =>
    (folder, { mode }) => {
      fresh('@next/env').loadEnvConfig(folder, mode === 'development', { info: quiet, error: quiet });
      return { ...process.env };
    },
  vite: async () => {
    const { loadEnv } = await here('vite/dist/node/index.js');
    return (folder, { mode }) => loadEnv(mode, folder, '');
  },
  c12: async () => {
    const { setupDotenv } = await here('c12/dist/index.mjs');
    return async (folder) => {
      const env = { ...process.env };
      await setupDotenv({ cwd: folder, env });
      return env;
    };
  },
  dotenv:
    () =>
    (folder, { paths, override }) => {
      const path = paths.map((one) => join(folder, one));
      // The older ones take one alone.
      fresh('dotenv').config({ path: path.length === 1 ? path[0] : path, override, quiet: true });
      return { ...process.env };
    },
  'dotenv-expand':
    () =>
    (folder, { paths, override }) => {
      const { config } = fresh('dotenv');
      const library = fresh('dotenv-expand');
      const path = paths.map((one) => join(folder, one));
      // The older ones take one path alone, and the oldest are a function themselves.
      const read = config({ path: path.length === 1 ? path[0] : path, override, quiet: true });
      (library.expand ?? library)(read);
      return { ...process.env };
    },
  dotenvx:
    () =>
    (folder, { paths, override }) => {
      const path = paths.map((one) => join(folder, one));
      require('@dotenvx/dotenvx').config({
        path,
        overload: override,
        quiet: true,
        ignore: ['MISSING_ENV_FILE'],
      });
      return { ...process.env };
    },
  'react-scripts':
    () =>
    (folder, { mode }) => {
      writeFileSync(join(folder, 'package.json'), '{}');
      process.env.NODE_ENV = mode;
      fresh('react-scripts/config/paths');
      fresh('react-scripts/config/env');
      return { ...process.env };
    },
  // What webpack is told to put in the place of `process.env.NAME` in code for the server.
  gatsby: () => {
    let defined = {};
    const real = /^(?:fs|path|crypto|dotenv)$/;
    // The older ones look for a router ahead of the definitions.
    const resolve = Module._resolveFilename;
    Module._resolveFilename = (request, ...rest) =>
      resolve(request.includes('reach') ? 'dotenv' : request, ...rest);
    const load = Module._load;
    Module._load = (request, parent, ...rest) => {
      if (request === 'fs-extra') return fs;
      const isOther = parent?.filename?.includes(`${sep}gatsby${sep}`) && !real.test(request);
      return isOther
        ? stub((definitions) => {
            defined = definitions;
          })
        : load(request, parent, ...rest);
    };
    const configOf = require('gatsby/dist/utils/webpack.config.js');
    return async (folder) => {
      // What comes behind the definitions fails without webpack.
      await configOf({}, folder, 'develop-html', 0).catch(quiet);
      return Object.fromEntries(
        Object.entries(defined).flatMap(([key, value]) =>
          /^process\.env\.[K-N]$/.test(key) ? [[key.at(-1), JSON.parse(value)]] : [],
        ),
      );
    };
  },
  'remix-classic': () => {
    const { loadEnv } = require('@remix-run/dev/dist/devServer_unstable/env.js');
    return async (folder) => {
      await loadEnv(folder);
      return { ...process.env };
    };
  },
  nestjs: async () => {
    await here('reflect-metadata/Reflect.js');
    const module = await here('@nestjs/config/dist/index.js');
    const { ConfigModule } = module.ConfigModule ? module : module.default;
    return async (folder, { paths, override, expands }) => {
      const envFilePath = paths.map((path) => join(folder, path));
      await ConfigModule.forRoot({ envFilePath, override, expandVariables: expands });
      return { ...process.env };
    };
  },
  wrangler: () => {
    process.env.WRANGLER_LOG = 'none';
    const { unstable_getVarsForDev } = require('wrangler');
    return (folder, { mode }) => {
      const bindings = unstable_getVarsForDev(
        join(folder, 'wrangler.toml'),
        undefined,
        {},
        mode || undefined,
        true,
      );
      return Object.fromEntries(Object.entries(bindings).map(([key, { value }]) => [key, value]));
    };
  },
  expo:
    () =>
    (folder, { mode }) => {
      const { loadProjectEnv, load } = fresh('@expo/env');
      // The older ones have the mode from the environment.
      if (!loadProjectEnv) process.env.NODE_ENV = mode;
      (loadProjectEnv ?? load)(folder, { mode, force: true, silent: true });
      return { ...process.env };
    },
  'env-cmd': async () => {
    const module = await here('env-cmd/dist/index.js');
    const GetEnvVars = module.GetEnvVars ?? module.default.GetEnvVars;
    return async (folder, { paths }) => ({
      ...process.env,
      ...(await GetEnvVars({ envFile: { filePath: join(folder, paths[0]) } }).catch(() => ({}))),
    });
  },
  parseEnv:
    () =>
    (_folder, { files, paths }) => ({ ...parseEnv(files[paths[0]] ?? ''), ...process.env }),
};

const load = await loaders[name]();
const root = mkdtempSync(join(tmpdir(), 'loader-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));

const folder = join(root, 'case');
mkdirSync(folder);

async function ask(one) {
  for (const [path, text] of Object.entries(one.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const key of Object.keys(process.env)) delete process.env[key];
  Object.assign(process.env, kept, one.shell);
  process.chdir(folder);
  try {
    return await load(folder, one);
  } catch {
    return null;
  } finally {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answers = [];
  for (const one of JSON.parse(line)) answers.push(await ask(one));
  print(`${JSON.stringify(answers)}\n`);
}
