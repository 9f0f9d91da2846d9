import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Judged,
  judge,
  precision,
  readCases,
  recall,
  runDoctor,
  tally,
  unpack,
} from '../support/doctor-cases.ts';
import { cleanEnvironment, makeSandbox, programPath } from '../support/environment.ts';

const cases = readCases(join(import.meta.dirname, '../data/doctor/known'));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'doctor-cases-')));
const sandbox = makeSandbox();
const judged: Judged[] = [];

afterAll(() => {
  sandbox.end();
  rmSync(folder, { recursive: true, force: true });
});

beforeAll(async () => {
  const env = cleanEnvironment(sandbox);
  const waiting = [...cases];
  const work = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const project = join(folder, one.name);
      mkdirSync(project);
      unpack(one, project, env);
      judged.push(judge(one, await runDoctor(one, project, programPath(), env)));
    }
  };
  await Promise.all([work(), work()]);
}, 900_000);

const named = (kind: 'wrong' | 'missed') =>
  judged.flatMap((found) => found[kind].map((text) => `${found.one.name}: ${text}`));

describe('doctor on the known projects', () => {
  test('each run prints a document', () => {
    expect(
      judged.filter(({ run }) => run.broken !== null).map(({ one, run }) => [one.name, run.broken]),
    ).toEqual([]);
  });

  test('of what doctor says about the known projects, 95 % is right', () => {
    const all = tally(judged).get('all');
    expect(all && precision(all), named('wrong').join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  test('each rule that says something is right in 95 % of it', () => {
    const weak = [...tally(judged)].filter(([, counts]) => precision(counts) < 0.95).map(([rule]) => rule);
    expect(weak, named('wrong').join('\n')).toEqual([]);
  });

  test('of what is wrong with the known projects, doctor says 85 %', () => {
    const all = tally(judged).get('all');
    expect(all && recall(all), named('missed').join('\n')).toBeGreaterThanOrEqual(0.85);
  });

  test('a project without fault gets no error', () => {
    const accused = judged.filter(({ one, run }) => one.expected.length === 0 && run.errors.length > 0);
    expect(accused.map(({ one, run }) => [one.name, ...run.errors])).toEqual([]);
  });
});
