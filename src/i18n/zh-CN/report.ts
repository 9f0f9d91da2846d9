import { repository } from '../../domain/repository.ts';
import type { ReportWords } from '../en/report.ts';
import { zh } from './blanks.ts';
import { doubts, problems } from './report/loading.ts';
import { notes } from './report/notes.ts';
import { spending } from './report/spending.ts';
import { checkNames, kinds } from './report/terms.ts';
import { warnings } from './report/warnings.ts';

const report: ReportWords = {
  works: '密钥可用。',
  worksFor: (path) => zh`${path} 中的密钥可用。`,
  localFine: '本地检查通过，未发送任何请求（--offline）。',
  strict: '密钥可用，但存在警告，而 --strict 将警告视为失败。',
  whatToDo: '解决办法：',
  saidByApi: (status, code) => zh`API 返回了 ${status}${code}`,
  saidInBetween: (status) => zh`收到的响应（${status}）并非来自 API`,
  saidLocally: '本机检查得出，未发送请求',
  saidByConnection: '尚未收到任何响应，调用就失败了',
  saidByBrokenCall: '调用结束时没有收到完整的响应',
  owners: {
    key: '密钥',
    account: '你的账户',
    model: '模型或请求',
    files: '本机的文件',
    network: '本机到 API 之间的网络',
    endpoint: '接口地址（base URL）',
    service: '服务本身',
    unknown: '未知',
  },
  inWhoseHands: (owner, known) => zh`问题出在：${owner}。判断依据：${known}。`,
  causePage: (cause) => zh`${repository}/blob/main/docs/troubleshooting.zh-CN.md#${cause}`,
  comma: '，',
  semicolon: '；',
  brackets: (text) => zh`（${text}）`,
  labelled: (label, text) => zh`${label}：${text}`,
  region: (region: string) => zh`区域 ${region}`,
  pace: (requests: string | null, tokens: string | null) => {
    const known = [requests && zh`${requests} 次请求`, tokens && zh`${tokens} 个 token`].filter(Boolean);
    return known.length === 0 ? '' : zh`每分钟 ${known.join('、')}`;
  },
  labels: {
    key: '密钥',
    source: '来源',
    others: '其他位置',
    endpoint: '发往',
    program: '程序',
    reply: '回复',
    model: '模型',
    tokens: 'token',
    finish: '结束原因',
    time: '用时',
    request: '请求 ID',
    cause: '原因 ID',
    more: '详细说明',
    account: '账户',
    price: '费用',
  },
  notTold: (doubt, facts) => zh`不一定能读到这个密钥：${doubts[doubt](facts)}`,
  kinds,
  reference: '引用',
  length: (length) => zh`${length} 个字符`,
  places: {
    environment: (name) => zh`shell 变量 ${name}`,
    file: (path, line) => zh`${path} 第 ${line} 行`,
    stdin: '标准输入',
    prompt: '你的输入',
  },
  tokens: (prompt, completion, total) => zh`输入 ${prompt} + 输出 ${completion} = ${total}`,
  tokensCached: (count) => zh`输入中 ${count} 来自缓存`,
  tokensReasoning: (count) => zh`输出中 ${count} 用于推理`,
  notReported: '服务器未提供',
  finishReasons: {
    stop: '正常结束（stop）',
    length: '达到 token 上限（length）',
    content_filter: '被内容过滤截断（content_filter）',
    tool_calls: '要求调用工具（tool_calls）',
  },
  finishOther: (reason) => zh`其他原因（${reason}）`,
  emptyReply: '（空：模型把 token 都用于推理了；这仍说明密钥、余额和模型都正常）',
  seconds: (seconds) => zh`${seconds} 秒`,
  price: (usd, date) => zh`约 $${usd}（${date} 的价格，以 OpenAI 价格页为准）`,
  priceShort: (usd, date) => zh`约 $${usd}（${date} 的价格）`,
  priceUnknown: (model) => zh`暂无 ${model} 的价格数据`,
  services: {
    says: (service, variable, place) =>
      zh`${variable}（${place}）中有 ${service} 的密钥，但使用 OpenAI 的程序不会读取它。`,
    tryIt: (service) => zh`用这个密钥连接 ${service}（去掉命令中的 verify 即可完成设置）：`,
    tryDeployment: (service) =>
      zh`用这个密钥连接 ${service}，并用 --model 指定你的部署名称（去掉命令中的 verify 即可完成设置）：`,
    needsAddress: (service, variable) =>
      zh`${service} 的地址因账户而异：请在设置密钥的地方同时设置 ${variable}，再运行 openai-setup verify`,
  },
  spending,
  checkNames,
  status: { pass: '通过', warn: '警告', fail: '失败', skip: '跳过' },
  /** Why a loader does not read the key. */
  problems,
  waitingFor: {
    rate_limited: '触发速率限制',
    service_error: '服务出错',
    service_overloaded: '服务过载',
  },
  noAnswer: (host, proxy) => zh`${host} 还没有响应${proxy === null ? '' : zh`（经代理 ${proxy}）`}`,
  waiting: (title, seconds) => zh`${title}。${seconds} 秒后重试`,
  asking: '正在请求 API',
  trustBaseUrl: (host, path) => zh`${path} 会把密钥发往 ${host}，而它不是 OpenAI。要发送吗？`,
  notes,
  warnings,
};

export default report;
