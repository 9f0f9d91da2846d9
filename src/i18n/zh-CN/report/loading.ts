import type { LoadDoubt } from '../../../domain/diagnosis/notes.ts';
import type { LoadProblem } from '../../../domain/loading/loaders.ts';
import { zh } from '../blanks.ts';

/** 加载器为什么读不到密钥。 */
export const problems: Readonly<Record<LoadProblem, string>> = {
  file_refused: '拒绝整个文件',
  bom_hides_name: '读不到字节顺序标记（BOM）后面的变量名',
  colon_form: '不支持 NAME: value 的写法',
  spaces_around_equals: '不支持 = 两边的空格',
  line_without_equals_before: '读不到上一行缺少 = 的变量名',
  name_not_read: '读不到变量名',
  duplicate_first_wins: '重复时取第一个',
  quotes_kept: '把引号当作密钥的一部分',
  comment_kept: '把注释当作密钥的一部分',
  blanks_kept: '保留密钥后面的空格',
  carriage_return_kept: '把回车符当作密钥的一部分',
  other_value: '读到另一个值',
};

/** 文件，以及指的是其中的什么。 */
const within = (path: string): string => {
  if (/(?:^|[\\/])(?:package\.json|deno\.jsonc?|Procfile(?:\.dev)?)$/.test(path))
    return zh`${path} 中的启动命令`;
  if (/(?:^|[\\/])(?:\.?justfile|(?:GNU)?makefile|(?:taskfile|mprocs)\.ya?ml)$/i.test(path))
    return zh`${path} 中的任务`;
  return path.endsWith('pyproject.toml') ? zh`${path} 中的脚本` : path;
};

/** 为什么无法判断加载器会给出什么。 */
export const doubts: Readonly<Record<LoadDoubt, (facts: { loader: string; path: string }) => string>> = {
  endless_reference: () => '有变量引用了它自己',
  versions_differ: ({ loader }) => zh`${loader} 的不同版本读取这些文件的结果不同`,
  not_modelled: ({ loader }) => zh`不清楚 ${loader} 如何读取这些文件`,
  configuration: ({ path }) => zh`读取哪些文件取决于 ${within(path)}`,
  broken_manifest: ({ path }) => zh`${path} 不是有效的 JSON`,
  by_program: () => '没有识别出加载 env 文件的代码或工具',
  programs_differ: ({ path }) => zh`${path} 启动的几个程序读到的密钥不一致`,
  set_anew: ({ loader, path }) => zh`${path || loader} 会为它启动的程序重新设置密钥`,
  by_command: ({ loader }) => zh`${loader} 可能会设置或去掉密钥，只有运行时才知道`,
  by_tool: ({ loader, path }) => zh`只有 ${path || loader} 启动的程序能读到`,
};

/** `（第 3 行：……）` */
export const reason = ({ problem, line }: { readonly problem: LoadProblem; readonly line: number }): string =>
  zh`（${line > 0 ? zh`第 ${line} 行：` : ''}${problems[problem]}）`;
