import type { DemoWords } from '../en/demo.ts';

/** `demo` 在真实的 setup 与 verify 前后所说的话。 */
const demo: DemoWords = {
  scenarios: {
    ok: {
      title: '一切正常',
      shows: '从空文件夹到第一条回复，以及 verify 眼中正常的密钥是什么样子。',
    },
    'rejected-key': {
      title: 'API 不认识这个密钥',
      shows: '格式正确但已被撤销的密钥：setup 在写入任何内容之前就会说明。',
    },
    'no-credit': {
      title: '密钥有效，但账户没有余额',
      shows: '可以列出模型，但生成回复需要余额。等待没有用。',
    },
    'rate-limited': {
      title: '短时间内请求过多',
      shows: 'API 会告诉你要等多久。时间一到，同样的请求就会成功。',
    },
    'missing-scope': {
      title: '受限密钥缺少生成回复的权限',
      shows: 'API 认识这个密钥，并指出它缺少哪一项权限。',
    },
    'no-model': {
      title: '这个密钥用不了任何模型',
      shows: '模型能列出来，但每次调用都说这个密钥用不了该模型。',
    },
    'service-down': {
      title: '服务本身出了故障',
      shows: '既不是密钥的问题，也不是本机的问题，诊断结论会明确说明。',
    },
    offline: {
      title: '没有任何应答',
      shows: '连接被拒绝：这不能说明密钥有问题。',
    },
    'captive-portal': {
      title: '应答的是登录页面，而不是 API',
      shows: '就像在酒店里：状态码是 200，但内容是网页。',
    },
    slow: {
      title: '每次应答都要几秒钟',
      shows: '等待时会显示什么，以及最后仍会成功。',
    },
  },
  listTitle: '可以演练的场景：',
  listHint: '运行其中一个：openai-setup demo <scenario>',
  title: (scenario) => `演练：${scenario}`,
  notReal:
    '这是针对内置替身服务的演练，其中没有任何内容来自真实的 API：不涉及账户，不使用你的密钥，不产生费用，也没有任何数据离开本机。',
  throwAway: (folder) => `演练在单独的文件夹中进行，结束后会删除：${folder}`,
  throwAwayKept: (folder) => `演练在单独的文件夹中进行，结束后会保留：${folder}`,
  typeThis: (command) => `你要输入的命令：${command}`,
  pasteThis: (maskedKey) => `被问到密钥时按回车即可：会自动填入虚构的密钥 ${maskedKey}。`,
  answersItself:
    '没有人在终端前回答，所以所有问题都按回车回答，如下所示；失败的密钥会保留，好让 verify 有话可说。',
  setupFollows: '首先是真实的 setup，与替身服务对话：',
  verifyFollows: '然后在同一个文件夹中运行真实的 verify：',
  wouldExit: (command, code) => `如果不是演练，${command} 会以退出码 ${code} 结束。`,
  ended: '演练结束。以上都不是真实的。',
  removed: '演练用的文件夹已删除。',
  notRemoved: (folder) => `无法删除演练用的文件夹：${folder}`,
  kept: (folder) => `文件夹已保留：${folder}`,
  keepHint: '如果想在结束后查看文件夹，请加上 --keep。',
  forReal: '要真正进行设置，请在项目文件夹中运行：openai-setup',
  unknownScenario: (name, nearest) =>
    `没有名为“${name}”的场景。${nearest ? `是不是想用 ${nearest}？` : ''}openai-setup demo --list 会列出所有场景。`,
};

export default demo;
