import {
  createPrompt,
  isEnterKey,
  makeTheme,
  useKeypress,
  usePrefix,
  useRef,
  useState,
} from '@inquirer/core';

/** How long after Enter more input still belongs to one paste, in ms. */
const pasteGap = 40;

interface Config {
  readonly message: string;
  /** Says something safe about what was typed so far, or entered. */
  readonly feedback: (text: string, entered: boolean) => string;
}

/**
 * Hidden input of a key. There is no way to make it visible; instead of a star for each character it
 * says what was received, which fits every width. A pasted line break is part of the paste: Enter
 * only counts when nothing follows it.
 */
export const keyPrompt = createPrompt<string, Config>((config, done) => {
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const [shown, setShown] = useState('');
  const earlierLines = useRef('');
  const entered = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const line = useRef('');
  const theme = makeTheme();
  const prefix = usePrefix({ status, theme });

  useKeypress((key, reader) => {
    if (status === 'done') return;
    if (isEnterKey(key)) {
      clearTimeout(entered.current);
      earlierLines.current += `${line.current}\n`;
      line.current = '';
      entered.current = setTimeout(() => {
        const text = earlierLines.current.slice(0, -1);
        setShown(config.feedback(text, true));
        setStatus('done');
        done(text);
      }, pasteGap);
      return;
    }
    clearTimeout(entered.current);
    line.current = reader.line;
    setShown(config.feedback(earlierLines.current + line.current, false));
  });

  return `${prefix} ${theme.style.message(config.message, status)}${shown === '' ? '' : `\n  ${shown}`}`;
});
