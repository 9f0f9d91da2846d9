import { shellPath } from '../../domain/text/shell-word.ts';
import type { RotateWords } from '../en/rotate.ts';

/** 名称很多时只列出一部分。 */
const some = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join('、')} 等 ${names.length} 个文件` : names.join('、');

const rotate: RotateWords = {
  title: '更换本项目中所有位置的 OpenAI API 密钥',
  current: (masked, from) => `当前生效的密钥是 ${masked}，来自${from}。`,
  placesTitle: '它存放在：',
  inShell: (name) => `shell 变量 ${name}`,
  left: {
    example: ({ path, line }) =>
      `${path} 第 ${line} 行写着真实的密钥，而这种文件会随项目一起分发。本程序不改它；请换成占位符。`,
    published: ({ path, line, name }) =>
      `${name}（${path} 第 ${line} 行）会被打包工具公开给每个访客。本程序不改它：那里不该有密钥，更不该有新密钥。`,
    mention: ({ path, line }) => `${path} 第 ${line} 行在注释或别的值里提到这个密钥。本程序不改它。`,
    compose: ({ path, line }) => `${path} 第 ${line} 行直接写着密钥。本程序不改它；请改为引用 env 文件。`,
    profile: ({ path, line }) =>
      `${path} 第 ${line} 行为每个新 shell 设置这个密钥。本程序不改它；请在那里修改。`,
    other_key: ({ path, line, name, masked }) =>
      `${path} 第 ${line} 行：${name} 是另一个密钥（${masked}）。本程序不改它。`,
    source: ({ path, line }) =>
      `${path} 第 ${line} 行：密钥直接写在代码里。本程序不改它；请让代码从环境变量读取。`,
    config: ({ path, line }) => `${path} 第 ${line} 行写着这个密钥。本程序不改它；请在那里换成新密钥。`,
    ci: ({ path, line }) =>
      `${path} 第 ${line} 行写着这个密钥，而 CI 文件很多人都能看到。本程序不改它；请把新密钥存入 CI 的 secrets，并在那里引用。`,
    notebook: ({ path, line }) =>
      `${path} 第 ${line} 行：notebook 里有这个密钥，也可能在保存的输出里。本程序不改它；请在那里删掉。`,
    docs: ({ path, line }) => `${path} 第 ${line} 行提到这个密钥。本程序不改它；请在那里删掉。`,
    built: ({ path, line }) =>
      `${path} 第 ${line} 行是构建产物，里面带着这个密钥。本程序不改它；请用新密钥重新构建。`,
    encoded: ({ path }) =>
      `${path} 以 base64 或 UTF-16 的形式存着这个密钥。本程序不改它；请在那里换成新密钥。`,
    elsewhere: ({ path, line }) =>
      `${path} 第 ${line} 行写着这个密钥，但它在本项目的文件夹之外。本程序不改它；请在那里也运行 openai-setup rotate。`,
    other: ({ path, line }) => `${path} 第 ${line} 行写着这个密钥。本程序不改它；请在那里换成新密钥。`,
    unreadable: ({ path }) => `无法读取 ${path}。如果密钥在里面，请在那里修改。`,
  },
  moreLeft: (count) => `……还有 ${count} 处；--json 会逐一列出。`,
  incomplete: '这个文件夹非常大，没有全部搜索。',
  searching: '正在项目中查找这个密钥',
  stillUsed: (paths) => `旧密钥还在：${some(paths)}。删除旧密钥后，使用它的程序会停止工作。`,

  unfinished: {
    found: '上一次轮换中途被打断：一部分文件已是新密钥，另一部分仍是旧密钥。',
    over: (masked) =>
      `上一次轮换在写完最后一个文件之后被打断：所有文件都已是 ${masked}。如果被替换的旧密钥还没有删除，请删除它。`,
    question: '如何收尾？',
    finish: (masked) => `完成轮换：全部改为 ${masked}`,
    takeBack: (masked) => `撤销轮换：全部恢复为 ${masked}`,
    leave: '保持现状',
    nobodyToAsk:
      '上一次轮换中途被打断，而这里没有终端可以询问如何收尾。要完成它，请运行：openai-setup rotate --yes',
  },

  severalKeys: (places) =>
    `这里有多个密钥，但没有一个是当前生效的（${places}）。请在要更换的那个密钥所在的文件夹里运行。`,
  onlyShell: (name, masked, command) =>
    `当前生效的密钥（${masked}）只在 shell 变量 ${name} 里，任何程序都无法替 shell 修改它。没有改动任何文件。请在 shell 里输入新密钥：${command}`,
  sameKey: (masked) => `新密钥就是旧密钥（${masked}）。没有改动任何东西。`,
  nobodyToAsk:
    '没有终端可以询问新密钥。请用管道传入：openai-setup rotate --key-stdin < key.txt（或设置 OPENAI_ADMIN_KEY 并用 --project 指定项目）',
  expiresByAdmin:
    '--expires 指定由管理 API 创建的密钥的有效天数：请设置 OPENAI_ADMIN_KEY，并用 --project 指定项目。自己创建的密钥，有效期在创建它的页面上设置。',
  newKeyTitle: '新密钥',
  newKeyHint: '在这个页面创建，项目和权限与旧密钥相同：',
  keysPage: 'https://platform.openai.com/api-keys',
  tracked: (path) =>
    `${path} 已被 git 跟踪：新密钥会进入下一次提交。可先移出 git：git rm --cached ${shellPath(path)}`,
  trackedQuestion: (path) => `仍然把新密钥写入 ${path} 吗？`,
  newKey: '新密钥',

  admin: {
    notAdminKey: 'OPENAI_ADMIN_KEY 不是管理密钥（应以 sk-admin- 开头）。',
    willCreate: (project) => `在 ${project} 中新建一个带密钥的服务账户`,
    willDelete: (name) => `新密钥可用之后，删除旧密钥${name ? `“${name}”` : ''}`,
    willDeleteAccount: (account) =>
      `新密钥可用之后，删除旧密钥；它的服务账户“${account}”没有别的密钥，将一并删除`,
    willLeave: '保留旧密钥：无法确定它是项目里的哪一个',
    willKeep: '保留旧密钥：它还在一些不会改动的位置',
    deleteQuestion: (paths) =>
      `旧密钥还在 ${some(paths)}，这些位置不会改动。新密钥可用之后，仍要删除旧密钥吗？`,
    api: '管理 API',
    listing: '列出项目的密钥',
    creating: '新建服务账户',
    failed: (stage) => `管理 API 没有允许这个管理密钥${stage}。`,
    created: (masked, account) => `已创建 ${masked}（服务账户 ${account}）。`,
    perhapsCreated: (account) =>
      `没有收到回答。名为 ${account} 的服务账户可能已经存在，请查看 https://platform.openai.com/settings/organization/projects`,
    creationUndone: '刚才新建的服务账户已经删除。',
    creationLeft: (id) =>
      `刚才新建的服务账户 ${id} 没能删除。请在 https://platform.openai.com/settings/organization/projects 删除`,
    createdUntil: (masked, account, date) => `已创建 ${masked}（服务账户 ${account}），${date} 过期。`,
    neverExpires: 'API 没有说明新密钥会过期：请在该项目的页面上确认。',
    lifetime: (days, said) =>
      `组织限制了密钥的有效期${days === null ? '' : `：最长 ${days} 天`}。没有创建任何内容。请改用 --expires ${days ?? '加更少的天数'} 再运行一次${said ? `（API 的原话：${said}）` : ''}`,
    oldNotFound: '旧密钥不在这个项目的密钥之中，因此没有删除。',
    oldAmbiguous: '这个项目里有多个密钥与旧密钥相似，因此一个也没有删除。',
    oldDeleted: '旧密钥已删除。',
    oldNotDeleted: (why) => `旧密钥没能删除${why ? `（${why}）` : ''}。新密钥已经就位。`,
  },

  shellWins: (name, masked) =>
    `shell 变量 ${name} 里仍是旧密钥（${masked}），并且优先于这里的所有文件。任何程序都无法替 shell 修改它。请移除：`,
  shellLater: '对新会话：',
  shellProfile: '如果新终端里它又出现，请从 shell 的启动文件中删除。',

  revokeTitle: '旧密钥',
  revokeHint: (masked) =>
    `${masked} 在删除之前一直有效。先在其他使用它的地方换上新密钥，再到这里删除旧密钥（若已泄露，请立即删除）：`,
  revokeElsewhere: (host) => `${host} 的密钥在它自己那里删除。OpenAI 自己的密钥在这个页面：`,
  revokeQuestion: '接下来？',
  revokeFinish: '结束；我自己删除旧密钥',
  revokeWait: '在这里等到 API 拒绝旧密钥',
  waitHint: '回车结束等待；更换本身已经完成。',
  waiting: '正在等待 API 拒绝旧密钥',

  notUndone: (paths) => `这些文件同时被别的程序改动过，里面仍是新密钥：${paths}`,
  done: '已更换',
  doneFile: (path) => `${path} 里是新密钥`,
  doneTest: (model) => `用文件里的密钥，${model} 已回答`,
  dryRun: '试运行：没有写入，也没有新建任何东西。',
  revoked: 'API 已拒绝旧密钥。',
  notRevoked: 'API 仍接受旧密钥。',
  notKnown: '没有检查旧密钥是否已删除。',
};

export default rotate;
