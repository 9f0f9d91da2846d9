import type { CheckId } from '../../../domain/diagnosis/notes.ts';
import type { KeyKind } from '../../../domain/keys/kinds.ts';

/** 密钥的种类。 */
export const kinds: Record<KeyKind, string> = {
  project: '项目密钥',
  service_account: '服务账号密钥',
  user: '用户密钥（旧格式）',
  admin: '管理员密钥',
  unknown: '不常见的格式',
};

/** 各项检查的名称。 */
export const checkNames: Record<CheckId, string> = {
  source: '密钥来源',
  load: '程序读到的密钥',
  format: '密钥格式',
  file: 'env 文件',
  git: 'git',
  exposure: '公开的变量',
  endpoint: '接口地址',
  network: '网络',
  auth: '密钥验证',
  model: '模型',
  live: '测试调用',
};
