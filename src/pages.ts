import { type Cause, causes } from './domain/diagnosis/causes.ts';
import type { Language } from './domain/text/language.ts';
import enCauses from './i18n/en/causes.ts';
import enReport from './i18n/en/report.ts';
import zhCauses from './i18n/zh-CN/causes.ts';
import zhReport from './i18n/zh-CN/report.ts';

const words = {
  en: { causes: enCauses, report: enReport },
  'zh-CN': { causes: zhCauses, report: zhReport },
} as const;

const titles = {
  en: {
    troubleshooting: 'Troubleshooting',
    intro:
      'A verdict ends with the id of its cause. `openai-setup verify` says more about your own case, with the steps in order.',
    exit: 'Exit code',
    fault: 'at fault',
    waiting: 'Waiting may help.',
  },
  'zh-CN': {
    troubleshooting: '故障排查',
    intro: '每个结论的末尾都有原因 ID。运行 `openai-setup verify` 可查看针对你的情况的说明和解决步骤。',
    exit: '退出码',
    fault: '问题所在',
    waiting: '等待可能有用。',
  },
} as const;

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
