import { doubleQuoted, fill, lines, paragraphs } from './fill.ts';
import type { ProgramSetting } from './node-program.ts';
import type { CurlTemplate } from './template.ts';

/**
 * A whole shell script (POSIX `sh`) around one call with curl 7.76 or later. The headers come in by standard
 * input, because every user of a machine can read the arguments of its processes.
 */
export function curlProgram(template: CurlTemplate, setting: ProgramSetting): string {
  const { words, title, model, file, envFiles } = setting;
  const put = (part = '') => fill(part, words.texts, doubleQuoted);
  const options = ['-sS', '--fail-with-body', template.options ?? ''].filter((option) => option !== '');
  return paragraphs(
    lines('#!/bin/sh', `# ${title}`, `# ${words.run(`sh ${file}`)}`),
    lines(`# ${words.key(envFiles)}`, settingFunction(envFiles)),
    lines(
      'key=$(setting OPENAI_API_KEY)',
      'base=$(setting OPENAI_BASE_URL)',
      `base=\${base:-https://api.openai.com/v1}`,
    ),
    lines(`# ${words.texts.modelHere}`, `model='${model}'`, put(template.constants)),
    `if [ -z "$key" ]; then\n  echo ${put('{{"noKey"}}')} >&2\n  exit 1\nfi`,
    `body=$(cat <<JSON\n${put(template.body)}\nJSON\n)`,
    lines(
      template.comment === undefined ? '' : `# ${words.texts[template.comment]}`,
      `# ${words.texts.headersHidden}`,
      `${template.reply === null ? '' : 'answer=$('}curl ${options.join(' ')} "\${base%/}${template.path}" \\`,
      "  -H 'Content-Type: application/json' \\",
      '  -d "$body" \\',
      '  -H @- <<HEADERS',
      'Authorization: Bearer $key',
      'OpenAI-Organization: $(setting OPENAI_ORG_ID)',
      'OpenAI-Project: $(setting OPENAI_PROJECT_ID)',
      'HEADERS',
      template.reply === null ? '' : ')\ncode=$?',
    ),
    template.reply === null ? '' : showReply(template.reply, words.texts.onlyReply),
  );
}

/** The user has Node, by which this program was written; where the script runs there may be none. */
function showReply(reply: string, comment: string): string {
  return lines(
    `# ${comment}`,
    `[ "$code" -eq 0 ] && printf '%s' "$answer" | node -e '`,
    '  const answer = JSON.parse(require("fs").readFileSync(0, "utf8"));',
    `  console.log(${reply});`,
    `' 2>/dev/null || printf '%s\\n' "$answer"`,
    'exit "$code"',
  );
}

/** Reads a setting as a loader does: the environment first; of the files the last assignment that sed meets wins. */
function settingFunction(envFiles: readonly string[]): string {
  const files = [...envFiles].reverse().join(' ');
  return lines(
    'setting() {',
    `  printenv "$1" || sed -n "s/^ *\\(export  *\\)\\{0,1\\}$1 *= *//p" ${files} 2>/dev/null |`,
    `    sed 's/ #.*//' | tr -d "\\"' \\r" | tail -n 1`,
    '}',
  );
}
