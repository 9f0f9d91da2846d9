import type { DemoWords } from '../en/demo.ts';

/** `demo` 在真实的 setup 与 verify 前后所说的话。 */
const demo: DemoWords = {
  scenarios: {
    ok: {
      title: '一切正常',
      shows: '从空文件夹到第一条回复，以及密钥正常时 verify 的输出。',
    },
    'rejected-key': {
      title: 'API 拒绝这个密钥',
      shows: '格式正确但已被吊销的密钥：setup 在写入任何内容之前就会说明。',
    },
    'no-credit': {
      title: '密钥有效，但账户没有余额',
      shows: '可以列出模型，但生成回复需要余额，等待没有用。',
    },
    'rate-limited': {
      title: '短时间内请求过多',
      shows: 'API 会告诉你要等多久，之后同样的请求就会成功。',
    },
    'missing-scope': {
      title: '受限密钥缺少调用模型的权限',
      shows: 'API 接受这个密钥，但指出它缺少哪项权限。',
    },
    'no-model': {
      title: '密钥无法使用任何模型',
      shows: '可以列出模型，但每次调用都提示此密钥无权使用该模型。',
    },
    'service-down': {
      title: '服务本身出了故障',
      shows: '既不是密钥的问题，也不是本机的问题，结论会明确说明。',
    },
    offline: {
      title: '没有任何响应',
      shows: '连接被拒绝，这不能说明密钥有问题。',
    },
    'captive-portal': {
      title: '响应来自登录页面，而不是 API',
      shows: '就像在酒店里：状态码是 200，但内容是网页。',
    },
    slow: {
      title: '每次响应都要几秒钟',
      shows: '等待时的显示内容，以及最后仍会成功。',
    },
  },
  listTitle: '可以演练的场景：',
  listHint: '运行其中一个：openai-setup demo <场景>',
  title: (scenario) => `演练：${scenario}`,
  notReal:
    '这是针对内置模拟 API 的演练：不涉及账户，不使用你的密钥，不产生费用，也没有任何数据离开本机。两条横线之间的内容，与使用真实的 OpenAI API 时完全相同。',
  throwAway: (folder) => `演练在临时文件夹中进行，结束后会删除：${folder}`,
  throwAwayKept: (folder) => `演练在临时文件夹中进行，结束后会保留：${folder}`,
  onlyShown: '需要联网的操作只作展示、不真正执行：打开网页、安装依赖、运行入门程序。',
  pasteThis: (maskedKey) => `提示输入密钥时直接按回车，会自动填入虚构的密钥 ${maskedKey}。`,
  answersItself: '当前不是交互式终端，所有问题都使用默认选项，如下所示；失败的密钥会保留，以便演示 verify。',
  setupFollows: '首先是真实的 setup，连接模拟 API：',
  verifyFollows: '然后在同一个文件夹中运行真实的 verify：',
  wouldExit: (command, code) => `如果不是演练，${command} 会以退出码 ${code} 结束。`,
  ended: '演练结束。以上均为模拟。',
  removed: '临时文件夹已删除。',
  notRemoved: (folder) => `无法删除临时文件夹：${folder}`,
  kept: (folder) => `文件夹已保留：${folder}`,
  keepHint: '要在结束后查看该文件夹，请加上 --keep。',
  forReal: '要正式进行设置，请在项目文件夹中运行：openai-setup',
};

export default demo;
