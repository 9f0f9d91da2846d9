import type { Damage } from '../../../domain/keys/damage.ts';
import type { NotAKey } from '../../../domain/keys/shapes.ts';
import {
  type CauseWords,
  type CommonFacts,
  isHere,
  step,
  type WordFacts,
  withFile,
} from '../../cause-words.ts';
import { named, quote, who } from './phrases.ts';

const newKey = (f: CommonFacts) =>
  step(
    f,
    f.official
      ? '新建一个密钥（Create new secret key），并当场复制：它只显示这一次'
      : isHere(f)
        ? `查一下 ${who(f)} 上的服务器接受哪个密钥：它自己的配置里有`
        : `在 ${who(f)} 新建一个密钥，并完整复制`,
    'keys',
  );

/** What may be right all the same at a server of one's own. */
const force = (f: CommonFacts) => !f.official && `如果 ${who(f)} 就接受这个值，请在同一命令后加上 --force`;

const setUp = '运行 openai-setup 并粘贴密钥：保存之前会先验证';

interface Line {
  readonly path: string;
  readonly line: number;
}

const unhide = ({ path, line, hides }: Line & { readonly hides: Line }) =>
  `从 ${path} 第 ${line} 行删掉 OPENAI_API_KEY，这样 ${hides.path} 里的密钥才会生效`;

const kinds: Readonly<Record<NotAKey, string>> = {
  admin: '管理员密钥（Admin key），它用来管理组织，不能调用模型',
  organization_id: '组织 ID，它只表示是哪个组织，不是密钥',
  project_id: '项目 ID，它只表示是哪个项目，不是密钥',
  session: 'OpenAI 网站的会话密钥，只能在浏览器里使用',
  ephemeral: '临时客户端密钥，几分钟内就会过期',
  jwt: '登录令牌（JWT），由其他服务或 ChatGPT 登录签发',
  object_id: '某个对象的 ID，不是密钥',
  webhook_secret: 'webhook 密钥，它用来校验签名，不能调用 API',
};

const damages: Readonly<Record<Damage | 'unsendable', string>> = {
  unsendable: '里面有无法放进请求的字符',
  quotes: '里面带着引号',
  bearer: '里面带着“Bearer”',
  assignment: '里面带着变量名',
  doubled: '同一个密钥出现了两次',
  several: '里面不止一个密钥',
  whitespace: '中间有空格或换行',
  control: '里面有看不见的控制字符',
  invisible: '里面有看不见的字符',
  non_ascii: '里面有密钥不会有的字符，例如全角字符、中文引号或长破折号',
  characters: '里面有密钥不会有的字符',
};

type Stray = Extract<WordFacts<'key_missing'>, { readonly reason: 'elsewhere' }>;

/** Where the key stands that no program here gets. */
function stray({ form, path, line, name }: Stray): string {
  const at = `${path} 第 ${line} 行`;
  switch (form) {
    case 'other_name':
      return `${at}有一个密钥，名字是 ${name}，但程序找的是 OPENAI_API_KEY。`;
    case 'statement':
      return `${at}有一个密钥，但写成了 shell 命令，env 文件的加载工具不认。`;
    case 'comment':
      return `${at}有一个密钥，但在注释里。`;
    case 'bare':
      return `${at}有一个密钥，但没有写程序会去找的名字 OPENAI_API_KEY。`;
    case 'key_file':
      return `${at}（${name}）只写了存放密钥的文件，而 SDK 只读取 OPENAI_API_KEY。`;
    case 'profile':
      return `${at}有一个密钥，只对之后打开的 shell 生效；当前这个 shell 里没有。`;
    case 'assignment':
      return `${at}有一个密钥，但这里没有任何程序会加载该文件。`;
  }
}

function strayRemedies({ form, path, line, name, file, folder }: Stray): readonly string[] {
  const inPlace = `${path} 第 ${line} 行`;
  const direnv = /(?:^|[\\/])\.envrc$/.test(path)
    ? ['该文件由 direnv 加载：direnv exec . openai-setup verify']
    : [];
  const there =
    folder === undefined || direnv.length > 0
      ? []
      : [`如果你的程序在那个文件夹里运行：openai-setup verify -C ${withFile('FILE', folder)}`];
  switch (form) {
    case 'other_name':
      return [`把 ${inPlace}的名字改成 OPENAI_API_KEY`];
    case 'statement':
      return [`把 ${inPlace}写成 OPENAI_API_KEY=…，去掉前面的命令`];
    case 'comment':
      return [`去掉 ${inPlace}的注释符号`];
    case 'bare':
      return ['在会被加载的 env 文件里，把它写在 OPENAI_API_KEY= 后面'];
    case 'key_file':
      return [
        `直接传入：OPENAI_API_KEY="$(cat ${withFile('FILE', file)})" openai-setup verify`,
        `或者让你的程序自己读取 ${name} 指向的文件`,
      ];
    case 'profile':
      return ['打开一个新终端，在那里运行 openai-setup verify'];
    case 'assignment':
      return [...direnv, ...there];
  }
}

function refersTo(f: WordFacts<'key_reference'>): string {
  switch (f.reason) {
    case 'variable':
      return f.known === 'nowhere'
        ? `引用了变量 ${f.store}，而这个变量在这里没有值`
        : `引用了变量 ${f.store}，但这里没有任何东西会换成该变量的值`;
    case 'command':
      return '是一条用来取出密钥的命令，但这里没有任何东西会执行它';
    case 'store':
      return `引用了 ${f.store}，密钥保存在那里`;
    case 'file':
      return `引用了文件 ${f.store}，但这里没有任何东西会换成该文件的内容`;
    case 'encrypted':
      return f.store === undefined ? '是密文' : `是密文（${f.store}）`;
    case 'template':
      return `要由${f.store === undefined ? '模板或部署流程' : ` ${f.store} `}填入`;
  }
}

/** What is wrong with the key. */
export const keyCauses = {
  key_missing: {
    title: '没有找到 API 密钥',
    explanation: (f) => {
      if (f.reason === 'empty') return 'OPENAI_API_KEY 的值是空的，没有可以发送的内容。';
      if (f.reason === 'hidden')
        return `${f.path} 第 ${f.line} 行的 OPENAI_API_KEY 是空的，而它优先于 ${f.hides.path} 第 ${f.hides.line} 行的密钥。`;
      if (f.reason === 'not_loaded' && f.variable !== undefined)
        return `shell 里设置了 ${f.variable}，但 ${f.loader} 不会把它交给程序。`;
      if (f.reason === 'not_loaded')
        return f.line > 0
          ? `${f.loader} 不读取 ${f.path}：它在第 ${f.line} 行停止。`
          : `${f.path} 里有一个密钥，但 ${f.loader} 不会把它交给程序。`;
      if (f.reason === 'elsewhere') return stray(f);
      if (f.reason === 'other_variable')
        return `shell 变量 ${f.name} 里有一个密钥，但程序找的是 OPENAI_API_KEY。`;
      const missing = '在这个文件夹里启动的程序读不到 OPENAI_API_KEY';
      if (f.reason === 'nowhere') return `${missing}：环境变量和环境变量文件里都没有。`;
      return f.reason === 'not_in_file'
        ? `${missing}：${f.path} 里没有。`
        : `${missing}。${f.path} 里有一个，但加载工具不会自己去上级文件夹里找。`;
    },
    remedies: (f) => [
      f.reason === 'in_parent_folder' && `在 ${f.path} 所在的文件夹启动程序，或让加载工具读取那个文件`,
      f.reason === 'hidden' && unhide(f),
      ...(f.reason === 'elsewhere' ? strayRemedies(f) : []),
      f.reason === 'other_variable' &&
        `改用程序会去找的名字：OPENAI_API_KEY="$${f.name}" openai-setup verify`,
      f.reason === 'not_loaded' && f.line > 0 && `改正 ${f.path} 的第 ${f.line} 行`,
      setUp,
      !['hidden', 'not_loaded', 'elsewhere', 'other_variable'].includes(f.reason) && newKey(f),
    ],
  },
  key_placeholder: {
    title: '密钥的位置上还是示例文字',
    explanation: (f) =>
      `${f.path === undefined ? '' : `${f.path} ${f.hides ? `第 ${f.line} 行` : '里'}的`}这个值是教程中的占位内容，不是真正的密钥。${f.hides ? `它优先于 ${f.hides.path} 第 ${f.hides.line} 行的密钥。` : ''}`,
    remedies: (f) =>
      f.hides
        ? [unhide({ path: f.path ?? '', line: f.line ?? 0, hides: f.hides }), setUp]
        : [force(f), newKey(f), setUp],
  },
  key_reference: {
    title: '这个值只是对密钥的引用，不是密钥本身',
    explanation: (f) =>
      `${f.path === undefined ? '' : `${f.path} 第 ${f.line} 行的 `}OPENAI_API_KEY ${refersTo(f)}。程序拿到这段原文也用不了，因此没有发送请求。`,
    remedies: (f) => [
      f.check !== undefined && `取出密钥后再验证：${withFile(f.check, f.path)}`,
      f.start !== undefined && `用同样的方式启动你的程序：${withFile(f.start, f.path)}`,
      f.reason === 'variable' &&
        f.known === 'nowhere' &&
        `给 ${f.store} 赋值：写成环境变量，或写在 env 文件里那一行的前面`,
      f.check === undefined &&
        f.reason !== 'variable' &&
        `通过${f.store === undefined ? '负责填入它的工具' : ` ${f.store} `}启动本工具和你的程序，让 OPENAI_API_KEY 直接就是密钥：… openai-setup verify`,
      '如果想把密钥直接写进文件，请运行 openai-setup 并加上 --force：原来的引用会因此丢失',
    ],
  },
  key_masked: {
    title: '这是密钥的缩略显示，不是密钥本身',
    explanation: () =>
      '这个值的中间部分已被省略号或星号替换，和密钥列表里显示的一样，无法由它还原出完整的密钥。',
    remedies: (f) => [newKey(f), setUp],
  },
  key_damaged: {
    title: '密钥在复制时损坏了',
    explanation: (f) => {
      const where = f.position === undefined ? '' : `，位置在第 ${f.position} 个字符${named(f.character)}`;
      return `这个值不可能是密钥，因此没有发送请求：${damages[f.reason]}${where}。`;
    },
    remedies: (f) => ['从保存密钥的地方重新复制，要完整，并且在同一行', setUp, newKey(f)],
  },
  key_wrong_kind: {
    title: '这种密钥不能用来调用模型',
    explanation: (f) => `这个值是${kinds[f.reason]}。${quote(f)}`,
    remedies: (f) => [
      f.variable !== undefined && `如果还需要它，请改放到 ${f.variable} 中`,
      newKey(f),
      setUp,
    ],
  },
  key_other_vendor: {
    title: '这是其他服务的密钥',
    explanation: (f) =>
      `从格式看，这是 ${f.vendor} 的密钥，却会被发往 ${f.host ?? '用不了它的服务器'}。程序没有发送它。`,
    remedies: (f) => [
      force(f),
      f.vendorURL !== undefined && `要使用 ${f.vendor}，请设置 OPENAI_BASE_URL=${f.vendorURL}`,
      f.variable !== undefined && `把这个密钥放到 ${f.variable} 中，那个服务自己的工具会从那里读取`,
      step(
        f,
        f.official ? '要使用 OpenAI，请在 OpenAI 新建密钥' : `要使用 ${who(f)}，请换用它自己的密钥`,
        'keys',
      ),
    ],
  },
  key_expired: {
    title: '密钥已过期',
    explanation: (f) => {
      const why = {
        key: '它设有有效期，现在已经到期',
        sign_in: '它是登录得到的令牌，最多只能用几个小时',
        age: '它的使用时间超过了组织允许的上限',
      }[f.reason];
      return `${who(f)} 认得这个密钥，但${why}。${quote(f)}`;
    },
    remedies: (f) => [
      f.reason === 'sign_in' && '重新登录获取新的令牌；更好的做法是改用 API 密钥，它适合长期放在程序里',
      !f.official && `看看在 ${who(f)} 能否为这个密钥续期`,
      newKey(f),
      '用 openai-setup rotate 把各处的旧密钥一次换成新的',
      !(f.reason === 'age' || !f.official) &&
        step(f, '如果组织限制了密钥的有效期，具体时长请询问组织的所有者（Owner）', 'general'),
    ],
  },
  key_rejected: {
    title: 'API 不接受这个密钥',
    explanation: (f) => {
      const other =
        f.receivedLength !== undefined && f.keyLength !== undefined && f.receivedLength !== f.keyLength
          ? `从打码的长度看，服务器收到的密钥有 ${f.receivedLength} 个字符，而本地这个有 ${f.keyLength} 个：途中发出的可能是另一个密钥。`
          : '';
      return `${who(f)} 检查了这个密钥并拒绝了它：可能输错了、已被删除或吊销，或者属于其他服务。${quote(f)}${other}`;
    },
    remedies: (f) => [
      step(
        f,
        f.official
          ? '在密钥列表里核对末四位，看它是否还在；公开泄露的密钥会被自动吊销'
          : `${who(f)} 要用它自己签发的密钥：请在那里确认密钥是否仍然有效`,
        'keys',
      ),
      '确认密钥复制完整，并检查是否有 shell 变量或 CI 变量覆盖了环境变量文件里的值',
      newKey(f),
      !f.official && '如果本来想用 OpenAI 官方接口，请删除 OPENAI_BASE_URL',
    ],
  },
  key_type_not_allowed: {
    title: '这里不允许使用这种类型的密钥',
    explanation: (f) =>
      `${
        {
          client: `${who(f)} 只允许指定的客户端使用这个密钥。`,
          server_keys_off: `${who(f)} 关闭了“使用自己的密钥”这一功能。`,
          none: '这种类型的密钥不能进行这个调用。',
        }[f.reason ?? 'none']
      }${quote(f)}`,
    remedies: (f) => [
      f.reason === 'client' && '在允许的客户端中使用这个密钥，或申请可以直接调用 API 的密钥',
      f.reason === 'server_keys_off' && `使用 ${who(f)} 提供的访问方式，或直接调用密钥所属的 API`,
      step(f, f.official ? '在项目里新建一个密钥，改用它' : `向 ${who(f)} 确认哪种密钥可以调用模型`, 'keys'),
      f.official && step(f, '如果组织禁用了用户密钥，请向所有者（Owner）申请服务账号密钥', 'projects'),
    ],
  },
  key_missing_scope: {
    title: '密钥可用，但缺少权限',
    explanation: (f) =>
      `这个密钥受到限制，或者你在组织、项目中的角色不允许这个调用。缺少的权限：${f.missingScopes ?? '服务器没有指明'}。${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? '编辑密钥：在 Permissions 中选择 All；或者选择 Restricted，并把 Model capabilities 设为 Request'
          : `在 ${who(f)} 为这个密钥开通权限`,
        'keys',
      ),
      step(f, '如果是角色的问题，请让所有者（Owner）调整', 'people'),
    ],
  },
} satisfies Partial<CauseWords>;
