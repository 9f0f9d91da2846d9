import type { Command } from './commands/command.ts';
import { cost } from './commands/cost/command.ts';
import { demo } from './commands/demo/command.ts';
import { doctor } from './commands/doctor/command.ts';
import { example } from './commands/example/command.ts';
import { models } from './commands/models/command.ts';
import { push } from './commands/push/command.ts';
import { rotate } from './commands/rotate/command.ts';
import { scan } from './commands/scan/command.ts';
import { setup } from './commands/setup/command.ts';
import { verify } from './commands/verify/command.ts';
import type { CliWords } from './i18n/en/cli.ts';

export type CommandName = Exclude<keyof CliWords['commandsText'], 'completion' | 'help'>;

/** The commands, in the order of the help. What one does is imported when it is called. */
export const commands: Readonly<Record<CommandName, Command>> = {
  setup,
  verify,
  models,
  cost,
  example,
  rotate,
  push,
  scan,
  doctor,
  demo,
};
