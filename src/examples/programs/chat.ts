import type { Example } from '../template.ts';

export const chat: Example = {
  task: 'simple',
  node: {
    body: `
const completion = await client.chat.completions.create({
  model,
  messages: [{ role: 'user', content: {{"sayTest"}} }],
});

console.log(completion.choices[0]?.message.content);
`,
  },
  python: {
    from: 'OpenAI',
    body: `
completion = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": {{"sayTest"}}}],
)

print(completion.choices[0].message.content)
`,
  },
  curl: {
    path: '/chat/completions',
    reply: 'answer.choices[0].message.content',
    body: `
{
  "model": "$model",
  "messages": [{ "role": "user", "content": {{"sayTest"}} }]
}
`,
  },
};
