import type { Example } from '../template.ts';

export const responses: Example = {
  task: 'standard',
  node: {
    body: `
const response = await client.responses.create({
  model,
  // {{instructionsRole}}
  instructions: {{"systemText"}},
  input: {{"systemAsk"}},
});

// {{outputText}}
console.log(response.output_text);
`,
  },
  python: {
    from: 'OpenAI',
    body: `
response = client.responses.create(
    model=MODEL,
    # {{instructionsRole}}
    instructions={{"systemText"}},
    input={{"systemAsk"}},
)

# {{outputText}}
print(response.output_text)
`,
  },
  curl: {
    path: '/responses',
    reply: 'answer.output.flatMap(({ content = [] }) => content).map(({ text }) => text).join("")',
    comment: 'instructionsRole',
    body: `
{
  "model": "$model",
  "instructions": {{"systemText"}},
  "input": {{"systemAsk"}}
}
`,
  },
};
