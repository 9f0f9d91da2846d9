import type { ModelsWords } from '../en/models.ts';

const models: ModelsWords = {
  asking: '正在向 API 查询此密钥可用的模型',
  titleFromApi: (count, chatOnly) => `此密钥可使用 ${count} 个${chatOnly ? '聊天' : ''}模型`,
  titleFromTable: (date) => `截至 ${date} 已知的模型（此密钥未必都能使用）`,
  none: 'API 没有为此密钥列出任何聊天模型。加 --all 可查看其他模型。',
  columns: {
    id: '模型',
    input: '输入',
    cached: '缓存',
    output: '输出',
    context: '上下文',
    ends: '停用日期',
    purpose: '适合',
  },
  purposes: { simple: '简单', standard: '日常', complex: '复杂', reasoning: '推理', budget: '省钱' },
  listSeparator: '、',
  sentenceSeparator: '',
  ended: (date) => `已停用 ${date}`,
  soon: (date) => `${date} !`,
  recommended: (models) => `推荐：${models}。`,
  bestFor: (id, purposes) => `${id}（${purposes}）`,
  soonNote: '“!”表示 60 天内停用。',
  prices: (date, hasUnknown) =>
    `价格单位：美元/百万 token，核对日期：${date}${hasUnknown ? '；“?”表示未知' : ''}。以 OpenAI 价格页为准：`,
  pricesElsewhere: (host) => `以上是 OpenAI 的价格，${host} 的收费可能不同。`,
  cannotList: '此密钥无权列出模型（但可能仍可调用），因此显示内置的模型表。',
  reasons: {
    cheapest: (input, output) =>
      `价格最低（不计即将停用的模型）：每百万 token 输入 $${input}，输出 $${output}。`,
    preferred: {
      simple: '小而快，足以应付简短对话和分类。',
      standard: '适合日常工作，价格适中。',
      complex: '能力最强，适合长文本或难题。',
      reasoning: '先推理再回复，适合数学、代码和科学问题。',
      budget: '价格最低。',
    },
    price: (input, output) => `每百万 token 输入 $${input}，输出 $${output}。`,
    fromApi: '此密钥可以使用它。',
    fromTable: '来自内置的模型表，未查询此密钥能否使用它。',
    priceDate: (date) => `价格日期：${date}。`,
    endsSoon: (date) => `它将于 ${date} 停用。`,
  },
  noneForTask: (task) => `适合“${task}”的已知模型，此密钥都无法使用。`,
  noneForTaskRemedy: '运行 openai-setup models 查看可用模型，并用 --model 指定其中一个。',
};

export default models;
