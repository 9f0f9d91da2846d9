import type { ModelsWords } from '../en/models.ts';

const models: ModelsWords = {
  asking: '正在向 API 查询此密钥可用的模型',
  titleFromApi: (count) => `此密钥可用的模型：${count} 个`,
  titleFromTable: (date) => `截至 ${date} 已知的模型（此密钥未必都能使用）`,
  none: 'API 没有为此密钥列出聊天模型。加 --all 可查看其余模型。',
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
  soonNote: '“!” 表示 60 天内停用。',
  prices: (date) => `价格为每百万 token 的美元价，核对日期 ${date}；“?” 表示未知。以 OpenAI 的价格页为准：`,
  pricesElsewhere: (host) => `${host} 的收费可能不同：这里是 OpenAI 的价格。`,
  cannotList: '此密钥无权列出模型（但仍可能可以使用），因此下面是本程序自带的表。',
  reasons: {
    cheapest: (input, output) => `价格最低：每百万 token 输入 $${input}，输出 $${output}。`,
    preferred: {
      simple: '小而快：足以应付简短对话和分类。',
      standard: '适合日常工作，价格适中。',
      complex: '最强，适合长文本或难题。',
      reasoning: '先思考再回答：适合数学、代码和科学问题。',
      budget: '价格最低。',
    },
    price: (input, output) => `每百万 token 输入 $${input}，输出 $${output}。`,
    fromApi: '此密钥可以使用它。',
    fromTable: '来自自带的表：没有查询此密钥能否使用它。',
    priceDate: (date) => `价格日期：${date}。`,
    endsSoon: (date) => `它将于 ${date} 停用。`,
  },
  noneForTask: (task) => `适合“${task}”的已知模型中，没有一个可供此密钥使用。`,
  noneForTaskRemedy: '运行 openai-setup models 查看可用模型，并用 --model 指定其中一个。',
};

export default models;
