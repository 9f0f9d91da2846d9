import type { DoctorFinding } from './finding.ts';
import { ciSecretDiffers } from './rules/ci-secret-differs.ts';
import { envFileNotLoaded } from './rules/env-file-not-loaded.ts';
import { keyInImage } from './rules/key-in-image.ts';
import { keyPublished } from './rules/key-published.ts';
import { notLoadedInProduction } from './rules/not-loaded-in-production.ts';
import { sdkMissing } from './rules/sdk-missing.ts';
import { variableNameDiffers } from './rules/variable-name-differs.ts';
import type { ConfigRule, Surveyed } from './surveyed.ts';

/** The rules about configuration, by the first id that each finds. */
const configRules: readonly ConfigRule[] = [
  variableNameDiffers,
  envFileNotLoaded,
  keyPublished,
  sdkMissing,
  ciSecretDiffers,
  keyInImage,
  notLoadedInProduction,
];

export const judgeConfiguration = (seen: Surveyed): readonly DoctorFinding[] =>
  configRules.flatMap((rule) => rule(seen));
