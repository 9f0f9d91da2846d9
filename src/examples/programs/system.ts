import type { Example } from '../template.ts';

export const system: Example = {
  task: 'simple',
  node: {
    body: `
const completion = await client.chat.completions.create({
  model,
  messages: [
    // {{systemRole}}
    { role: 'system', content: {{"systemText"}} },
    { role: 'user', content: {{"systemAsk"}} },
  ],
});

console.log(completion.choices[0]?.message.content);
`,
  },
  python: {
    from: 'OpenAI',
    body: `
completion = client.chat.completions.create(
    model=MODEL,
    messages=[
        # {{systemRole}}
        {"role": "system", "content": {{"systemText"}}},
        {"role": "user", "content": {{"systemAsk"}}},
    ],
)

print(completion.choices[0].message.content)
`,
  },
  curl: {
    path: '/chat/completions',
    reply: 'answer.choices[0].message.content',
    comment: 'systemRole',
    body: `
{
  "model": "$model",
  "messages": [
    { "role": "system", "content": {{"systemText"}} },
    { "role": "user", "content": {{"systemAsk"}} }
  ]
}
`,
  },
};
