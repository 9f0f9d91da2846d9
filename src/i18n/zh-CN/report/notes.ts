import type { LadderStep } from '../../../domain/network/ladder.ts';
import type { NoteTexts } from '../../report-words.ts';
import { zh } from '../blanks.ts';
import { unusedCa } from '../causes/phrases.ts';
import { doubts } from './loading.ts';
import { checkNames, kinds } from './terms.ts';

const ways: Readonly<Record<LadderStep['way'], string>> = { direct: '直连', proxy: '经代理' };
const rungs: Readonly<Record<LadderStep['rung'], string>> = {
  dns: 'DNS 解析',
  tcp: '连接',
  connect: 'CONNECT',
  tls: 'TLS',
  http: 'HTTP 响应',
};

/** 各项检查的结果。 */
export const notes: NoteTexts = {
  source_environment: ({ name }) => zh`shell 变量 ${name}`,
  source_file: ({ path, line }) => zh`${path} 第 ${line} 行`,
  source_stdin: () => '标准输入',
  source_prompt: () => '你的输入',
  source_none: () => '在此文件夹中没有找到密钥',
  source_parent: ({ path }) => zh`不在此文件夹中，而在 ${path}`,
  source_replaced: ({ name }) => zh`但 SDK 调用时，${name} 中的 Authorization 会取代密钥；这里没有发送它`,
  load_file: ({ loader, path }) =>
    loader === '' ? zh`${path} 设置了这个密钥` : zh`${loader} 从 ${path} 加载这个密钥`,
  load_shell: ({ loader }) => zh`${loader} 保留 shell 中的密钥`,
  load_inherited: () => '在这里启动的程序能读到 shell 中的密钥',
  load_unknown: ({ loader, reason, path }) => zh`无法判断：${doubts[reason]({ loader, path: path ?? '' })}`,
  load_named: () => '已跳过：密钥由你指定，并非从项目中读取',
  load_production_inlined: ({ loader }) =>
    zh`${loader} 在生产环境中不读取 env 文件：import.meta.env 是构建时写入的值，其余代码需要环境变量`,
  load_production_called: ({ loader }) =>
    zh`${loader} 构建出的代码里没有密钥；旁边的服务端只有调用 loadEnv 时才会读取这些文件`,
  load_production_none: ({ loader }) =>
    loader === ''
      ? '生产环境中不读取 env 文件：请在程序运行的地方设置该变量'
      : zh`${loader} 在生产环境中不读取 env 文件：请在程序运行的环境中设置这个变量`,
  format_kind: ({ kind, length }) => zh`${kinds[kind]}，${length} 个字符`,
  format_forced: ({ length }) => zh`${length} 个字符，不像密钥的形式；按 --force 照样尝试`,
  file_none: () => '与 env 文件无关',
  file_leftover: ({ path }) => zh`已删除上次运行被强行终止时留下的 ${path} 副本；git 无法暂存它`,
  file_fine: ({ path }) => zh`已读取 ${path}`,
  git_ignored: ({ path }) => zh`git 已忽略 ${path}`,
  git_none: () => '不是 git 仓库',
  git_unavailable: ({ detail }) => zh`无法运行 git${detail ? zh`：${detail}` : ''}`,
  exposure_none: () => '不在任何会被打包工具公开的变量中',
  endpoint_default: () => 'https://api.openai.com/v1',
  endpoint_custom: ({ baseURL }) => zh`${baseURL}`,
  network_answered: ({ ms }) => zh`主机在 ${ms} 毫秒内响应`,
  network_proxy: ({ proxy }) => zh`主机通过代理 ${proxy} 响应`,
  network_extra_ca: (f) => zh`${unusedCa(f)}，Node 没有使用它`,
  network_rung: ({ way, rung, family, target, ok, timedOut, code, status, certificate, ms }) => {
    const detail = [
      timedOut ? '没有任何响应' : code,
      status && zh`状态 ${status}`,
      certificate && zh`证书签发者 ${certificate.issuer}`,
    ].filter(Boolean);
    const said = detail.length > 0 ? zh`（${detail.join('，')}）` : '';
    return zh`${ways[way]}：${rungs[rung]} ${target}${family !== null && !target.includes(':') ? zh`（IPv${family}）` : ''}：${ok ? '成功' : '失败'}${said}，${ms} 毫秒`;
  },
  auth_accepted: ({ count }) => zh`API 接受此密钥，列出 ${count} 个模型`,
  auth_listed: ({ count }) =>
    zh`列出了 ${count} 个模型；很多服务器对任何密钥都会列出，因此不能证明你的密钥有效`,
  auth_cannot_list: () => '此密钥无权列出模型；是否可用，以测试调用为准',
  auth_not_judged: () => '此服务器没有模型列表；密钥是否可用，以测试调用为准',
  model_listed: ({ model }) => zh`此密钥可以使用 ${model}`,
  model_not_listed: ({ model }) => zh`列表中没有 ${model}；是否可用，以测试调用为准`,
  model_unknown: ({ model }) => zh`将尝试使用 ${model}`,
  live_passed: ({ model, ms }) => zh`${model} 在 ${ms} 毫秒内回复`,
  live_disguised: ({ model }) => zh`${model} 达到 token 上限，说明一切正常`,
  parameter_dropped: ({ parameter }) => zh`服务器不支持参数 ${parameter}；已去掉后重试`,
  skipped_after: ({ check }) => zh`已跳过，因为“${checkNames[check]}”失败`,
  skipped_offline: () => '已跳过（--offline）',
  skipped_no_file: () => '已跳过：密钥并非来自文件',
  says_finding: () => '见结论',
};
