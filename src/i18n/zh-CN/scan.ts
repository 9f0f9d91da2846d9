import type { OwnKind } from '../../domain/scan/kinds.ts';
import type { ScanWords } from '../en/scan.ts';
import { zh } from './blanks.ts';

const kinds: Readonly<Record<OwnKind | 'unknown', string>> = {
  project: '项目密钥',
  service_account: '服务账号密钥',
  user: '用户密钥',
  admin: '管理员密钥',
  session: '会话密钥',
  webhook_secret: 'webhook 密钥',
  unknown: '未知服务的密钥',
};

const isNamed = (kind: string): kind is keyof typeof kinds => Object.hasOwn(kinds, kind);

const scan: ScanWords = {
  searching: '正在搜索文件',
  searchingStaged: '正在搜索已暂存的内容',
  searchingHistory: '正在搜索所有提交',
  usage: {
    missing: (path) => `文件或文件夹不存在：${path}`,
    noRepository: (option, path) => `${option} 需要 git 仓库，但 ${path} 不在任何仓库中。`,
    noGit: (option) => `${option} 需要 git，但没有安装 git。`,
  },
  unreadable: (path, code) => `无法读取 ${path}${code === '' ? '' : `（${code}）`}。`,
  unreadableFiles: (count, paths) => `有 ${count} 个文件或文件夹无法读取，未能检查：${paths}`,
  refused: (detail) => `无法运行 git：${detail}`,
  remedyReadable: '请让当前用户可以读取它，或指定其他路径。',
  shallow: '这个克隆只有最近的提交。请先取回其余提交：\n  git fetch --unshallow',
  missing: (count) =>
    `这个克隆缺少较早提交中 ${count} 个文件的内容。请先取回：\n  git fetch --refetch --no-filter`,
  absent: (paths) =>
    `以下子模块尚未检出，因此没有搜索：${paths}\n请先检出：\n  git submodule update --init --recursive`,
  large: (count, paths) =>
    `有 ${count} 个超过 100 MB 的文件没有搜索：${paths}\n如需搜索其中某个文件，请在 openai-setup scan 后写上它的路径。`,
  leftover: (paths) => `已删除上次运行被强行终止时留下的副本：${paths}。git 无法暂存它。`,
  listSeparator: '、',
  length: (length) => `（${length} 个字符）`,
  kind: (kind) => (isNamed(kind) ? kinds[kind] : kind),
  message: {
    commit: (name) => `提交 ${name} 的说明`,
    tag: (name) => `标签 ${name}`,
    note: (name) => `提交 ${name} 的备注`,
  },
  inCommit: (commit) => `（提交 ${commit}）`,
  published: '（会公开到浏览器）',
  none: {
    files: '文件中没有发现密钥。',
    staged: '已暂存的改动中没有发现密钥。',
    history: '文件和所有提交中都没有发现密钥。',
  },
  found: (count) => `在 ${count} 处发现密钥。`,
  whatToDo: '解决办法：',
  steps: {
    revoke: '先吊销密钥：任何看到它的人都可能使用。OpenAI 的密钥在这里吊销：',
    revokeElsewhere: '其他服务的密钥，请到相应的服务吊销。',
    replace: '再更换所有使用它的地方：openai-setup rotate',
    remove: '从文件中删除密钥，改为从环境变量读取：密钥应放在被 git 忽略的 env 文件中。',
    history: '只从文件中删除还不够：提交历史和每个克隆中仍有这个密钥。只有吊销后才安全。',
    published: '带有这种前缀的变量会公开给每个访问者。请去掉前缀，并从服务端而不是浏览器调用 API。',
    staged:
      '请在提交前删除密钥：把它放进被 git 忽略的 env 文件，再重新暂存。已经推送或分享过的密钥必须吊销：',
  },
  sarif: {
    rule: (service) => zh`${service}的密钥放在了别人能看到的地方`,
    help: '先吊销密钥，再更换。请从环境变量读取密钥，并把它放在被 git 忽略的 env 文件中。',
    message: (masked, service) => zh`这里有${service}的密钥（${masked}）：请先吊销，再更换。`,
    messageInCommit: (masked, service, commit) =>
      zh`提交 ${commit} 在这里加入了${service}的密钥（${masked}）：请先吊销，再更换。`,
    messageRecorded: (masked, service, place) =>
      zh`git 记录（${place}）中有${service}的密钥（${masked}）：请先吊销，再更换。`,
    messagePublished: (masked, service) =>
      zh`${service}的密钥（${masked}）写在会公开给每个访问者的变量中：请先吊销，再改为从服务端调用 API。`,
    unknownService: '未知服务',
  },
};

export default scan;
