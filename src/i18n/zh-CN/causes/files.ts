import { type CauseWords, step } from '../../cause-words.ts';
import { file, named, quote, systemQuote, who } from './phrases.ts';

const reasons: Readonly<Record<string, string>> = {
  directory: '它是一个文件夹',
  dangling_link: '它是一个指向不存在位置的链接',
  special_file: '它不是普通文件',
  no_permission: '当前用户没有读取权限',
  io_error: '系统报告了读写错误',
};

/** What is wrong with files of this machine, and what nobody knows. */
export const fileCauses = {
  env_file_missing: {
    title: '环境变量文件不存在',
    explanation: (f) => `找不到文件：${file(f)}。`,
    remedies: () => [{ text: '检查路径，以及是在哪个文件夹里运行的' }, { text: '或者创建它：openai-setup' }],
  },
  env_file_unreadable: {
    title: '无法读取环境变量文件',
    explanation: (f) =>
      `${file(f)} 保持原样：${reasons[String(f.reason)] ?? '读取失败'}${named(f.code || undefined)}。`,
    remedies: (f) => [
      f.reason === 'no_permission'
        ? { text: '给自己加上读写权限，或以文件所有者的身份运行' }
        : { text: '删除或重命名该位置上的内容，或用 --file 指定其他文件' },
    ],
  },
  env_file_encoding: {
    title: '环境变量文件的编码无法被加载工具读取',
    explanation: (f) =>
      `${file(f)} ${f.encoding === undefined ? '不是 UTF-8 文本' : `的编码是 ${f.encoding}`}，文件保持原样。`,
    remedies: () => [{ text: '在编辑器中把文件另存为 UTF-8，然后重新运行' }],
  },
  env_file_not_writable: {
    title: '无法写入环境变量文件',
    explanation: (f) =>
      f.reason === 'read_back'
        ? `写入后重新读取 ${file(f)}，得到的值不一致，因此已恢复原来的内容。`
        : f.reason === 'busy'
          ? `本程序的另一次运行正在写入 ${file(f)}，没有做任何修改。`
          : f.reason === 'no_folder'
            ? `${file(f)} 所在的文件夹不存在。`
            : `${file(f)} 没有任何改动${named(f.code || undefined)}。`,
    remedies: (f) =>
      f.reason === 'read_back'
        ? [{ text: '检查文件中是否有不成对的引号，改正后重新运行' }]
        : f.reason === 'busy'
          ? [{ text: '等另一次运行结束后再运行' }]
          : [
              f.reason === 'no_folder'
                ? { text: '先创建该文件夹，再重新运行' }
                : { text: '给自己加上该文件及其文件夹的写权限' },
              { text: '或用 --file 指定其他文件' },
            ],
  },
  disk_full: {
    title: '磁盘空间不足',
    explanation: (f) => `${file(f)} 无法完整写入；原来的内容没有改动。`,
    remedies: () => [{ text: '清理磁盘空间或配额，然后重新运行' }],
  },
  env_file_tracked: {
    title: '环境变量文件正被 git 跟踪',
    explanation: (f) => `写进 ${file(f)} 的密钥会进入下一次提交，因此没有写入。`,
    remedies: (f) => [
      { text: `让 git 不再跟踪它，文件会保留：git rm --cached ${f.path ?? '.env'}` },
      { text: '如果它曾带着密钥提交过，请更换那个密钥：openai-setup rotate' },
    ],
  },
  gitignore_not_writable: {
    title: '无法写入 .gitignore',
    explanation: (f) =>
      `${f.path ?? '.gitignore'} 无法修改${named(f.code || undefined)}，因此密钥也没有写入，以免被误提交。`,
    remedies: () => [{ text: '给自己加上 .gitignore 的写权限，或自行把环境变量文件加进去，然后重新运行' }],
  },
  unknown: {
    title: '调用失败，原因未知',
    explanation: (f) =>
      f.status === undefined
        ? `还没有收到响应，调用就失败了。${systemQuote(f)}`
        : `${who(f)} 返回了状态码 ${f.status}，但没有说明原因。密钥并没有被判定为无效。${quote(f)}`,
    remedies: (f) => [
      step(f, f.official ? '查看错误说明' : `向 ${who(f)} 的管理方了解响应的含义`, 'errors'),
      { text: '加上 --debug 再试一次；输出中不含密钥，可以放心分享' },
    ],
  },
} satisfies Partial<CauseWords>;
