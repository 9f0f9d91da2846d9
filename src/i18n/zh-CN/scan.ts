import type { ScanWords } from '../en/scan.ts';

const scan: ScanWords = {
  searching: '正在搜索文件',
  searchingStaged: '正在搜索已暂存的内容',
  searchingHistory: '正在搜索所有提交',
  usage: {
    missing: (path) => `没有这个文件或文件夹：${path}`,
    noRepository: (option, path) => `${option} 需要 git 仓库，而 ${path} 不在任何仓库中。`,
    noGit: (option) => `${option} 需要 git，但没有安装 git。`,
  },
  unreadable: (path, code) => `无法读取 ${path}${code === '' ? '' : `（${code}）`}。`,
  unreadableFiles: (count, paths) => `有 ${count} 个文件或文件夹无法读取，其中有无密钥不得而知：${paths}`,
  refused: (detail) => `无法向 git 查询：${detail}`,
  remedyReadable: '让当前用户可以读取它，或指定别的路径。',
  shallow: '这个克隆只有最近的提交。请先取回其余提交：\n  git fetch --unshallow',
  listSeparator: '、',
  length: (length) => `(${length} 个字符)`,
  inCommit: (commit) => `(提交 ${commit})`,
  published: '(会公开到浏览器)',
  none: {
    files: '这里的文件中没有密钥。',
    staged: '已暂存的内容中没有密钥。',
    history: '这里的文件和所有提交中都没有密钥。',
  },
  found: (count) => `发现密钥：${count} 处。`,
  whatToDo: '怎么办：',
  steps: {
    revoke: '先作废每个密钥：凡是看得到它的人都可能使用它。OpenAI 的密钥在这里作废：',
    revokeElsewhere: '其他服务的密钥，请到相应的服务作废。',
    replace: '再把用到它的地方全部换掉：openai-setup rotate',
    remove: '从文件中删掉它，改为从环境变量读取：密钥应放在被 git 忽略的 env 文件里。',
    history: '只从文件中删掉还不够：提交里仍有这个密钥，每个克隆里也有。只有作废的密钥才无害。',
    published: '带这种前缀的变量，每个访问者都能拿到。请去掉前缀，并从服务器而不是浏览器调用 API。',
    staged:
      '请在提交前删掉密钥：把它放进被 git 忽略的 env 文件，再重新暂存。已经推送或分享过的密钥必须作废：',
  },
  sarif: {
    rule: (service) => `${service} 的密钥放在了别人能看到的地方`,
    help: '先作废密钥，再更换。请从环境变量读取密钥，并把它放在被 git 忽略的 env 文件里。',
    message: (masked, service) => `这里有 ${service} 的密钥（${masked}）：请先作废，再更换。`,
    messageInCommit: (masked, service, commit) =>
      `提交 ${commit} 在这里加入了 ${service} 的密钥（${masked}）：请先作废，再更换。`,
    messagePublished: (masked, service) =>
      `${service} 的密钥（${masked}）写在每个访问者都能拿到的变量里：请先作废，再改为从服务器调用 API。`,
    unknownService: '某个服务',
  },
};

export default scan;
