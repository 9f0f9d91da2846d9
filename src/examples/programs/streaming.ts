import type { Example } from '../template.ts';

export const streaming: Example = {
  task: 'simple',
  node: {
    body: `
const stream = await client.chat.completions.create({
  model,
  messages: [{ role: 'user', content: {{"streamAsk"}} }],
  stream: true,
});

// {{streamPieces}}
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? '');
}
process.stdout.write('\\n');
`,
  },
  python: {
    from: 'OpenAI',
    body: `
stream = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": {{"streamAsk"}}}],
    stream=True,
)

# {{streamPieces}}
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
print()
`,
  },
  curl: {
    path: '/chat/completions',
    piece: 'event.choices[0]?.delta.content',
    options: '--no-buffer',
    comment: 'streamEvents',
    body: `
{
  "model": "$model",
  "messages": [{ "role": "user", "content": {{"streamAsk"}} }],
  "stream": true
}
`,
  },
};
