/** Keys of other services, from the same scanners as `shapes.ts` (see there for commits and dates). */
interface VendorShape {
  readonly name: string;
  /** Matches the whole text. */
  readonly pattern: RegExp;
  /** Hosts where this key is right; hosts below them count as well. */
  readonly hosts: readonly string[];
  /** The variable where such a key usually belongs. */
  readonly variable?: string;
  /** The service's own endpoint for clients of the OpenAI API. */
  readonly baseURL?: string;
}

const azureHosts = ['openai.azure.com', 'services.ai.azure.com', 'cognitiveservices.azure.com'];

/** Forms that belong to one service, and never were OpenAI's. */
export const vendorShapes: readonly VendorShape[] = [
  {
    // API keys `sk-ant-api03-`, admin keys `sk-ant-admin01-`, OAuth tokens `sk-ant-oat01-`.
    name: 'Anthropic',
    pattern: /^sk-ant-[\w-]{8,}$/,
    hosts: ['api.anthropic.com'],
    variable: 'ANTHROPIC_API_KEY',
  },
  {
    name: 'OpenRouter',
    pattern: /^sk-or-v\d+-[\w-]{8,}$/,
    hosts: ['openrouter.ai'],
    variable: 'OPENROUTER_API_KEY',
    baseURL: 'https://openrouter.ai/api/v1',
  },
  {
    name: 'Langfuse',
    pattern: /^[sp]k-lf-[0-9a-f]{8}-[0-9a-f-]{8,}$/,
    hosts: ['langfuse.com'],
    variable: 'LANGFUSE_SECRET_KEY',
  },
  {
    name: 'Groq',
    pattern: /^gsk_[A-Za-z0-9]{16,}$/,
    hosts: ['api.groq.com'],
    variable: 'GROQ_API_KEY',
    baseURL: 'https://api.groq.com/openai/v1',
  },
  {
    name: 'xAI',
    pattern: /^xai-[\w-]{16,}$/,
    hosts: ['api.x.ai'],
    variable: 'XAI_API_KEY',
    baseURL: 'https://api.x.ai/v1',
  },
  {
    name: 'Perplexity',
    pattern: /^pplx-[A-Za-z0-9]{16,}$/,
    hosts: ['api.perplexity.ai'],
    variable: 'PERPLEXITY_API_KEY',
    baseURL: 'https://api.perplexity.ai',
  },
  {
    name: 'Google',
    pattern: /^AIza[\w-]{30,40}$/,
    hosts: ['generativelanguage.googleapis.com'],
    variable: 'GEMINI_API_KEY',
    baseURL: 'https://generativelanguage.googleapis.com/v1beta/openai/',
  },
  {
    name: 'Hugging Face',
    pattern: /^(?:hf_|api_org_)[A-Za-z0-9]{20,}$/,
    hosts: ['huggingface.co', 'huggingface.cloud'],
    variable: 'HF_TOKEN',
  },
  // Classic keys are 32 lower-case hex digits; newer ones 84 characters with a fixed part.
  {
    name: 'Azure OpenAI',
    pattern: /^(?:[0-9a-f]{32}|(?=[A-Za-z0-9]*JQQJ99)[A-Za-z0-9]{84})$/,
    hosts: azureHosts,
    variable: 'AZURE_OPENAI_API_KEY',
  },
  {
    name: 'Zhipu',
    pattern: /^[0-9a-f]{32}\.[A-Za-z0-9]{16}$/,
    hosts: ['bigmodel.cn', 'z.ai'],
    variable: 'ZHIPUAI_API_KEY',
    baseURL: 'https://open.bigmodel.cn/api/paas/v4',
  },
  { name: 'Stripe', pattern: /^(?:sk|rk|pk)_(?:live|test)_\w{8,}$/, hosts: ['api.stripe.com'] },
  {
    name: 'GitHub',
    pattern: /^(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{16,})$/,
    hosts: ['github.com', 'models.github.ai', 'models.inference.ai.azure.com', 'githubcopilot.com'],
    variable: 'GITHUB_TOKEN',
  },
  { name: 'GitLab', pattern: /^glpat-[\w-]{16,}$/, hosts: ['gitlab.com'] },
  { name: 'npm', pattern: /^npm_[A-Za-z0-9]{30,}$/, hosts: [] },
  { name: 'AWS', pattern: /^AKIA[A-Z0-9]{16}$/, hosts: ['amazonaws.com'] },
  { name: 'Slack', pattern: /^xox[a-z]-[\w-]{16,}$/, hosts: ['slack.com'] },
];

/**
 * Forms that are shared by several services, or that a relay chose for itself. They are no ground for a
 * refusal, since OpenAI may change its own form; they make a warning more helpful.
 */
export const resemblances: readonly (Pick<VendorShape, 'name' | 'pattern' | 'hosts'> & {
  /** Null for a relay, which has an address of its own. */
  readonly baseURL: string | null;
})[] = [
  // These three share a form.
  {
    name: 'DeepSeek',
    pattern: /^sk-[0-9a-z]{32}$/,
    hosts: ['api.deepseek.com'],
    baseURL: 'https://api.deepseek.com',
  },
  {
    name: 'Moonshot',
    pattern: /^sk-(?:[0-9a-z]{32}|[A-Za-z0-9]{48})$/,
    hosts: ['api.moonshot.cn', 'api.moonshot.ai'],
    baseURL: 'https://api.moonshot.cn/v1',
  },
  {
    name: 'DashScope',
    pattern: /^sk-[0-9a-z]{32}$/,
    hosts: ['aliyuncs.com'],
    baseURL: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
  },
  {
    name: 'SiliconFlow',
    pattern: /^sk-[a-z]{48}$/,
    hosts: ['api.siliconflow.cn', 'api.siliconflow.com'],
    baseURL: 'https://api.siliconflow.cn/v1',
  },
  // one-api and new-api; a channel number may follow.
  {
    name: 'relay',
    pattern: /^(?:sk-[A-Za-z0-9]{48}(?:-\d+)?|fk-[\w-]{16,})$/,
    hosts: [],
    baseURL: null,
  },
];

/** Whether `host` (with or without a port) is one of `hosts` or below one. */
export function isHostOf(host: string, hosts: readonly string[]): boolean {
  const name = host.replace(/:\d+$/, '');
  return hosts.some((own) => name === own || name.endsWith(`.${own}`));
}
