import { describe, expect, test } from 'vitest';
import { dockerCopiesEnvFile } from '../../src/domain/loading/docker.ts';
import { growth } from '../support/work.ts';

describe('without a .dockerignore', () => {
  test.each([
    'FROM node\nCOPY . .',
    'FROM node\r\nCOPY . .\r\n',
    'copy ./ /app/',
    'ADD . /app',
    'COPY --chown=node:node . .',
    'COPY --link --chmod=644 package.json . ./',
    'COPY ["." , "/app"]',
    'COPY ["package.json", ".", "/app"]',
    'COPY * /app/',
    'COPY / /app/',
    'COPY ./* /app/',
    'COPY .env /app/',
    'COPY .env* /app/',
    'COPY "./.env" /app/',
    'COPY .e?[v-w] /app/',
    'COPY \\\n  # a comment\n\n  --chown=a \\\n  . /app',
    '# escape=`\nCOPY `\n  . C:\\app',
    'COPY <<EOF /hello\nhello\nEOF\nCOPY . .',
    'RUN echo $((1<<2))\nCOPY . .',
    '\uFEFFCOPY . .',
    'COPY src/.. .',
  ])('%j publishes the file', (dockerfile) => {
    expect(dockerCopiesEnvFile(dockerfile, null, '.env')).toBe(true);
  });

  test.each([
    '',
    'FROM node',
    'COPY src/ /app/src',
    'COPY package*.json ./',
    'COPY --from=build . .',
    'COPY --from=build --chown=node / /',
    'COPY --exclude=.env* . .',
    '# COPY . .',
    'RUN cp . /app',
    'RUN <<EOF\nCOPY . .\nEOF',
    'WORKDIR .\nENV A=.',
    'COPY',
    'COPY .',
    'COPY ["broken',
    'COPY config/.env /app/',
    'ADD https://example.com/a.tar /app/',
  ])('%j does not', (dockerfile) => {
    expect(dockerCopiesEnvFile(dockerfile, null, '.env')).toBe(false);
  });
});

describe('with a .dockerignore', () => {
  test.each([
    '.env',
    '/.env',
    './.env',
    '**/.env',
    '.env*',
    '*',
    '**',
    '**/*',
    '**/**/.env*',
    '# x\n.env\n',
    '!.env\n.env',
    ' .env ',
    '.env\r\n',
    '\uFEFF.env',
    '.env/',
  ])('%j leaves it out', (ignore) => expect(dockerCopiesEnvFile('COPY . .', ignore, '.env')).toBe(false));
  test.each([
    '',
    'node_modules',
    '#.env',
    '.env\n!.env',
    '*\n!*',
    'app/.env',
    '.env.local',
    '.en[v',
    '*.env.*',
    '!',
  ])('%j does not', (ignore) => expect(dockerCopiesEnvFile('COPY . .', ignore, '.env')).toBe(true));
});

test.each(['COPY ', '<<A ', '\\\n', '* ', '--a ', '[', ' 1'])(
  'a long line of %j copies an env file only where a pattern of it takes all',
  (piece) => {
    const copies = (size: number) => {
      const long = piece.repeat(size / piece.length);
      return dockerCopiesEnvFile(`COPY ${long}`, long, '.env');
    };
    expect(copies(300_000)).toBe(piece === '* ');
    expect(growth(copies)).toBeLessThan(2.2);
  },
);
