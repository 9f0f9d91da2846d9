/**
 * Texts whose tokens were counted with OpenAI's own tokenizer compiled to WebAssembly (npm `tiktoken@1.0.22`,
 * encoding `o200k_base`).
 */
export const samples: readonly (readonly [name: string, text: string, tokens: number])[] = [
  ['nothing', '', 0],
  ['English', "The quick brown fox doesn't jump over 12345 lazy dogs; it's tired, isn't it?\nYes.", 21],
  [
    'Chinese',
    '今天天气很好，我们去公园散步吧。人工智能可以帮助我们更好地理解世界！\n　　第二段：价格是 3.14 元。',
    36,
  ],
  [
    'code',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a sample of code
    'export async function main(argv: string[]) {\n\tif (argv.length > 2) {\n\t\treturn  `${argv[2]}`;\n\t}\n}\r\n\r\n// end\n',
    32,
  ],
  ['emoji', '👍🏽 ok 👨‍👩‍👧‍👦!!\u0301!! 🇨🇳🎉🎉🎉 e\u0301te\u0301 naïve ☕️', 37],
  ['special tokens as text', 'a <|endoftext|> b <|im_start|>system', 16],
  ['blanks', 'a  \t b\n\n\n   c \u3000\u00a0 d   \n', 10],
  ['signs', ';\n/path//to\n///x\n-----\n=====>>>> "{[(a)]}" https://example.com/?q=1&r=%20', 27],
  ['one long word', 'x'.repeat(3000), 375],
  ['Chinese without a comma', '人工智能可以帮助我们更好地理解世界'.repeat(60), 600],
  ['digits', '1234567890'.repeat(50), 167],
  ['Arabic, Hindi, Thai', 'مرحبا بالعالم नमस्ते दुनिया สวัสดีชาวโลก', 15],
];
