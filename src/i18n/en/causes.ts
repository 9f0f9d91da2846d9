import type { CauseWords } from '../cause-words.ts';
import { accountCauses } from './causes/account.ts';
import { endpointCauses } from './causes/endpoint.ts';
import { fileCauses } from './causes/files.ts';
import { keyCauses } from './causes/key.ts';
import { modelCauses } from './causes/model.ts';
import { networkCauses } from './causes/network.ts';

const words: CauseWords = {
  ...keyCauses,
  ...accountCauses,
  ...modelCauses,
  ...networkCauses,
  ...endpointCauses,
  ...fileCauses,
};

export default words;
