import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../package/pack.mjs';
import { apps, untried } from './rows.mjs';

/** What is known from all runs; a run of some apps renews theirs. */
const known = join(root, 'scripts/apps/results.json');

const words = {
  en: {
    page: 'docs/frameworks.md',
    title: 'Frameworks and languages',
    intro:
      'Where the key goes, how a program of each kind comes to it, and what production does. All of it is what `openai-setup` prints in ' +
      'such a project; the table is from real apps, made, set up, started and asked by `npm run test:apps`. It writes this page.',
    columns: ['', 'version', 'env file', 'development', 'production'],
    states: {
      'this key': 'gets the key',
      'needs the variable': 'reads no env file',
      'not tried': 'not tried here',
    },
    toldOnly: 'told, not tried here',
    skipped: 'could not be had where this was tried',
    tried: (day) => `Tried on ${day}.`,
    file: (path) => `The key is in \`${path}\`.`,
    install: 'Install:',
    code: 'Code:',
    untriedTitle: 'Not tried',
    untried: 'These were not started: what setup says of such a project.',
  },
  'zh-CN': {
    page: 'docs/frameworks.zh-CN.md',
    title: '框架与语言',
    intro:
      '密钥放在哪里，每种程序怎样读到它，生产环境又会怎样。以下都是 `openai-setup` 在这类项目里给出的内容；表格来自真实的小应用：由 `npm run test:apps` 创建、设置、启动并询问。本页也由它写成。',
    columns: ['', '版本', 'env 文件', '开发环境', '生产环境'],
    states: { 'this key': '读得到密钥', 'needs the variable': '不读 env 文件', 'not tried': '此处未测试' },
    toldOnly: '只是说明，此处未测试',
    skipped: '测试所在的环境里无法安装',
    tried: (day) => `测试日期：${day}。`,
    file: (path) => `密钥在 \`${path}\` 里。`,
    install: '安装：',
    code: '代码：',
    untriedTitle: '未测试',
    untried: '这些没有启动过：只是 setup 对这类项目的说明。',
  },
};

/** Ends of setup's notes that are the same for every kind. */
const general = 2;

/** Renews both pages with these results. */
export function writePages(results, told) {
  const before = existsSync(known) ? JSON.parse(readFileSync(known, 'utf8')) : {};
  const day = new Date().toISOString().slice(0, 10);
  for (const { name, state, ...result } of results)
    if (state === 'passed' || (state === 'skipped' && !before[name]))
      before[name] = { state, day, ...result };
  for (const { name, ...result } of told) before[name] = result;
  writeFileSync(known, `${JSON.stringify(before, null, 2)}\n`);
  for (const language of Object.keys(words))
    writeFileSync(join(root, words[language].page), page(before, language));
}

function page(results, language) {
  const said = words[language];
  const tried = apps.filter(({ name }) => results[name]).map(({ name }) => results[name]);
  const told = untried.filter(([name]) => results[name]).map(([name]) => results[name]);
  const day = tried
    .map((one) => one.day)
    .sort()
    .at(-1);
  const row = ({ title, version, file, development, production, state }) =>
    state === 'skipped'
      ? [title, '', '', said.skipped, '']
      : [title, version, `\`${file}\``, said.states[development], said.states[production]];
  return [
    `# ${said.title}`,
    said.intro,
    ...(day ? [said.tried(day)] : []),
    table(said.columns, tried.map(row)),
    ...tried.filter(({ state }) => state !== 'skipped').flatMap((one) => section(one, language)),
    `## ${said.untriedTitle}`,
    said.untried,
    ...told.flatMap((one) => section(one, language, '###')),
    '',
  ]
    .join('\n\n')
    .replace(/\n{2,}$/, '\n');
}

const table = (columns, rows) =>
  [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function section({ title, file, commands, code, notes }, language, level = '##') {
  const said = words[language];
  const own = notes[language].slice(0, -general);
  // Where the lines belong is told before them.
  const where = /[:：]$/.test(own[0] ?? '') ? own.shift() : said.code;
  const fenced = (text) => `\`\`\`\n${text}\n\`\`\``;
  return [
    `${level} ${title}`,
    said.file(file),
    ...(commands.length > 0 ? [said.install, fenced(commands.join('\n'))] : []),
    where,
    fenced(code),
    ...(own.length > 0 ? [own.map((note) => `- ${note}`).join('\n')] : []),
  ];
}
