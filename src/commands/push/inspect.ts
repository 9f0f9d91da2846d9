import { nothingThere, type PushTarget } from '../../domain/push/target.ts';
import { isOlder, versionIn } from '../../domain/push/targets.ts';
import { type Clean, cleanText } from '../../domain/text/clean.ts';
import type { ToolAnswer } from '../../ports/system.ts';
import type { Failed, PushProblem, PushRun, Ready } from './run.ts';

/** ms that each call of a tool has. */
export const limitOf = ({ options }: PushRun): number => options.timeout * 1000;

/** Whether a target can take the key, and what is there already; else why not, with the command that mends it. */
export async function inspect(run: PushRun, target: PushTarget): Promise<Ready | Failed> {
  const { ports, shown, wanted } = run;
  const { mends } = target;
  const fail = (problem: PushProblem, mend: string | null, answer?: ToolAnswer): Failed => ({
    target,
    scope: target.scopeOf(shown, wanted),
    problem,
    said: answer ? saidBy(answer) : null,
    mend,
  });
  const program = await ports.tools.find(target.tools);
  if (program === null) return fail('tool_missing', mends.install);
  const ask = (args: readonly string[]): Promise<ToolAnswer> =>
    ports.tools.run({ program, args, value: null, limit: limitOf(run) });

  const version = await ask(target.version.args);
  if (version.timedOut) return fail('timeout', null, version);
  const found = versionIn(`${version.stdout}\n${version.stderr}`);
  if (found && isOlder(found, target.version.oldest)) return fail('tool_too_old', mends.install, version);

  const scope = target.scopeOf(shown, wanted);
  const login = await ask(target.login.args(scope ?? { told: '', args: [] }));
  if (login.timedOut) return fail('timeout', null, login);
  const denied = target.login.denied?.test(`${login.stdout}\n${login.stderr}`) === true;
  if (login.code !== 0 || denied) return fail('not_logged_in', mends.signIn, login);
  if (scope === null) return fail('no_project', mends.link);

  const list = await ask(target.list.args(scope, wanted));
  if (list.timedOut) return fail('timeout', null, list);
  const printed = `${list.stdout}\n${list.stderr}`;
  if (list.code !== 0 && !nothingThere.test(printed)) return fail('refused', null, list);
  const there = target.list.read(list.stdout.trim() === '' ? printed : list.stdout, wanted);
  return {
    target,
    program,
    scope,
    account: accountIn(target, login),
    isThere: there.has(wanted.name),
    since: there.get(wanted.name) ?? null,
  };
}

/** Who is signed in, as the tool says. */
function accountIn({ login: { account } }: PushTarget, { stdout, stderr }: ToolAnswer): Clean | null {
  const found = account?.exec(`${stdout}\n${stderr}`)?.[1];
  return found === undefined ? null : cleanText(found);
}

/** The line of a tool's complaint that says most: the first of what it wrote as errors. */
export function saidBy({ stdout, stderr }: ToolAnswer): Clean | null {
  const lines = `${stderr}\n${stdout}`.split('\n').map((line) => cleanText(line));
  const told = lines.filter((line) => /[\p{L}]{3}/u.test(line));
  return (
    told.find((line) => /error|fail|denied|not |unauthor|invalid|forbidden/i.test(line)) ?? told[0] ?? null
  );
}

export const isReady = (one: Ready | Failed): one is Ready => 'program' in one;
