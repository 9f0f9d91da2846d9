/** Where another service that speaks OpenAI's protocol keeps its key, and where it is called. */
export interface Service {
  readonly name: string;
  /** Variables that its own documentation, or a widely used library, reads the key from. */
  readonly variables: readonly string[];
  /** For clients of the OpenAI API; null where it is the user's own, in one of `addresses`. */
  readonly baseURL: string | null;
  /** A model that is open to everyone, where none can be found in a list. */
  readonly model?: string;
  /** Variables with the user's own address, and with the name of a deployment. */
  readonly addresses?: readonly string[];
  readonly deployments?: readonly string[];
}

/** From the services' own documentation, read in November 2026. A variable that is often set for other things stands last. */
export const services: readonly Service[] = [
  {
    name: 'Azure OpenAI',
    variables: ['AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_KEY', 'AZURE_API_KEY', 'AZURE_OPENAI_AD_TOKEN'],
    baseURL: null,
    addresses: ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_BASE_URL', 'AZURE_API_BASE'],
    deployments: [
      'AZURE_OPENAI_DEPLOYMENT',
      'AZURE_OPENAI_DEPLOYMENT_NAME',
      'AZURE_OPENAI_CHAT_DEPLOYMENT_NAME',
      'AZURE_OPENAI_MODEL',
    ],
  },
  { name: 'OpenRouter', variables: ['OPENROUTER_API_KEY'], baseURL: 'https://openrouter.ai/api/v1' },
  { name: 'Groq', variables: ['GROQ_API_KEY'], baseURL: 'https://api.groq.com/openai/v1' },
  { name: 'DeepSeek', variables: ['DEEPSEEK_API_KEY'], baseURL: 'https://api.deepseek.com' },
  {
    name: 'Moonshot',
    variables: ['MOONSHOT_API_KEY', 'KIMI_API_KEY'],
    baseURL: 'https://api.moonshot.cn/v1',
  },
  {
    name: 'DashScope',
    variables: ['DASHSCOPE_API_KEY', 'QWEN_API_KEY'],
    baseURL: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
  },
  {
    name: 'Zhipu',
    variables: ['ZHIPUAI_API_KEY', 'ZHIPU_API_KEY', 'BIGMODEL_API_KEY'],
    baseURL: 'https://open.bigmodel.cn/api/paas/v4',
  },
  { name: 'Z.ai', variables: ['ZAI_API_KEY'], baseURL: 'https://api.z.ai/api/paas/v4' },
  { name: 'Volcano Ark', variables: ['ARK_API_KEY'], baseURL: 'https://ark.cn-beijing.volces.com/api/v3' },
  { name: 'SiliconFlow', variables: ['SILICONFLOW_API_KEY'], baseURL: 'https://api.siliconflow.cn/v1' },
  { name: 'MiniMax', variables: ['MINIMAX_API_KEY'], baseURL: 'https://api.minimaxi.com/v1' },
  { name: 'Hunyuan', variables: ['HUNYUAN_API_KEY'], baseURL: 'https://api.hunyuan.cloud.tencent.com/v1' },
  { name: 'Qianfan', variables: ['QIANFAN_API_KEY'], baseURL: 'https://qianfan.baidubce.com/v2' },
  { name: 'Mistral', variables: ['MISTRAL_API_KEY'], baseURL: 'https://api.mistral.ai/v1' },
  { name: 'xAI', variables: ['XAI_API_KEY', 'GROK_API_KEY'], baseURL: 'https://api.x.ai/v1' },
  {
    name: 'Google',
    variables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    baseURL: 'https://generativelanguage.googleapis.com/v1beta/openai',
  },
  { name: 'Anthropic', variables: ['ANTHROPIC_API_KEY'], baseURL: 'https://api.anthropic.com/v1' },
  {
    name: 'Together',
    variables: ['TOGETHER_API_KEY', 'TOGETHERAI_API_KEY'],
    baseURL: 'https://api.together.xyz/v1',
  },
  {
    name: 'Fireworks',
    variables: ['FIREWORKS_API_KEY', 'FIREWORKS_AI_API_KEY'],
    baseURL: 'https://api.fireworks.ai/inference/v1',
  },
  { name: 'Perplexity', variables: ['PERPLEXITY_API_KEY'], baseURL: 'https://api.perplexity.ai' },
  { name: 'Cerebras', variables: ['CEREBRAS_API_KEY'], baseURL: 'https://api.cerebras.ai/v1' },
  { name: 'NVIDIA', variables: ['NVIDIA_API_KEY'], baseURL: 'https://integrate.api.nvidia.com/v1' },
  {
    name: 'Cohere',
    variables: ['COHERE_API_KEY', 'CO_API_KEY'],
    baseURL: 'https://api.cohere.ai/compatibility/v1',
  },
  { name: 'DeepInfra', variables: ['DEEPINFRA_API_KEY'], baseURL: 'https://api.deepinfra.com/v1/openai' },
  {
    name: 'Vercel AI Gateway',
    variables: ['AI_GATEWAY_API_KEY'],
    baseURL: 'https://ai-gateway.vercel.sh/v1',
  },
  {
    name: 'Hugging Face',
    variables: ['HF_TOKEN', 'HUGGINGFACE_API_KEY'],
    baseURL: 'https://router.huggingface.co/v1',
  },
  {
    name: 'GitHub Models',
    variables: ['GITHUB_MODELS_TOKEN', 'GITHUB_TOKEN'],
    baseURL: 'https://models.github.ai/inference',
    model: 'openai/gpt-4.1-mini',
  },
];
