import type { SpendingWords } from '../../en/report/spending.ts';
import { pages } from '../../openai-pages.ts';
import { zh } from '../blanks.ts';

/** 管理 API 提供的限额。 */
export const spending: SpendingWords = {
  of: { organization: '组织', project: '项目' },
  limit: (of, amount, enforced) =>
    zh`${of}的支出限额：每月 ${amount} 美元${enforced === null ? '' : enforced ? '，已强制执行' : '，未强制执行'}（来自管理 API）`,
  noLimit: (of) => zh`${of}的支出限额：未设置（来自管理 API）；请在 ${pages.limits} 设置`,
  unknownLimit: (of) => zh`${of}的支出限额：管理 API 未提供；请在 ${pages.limits} 查看`,
  alerts: (of, amounts) => zh`${of}的支出提醒：每月达到 ${amounts.join('、')} 美元时（来自管理 API）`,
  noAlerts: (of) => zh`${of}的支出提醒：未设置（来自管理 API）；请在 ${pages.limits} 设置`,
  unknownAlerts: (of) => zh`${of}的支出提醒：管理 API 未提供；请在 ${pages.limits} 查看`,
  elsewhere: (organization) =>
    zh`支出限额：OPENAI_ADMIN_KEY 属于另一个组织（${organization}）；请在 ${pages.limits} 查看`,
  refused: (said) => zh`支出限额：管理 API 未提供（${said}）；请在 ${pages.limits} 查看`,
  unseen: zh`支出限额：API 密钥无权查看；请在 ${pages.limits} 设置，或设置环境变量 OPENAI_ADMIN_KEY，在这里直接显示`,
};
