import { type Cause, causes } from './domain/diagnosis/causes.ts';
import type { Language } from './domain/text/language.ts';
import enCauses from './i18n/en/causes.ts';
import enCli from './i18n/en/cli.ts';
import enReport from './i18n/en/report.ts';
import zhCauses from './i18n/zh-CN/causes.ts';
import zhCli from './i18n/zh-CN/cli.ts';
import zhReport from './i18n/zh-CN/report.ts';
import { type SurfaceOption, surfaceOf } from './surface.ts';

const words = {
  en: { causes: enCauses, cli: enCli, report: enReport },
  'zh-CN': { causes: zhCauses, cli: zhCli, report: zhReport },
} as const;

const titles = {
  en: {
    reference: 'Reference',
    troubleshooting: 'Troubleshooting',
    intro:
      'A verdict ends with the id of its cause. `openai-setup verify` says more about your own case, with the steps in order.',
    exit: 'Exit code',
    fault: 'at fault',
    waiting: 'Waiting may help.',
  },
  'zh-CN': {
    reference: '参考',
    troubleshooting: '故障排查',
    intro: '每个结论的末尾都有原因 ID。运行 `openai-setup verify` 可查看针对你的情况的说明和解决步骤。',
    exit: '退出码',
    fault: '问题所在',
    waiting: '等待可能有用。',
  },
} as const;

const row = ({ flags, about }: SurfaceOption): string => `| \`${flags.replaceAll('|', '\\|')}\` | ${about} |`;

/** Every command with its options, as a page. Made by `node scripts/pages.mjs`. */
export function referencePage(language: Language, today: string): string {
  const { cli } = words[language];
  const { commands, global } = surfaceOf(cli, today);
  const table = (options: readonly SurfaceOption[]): string =>
    options.length === 0 ? '' : `\n| | |\n|---|---|\n${options.map(row).join('\n')}\n`;
  const sections = commands.map(({ name, about, argument, options, examples }) => {
    const lines = examples.map((one) => `openai-setup ${one}`.trim());
    const code = lines.length === 0 ? '' : `\n\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n`;
    return `## ${name}\n\n\`openai-setup ${name}${argument ? ` ${argument}` : ''}\`: ${about}\n${table(options)}${code}`;
  });
  return `# ${titles[language].reference}\n\n${sections.join('\n')}\n## ${cli.globalOptions.replace(/[:：]$/, '')}\n${table(global)}`;
}

/** Every cause, under its id. Made by `node scripts/pages.mjs`. */
export function troubleshootingPage(language: Language): string {
  const { causes: texts, report } = words[language];
  const { troubleshooting, intro, exit, fault, waiting } = titles[language];
  const sections = (Object.keys(causes) as Cause[]).map((id) => {
    const { exitCode, owner, retryable } = causes[id];
    const told = [`${report.labelled(exit, String(exitCode))}`, report.labelled(fault, report.owners[owner])];
    return `## ${id}\n\n${texts[id].title}\n\n${told.join(' · ')}${retryable ? `\n\n${waiting}` : ''}\n`;
  });
  return `# ${troubleshooting}\n\n${intro}\n\n${sections.join('\n')}`;
}
