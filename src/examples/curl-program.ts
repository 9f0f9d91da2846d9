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
  const isStream = 'piece' in template;
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
      isStream ? 'call() {' : 'answer=$(',
      `curl ${options.join(' ')} "\${base%/}${template.path}" \\`,
      "  -H 'Content-Type: application/json' \\",
      '  -d "$body" \\',
      '  -H @- <<HEADERS',
      'Authorization: Bearer $key',
      'OpenAI-Organization: $(setting OPENAI_ORG_ID)',
      'OpenAI-Project: $(setting OPENAI_PROJECT_ID)',
      'HEADERS',
      isStream ? '}' : ')\ncode=$?',
    ),
    isStream
      ? showPieces(template.piece, words.texts.onlyPieces)
      : showReply(template.reply, words.texts.onlyReply),
  );
}

/** The same for a reply that comes in pieces: each is shown as soon as it is there. */
function showPieces(piece: string, comment: string): string {
  return lines(
    `# ${comment}`,
    'if command -v node >/dev/null; then',
    "  call | node -e '",
    '    process.exitCode = 1;',
    '    require("readline").createInterface({ input: process.stdin }).on("line", (line) => {',
    '      const data = /^data: *(.*)/.exec(line)?.[1];',
    '      const event = data?.startsWith("{") ? JSON.parse(data) : {};',
    '      if (data === "[DONE]") { console.log(); process.exitCode = 0; }',
    `      else if (event.choices) process.stdout.write(${piece} ?? "");`,
    '      else if (!/^(:|$)/.test(line)) console.log(line);',
    '    });',
    "  '",
    'else',
    '  call',
    'fi',
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
