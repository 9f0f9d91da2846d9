// The small apps, as data. `files(code)` puts the lines that setup prints into the app, unchanged, and beside them what
// answers with the last four characters of the key that the client has. `{port}` is replaced in commands and files.
//
//   packages      from npm, installed before setup runs
//   development,  a command that starts it; `path`: what is asked over HTTP. Without `path` the program prints the answer
//   production    and ends. null: there is nothing to start here
//   build         a command before production
//   quick         part of `--quick`; 'development': only that of it
//   needs         a program without which it is skipped

const last4 = 'client.apiKey.slice(-4)';
const handler = `export const GET = () => new Response(${last4});\n`;
const module = (extra = {}) => ({ private: true, type: 'module', ...extra });

/** A server of Node's own around the printed lines. */
const nodeServer = (code) =>
  `${code}\nimport { createServer } from 'node:http';\ncreateServer((_, answer) => answer.end(${last4})).listen({port}, '127.0.0.1');\n`;

/** What `wrangler deploy` would upload, in a folder of its own, with the secret that was put there. */
const deployedWorker =
  '{ "name": "app", "main": "dist/index.js", "no_bundle": true, "compatibility_date": "2026-01-01" }';

export const apps = [
  {
    name: 'express',
    title: 'Express',
    packages: { express: 'latest' },
    manifest: { private: true },
    files: (code) => ({
      'server.cjs': `${code}\nconst app = require('express')();\napp.get('/key', (_, answer) => answer.send(${last4}));\napp.listen({port}, '127.0.0.1');\n`,
    }),
    development: 'node server.cjs',
    production: 'NODE_ENV=production node server.cjs',
    path: '/key',
    quick: true,
  },
  {
    name: 'vite',
    title: 'Vite',
    packages: { vite: 'latest' },
    manifest: module(),
    files: (code) => ({
      'index.html': '<script type="module">document.title = "x"</script>',
      'server.mjs': nodeServer(code),
      // What the note says of production, where Vite is seldom installed.
      'server.production.mjs': nodeServer("import OpenAI from 'openai';\nconst client = new OpenAI();"),
    }),
    development: 'node server.mjs',
    build: 'vite build',
    production: 'NODE_ENV=production node server.production.mjs',
    path: '/',
    built: 'dist',
    quick: true,
  },
  {
    name: 'next',
    title: 'Next.js',
    packages: { next: 'latest', react: 'latest', 'react-dom': 'latest' },
    manifest: { private: true },
    before: {
      'app/layout.js': 'export default ({ children }) => <html><body>{children}</body></html>;\n',
      'app/page.js': 'export default () => <p>x</p>;\n',
    },
    files: (code) => ({
      'app/api/key/route.js': `${code}\nexport const dynamic = 'force-dynamic';\n${handler}`,
    }),
    development: 'next dev -H 127.0.0.1 -p {port}',
    build: 'next build',
    production: 'next start -H 127.0.0.1 -p {port}',
    path: '/api/key',
    built: '.next/static',
    quick: 'development',
  },
  {
    name: 'sveltekit',
    title: 'SvelteKit',
    packages: {
      vite: 'latest',
      svelte: 'latest',
      '@sveltejs/kit': 'latest',
      '@sveltejs/vite-plugin-svelte': 'latest',
      '@sveltejs/adapter-node': 'latest',
    },
    manifest: module(),
    before: {
      'vite.config.js':
        "import adapter from '@sveltejs/adapter-node';\nimport { sveltekit } from '@sveltejs/kit/vite';\nexport default { plugins: [sveltekit({ adapter: adapter() })] };\n",
      'src/app.html': '<html><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
      'src/routes/+page.svelte': '<p>x</p>\n',
    },
    files: (code) => ({
      'src/env.js': 'export const variables = { OPENAI_API_KEY: {} };\n',
      'src/routes/key/+server.js': `${code}\n${handler}`,
    }),
    development: 'vite dev --host 127.0.0.1 --port {port}',
    build: 'vite build',
    production: 'HOST=127.0.0.1 PORT={port} node build',
    path: '/key',
    built: 'build/client',
  },
  {
    name: 'astro',
    title: 'Astro',
    packages: { astro: 'latest', '@astrojs/node': 'latest' },
    manifest: module(),
    before: {
      'astro.config.mjs':
        "import node from '@astrojs/node';\nexport default { adapter: node({ mode: 'standalone' }) };\n",
      'src/pages/index.astro': '<p>x</p>\n',
    },
    files: (code) => ({ 'src/pages/key.js': `${code}\nexport const prerender = false;\n${handler}` }),
    development: 'astro dev --host 127.0.0.1 --port {port}',
    build: 'astro build',
    production: 'HOST=127.0.0.1 PORT={port} node dist/server/entry.mjs',
    path: '/key',
    built: 'dist',
    quick: 'development',
  },
  {
    name: 'react-router',
    title: 'React Router',
    packages: {
      react: 'latest',
      'react-dom': 'latest',
      'react-router': '8.4',
      '@react-router/node': '8.4',
      '@react-router/serve': '8.4',
      '@react-router/dev': '8.4',
      vite: 'latest',
      isbot: 'latest',
    },
    manifest: module(),
    before: {
      'vite.config.js':
        "import { reactRouter } from '@react-router/dev/vite';\nexport default { plugins: [reactRouter()] };\n",
      'app/routes.js':
        "import { index, route } from '@react-router/dev/routes';\nexport default [index('./home.jsx'), route('key', './key.jsx')];\n",
      'app/root.jsx':
        "import { Outlet, Scripts } from 'react-router';\nexport default () => <html><body><Outlet /><Scripts /></body></html>;\n",
      'app/home.jsx': 'export default () => <p>x</p>;\n',
    },
    files: (code) => ({
      'app/openai.server.js': `${code}\nexport const key = ${last4};\n`,
      'app/key.jsx':
        "import { key } from './openai.server';\nexport const loader = () => new Response(key);\n",
    }),
    development: 'react-router dev --host 127.0.0.1 --port {port}',
    build: 'react-router build',
    production: 'HOST=127.0.0.1 PORT={port} react-router-serve build/server/index.js',
    path: '/key',
    built: 'build/client',
  },
  {
    name: 'tanstack-start',
    title: 'TanStack Start',
    packages: {
      '@tanstack/react-start': 'latest',
      '@tanstack/react-router': 'latest',
      react: 'latest',
      'react-dom': 'latest',
      vite: 'latest',
      '@vitejs/plugin-react': 'latest',
    },
    manifest: module(),
    before: {
      'vite.config.js':
        "import { tanstackStart } from '@tanstack/react-start/plugin/vite';\nimport react from '@vitejs/plugin-react';\nexport default { plugins: [tanstackStart(), react()] };\n",
      'src/router.jsx':
        "import { createRouter } from '@tanstack/react-router';\nimport { routeTree } from './routeTree.gen';\nexport const getRouter = () => createRouter({ routeTree });\n",
      'src/routes/__root.jsx':
        "import { createRootRoute, Outlet, Scripts } from '@tanstack/react-router';\nexport const Route = createRootRoute({ component: () => <html><body><Outlet /><Scripts /></body></html> });\n",
      'src/routes/index.jsx':
        "import { createFileRoute } from '@tanstack/react-router';\nexport const Route = createFileRoute('/')({ component: () => <p>x</p> });\n",
    },
    files: (code) => ({
      'src/openai.server.js': `${code}\nexport const key = () => ${last4};\n`,
      'src/routes/key.js': `import { createFileRoute } from '@tanstack/react-router';\nexport const Route = createFileRoute('/key')({ server: { handlers: { GET: async () => new Response((await import('../openai.server.js')).key()) } } });\n`,
    }),
    development: 'vite dev --host 127.0.0.1 --port {port}',
    production: null,
    path: '/key',
  },
  {
    name: 'nuxt',
    title: 'Nuxt',
    packages: { nuxt: 'latest' },
    manifest: module(),
    before: {
      'nuxt.config.ts': "export default { compatibilityDate: '2026-01-01', telemetry: false };\n",
      'app/app.vue': '<template><p>x</p></template>\n',
    },
    files: (code) => ({ 'server/api/key.ts': `${code}\nexport default () => ${last4};\n` }),
    development: 'nuxt dev --host 127.0.0.1 --port {port}',
    build: 'nuxt build',
    production: 'HOST=127.0.0.1 PORT={port} node .output/server/index.mjs',
    path: '/api/key',
    built: '.output/public',
  },
  {
    name: 'nestjs',
    title: 'NestJS',
    packages: {
      '@nestjs/core': 'latest',
      '@nestjs/common': 'latest',
      '@nestjs/platform-express': 'latest',
      'reflect-metadata': 'latest',
      rxjs: 'latest',
      typescript: '~5.9',
      '@types/node': 'latest',
    },
    manifest: module(),
    before: {
      'tsconfig.json':
        '{"compilerOptions":{"module":"nodenext","target":"es2022","outDir":"dist","rootDir":"src","experimentalDecorators":true,"emitDecoratorMetadata":true,"skipLibCheck":true,"types":["node"]}}',
    },
    files: (code) => ({
      'src/main.ts': `${code}\nimport 'reflect-metadata';\nimport { Controller, Get, Module } from '@nestjs/common';\nimport { NestFactory } from '@nestjs/core';\n@Controller()\nclass Keys {\n  @Get('key')\n  key() {\n    return client.apiKey!.slice(-4);\n  }\n}\n@Module({ controllers: [Keys] })\nclass App {}\nconst app = await NestFactory.create(App);\nawait app.listen({port}, '127.0.0.1');\n`,
    }),
    development: 'tsc && node dist/main.js',
    build: 'tsc',
    production: 'NODE_ENV=production node dist/main.js',
    path: '/key',
  },
  {
    name: 'bun',
    title: 'Bun',
    packages: { bun: 'latest' },
    installer: 'bun',
    manifest: module({ packageManager: 'bun@1.4.5' }),
    files: (code) => ({
      'server.ts': `${code}\nBun.serve({ port: {port}, hostname: '127.0.0.1', fetch: () => new Response(${last4}) });\n`,
    }),
    development: 'bun server.ts',
    production: 'NODE_ENV=production bun server.ts',
    path: '/',
  },
  {
    name: 'wrangler',
    title: 'Wrangler',
    packages: { wrangler: 'latest' },
    manifest: module(),
    before: {
      'wrangler.jsonc': '{ "name": "app", "main": "src/index.js", "compatibility_date": "2026-01-01" }',
    },
    files: (code) => ({
      'src/index.js': `${code}\nexport default { fetch: () => new Response(${last4}) };\n`,
      'deployed/wrangler.jsonc': deployedWorker,
    }),
    development: 'wrangler dev --local --ip 127.0.0.1 --port {port}',
    build: 'wrangler deploy --dry-run --outdir deployed/dist',
    production:
      'cd deployed && if [ "$OPENAI_API_KEY" ]; then echo "OPENAI_API_KEY=$OPENAI_API_KEY" > .dev.vars; fi; wrangler dev --local --ip 127.0.0.1 --port {port}',
    built: 'deployed/dist',
    path: '/',
  },
  {
    name: 'python',
    title: 'python-dotenv',
    packages: {},
    needs: 'python3',
    before: { 'requirements.txt': '' },
    files: (code) => ({
      'server.py': `${code}\nfrom http.server import BaseHTTPRequestHandler, HTTPServer\nclass Keys(BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.send_response(200)\n        self.end_headers()\n        self.wfile.write(client.api_key[-4:].encode())\nHTTPServer(('127.0.0.1', {port}), Keys).serve_forever()\n`,
    }),
    development: '.venv/bin/python server.py',
    production: '.venv/bin/python server.py',
    path: '/',
    version: '.venv/bin/python -c "import dotenv.version as v; print(v.__version__)"',
    quick: true,
  },
  {
    name: 'uv',
    title: 'Python, uv',
    packages: {},
    needs: 'uv',
    before: {
      'pyproject.toml': '[project]\nname = "app"\nversion = "0"\nrequires-python = ">=3.9"\n[tool.uv]\n',
    },
    files: (code) => ({ 'main.py': `${code}\nprint(client.api_key[-4:])\n` }),
    development: 'uv run python main.py',
    production: 'uv run python main.py',
    version: 'uv --version',
    example: true,
  },
  {
    name: 'compose',
    title: 'docker compose',
    packages: {},
    needs: 'docker-compose',
    before: {
      'compose.yaml': 'services:\n  app:\n    image: alpine\n    env_file:\n      - app.env\n',
      'app.env': 'PORT=3000\n',
    },
    files: () => ({
      'ask.sh': `docker-compose -f compose.yaml config | sed -n 's/^ *OPENAI_API_KEY: *//p' | tail -c 5\n`,
    }),
    development: 'sh ask.sh',
    production: 'sh ask.sh',
    version: 'docker-compose version --short',
  },
  {
    name: 'node-esm',
    title: 'Node.js, ES module',
    packages: {},
    manifest: module(),
    files: (code) => ({ 'main.js': `${code}\nconsole.log(${last4});\n` }),
    development: 'node main.js',
    production: 'NODE_ENV=production node main.js',
    version: 'node --version',
    example: true,
    quick: true,
  },
  {
    name: 'node-ts',
    title: 'Node.js, TypeScript',
    packages: { tsx: 'latest' },
    manifest: module(),
    before: { 'tsconfig.json': '{}' },
    files: (code) => ({ 'main.ts': `${code}\nconsole.log(${last4});\n` }),
    development: 'tsx main.ts',
    production: 'node main.ts',
    version: 'node --version',
    example: true,
  },
  {
    name: 'pnpm-workspace',
    title: 'pnpm, a package of a workspace',
    packages: {},
    tools: { pnpm: '10' },
    manifest: { private: true },
    folder: 'apps/web',
    before: {
      'pnpm-workspace.yaml': 'packages:\n  - apps/*\n',
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
      'apps/web/package.json': '{"name":"web","private":true,"type":"module"}',
    },
    files: (code) => ({ 'main.js': `${code}\nconsole.log(${last4});\n` }),
    development: 'node main.js',
    production: 'NODE_ENV=production node main.js',
    version: 'pnpm --version',
    example: true,
  },
  {
    name: 'deno',
    title: 'Deno',
    packages: {},
    tools: { deno: 'latest' },
    before: { 'deno.json': '{}' },
    files: (code) => ({ 'main.ts': `${code}\nconsole.log(${last4});\n` }),
    development: 'deno run -A main.ts',
    production: 'deno run -A main.ts',
    version: 'deno eval "console.log(Deno.version.deno)"',
    example: true,
  },
];

/** What setup is asked about, without an app that could be started here: only its answers go into the page. */
export const untried = [
  ['remix', 'Remix', { 'package.json': '{"dependencies":{"@remix-run/dev":"^2"}}' }],
  ['expo', 'Expo', { 'package.json': '{"dependencies":{"expo":"^58"}}' }],
  ['electron', 'Electron', { 'package.json': '{"dependencies":{"electron":"^40"}}' }],
  ['react-scripts', 'Create React App', { 'package.json': '{"dependencies":{"react-scripts":"5"}}' }],
  ['gatsby', 'Gatsby', { 'package.json': '{"dependencies":{"gatsby":"5"}}' }],
  ['poetry', 'Python, poetry', { 'poetry.lock': '', 'pyproject.toml': '' }],
  ['pipenv', 'Python, pipenv', { Pipfile: '' }],
  ['go', 'Go', { 'go.mod': 'module app\n' }],
  ['ruby', 'Ruby', { Gemfile: '' }],
  ['java', 'Java', { 'pom.xml': '<project/>' }],
  ['dotnet', '.NET', { 'app.csproj': '<Project/>' }],
  ['php', 'PHP', { 'composer.json': '{}' }],
];
