import type { CodeAsked } from '../code-seen.ts';
import type { Facts, Mention } from '../facts.ts';
import type { FoundFinding, SdkLanguage, Spot } from '../finding.ts';
import type { DoctorRule } from '../rule.ts';
import { plainPath } from '../sdk-paths.ts';
import { isBelow } from '../sdk-versions.ts';
import { spotOf } from '../sources.ts';

/** Something that the SDK had once. */
interface Removed {
  readonly language: SdkLanguage;
  /** The way to it, without the client. */
  readonly path: RegExp;
  /** The first version without it. */
  readonly removedIn: string;
  /** The code that does the same today. */
  readonly instead: string | null;
  /** To read it is enough; else it has to be called. In Python whatever is gone fails when it is read. */
  readonly isRead?: boolean;
}

/**
 * Sources: openai-node's MIGRATION.md and discussion #217 (3 to 4), its change log (5.0.0); openai-python's discussion
 * #742 and `lib/_old_api.py` (1.0.0), its change log. November 2026.
 */
const removed: readonly Removed[] = [
  { language: 'node', path: /^Configuration$/, removedIn: '4.0.0', instead: 'new OpenAI({ apiKey })' },
  { language: 'node', path: /^OpenAIApi$/, removedIn: '4.0.0', instead: 'new OpenAI()' },
  ...(
    [
      ['createChatCompletion', 'chat.completions.create'],
      ['createCompletion', 'completions.create'],
      ['createEmbedding', 'embeddings.create'],
      ['createEdit', null],
      ['createImage', 'images.generate'],
      ['createImageEdit', 'images.edit'],
      ['createImageVariation', 'images.createVariation'],
      ['createModeration', 'moderations.create'],
      ['createTranscription', 'audio.transcriptions.create'],
      ['createTranslation', 'audio.translations.create'],
      ['createFile', 'files.create'],
      ['deleteFile', 'files.delete'],
      ['downloadFile', 'files.content'],
      ['retrieveFile', 'files.retrieve'],
      ['listFiles', 'files.list'],
      ['listModels', 'models.list'],
      ['retrieveModel', 'models.retrieve'],
      ['deleteModel', 'models.delete'],
      ['listEngines', 'models.list'],
      ['createFineTune', 'fineTuning.jobs.create'],
      ['listFineTunes', 'fineTuning.jobs.list'],
      ['retrieveFineTune', 'fineTuning.jobs.retrieve'],
      ['cancelFineTune', 'fineTuning.jobs.cancel'],
      ['createAnswer', null],
      ['createClassification', null],
      ['createSearch', null],
    ] as const
  ).map(([name, instead]) => ({
    language: 'node' as const,
    path: new RegExp(`^\\(\\)\\.${name}$`),
    removedIn: '4.0.0',
    instead: instead && `client.${instead}(…)`,
  })),
  {
    language: 'node',
    path: /^\(\)\.(?:beta\.)?chat\.completions\.runFunctions$/,
    removedIn: '5.0.0',
    instead: 'client.chat.completions.runTools(…)',
  },
  {
    language: 'node',
    path: /^\(\)\.beta\.chat\.completions\.(?:parse|stream|runTools)$/,
    removedIn: '5.0.0',
    instead: 'client.chat.completions.parse(…)',
  },
  {
    language: 'node',
    path: /^\(\)\.(?:chat\.)?completions\.create\(\)\.data$/,
    removedIn: '4.0.0',
    instead: 'response.choices',
    isRead: true,
  },
  {
    language: 'node',
    path: /^\(\)\.beta\.vectorStores\.[\w.]+$/,
    removedIn: '4.87.0',
    instead: 'client.vectorStores',
  },
  ...(
    [
      ['ChatCompletion', 'chat.completions.create'],
      ['Completion', 'completions.create'],
      ['Embedding', 'embeddings.create'],
      ['Image', 'images.generate'],
      ['Audio', 'audio.transcriptions.create'],
      ['Moderation', 'moderations.create'],
      ['Model', 'models.list'],
      ['Engine', 'models.list'],
      ['File', 'files.create'],
      ['FineTune', 'fine_tuning.jobs.create'],
      ['FineTuningJob', 'fine_tuning.jobs.create'],
      ['Edit', null],
      ['Customer', null],
      ['Deployment', null],
    ] as const
  ).map(([name, instead]) => ({
    language: 'python' as const,
    path: new RegExp(`^${name}(?:\\.\\w+)?$`),
    removedIn: '1.0.0',
    instead: instead && `client.${instead}(…)`,
  })),
  { language: 'python', path: /^error(?:\.\w+)?$/, removedIn: '1.0.0', instead: 'openai.OpenAIError' },
  {
    language: 'python',
    path: /^(?:api_requestor|embeddings_utils|openai_object|openai_response|util|datalib|aiosession)(?:\.\w+)?$/,
    removedIn: '1.0.0',
    instead: null,
  },
  {
    language: 'python',
    path: /^\(\)\.beta\.vector_stores\.[\w.]+$/,
    removedIn: '1.66.0',
    instead: 'client.vector_stores',
  },
];

/** The classes of clients, in front of what is called on them. */
const clients = /^(?:(?:Async)?(?:OpenAI|AzureOpenAI|Client)|OpenAIApi|)(?=\(\))/;

/** What the SDK that the project declares, or the newest, no longer has. */
export const removedCall: DoctorRule<'removed_call'> = {
  id: 'removed_call',
  severity: 'error',
  *inCode({ facts, asked: { declaredSdk } }) {
    const found = facts.mentions.flatMap((mention) => {
      const { language } = mention.at.unit.program;
      const path = plainPath(mention.foreign.path).replace(clients, '');
      const one = removed.find((gone) => gone.language === language && gone.path.test(path));
      return one && (one.isRead || isUsed(mention, language)) ? [{ mention, one }] : [];
    });
    for (const { mention, one } of outermost(found)) {
      const { at, text, isNew } = mention;
      const { language, removedIn, instead } = one;
      const declared = declaredSdk(at.unit.absolute, language);
      if (declared !== null && isBelow(declared, removedIn)) continue;
      const call = (isNew ? `new ${text}` : text).slice(0, 80);
      yield {
        at: spotOf(at),
        subject: call,
        facts: { call, language, removedIn, declared, instead },
      };
    }
    yield* removedModules(facts, declaredSdk);
  },
};

/** In Python an attribute is gone as well; in JavaScript a class that is only imported is told where it is used. */
const isUsed = ({ isCalled, foreign }: Mention, language: SdkLanguage): boolean =>
  isCalled || (language === 'python' && foreign.path !== '');

/** Of `openai.error.RateLimitError` the whole, not its parts; of what is on one line the first. */
function* outermost<T extends { readonly mention: Mention }>(found: readonly T[]): Generator<T> {
  const longest = new Map<string, T>();
  for (const one of found) {
    const { at } = one.mention;
    const id = `${at.unit.path} ${at.from}`;
    const known = longest.get(id);
    if (!known || known.mention.at.to < at.to) longest.set(id, one);
  }
  yield* longest.values();
}

/** Modules of the package that are gone: `from openai.error import …`. */
const modules: readonly (Removed & { readonly names?: RegExp })[] = [
  {
    language: 'python',
    path: /^openai\.error$/,
    removedIn: '1.0.0',
    instead: 'from openai import OpenAIError',
  },
  {
    language: 'python',
    path: /^openai\.(?:api_requestor|embeddings_utils|openai_object|openai_response|util|datalib)(?:\.|$)/,
    removedIn: '1.0.0',
    instead: null,
  },
  {
    language: 'python',
    path: /^openai$/,
    names: /^error$/,
    removedIn: '1.0.0',
    instead: 'openai.OpenAIError',
  },
  { language: 'node', path: /^openai\/shims\//, removedIn: '5.0.0', instead: null },
];

function* removedModules(
  { sources }: Facts,
  declaredSdk: CodeAsked['declaredSdk'],
): Generator<FoundFinding<'removed_call'>> {
  for (const unit of sources.units()) {
    if (sources.isBeside(unit)) continue;
    const { language, imports } = unit.program;
    for (const one of imports) {
      const rule = modules.find(
        ({ language: of, path, names }) =>
          of === language &&
          path.test(one.module) &&
          (!names || one.names.some(({ name }) => names.test(name))),
      );
      if (!rule || one.typeOnly) continue;
      const declared = declaredSdk(unit.absolute, language);
      if (declared !== null && isBelow(declared, rule.removedIn)) continue;
      const call = rule.names ? `${one.module}.error` : one.module;
      const at: Spot = spotOf({ ...one, unit });
      const { removedIn, instead } = rule;
      yield { at, subject: call, facts: { call, language, removedIn, declared, instead } };
    }
  }
}
