/** Languages the program speaks; every text exists in all of them. */
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Any Chinese locale gets Simplified Chinese; everything else English. */
function languageOf(locale: string): Language {
  return /^zh\b|^zh[_-]/i.test(locale) ? 'zh-CN' : 'en';
}

/** The language that somebody names: `zh`, `zh_CN.UTF-8`, `chinese`, `EN-us`; undefined for one that there is not. */
export function languageNamed(name: string): Language | undefined {
  if (/^(?:zh|cn|chinese|中文)(?:[_.-].*)?$/i.test(name)) return 'zh-CN';
  return /^(?:en|english)(?:[_.-].*)?$/i.test(name) ? 'en' : undefined;
}

/**
 * The language of a process, from the variables in POSIX order of precedence, then from the
 * operating system's locale (Windows sets no `LANG`).
 */
export function detectLanguage(
  env: Readonly<Record<string, string | undefined>>,
  systemLocale: () => string,
): Language {
  const named = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'];
  return languageOf(named || systemLocale());
}
