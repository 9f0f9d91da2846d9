import type { RuleId } from './finding.ts';
import type { DoctorRule } from './rule.ts';
import { ciSecretDiffers } from './rules/ci-secret-differs.ts';
import { clientOptionOverrides } from './rules/client-option-overrides.ts';
import { envFileLoadedTooLate } from './rules/env-file-loaded-too-late.ts';
import { envFileNotLoaded } from './rules/env-file-not-loaded.ts';
import { hardcodedKey } from './rules/hardcoded-key.ts';
import { keyInBrowser } from './rules/key-in-browser.ts';
import { keyInImage } from './rules/key-in-image.ts';
import { modelNotOpen } from './rules/model-not-open.ts';
import { modelRetired } from './rules/model-retired.ts';
import { modelRetiresSoon } from './rules/model-retires-soon.ts';
import { modelWrongEndpoint } from './rules/model-wrong-endpoint.ts';
import { notLoadedInProduction } from './rules/not-loaded-in-production.ts';
import { parameterNotAccepted } from './rules/parameter-not-accepted.ts';
import { placeholderInCode } from './rules/placeholder-in-code.ts';
import { removedCall } from './rules/removed-call.ts';
import { sdkMissing } from './rules/sdk-missing.ts';
import { variableNameDiffers } from './rules/variable-name-differs.ts';

/** All rules, by their ids. */
export const ruleById: { readonly [R in RuleId]: DoctorRule<R> } = {
  model_retired: modelRetired,
  model_retires_soon: modelRetiresSoon,
  model_not_open: modelNotOpen,
  model_wrong_endpoint: modelWrongEndpoint,
  removed_call: removedCall,
  parameter_not_accepted: parameterNotAccepted,
  hardcoded_key: hardcodedKey,
  placeholder_in_code: placeholderInCode,
  variable_name_differs: variableNameDiffers,
  env_file_not_loaded: envFileNotLoaded,
  env_file_loaded_too_late: envFileLoadedTooLate,
  key_in_browser: keyInBrowser,
  client_option_overrides: clientOptionOverrides,
  sdk_missing: sdkMissing,
  ci_secret_differs: ciSecretDiffers,
  key_in_image: keyInImage,
  not_loaded_in_production: notLoadedInProduction,
};

export const allRules: readonly DoctorRule[] = Object.values(ruleById);
