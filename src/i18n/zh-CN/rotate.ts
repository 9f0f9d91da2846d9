import { shellPath } from '../../domain/text/shell-word.ts';
import type { RotateWords } from '../en/rotate.ts';
import { pages } from '../openai-pages.ts';
import { zh } from './blanks.ts';

/** 名称很多时只列出一部分。 */
const some = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join('、')} 等 ${names.length} 个文件` : names.join('、');

const rotate: RotateWords = {
  title: '更换本项目中所有位置的 OpenAI API 密钥',
  current: (masked, from) => zh`当前生效的密钥是 ${masked}，来自${from}。`,
  placesTitle: '存放位置：',
  inShell: (name) => `shell 变量 ${name}`,
  left: {
    example: ({ path, line }) =>
      `${path} 第 ${line} 行是真实的密钥，而这个文件会随项目一起分发。rotate 不会修改它；请换成占位符。`,
    published: ({ path, line, name }) =>
      `${name}（${path} 第 ${line} 行）会被打包工具公开给每个访问者。rotate 不会修改它：那里不应有密钥，更不应有新密钥。`,
    mention: ({ path, line }) => `${path} 第 ${line} 行在注释或其他值中提到这个密钥。rotate 不会修改它。`,
    compose: ({ path, line }) =>
      `${path} 第 ${line} 行直接写着密钥。rotate 不会修改它；请改为引用 env 文件。`,
    profile: ({ path, line }) =>
      `${path} 第 ${line} 行为每个新 shell 设置这个密钥。rotate 不会修改它；请在那里修改。`,
    other_key: ({ path, line, name, masked }) =>
      `${path} 第 ${line} 行：${name} 是另一个密钥（${masked}）。rotate 不会修改它。`,
    source: ({ path, line }) =>
      `${path} 第 ${line} 行：密钥直接写在代码里。rotate 不会修改它；请让代码从环境变量读取。`,
    config: ({ path, line }) => `${path} 第 ${line} 行写着这个密钥。rotate 不会修改它；请在那里换成新密钥。`,
    ci: ({ path, line }) =>
      `${path} 第 ${line} 行写着这个密钥，而 CI 文件很多人都能看到。rotate 不会修改它；请把新密钥存入 CI 的 secrets，并在那里引用。`,
    notebook: ({ path, line }) =>
      `${path} 第 ${line} 行：notebook 中有这个密钥，也可能在保存的输出中。rotate 不会修改它；请自行删除。`,
    docs: ({ path, line }) => `${path} 第 ${line} 行提到这个密钥。rotate 不会修改它；请自行删除。`,
    built: ({ path, line }) =>
      `${path} 第 ${line} 行是构建产物，其中含有这个密钥。rotate 不会修改它；请用新密钥重新构建。`,
    encoded: ({ path }) =>
      `${path} 以 base64 或 UTF-16 的形式存有这个密钥。rotate 不会修改它；请在那里换成新密钥。`,
    elsewhere: ({ path, line }) =>
      `${path} 第 ${line} 行写着这个密钥，但它在本项目的文件夹之外。rotate 不会修改它；请在那里也运行 openai-setup rotate。`,
    other: ({ path, line }) => `${path} 第 ${line} 行写着这个密钥。rotate 不会修改它；请在那里换成新密钥。`,
    unreadable: ({ path }) => `无法读取 ${path}。如果其中有密钥，请自行修改。`,
  },
  moreLeft: (count) => `……还有 ${count} 处；--json 会逐一列出。`,
  incomplete: '这个文件夹非常大，只搜索了一部分。',
  searching: '正在项目中查找这个密钥',
  stillUsed: (paths) => `旧密钥还在 ${some(paths)} 中。删除旧密钥后，那里使用它的程序会停止工作。`,

  unfinished: {
    found: '上次更换密钥时中断：一部分文件已是新密钥，另一部分仍是旧密钥。',
    over: (masked) =>
      `上次更换密钥时，在写完最后一个文件之后中断：所有文件都已是 ${masked}。如果旧密钥还没有删除，请删除它。`,
    question: '如何继续？',
    finish: (masked) => `完成更换：全部改为 ${masked}`,
    takeBack: (masked) => `撤销更换：全部恢复为 ${masked}`,
    leave: '保持现状',
    nobodyToAsk:
      '上次更换密钥时中断，而当前不是交互式终端，无法询问如何继续。要完成更换，请运行：openai-setup rotate --yes',
  },

  alsoAt: (targets) => `${targets} 中也有这个变量，值还是旧密钥。`,
  pushQuestion: '要把新密钥也写入那里吗？',
  pushLater: (command) => `以后可以运行：${command}`,

  severalKeys: (places) =>
    `这里有多个密钥，但都不是当前生效的（${places}）。请在要更换的密钥所在的文件夹中运行。`,
  onlyShell: (name, masked, command) =>
    `当前生效的密钥（${masked}）只在 shell 变量 ${name} 中，任何程序都无法替 shell 修改它。未改动任何文件。请在 shell 中输入新密钥：${command}`,
  sameKey: (masked) => `新密钥与旧密钥相同（${masked}）。未做任何改动。`,
  nobodyToAsk:
    '当前不是交互式终端，无法输入新密钥。请从密钥管理工具通过管道传入，例如：pass show openai | openai-setup rotate --key-stdin（或设置 OPENAI_ADMIN_KEY 并用 --project 指定项目）',
  nobodyToAskInCi:
    'CI 中无法输入新密钥。请在自己的电脑上运行，并把新密钥保存为 CI 系统的 secret；或用 --key-stdin 通过管道传入新密钥；或设置 OPENAI_ADMIN_KEY，并用 --project 指定项目',
  expiresByAdmin:
    '--expires 用于通过管理 API 创建的密钥：请设置 OPENAI_ADMIN_KEY，并用 --project 指定项目。自己创建密钥时，请在创建页面上设置有效期。',
  newKeyTitle: '新密钥',
  newKeyHint: '在以下页面创建，项目和权限与旧密钥相同：',
  newKeyHintElsewhere: (host) => `在 ${host} 新建，权限与旧密钥相同。`,
  tracked: (path) =>
    `${path} 已被 git 跟踪，新密钥会进入下一次提交。可先取消跟踪：git rm --cached ${shellPath(path)}`,
  trackedQuestion: (path) => `仍然把新密钥写入 ${path} 吗？`,
  newKey: '新密钥',

  admin: {
    notAdminKey: 'OPENAI_ADMIN_KEY 不是管理员密钥（应以 sk-admin- 开头）。',
    willCreate: (project) => `在 ${project} 中新建服务账号及其密钥`,
    willDelete: (name) => `新密钥可用之后，删除旧密钥${name ? `“${name}”` : ''}`,
    willDeleteAccount: (account) =>
      `新密钥可用之后，删除旧密钥；它的服务账号“${account}”没有其他密钥，将一并删除`,
    willLeave: '保留旧密钥：无法确定它是项目中的哪一个',
    willKeep: '保留旧密钥：它还在 rotate 不会修改的位置',
    deleteQuestion: (paths) =>
      `旧密钥还在 ${some(paths)} 中，rotate 不会修改这些位置。新密钥可用之后，仍要删除旧密钥吗？`,
    api: '管理 API',
    listing: '列出项目的密钥',
    creating: '新建服务账号',
    failed: (stage) => zh`这个管理员密钥没有权限${stage}。`,
    created: (masked, account) => `已创建 ${masked}（服务账号 ${account}）。`,
    perhapsCreated: (account) => `没有收到响应。服务账号 ${account} 可能已经创建，请查看 ${pages.projects}`,
    leftovers: (accounts) =>
      `这些服务账号由之前更换密钥时创建，但这里没有使用它们的密钥：${accounts}。更换过程被强行终止时会留下这样的账号；没有程序使用的请删除。`,
    creationUndone: '刚才新建的服务账号已删除。',
    creationLeft: (id) => `无法删除刚才新建的服务账号 ${id}。请在 ${pages.projects} 删除`,
    createdUntil: (masked, account, date) => `已创建 ${masked}（服务账号 ${account}），${date} 过期。`,
    neverExpires: 'API 没有确认新密钥的有效期：请在项目页面上检查。',
    lifetime: (days, said) =>
      zh`组织限制了密钥的有效期${days === null ? '' : `：最长 ${days} 天`}。未创建任何内容。请重新运行，并使用 --expires ${days ?? '加更少的天数'}${said ? `（API 的原话：${said}）` : ''}`,
    oldNotFound: '旧密钥不在这个项目的密钥之中，因此没有删除。',
    oldAmbiguous: '这个项目中有多个密钥与旧密钥相似，因此都没有删除。',
    oldDeleted: '旧密钥已删除。',
    oldNotDeleted: (why) => `无法删除旧密钥${why ? `（${why}）` : ''}。新密钥已生效。`,
  },

  shellWins: (name, masked) =>
    `shell 变量 ${name} 中仍是旧密钥（${masked}），并且优先于这里的所有文件。任何程序都无法替 shell 修改它。请取消该变量：`,
  shellLater: '对以后打开的终端：',
  shellProfile: '如果它在新终端中再次出现，请从 shell 的启动文件中删除。',

  revokeTitle: '旧密钥',
  revokeHint: (masked) =>
    `请先在其他使用旧密钥（${masked}）的地方换上新密钥。确认不再使用后，在以下页面删除旧密钥（若已泄露，请立即删除）：`,
  revokeElsewhere: (masked, host) =>
    `请先在其他使用旧密钥（${masked}）的地方换上新密钥。确认不再使用后，请到 ${host} 删除旧密钥（若已泄露，请立即删除）。`,
  revokeQuestion: '下一步？',
  revokeFinish: '结束，稍后自己删除旧密钥',
  revokeWait: '在这里等到 API 拒绝旧密钥',
  waitHint: '按回车结束等待；更换本身已经完成。',
  waiting: '正在等待 API 拒绝旧密钥',

  notUndone: (paths) => `这些文件同时被其他程序修改过，其中仍是新密钥：${paths}`,
  done: '已更换',
  doneFile: (path) => `${path} 中已是新密钥`,
  doneIgnore: (path) => `已在 ${path} 中添加忽略项`,
  nothingChanged: '没有改动任何文件。',
  doneTest: (model) => `已用文件中的密钥成功调用 ${model}`,
  dryRun: '试运行：未写入，也未新建任何内容。',
  revoked: 'API 已拒绝旧密钥。',
  notRevoked: 'API 仍接受旧密钥。',
  notKnown: '没有检查旧密钥是否已删除。',
};

export default rotate;
