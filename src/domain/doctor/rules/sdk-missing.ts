import { oneOf, phrase } from '../../text/phrase.ts';
import type { SdkImport, SourceFile } from '../code-seen.ts';
import type { FoundFinding, SdkLanguage } from '../finding.ts';
import { type Declared, declaredIn } from '../manifests.ts';
import type { DoctorRule } from '../rule.ts';
import { ofKind, programHolding, type Surveyed } from '../surveyed.ts';
import { folderOf, isIn, nameOf, pathBelow } from '../texts.ts';

const whole = (names: RegExp): RegExp => phrase`^${names}$`;

/** Packages that bring the SDK with them, so that its import works. */
const bringing: Readonly<Record<SdkLanguage, RegExp>> = {
  node: whole(
    oneOf`openai @langchain/openai langchain @openai/[\w-]+ llamaindex @llamaindex/openai @instructor-ai/instructor`,
  ),
  python: whole(oneOf`
    openai(?:-agents)? langchain-(?:openai|community) llama-index(?:-[\w-]*openai[\w-]*)? instructor litellm dspy(?:-ai)? pyautogen
    autogen-[\w-]+ crewai pandasai chainlit langfuse semantic-kernel guidance marvin smolagents pydantic-ai
  `),
};

/** `openai` is imported, and no file that is there for it declares it. One finding for each such file. */
export const sdkMissing: DoctorRule<'sdk_missing'> = {
  id: 'sdk_missing',
  severity: 'error',
  *inConfiguration(seen) {
    const declared = ofKind(seen, 'manifest').flatMap((file) => declaredIn(file) ?? []);
    const told = new Set<string>();
    for (const one of seen.code.imports) {
      const found = undeclared(seen, one, declared);
      const id = `${found?.facts.declareIn?.absolute} ${one.package}`;
      if (!found || told.has(id)) continue;
      told.add(id);
      yield found;
    }
  },
};

function undeclared(
  seen: Surveyed,
  one: SdkImport,
  declared: readonly Declared[],
): FoundFinding<'sdk_missing'> | null {
  if (one.optional || one.beside || isOwnModule(seen, one)) return null;
  const manifests = manifestsFor(one, declared);
  const [nearest] = manifests;
  if (!nearest || manifests.some(({ versions }) => provides(versions, one))) return null;
  if (installsByItself(seen, one)) return null;
  const { language, package: name } = one;
  const installs =
    programHolding(seen, one.absolute)?.installs[language] ??
    (language === 'node' ? 'npm install' : 'pip install');
  return {
    at: one,
    subject: name,
    facts: {
      package: name,
      declareIn: { absolute: nearest.absolute },
      command: `${installs} ${name}`,
      language,
    },
  };
}

function provides(versions: ReadonlyMap<string, string>, { package: name, language }: SdkImport): boolean {
  return (
    versions.has(name) ||
    (name === 'openai' && [...versions.keys()].some((one) => bringing[language].test(one)))
  );
}

/** The files that count for an import, the nearest first. A package.json counts for all below it. */
function manifestsFor({ absolute, language }: SdkImport, declared: readonly Declared[]): readonly Declared[] {
  const own = declared.filter((one) => one.language === language);
  const above = own
    .filter((one) => isIn(folderOf(one.absolute), absolute))
    .sort((one, other) => other.absolute.length - one.absolute.length);
  if (language === 'node') return above;
  const [nearest] = above;
  // `requirements/base.txt`, `docker/requirements.txt`
  const beside = own.filter((one) => !nearest || isIn(folderOf(nearest.absolute), one.absolute));
  return [...new Set([...above, ...beside])];
}

/** A module of the project has the name. */
function isOwnModule({ paths, folder }: Surveyed, { absolute, language, package: name }: SdkImport): boolean {
  if (language === 'node') return false;
  for (let at = folderOf(absolute); isIn(folder, at); at = folderOf(at)) {
    if (paths.has(pathBelow(at, `${name}.py`)) || paths.has(pathBelow(at, `${name}/__init__.py`)))
      return true;
    if (at === folderOf(at)) break;
  }
  return false;
}

const installing =
  /(?:pip3?|uv|conda|mamba)\s[^\n]{0,200}\bopenai\b|(?:npm|pnpm|yarn|bun)\s+(?:i|install|add)\s[^\n]{0,200}\bopenai\b/;
/** A script that names what it needs itself (PEP 723). */
const inlineScript = /^# \/\/\/ script\s*\n(?:#.*\n)*#.*["']openai/m;

/** A look whether it is there, in front of its import. */
const looksFirst = /\bfind_spec\(\s*["']openai\b|\brequire\.resolve\(\s*["']openai\b/;

/** The file itself, or an image, installs it in its own way, or the file can do without. */
function installsByItself(seen: Surveyed, { absolute }: SdkImport): boolean {
  const text = seen.codeFiles.find((one) => one.absolute === absolute)?.text ?? '';
  const others: readonly SourceFile[] = ofKind(seen, 'dockerfile');
  return (
    inlineScript.test(text.replaceAll('\r\n', '\n')) ||
    looksFirst.test(text) ||
    (nameOf(absolute).endsWith('.ipynb') && installing.test(text)) ||
    others.some((one) => installing.test(one.text))
  );
}
