import type { Example } from '../template.ts';

export const multiTurn: Example = {
  task: 'simple',
  node: {
    body: `
// {{history}}
const messages/*: OpenAI.ChatCompletionMessageParam[]*/ = [{ role: 'system', content: {{"systemText"}} }];

for (const question of [{{"turnFirst"}}, {{"turnSecond"}}]) {
  messages.push({ role: 'user', content: question });
  const completion = await client.chat.completions.create({ model, messages });
  const answer = completion.choices[0]?.message.content ?? '';
  // {{keepAnswer}}
  messages.push({ role: 'assistant', content: answer });
  console.log('>', question);
  console.log(answer);
}
`,
  },
  python: {
    from: 'OpenAI',
    body: `
# {{history}}
messages = [{"role": "system", "content": {{"systemText"}}}]

for question in [{{"turnFirst"}}, {{"turnSecond"}}]:
    messages.append({"role": "user", "content": question})
    completion = client.chat.completions.create(model=MODEL, messages=messages)
    answer = completion.choices[0].message.content or ""
    # {{keepAnswer}}
    messages.append({"role": "assistant", "content": answer})
    print(">", question)
    print(answer)
`,
  },
};
