import type {
  CauseFacts,
  UnreadableReason,
  UnwritableReason,
} from '../../../domain/diagnosis/cause-facts.ts';
import { rewriteInPowerShell } from '../../../domain/loading/shells.ts';
import { shellPath } from '../../../domain/text/shell-word.ts';
import { type CauseWords, type CommonFacts, each, step } from '../../cause-words.ts';
import { zh } from '../blanks.ts';
import { named, quote, systemQuote, who } from './phrases.ts';

const unreadable: Readonly<Record<UnreadableReason, string>> = {
  directory: '它是一个文件夹',
  dangling_link: '它是一个指向不存在位置的链接',
  special_file: '它不是普通文件',
  too_large: '它太大，不可能是配置文件',
  no_permission: '当前用户没有读取权限',
  io_error: '系统报告了读写错误',
};

const unwritable: Readonly<Record<UnwritableReason | 'disk_full', string>> = {
  denied: '当前用户没有写入权限',
  read_only: '所在的磁盘以只读方式挂载',
  io_error: '系统报告了读写错误',
  no_folder: '所在的文件夹不存在',
  busy: '本程序的另一次运行正在写入它',
  held: '它正被其他程序占用，或是单独的挂载点',
  too_many_files: '本进程打开的文件数已达上限',
  disk_full: '磁盘空间不足',
};

const permit = '为自己添加该文件及其文件夹的读写权限，然后重新运行';
const clear = '删除或重命名该位置的内容，然后重新运行';
const inUtf8 = '在编辑器中把文件另存为 UTF-8，然后重新运行';
const lookAtDisk = '检查磁盘，然后重新运行';

const whereUnreadable: Readonly<Record<UnreadableReason, string>> = {
  directory: clear,
  dangling_link: clear,
  special_file: clear,
  too_large: clear,
  no_permission: permit,
  io_error: lookAtDisk,
};

const whereUnwritable: Readonly<Record<UnwritableReason | 'disk_full', string>> = {
  denied: permit,
  read_only: '以可写方式挂载磁盘，或换一个文件夹',
  no_folder: '先创建该文件夹，再重新运行',
  io_error: lookAtDisk,
  busy: '等另一次运行结束后再运行',
  held: '关闭正在使用它的程序，或在挂载来源处修改，然后重新运行',
  too_many_files: '提高可打开文件数的上限（ulimit -n），然后重新运行',
  disk_full: '清理磁盘空间或配额，然后重新运行',
};

type IgnoreReason = CauseFacts['gitignore_not_writable']['reason'];

const notIgnoring: Readonly<Record<IgnoreReason, string>> = {
  ...unreadable,
  ...unwritable,
  link: 'git 不会通过链接读取规则',
  utf16: '它的编码是 UTF-16，git 无法读取其中的规则',
  overruled: '其他位置的规则覆盖了它的条目',
};

const whereNotIgnoring: Readonly<Record<Exclude<IgnoreReason, 'overruled'>, string>> = {
  ...whereUnreadable,
  ...whereUnwritable,
  link: '把链接替换为普通文件，然后重新运行',
  utf16: inUtf8,
};

type AboutFile = CommonFacts & { readonly path: string };

const anotherFile = '或用 --file 指定其他文件';
const replaceCommitted = '如果密钥曾随它提交，请更换该密钥：openai-setup rotate';

/** What is wrong with files of this machine, and what nobody knows. */
export const fileCauses = {
  env_file_missing: {
    title: 'env 文件不存在',
    explanation: (f) => zh`文件不存在：${f.path}。`,
    remedies: (f) => [
      '检查路径，以及运行时所在的文件夹',
      zh`或创建它：openai-setup --file ${shellPath(f.path)}`,
    ],
  },
  env_file_unreadable: {
    title: '无法读取 env 文件',
    explanation: each(
      unreadable,
      (f: AboutFile, why) => zh`无法读取 ${f.path}：${why}${named(f.code || undefined)}。`,
    ),
    remedies: each(whereUnreadable, (_: AboutFile, what) => [what, anotherFile]),
  },
  env_file_encoding: {
    title: '加载器无法读取 env 文件的编码',
    explanation: {
      utf16: (f) => zh`${f.path} 的编码是 UTF-16，未作改动。`,
      binary: (f) => zh`${f.path} 含有 NUL 字节，不是文本，未作改动。`,
      not_utf8: (f) => zh`${f.path} 的编码不是 UTF-8，未作改动。`,
    },
    remedies: {
      utf16: (f) => [
        inUtf8,
        '或在终端中让程序改写：openai-setup verify --fix',
        zh`或在 PowerShell 中改写：${rewriteInPowerShell(f.path)}`,
      ],
      binary: () => [inUtf8],
      not_utf8: () => [inUtf8],
    },
  },
  env_file_not_writable: {
    title: '无法写入 env 文件',
    explanation: {
      ...each(
        unwritable,
        (f: AboutFile, why) => zh`${f.path} 未作改动：${why}${named(f.code || undefined)}。`,
      ),
      read_back: (f) => zh`写入后重新读取 ${f.path}，得到的值不一致，因此已恢复原来的内容。`,
      changed: (f) => zh`读取之后，${f.path} 又被其他程序修改，因此没有写入。`,
      not_restored: (f) => zh`写入失败，并且无法恢复 ${f.path} 原来的内容：其中仍是新内容。`,
    },
    remedies: {
      ...each(whereUnwritable, (_: AboutFile, what) => [what, anotherFile]),
      busy: () => [whereUnwritable.busy],
      read_back: () => ['检查文件中是否有不成对的引号，更正后重新运行'],
      changed: () => ['重新运行，程序会重新读取该文件'],
      not_restored: () => ['关闭占用该文件的程序，并检查其中的内容', '然后重新运行'],
    },
  },
  disk_full: {
    title: '磁盘空间不足',
    explanation: { file: (f) => zh`无法完整写入 ${f.path}；原来的内容未作改动。` },
    remedies: () => [whereUnwritable.disk_full],
  },
  env_file_tracked: {
    title: 'env 文件已被（或可能被）git 跟踪',
    explanation: {
      in_doubt: (f) =>
        zh`这里有 git 仓库，但无法运行 git，也无法读取其索引，因此不能确定写入 ${f.path} 的密钥是否会进入下一次提交，没有写入。`,
      untrack_refused: (f) => zh`git 没有把 ${f.path} 移出索引，因此没有写入任何内容。`,
      tracked: (f) => zh`写入 ${f.path} 的密钥会进入下一次提交，因此没有写入。`,
    },
    remedies: {
      in_doubt: (f) => [
        '查看 git 的报错并解决：git status',
        zh`如果确定 git 没有跟踪 ${f.path}，请加上 --force 重新运行`,
      ],
      untrack_refused: (f) => [
        zh`查看 git 拒绝的原因并解决：git rm --cached ${shellPath(f.path)}`,
        replaceCommitted,
      ],
      tracked: (f) => [zh`取消 git 跟踪（保留文件）：git rm --cached ${shellPath(f.path)}`, replaceCommitted],
    },
  },
  gitignore_not_writable: {
    title: '无法让 git 忽略 env 文件',
    explanation: each(
      notIgnoring,
      (f: AboutFile, why) =>
        zh`${f.path} 不起作用：${why}${named(f.code || undefined)}。为避免误提交，密钥没有写入。`,
    ),
    remedies: {
      ...each(whereNotIgnoring, (_: AboutFile, what) => [what]),
      overruled: (f) => [
        zh`查看生效的规则：git check-ignore -v --no-index ${f.envPath}`,
        '删除该规则，然后重新运行',
      ],
    },
  },
  unknown: {
    title: '调用失败，原因未知',
    explanation: (f) =>
      f.status === undefined
        ? zh`尚未收到响应，调用就失败了。${systemQuote(f)}`
        : zh`${who(f)} 返回了状态码 ${f.status}${f.code === undefined ? '' : zh`，错误代码为 ${f.code}`}，openai-setup 无法判断其含义。这并不表示密钥无效。${f.said === undefined ? '响应中没有进一步说明。' : quote(f)}`,
    remedies: (f) => [
      step(f, f.official ? '查看错误说明' : zh`向 ${who(f)} 的管理方了解响应的含义`, 'errors'),
      ...(f.status === undefined
        ? []
        : ['换一个模型再试：openai-setup verify --model <id>', '换一个网络再试；有些响应取决于请求来源']),
      '加上 --debug 重新运行；输出中不含密钥，可以分享',
    ],
  },
} satisfies Partial<CauseWords>;
