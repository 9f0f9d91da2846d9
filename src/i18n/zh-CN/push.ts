import type { PushWords } from '../en/push.ts';

const since = (time: string | null): string => (time === null ? '' : `（${time}）`);

const push: PushWords = {
  title: '把验证过的密钥写入程序运行的地方',
  noneShown: (all) => `从这个文件夹看不出程序在哪里运行。请指定目标：openai-setup push <目标>（${all}）`,
  listSeparator: '、',
  noneChosen: '没有选择任何目标，未做任何改动。',
  nobodyToAsk:
    '当前不是交互式终端，无法征得同意。查看将执行的命令：openai-setup push --dry-run；直接执行：openai-setup push --yes',
  askTarget: (title) => `把密钥写入 ${title}？`,
  trying: '正在验证密钥',
  looking: '正在通过各平台的工具查看现状',
  handing: (title) => `正在把密钥写入 ${title}`,
  works: (masked) => `密钥 ${masked} 有效。`,
  forced: (cause) => `密钥没有通过验证（${cause}），按 --force 仍然写入。`,
  otherHost: (host, baseURL) =>
    `这个密钥用于 ${host}，而不是 OpenAI：程序运行的地方还需要设置 OPENAI_BASE_URL=${baseURL}。`,

  whichKey: '生产环境用哪个密钥？',
  newKey: '新建一个专用密钥：以后可以单独删除，互不影响',
  sameKey: '与本机相同的密钥',
  made: (masked, name) => `已在服务账号 ${name} 中新建 ${masked}，验证有效。`,
  undone: '为此新建的密钥已删除。',
  notUndone: (id) => `为此新建的服务账号 ${id} 没能删除，请在项目设置中手动删除。`,

  planTitle: (masked, name) => `写入 ${masked}，变量名为 ${name}`,
  plan: (where, account, isThere) =>
    `${where}，${account === null ? '' : `登录账户 ${account}，`}${isThere ? '已有同名变量，将被替换' : '还没有这个变量'}；密钥通过标准输入或仅自己可读的文件传入，不会作为命令参数：`,
  goAhead: (count) => (count === 1 ? '执行吗？' : `执行这 ${count} 项吗？`),
  failed: (title, why) => `${title}：${why}`,
  where: (title, scope) => `${title}（${scope}）`,
  between: '',
  said: (text) => `它的输出：“${text}”${/[.!?。！？]$/.test(text) ? '' : '。'}`,
  mend: (command) => `解决办法：${command}`,
  dryRun: '试运行：没有写入任何目标。',
  nothingHanded: '没有写入任何目标。',
  later: (masked, name) =>
    `以后更换 ${masked} 时，请再次运行 openai-setup push。查看 ${name} 在哪里、何时设置：openai-setup push --check`,
  changes: {
    created: (where, name, time) => `${where}：已新建 ${name}${since(time)}。`,
    updated: (where, name, time) => `${where}：已替换 ${name}${since(time)}。`,
    present: (where, name, time) =>
      `${where}：已有 ${name}${time === null ? '；该工具不提供设置时间' : `，设置时间 ${time}`}。`,
    absent: (where, name) => `${where}：没有 ${name}。`,
    planned: (where, name) => `${where}：将设置 ${name}。`,
    failed: (where, name) => `${where}：没有设置 ${name}。`,
  },
  problems: {
    tool_missing: '没有安装它的命令行工具（项目内的不算）。',
    tool_too_old: '它的命令行工具版本太旧，无法这样传入密钥。',
    not_logged_in: '它的命令行工具没有登录，或者没有权限。',
    no_project: '无法确定要用哪个仓库、项目或应用。',
    refused: '它的命令行工具拒绝执行。',
    timeout: '它的命令行工具没有及时响应，已被终止。',
  },
  notes: {
    forks_get_none: '由 fork 发起的 pull request 触发的工作流拿不到 secrets。',
    dependabot_apart: 'Dependabot 触发的工作流使用单独的 secrets：openai-setup push dependabot',
    redeploy: '正在运行的部署要重新部署后才会使用新值。',
    readable_by_members: '在 development 环境中，能查看项目的成员都可以读到它的值。',
    restarts: '应用会自动重启。',
    not_encrypted: 'Secret 只是编码，并未加密（除非集群启用了加密）：有权读取 Secret 的人都能看到密钥。',
    rollout: '以环境变量方式使用它的 Pod 重启后才会生效：kubectl rollout restart deployment <名称>',
    service_update: '让服务使用它：docker service update --secret-add <名称> <服务>',
    new_codespaces: '正在运行的 codespace 重启后才会生效。',
    every_context: '它对所有部署环境生效，包括预览。',
    codex_signs_in: '这会让本机的 Codex 改用该密钥登录，取代 ChatGPT 登录。',
    published_name: '打包工具会把这类名字的变量公开给每个访问者：密钥不应放在这里。',
  },
};

export default push;
