import { createPrompt, isEnterKey, makeTheme, useKeypress, usePrefix, useState } from '@inquirer/core';

/** One line that waits for Enter. Nothing that is typed before it is shown. */
export const pausePrompt = createPrompt<void, { readonly message: string }>((config, done) => {
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const theme = makeTheme();
  const prefix = usePrefix({ status, theme });
  useKeypress((key) => {
    if (!isEnterKey(key)) return;
    setStatus('done');
    done();
  });
  return `${prefix} ${theme.style.message(config.message, status)}`;
});
