import type { Language } from '../domain/text/language.ts';

/**
 * Words are loaded by subject and language, when they are needed: the first question waits for few of
 * them. The Chinese files have the type of the English ones, so a text missing in one does not compile.
 */
const chinese = (language: Language): boolean => language === 'zh-CN';

export const loadReportWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/report.ts') : await import('./en/report.ts')).default;

export const loadCauseWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/causes.ts') : await import('./en/causes.ts')).default;

export const loadSetupWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/setup.ts') : await import('./en/setup.ts')).default;

export const loadDemoWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/demo.ts') : await import('./en/demo.ts')).default;

export const loadCliWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/cli.ts') : await import('./en/cli.ts')).default;

export const loadModelsWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/models.ts') : await import('./en/models.ts')).default;

export const loadCostWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/cost.ts') : await import('./en/cost.ts')).default;

export const loadScanWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/scan.ts') : await import('./en/scan.ts')).default;

export const loadExampleWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/example.ts') : await import('./en/example.ts')).default;

export const loadVerifyWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/verify.ts') : await import('./en/verify.ts')).default;

export const loadPushWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/push.ts') : await import('./en/push.ts')).default;

export const loadRotateWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/rotate.ts') : await import('./en/rotate.ts')).default;

export const loadDoctorWords = async (language: Language) =>
  (chinese(language) ? await import('./zh-CN/doctor.ts') : await import('./en/doctor.ts')).default;
