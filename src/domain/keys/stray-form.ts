/** How a key stands in a text, where no loader gives it to a program as `OPENAI_API_KEY`. */
export type StrayForm =
  /** Under a name that nothing looks for. */
  | 'other_name'
  /** Under the right name, in a form that the file's loader does not read: `set NAME=…`, `$env:NAME = …`. */
  | 'statement'
  | 'comment'
  /** Under the right name, where the file as a whole is not read. */
  | 'assignment'
  /** Without a name. */
  | 'bare'
  /** In a program's own code. */
  | 'code'
  /** A variable that names a file with the key in it. */
  | 'key_file';
