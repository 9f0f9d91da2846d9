import type { CostWords } from '../en/cost.ts';

const cost: CostWords = {
  labels: { model: '模型', input: '输入', output: '输出', total: '合计', month: '30 天' },
  counting: (done) => `正在计算 token ${done}`,
  model: (id, encoding) => `${id}（按 ${encoding} 计算 token）`,
  tokens: (count, exact) => `${exact ? '' : '约 '}${count} 个 token`,
  part: (tokens, rate, usd) => `${tokens} × $${rate}/百万 = $${usd}`,
  total: (usd) => `每次请求 $${usd}`,
  month: (usd, perDay) => `$${usd}（每天 ${perDay} 次请求）`,
  priceUnknown: (model, date) => `截至 ${date} 没有 ${model} 的价格数据，不做估算。`,
  longContext: (from) => `输入达到 ${from} 个 token 后，此模型对整个请求按更高的长上下文价格计费。`,
  tooLarge: (model, context) => `${model} 的输入和输出合计最多 ${context} 个 token。`,
  noOutput: '回复也要计费：加 --output N 可按 N 个 token 的回复估算。推理模型的推理过程也按输出计费。',
  framing: '聊天请求还会为消息的角色多计几个 token。',
  notExact: '文本中有很长一段没有空格和标点，计数可能相差几个 token。',
  ended: (model, date) => `${model} 已于 ${date} 停用，这是它停用前的价格。`,
  endsSoon: (model, date) => `${model} 将于 ${date} 停用。`,
  prices: (date) => `价格日期：${date}，标准档。以 OpenAI 价格页为准：`,
  compareTitle: '当前的聊天模型，从便宜到贵',
  columns: { model: '模型', input: '输入', output: '输出', total: '合计', month: '30 天', ends: '停用日期' },
  usage: {
    noText: '没有给出文本。请通过参数、--file 路径或标准输入提供，或用 --input N 指定 token 数。',
  },
  unknownModel: (model, date) => `${date} 的价格表中没有模型“${model}”。`,
  nearest: (model) => `你是不是想输入 ${model}？`,
  seeModels: '查看已知的模型：openai-setup cost --compare',
  notCountable: (model, date) => `无法计算 ${model} 的 token 数：它使用旧编码，且已于 ${date} 停用。`,
  unreadable: {
    missing: (path) => `文件不存在：${path}。`,
    directory: (path) => `${path} 是文件夹，不是文件。`,
    no_permission: (path) => `当前用户无权读取 ${path}。`,
    binary: (path) => `${path} 不是文本文件：其中含有 NUL 字节。`,
    not_utf8: (path) => `${path} 不是 UTF-8 文本。`,
    io_error: (path) => `无法读取 ${path}。`,
  },
  stdin: '标准输入',
};

export default cost;
