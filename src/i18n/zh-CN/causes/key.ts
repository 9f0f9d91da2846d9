import type { Damage } from '../../../domain/keys/damage.ts';
import type { NotAKey } from '../../../domain/keys/shapes.ts';
import {
  addressSetting,
  type ByStory,
  type CauseWords,
  type CommonFacts,
  each,
  isHere,
  step,
  type WordFacts,
  withFile,
} from '../../cause-words.ts';
import { zh } from '../blanks.ts';
import { named, operator, quote, who } from './phrases.ts';

const newKey = (f: CommonFacts) =>
  step(
    f,
    f.official
      ? '新建密钥（Create new secret key）并立即复制：密钥只显示一次'
      : isHere(f)
        ? zh`确认 ${who(f)} 上的服务器接受哪个密钥：请查看它的配置`
        : zh`在 ${who(f)} 新建密钥，并完整复制`,
    'keys',
  );

/** What may be right all the same at a server of one's own. */
const force = (f: CommonFacts) =>
  !f.official &&
  (f.isAsked
    ? zh`如果 ${who(f)} 接受这个值，请退出后运行 openai-setup --force`
    : zh`如果 ${who(f)} 接受这个值，请在同一命令后加上 --force`);

/** Where a key can be pasted right below, that comes first. */
const forceFirst = (f: CommonFacts) => !f.isAsked && force(f);
const forceLast = (f: CommonFacts) => f.isAsked === true && force(f);

const setUp = ({ isAsked }: CommonFacts): string =>
  isAsked ? '然后粘贴到这里：验证通过后才会保存' : '运行 openai-setup 并粘贴密钥：验证通过后才会保存';

interface Line {
  readonly path: string;
  readonly line: number;
}

const unhide = ({ path, line, hides }: Line & { readonly hides: Line }) =>
  zh`删除 ${path} 第 ${line} 行的 OPENAI_API_KEY，让 ${hides.path} 中的密钥生效`;

const unset = ({ hides, remove }: { readonly hides: Line; readonly remove?: string | undefined }) =>
  zh`从 shell 中删除 OPENAI_API_KEY，让 ${hides.path} 中的密钥生效${remove === undefined ? '' : zh`：${remove}`}`;

const kinds: Readonly<Record<NotAKey, string>> = {
  admin: '管理员密钥（admin key），用于管理组织，不能调用模型',
  organization_id: '组织 ID，只用于标识组织，不是密钥',
  project_id: '项目 ID，只用于标识项目，不是密钥',
  session: 'OpenAI 网站的会话密钥，只能在浏览器中使用',
  ephemeral: '临时客户端密钥，几分钟内就会过期',
  jwt: '登录令牌（JWT），由其他服务或 ChatGPT 登录签发',
  object_id: '某个对象的 ID，不是密钥',
  webhook_secret: 'webhook 密钥，用于校验签名，不能调用 API',
  address: '网址；密钥本身只在创建时显示一次',
};

const damages: Readonly<Record<Damage | 'unsendable', string>> = {
  unsendable: '含有无法在请求中发送的字符',
  quotes: '含有引号',
  bearer: '含有“Bearer”',
  assignment: '含有变量名',
  doubled: '同一个密钥重复了两次',
  several: '含有多个密钥',
  whitespace: '中间有空格或换行',
  control: '含有不可见的控制字符',
  invisible: '含有不可见字符',
  non_ascii: '含有密钥中不会出现的字符，例如全角字符、中文引号或破折号',
  characters: '含有密钥中不会出现的字符',
};

type Stray = WordFacts<'key_missing', 'elsewhere'>;

/** Where the key stands that no program here gets. */
function stray({ form, path, line, name, inDoubt, readBy, tool, namedIn, early }: Stray): string {
  const at = zh`${path} 第 ${line} 行`;
  switch (form) {
    case 'other_name':
      return readBy === undefined
        ? zh`${at}有一个密钥，但变量名是 ${name}，而程序读取的是 OPENAI_API_KEY。`
        : zh`${at}有一个密钥，变量名是 ${name}。${readBy} 读取这个变量名，而 SDK 读取的是 OPENAI_API_KEY。`;
    case 'statement':
      return zh`${at}有一个密钥，但写成了 shell 命令，env 文件的加载器无法读取。`;
    case 'comment':
      return zh`${at}有一个密钥，但在注释里。`;
    case 'bare':
      return zh`${at}有一个密钥，但缺少变量名 OPENAI_API_KEY。`;
    case 'key_file':
      return zh`${at}（${name}）指向存放密钥的文件，而 SDK 只读取 OPENAI_API_KEY。`;
    case 'profile':
      return zh`${at}有一个密钥，但只对写入之后打开的 shell 生效，当前 shell 中没有。`;
    case 'code':
      return zh`代码中写有密钥：${at}。读取 OPENAI_API_KEY 的程序得不到它，而拿到代码的人都能看到它。`;
    case 'assignment':
      if (early !== undefined) return zh`${at}有一个密钥，但 ${early} 在加载该文件之前就需要它。`;
      if (tool !== undefined) return zh`${at}有一个密钥。${tool} 会把它交给由它启动的程序，其他程序读不到。`;
      if (namedIn !== undefined)
        return zh`${at}有一个密钥。${namedIn} 中提到了该文件；不运行程序就无法判断它能否从中读到密钥。`;
      return inDoubt
        ? zh`${at}有一个密钥，但不运行程序就无法判断它是否会加载该文件。`
        : zh`${at}有一个密钥，但这里没有程序会加载该文件。`;
  }
}

const loadFirst = (early: string | undefined): string =>
  zh`${early === undefined ? '在程序开头加载它' : zh`在 ${early} 运行之前加载它`}：from dotenv import load_dotenv; load_dotenv()`;

function strayRemedies(facts: Stray): readonly string[] {
  const { form, path, line, name, file, folder, check, readBy, unloaded, early, loadWith } = facts;
  const inPlace = zh`${path} 第 ${line} 行`;
  const direnv = /(?:^|[\\/])\.envrc$/.test(path)
    ? ['该文件由 direnv 加载：direnv exec . openai-setup verify']
    : [];
  const there =
    folder === undefined || direnv.length > 0
      ? []
      : [zh`如果你的程序在那个文件夹中运行：openai-setup verify -C ${withFile('FILE', folder)}`];
  switch (form) {
    case 'other_name':
      return readBy === undefined
        ? [zh`把 ${inPlace}的变量名改为 OPENAI_API_KEY`]
        : [
            zh`如果程序能正常运行，就保留这个变量名：${readBy} 读取的是 ${name}`,
            zh`或者在两处都改为 OPENAI_API_KEY：${inPlace}，以及 ${readBy}`,
          ];
    case 'statement':
      return [zh`把 ${inPlace}改为 OPENAI_API_KEY=…，去掉前面的命令`];
    case 'comment':
      return [zh`去掉 ${inPlace}的注释符号`];
    case 'bare':
      return ['在会被加载的 env 文件中，把它写在 OPENAI_API_KEY= 后面'];
    case 'key_file':
      return [
        ...(file === undefined
          ? []
          : [zh`直接传入：OPENAI_API_KEY="$(cat ${withFile('FILE', file)})" openai-setup verify`]),
        zh`或者让你的程序读取 ${name} 指向的文件`,
      ];
    case 'profile':
      return ['打开一个新终端，在那里运行 openai-setup verify'];
    case 'code':
      return [zh`把它从代码中删除（${inPlace}）；如果别人看过这份代码，请更换密钥`];
    case 'assignment':
      return [
        ...direnv,
        ...there,
        ...(unloaded === 'python' ? [loadFirst(early)] : []),
        ...(loadWith === undefined ? [] : [zh`让启动命令加载它：${loadWith}`]),
        ...(check === undefined ? [] : [zh`单独验证该文件中的密钥：${withFile(check, path)}`]),
      ];
  }
}

type Referring = WordFacts<'key_reference'>;

const refersTo: ByStory<'key_reference', string> = {
  variable: (f) =>
    f.known === 'nowhere'
      ? zh`引用了变量 ${f.store}，而该变量在这里没有值`
      : zh`引用了变量 ${f.store}，但这里没有程序会把它替换为变量的值`,
  command: () => '是用来取出密钥的命令，但这里没有程序会执行它',
  store: (f) => zh`引用了 ${f.store}，密钥保存在那里`,
  file: (f) => zh`引用了文件 ${f.store}，但这里没有程序会把它替换为文件的内容`,
  encrypted: (f) => (f.store === undefined ? '是密文' : zh`是密文（${f.store}）`),
  template: (f) => zh`需要由${f.store === undefined ? '模板或部署流程' : zh` ${f.store} `}填入`,
};

const inItsPlace = (f: Referring, ...whereNoCommand: readonly (string | false)[]) => [
  f.check !== undefined && zh`取出密钥后再验证：${withFile(f.check, f.path)}`,
  f.start !== undefined && zh`以同样的方式启动你的程序：${withFile(f.start, f.path)}`,
  ...whereNoCommand,
  '如果要把密钥直接写进文件，请运行 openai-setup 并加上 --force；这会覆盖原来的引用',
];

const throughStore = (f: Referring) =>
  inItsPlace(
    f,
    f.check === undefined &&
      zh`通过${f.store === undefined ? '负责填入它的工具' : zh` ${f.store} `}启动 openai-setup 和你的程序，使 OPENAI_API_KEY 就是密钥本身：… openai-setup verify`,
  );

/** Where there is a key all the same. */
const unreached = '程序读不到 API 密钥';
const unnamed = '没有名为 OPENAI_API_KEY 的密钥';

const missing = '在这个文件夹中启动的程序读不到 OPENAI_API_KEY';

const replaceOld = (f: CommonFacts) => [
  !f.official && !isHere(f) && zh`确认能否在 ${who(f)} 为这个密钥续期`,
  newKey(f),
  f.isAsked ? setUp(f) : !f.isGiven && '更换项目中所有位置的旧密钥：openai-setup rotate',
];
const askLifetime = (f: CommonFacts) =>
  f.official && step(f, '如果组织限制了密钥的有效期，请向所有者（Owner）了解具体时长', 'general');

const rightType = (f: CommonFacts) => [
  step(f, f.official ? '新建项目密钥并使用它' : zh`向 ${operator(f)} 确认哪种密钥可以调用模型`, 'keys'),
  f.official && step(f, '如果组织禁用了用户密钥，请向所有者（Owner）申请服务账号密钥', 'projects'),
];

/** What is wrong with the key. */
export const keyCauses = {
  key_missing: {
    title: '没有找到 API 密钥',
    titles: {
      hidden: unreached,
      hidden_by_shell: unreached,
      not_loaded: unreached,
      elsewhere: ({ form, inDoubt, namedIn, tool }) => {
        if (form === 'other_name') return unnamed;
        return inDoubt || namedIn || tool ? '程序不一定能读到密钥' : unreached;
      },
      other_variable: unnamed,
      published: '唯一的密钥会公开给每个访问者',
      in_parent_folder: unreached,
    },
    explanation: {
      nowhere: () => zh`${missing}：环境变量和 env 文件中都没有。`,
      empty: () => '密钥的值为空，没有可以发送的内容。',
      hidden: (f) =>
        zh`${f.path} 第 ${f.line} 行的 OPENAI_API_KEY 为空，而它优先于 ${f.hides.path} 第 ${f.hides.line} 行的密钥。`,
      hidden_by_shell: (f) =>
        zh`shell 变量 OPENAI_API_KEY 已设置但为空，而它优先于 ${f.hides.path} 第 ${f.hides.line} 行的密钥。`,
      not_loaded: (f) => {
        if (f.variable !== undefined)
          return zh`shell 中设置了 ${f.variable}，但 ${f.loader} 不会把它交给程序。`;
        return f.line > 0
          ? zh`${f.loader} 无法读取 ${f.path}：它在第 ${f.line} 行停止。`
          : zh`${f.path} 中有一个密钥，但 ${f.loader} 不会把它交给程序。`;
      },
      not_in_file: (f) => zh`${missing}：${f.path} 中没有。`,
      elsewhere: stray,
      other_variable: (f) =>
        f.readBy === undefined
          ? zh`shell 变量 ${f.name} 中有一个密钥，但程序读取的是 OPENAI_API_KEY。`
          : zh`shell 变量 ${f.name} 中有一个密钥，${f.readBy} 读取的正是它，而 SDK 读取的是 OPENAI_API_KEY。`,
      published: (f) =>
        zh`${f.at ? zh`${f.at.path} 第 ${f.at.line} 行有一个密钥，变量名是 ${f.name}` : zh`shell 变量 ${f.name} 中有一个密钥`}。打包工具会把这类变量写入发布的文件，打开页面或应用的人都能看到它。`,
      in_parent_folder: (f) => zh`${missing}。${f.up ?? f.path} 中有一个，但加载器不会自行查找上级文件夹。`,
    },
    remedies: {
      nowhere: (f) => [setUp(f), newKey(f)],
      empty: (f) => [setUp(f), newKey(f)],
      hidden: (f) => [unhide(f), setUp(f)],
      hidden_by_shell: (f) => [unset(f), setUp(f)],
      not_loaded: (f) => [f.line > 0 && zh`更正 ${f.path} 的第 ${f.line} 行`, setUp(f)],
      not_in_file: (f) => [setUp(f), newKey(f)],
      elsewhere: (f) => [...strayRemedies(f), setUp(f)],
      other_variable: (f) => [
        f.readBy === undefined
          ? zh`改用程序读取的变量名：OPENAI_API_KEY="$${f.name}" openai-setup verify`
          : zh`检查这个密钥：OPENAI_API_KEY="$${f.name}" openai-setup verify`,
        setUp(f),
      ],
      published: (f) => [
        step(f, '新建密钥并删除旧密钥，旧密钥可能已被别人看到', 'keys'),
        '运行 openai-setup 并粘贴新密钥：它会保存为 OPENAI_API_KEY',
        f.readBy === undefined
          ? zh`只在服务器上使用它，并删除 ${f.name}`
          : zh`只在服务器上使用它，不让打包工具公开：${f.readBy} 读取的是 ${f.name}`,
      ],
      in_parent_folder: (f) => [
        zh`在 ${f.up ?? f.path} 所在的文件夹中启动程序，或让加载器读取该文件`,
        setUp(f),
        newKey(f),
      ],
    },
  },
  key_placeholder: {
    title: '这不是真正的密钥',
    explanation: (f) =>
      f.length !== undefined
        ? zh`${f.path === undefined ? '这个值' : zh`${f.path} 中的值`}只有 ${f.length} 个字符，对密钥来说太短。`
        : zh`${f.path === undefined ? '这个值' : zh`${f.path} ${f.hides ? zh`第 ${f.line} 行` : '中'}的值`}是占位符，不是真正的密钥。${f.hides ? zh`它优先于 ${f.hides.path} 第 ${f.hides.line} 行的密钥。` : ''}`,
    remedies: (f) =>
      f.hides && f.path === undefined
        ? [unset({ hides: f.hides, remove: f.remove }), setUp(f)]
        : f.hides
          ? [unhide({ path: f.path ?? '', line: f.line ?? 0, hides: f.hides }), setUp(f)]
          : [forceFirst(f), newKey(f), setUp(f), forceLast(f)],
  },
  key_reference: {
    title: '这个值是对密钥的引用，不是密钥本身',
    explanation: each(
      refersTo,
      (f: Referring, refers) =>
        zh`${f.path === undefined ? '' : zh`${f.path} 第 ${f.line} 行的 `}OPENAI_API_KEY ${refers(f)}。程序无法直接使用它，因此没有发送请求。`,
    ),
    remedies: {
      variable: (f) =>
        inItsPlace(f, f.known === 'nowhere' && zh`设置 ${f.store}：作为环境变量，或写在 env 文件中该行之前`),
      command: throughStore,
      store: throughStore,
      file: throughStore,
      encrypted: throughStore,
      template: throughStore,
    },
  },
  key_masked: {
    title: '这是打码后的密钥，不是密钥本身',
    explanation: () => '这个值的中间部分已替换为省略号或星号，与密钥列表中的显示相同，无法还原出完整的密钥。',
    remedies: (f) => [newKey(f), setUp(f)],
  },
  key_damaged: {
    title: '密钥在复制时损坏',
    explanation: each(damages, (f: WordFacts<'key_damaged'>, damage) => {
      const where = f.position === undefined ? '' : zh`，位于第 ${f.position} 个字符${named(f.character)}`;
      return zh`这个值不可能是密钥，因此没有发送请求：${damage}${where}。`;
    }),
    remedies: (f) => [
      f.around === undefined
        ? '重新复制完整的密钥，并保持在同一行'
        : zh`删除 ${f.around.path} 第 ${f.around.line} 行的值中的 ${f.around.text}，剩下的就是完整的密钥`,
      setUp(f),
      f.around === undefined && newKey(f),
    ],
  },
  key_wrong_kind: {
    title: '这种密钥不能用来调用模型',
    titles: { address: '这是网址，不是密钥' },
    explanation: each(kinds, (f: CommonFacts, kind) => zh`这个值是${kind}。${quote(f)}`),
    remedies: (f) => [
      f.variable !== undefined && zh`如果需要保留它，请放到 ${f.variable} 中`,
      newKey(f),
      setUp(f),
    ],
  },
  key_other_vendor: {
    title: '这是其他服务的密钥',
    explanation: (f) =>
      zh`从格式看，这是 ${f.vendor} 的密钥，却将发往 ${f.host ?? '无法使用它的服务器'}。因此没有发送。`,
    remedies: (f) => [
      forceFirst(f),
      f.vendorURL !== undefined &&
        zh`要使用 ${f.vendor}，请${f.byOption ? '使用' : '设置'} ${addressSetting(f, f.vendorURL)}`,
      f.variable !== undefined && zh`把这个密钥放到 ${f.variable} 中，该服务的工具会从那里读取`,
      step(
        f,
        f.official ? '要使用 OpenAI，请在 OpenAI 新建密钥' : zh`要使用 ${who(f)}，请使用该服务的密钥`,
        'keys',
      ),
      forceLast(f),
    ],
  },
  key_expired: {
    title: '密钥已过期',
    explanation: each(
      {
        key: '它的有效期已过',
        sign_in: '它是登录令牌，最多只能使用几个小时',
        age: '它超过了组织允许的有效期',
      },
      (f: CommonFacts, why) => zh`${who(f)} 能识别这个密钥，但${why}。${quote(f)}`,
    ),
    remedies: {
      key: (f) => [...replaceOld(f), askLifetime(f)],
      sign_in: (f) => ['重新登录以获取新的令牌；更好的做法是改用 API 密钥', ...replaceOld(f), askLifetime(f)],
      age: replaceOld,
    },
  },
  key_rejected: {
    title: 'API 不接受这个密钥',
    explanation: (f) => {
      const other =
        f.receivedLength !== undefined && f.keyLength !== undefined && f.receivedLength !== f.keyLength
          ? zh`从打码后的密钥看，服务器收到的密钥有 ${f.receivedLength} 个字符，而这个密钥有 ${f.keyLength} 个：实际发送的可能是另一个密钥。`
          : '';
      return zh`${who(f)} 检查后拒绝了这个密钥：可能有误、已过期、已被删除或吊销，或者属于其他服务。${quote(f)}${other}`;
    },
    remedies: (f) => [
      !isHere(f) &&
        step(
          f,
          f.official
            ? '在密钥列表中核对末四位，确认密钥仍在且未过期；公开泄露的密钥会被自动吊销'
            : zh`${who(f)} 需要它自己签发的密钥：请在那里确认密钥是否仍然有效`,
          'keys',
        ),
      f.isAsked || f.isGiven
        ? '检查密钥是否复制完整'
        : '检查密钥是否复制完整，以及是否有 shell 变量或 CI 的 secret 覆盖了 env 文件中的值',
      newKey(f),
      !f.official &&
        zh`如果要访问 OpenAI 官方接口，请${f.byOption ? '去掉 --base-url' : '删除 OPENAI_BASE_URL'}`,
    ],
  },
  key_type_not_allowed: {
    title: '这里不允许使用这种类型的密钥',
    explanation: {
      client: (f) => zh`${who(f)} 只允许指定的客户端使用这个密钥。${quote(f)}`,
      server_keys_off: (f) => zh`${who(f)} 已关闭“使用自己的密钥”功能。${quote(f)}`,
      none: (f) => zh`这种类型的密钥不能进行这个调用。${quote(f)}`,
    },
    remedies: {
      client: (f) => ['在允许的客户端中使用这个密钥，或申请可以直接调用 API 的密钥', ...rightType(f)],
      server_keys_off: (f) => [zh`使用 ${who(f)} 提供的访问方式，或直接调用密钥所属的 API`, ...rightType(f)],
      none: rightType,
    },
  },
  key_missing_scope: {
    title: '密钥可用，但缺少权限',
    explanation: (f) =>
      zh`这个密钥受到限制，或者你在组织、项目中的角色不允许这个调用。缺少的权限：${f.missingScopes ?? '服务器没有指明'}。${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? '编辑密钥：在 Permissions 中选择“All”；或选择“Restricted”，并把 Model capabilities 这一组本身设为 Request'
          : zh`在 ${who(f)} 为这个密钥开通权限`,
        'keys',
      ),
      step(f, '如果是角色的问题，请所有者（Owner）调整', 'people'),
    ],
  },
} satisfies Partial<CauseWords>;
