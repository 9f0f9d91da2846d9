import { wordsOf } from '../text/phrase.ts';

/** Packages that read no env file by being imported: servers, clients, tools of every day. What is not here may. */
const harmless: ReadonlySet<string> = new Set(
  wordsOf(`
    openai ai express hono fastify koa cors helmet zod body-parser morgan compression cookie-parser express-session multer
    axios got undici node-fetch ws socket.io pg mysql2 mongoose mongodb ioredis redis better-sqlite3 drizzle-orm uuid nanoid lodash
    dayjs date-fns chalk kleur picocolors commander yargs minimist inquirer prompts ora winston pino pino-pretty debug dotenv
    discord.js telegraf grammy twilio jsonwebtoken bcrypt bcryptjs reflect-metadata rxjs class-validator class-transformer
    p-limit p-queue p-retry async ms semver slugify marked cheerio react react-dom rate-limiter-flexible express-rate-limit
    tsx tslib source-map-support eventsource-parser js-tiktoken tiktoken gpt-tokenizer zod-to-json-schema @anthropic-ai/sdk
  `),
);
const harmlessScopes = /^@(?:ai-sdk|hono|langchain|slack|types|octokit)\//;
/** Without its configuration, which reads the file when it is asked to. */
const ofNest =
  /^@nestjs\/(?:common|core|platform-express|platform-fastify|swagger|throttler|terminus|schedule)$/;

/** Modules of Node that neither start programs nor run text. */
const ofNode = new Set(
  wordsOf(`
    assert async_hooks buffer crypto dns events fs http http2 https net os path perf_hooks process querystring readline stream
    string_decoder timers tls tty url util zlib
  `),
);

/** Whether importing a module, by the name in the code, reads no env file for sure. */
export function isHarmless(specifier: string): boolean {
  const plain = specifier.replace(/^node:/, '');
  const [scope = '', name = ''] = plain.split('/');
  if (specifier.startsWith('node:') || ofNode.has(scope)) return ofNode.has(scope);
  const whole = scope.startsWith('@') ? `${scope}/${name}` : scope;
  if (whole === 'dotenv') return plain === 'dotenv';
  return harmless.has(whole) || harmlessScopes.test(whole) || ofNest.test(whole);
}
