import { describe, expect, test } from 'vitest';
import { keyInImage } from '../../src/domain/doctor/rules/key-in-image.ts';
import { keyBuilders } from '../support/keys.ts';
import { found } from '../support/made-up-project.ts';

const projectKey = (): string => keyBuilders.project(1);

const env = { '.env': `OPENAI_API_KEY=${projectKey()}\n` };
const docker = (...lines: readonly string[]) => ({ Dockerfile: `${lines.join('\n')}\n` });

describe('a Dockerfile that puts the key into the image', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'an argument',
      docker('FROM node', 'ARG OPENAI_API_KEY', 'RUN node build.js'),
      'Dockerfile:2 OPENAI_API_KEY argument',
    ],
    [
      'an argument that becomes a variable',
      docker('FROM node', 'ARG OPENAI_API_KEY', 'ENV OPENAI_API_KEY=$OPENAI_API_KEY'),
      'Dockerfile:3 OPENAI_API_KEY variable',
    ],
    [
      'with braces',
      docker('FROM node', 'ARG KEY', 'ARG OPENAI_API_KEY', `ENV A=1 OPENAI_API_KEY=\${OPENAI_API_KEY}`),
      'Dockerfile:4 OPENAI_API_KEY variable',
    ],
    [
      'the key itself',
      docker('FROM node', `ENV OPENAI_API_KEY="${projectKey()}"`),
      'Dockerfile:2 OPENAI_API_KEY variable',
    ],
    [
      'the old form',
      docker('FROM node', `ENV OPENAI_API_KEY ${projectKey()}`),
      'Dockerfile:2 OPENAI_API_KEY variable',
    ],
    ['the whole folder', { ...env, ...docker('FROM node', 'COPY . .') }, 'Dockerfile:2 .env copied'],
    [
      'the file by its name',
      { ...env, ...docker('FROM node', 'COPY package.json .env ./') },
      'Dockerfile:2 .env copied',
    ],
    ['a pattern', { ...env, ...docker('FROM node', 'COPY .env* ./') }, 'Dockerfile:2 .env copied'],
    [
      'an ignore file without it',
      { ...env, ...docker('FROM node', 'COPY . .'), '.dockerignore': 'node_modules\n.git\n' },
      'Dockerfile:2 .env copied',
    ],
    [
      'an ignore file that takes it back',
      { ...env, ...docker('FROM node', 'COPY . .'), '.dockerignore': '.env*\n!.env\n' },
      'Dockerfile:2 .env copied',
    ],
    [
      'deeper',
      { 'apps/web/.env': env['.env'], ...docker('FROM node', 'COPY apps ./apps'), 'apps/web/a.ts': '' },
      'Dockerfile:2 apps/web/.env copied',
    ],
    [
      'a stage that the last is made from',
      docker('FROM node AS base', `ENV OPENAI_API_KEY=${projectKey()}`, 'FROM base', 'CMD node .'),
      'Dockerfile:2 OPENAI_API_KEY variable',
    ],
    [
      'copied on from a stage',
      {
        ...env,
        ...docker(
          'FROM node AS build',
          'WORKDIR /src',
          'COPY . .',
          'RUN npm ci',
          'FROM node',
          'COPY --from=build /src /app',
        ),
      },
      'Dockerfile:3 .env copied',
    ],
    [
      'a folder above a stage’s',
      {
        ...env,
        ...docker(
          'FROM node AS build',
          'WORKDIR /src/app',
          'COPY . ./',
          'FROM node',
          'COPY --from=0 /src /srv',
        ),
      },
      'Dockerfile:3 .env copied',
    ],
    [
      'a continued line',
      docker('FROM node', 'ENV A=1 \\', `    OPENAI_API_KEY=${projectKey()}`),
      'Dockerfile:3 OPENAI_API_KEY variable',
    ],
    [
      'a context that compose names',
      {
        ...env,
        'docker/api.Dockerfile': 'FROM node\nCOPY . .\n',
        'compose.yaml':
          'services:\n  api:\n    build:\n      context: .\n      dockerfile: docker/api.Dockerfile\n',
      },
      'docker/api.Dockerfile:2 .env copied',
    ],
  ])('%s', (_, files, expected) => {
    expect(found(keyInImage, files)).toEqual([expected]);
  });
});

describe('a Dockerfile that does not', () => {
  test.each<[string, Record<string, string>]>([
    ['a secret of the build', docker('FROM node', 'RUN --mount=type=secret,id=OPENAI_API_KEY npm run build')],
    [
      'an argument of another stage',
      docker(
        'FROM node AS build',
        'ARG OPENAI_API_KEY',
        'RUN npm run build',
        'FROM node',
        'COPY --from=build /app/dist /app',
      ),
    ],
    ['an argument before the first stage', docker('ARG OPENAI_API_KEY', 'FROM node', 'CMD node .')],
    ['an empty variable', docker('FROM node', 'ENV OPENAI_API_KEY=""')],
    ['a placeholder', docker('FROM node', 'ENV OPENAI_API_KEY=your-api-key-here')],
    ['a variable that nothing gives', docker('FROM node', 'ENV OPENAI_API_KEY=$OPENAI_API_KEY')],
    ['where the key will be', docker('FROM node', 'ENV OPENAI_API_KEY_FILE=/run/secrets/openai')],
    ['another service', docker('FROM node', 'ARG NPM_TOKEN', 'ENV AZURE_OPENAI_API_VERSION=1')],
    ['an ignore file', { ...env, ...docker('FROM node', 'COPY . .'), '.dockerignore': '.env\n' }],
    [
      'an ignore file with a pattern',
      { ...env, ...docker('FROM node', 'COPY . .'), '.dockerignore': '**/.env*\n!.env.example\n' },
    ],
    [
      'an ignore file of its own',
      { ...env, ...docker('FROM node', 'COPY . .'), 'Dockerfile.dockerignore': '.env\n' },
    ],
    [
      'an env file without a key',
      { '.env': 'PORT=1\nOPENAI_MODEL=gpt\n', ...docker('FROM node', 'COPY . .') },
    ],
    [
      'an env file with a placeholder',
      { '.env': 'OPENAI_API_KEY=your-api-key-here\n', ...docker('FROM node', 'COPY . .') },
    ],
    ['an example', { '.env.example': env['.env'], ...docker('FROM node', 'COPY .env.example .env') }],
    ['other folders', { ...env, ...docker('FROM node', 'COPY src ./src', 'COPY package.json ./') }],
    [
      'what a stage keeps',
      {
        ...env,
        ...docker(
          'FROM node AS build',
          'WORKDIR /src',
          'COPY . .',
          'RUN npm run build',
          'FROM node',
          'COPY --from=build /src/dist /app',
        ),
      },
    ],
    [
      'what a stage removes',
      {
        ...env,
        ...docker(
          'FROM node AS build',
          'WORKDIR /src',
          'COPY . .',
          'RUN rm -f .env',
          'FROM node',
          'COPY --from=build /src /app',
        ),
      },
    ],
    ['a comment', { ...env, ...docker('FROM node', '# COPY . .', '# ENV OPENAI_API_KEY=x') }],
    ['a here-document', docker('FROM node', 'RUN <<EOF', `ENV OPENAI_API_KEY=${projectKey()}`, 'EOF')],
    ['nothing at all', docker('')],
  ])('%s', (_, files) => {
    expect(found(keyInImage, files)).toEqual([]);
  });
});
