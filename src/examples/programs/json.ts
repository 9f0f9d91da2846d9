import type { Example } from '../template.ts';

export const json: Example = {
  task: 'standard',
  node: {
    constants: `
// {{schemaRules}}
const schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    day: { type: 'string' },
    people: { type: 'array', items: { type: 'string' } },
  },
  required: ['name', 'day', 'people'],
  additionalProperties: false,
};
`,
    body: `
const completion = await client.chat.completions.create({
  model,
  messages: [
    { role: 'system', content: {{"jsonSystem"}} },
    { role: 'user', content: {{"jsonAsk"}} },
  ],
  response_format: { type: 'json_schema', json_schema: { name: 'event', strict: true, schema } },
});

const choice = completion.choices[0];
// {{jsonCut}}
if (choice?.finish_reason === 'stop' && choice.message.content) {
  const event = JSON.parse(choice.message.content);
  console.log(event.name, event.day, event.people);
} else {
  console.error({{"noJson"}}, choice?.message.refusal ?? choice?.finish_reason);
  process.exitCode = 1;
}
`,
  },
  python: {
    from: 'OpenAI',
    others: 'from pydantic import BaseModel',
    helpers: `
# {{schemaClass}}
class Event(BaseModel):
    name: str
    day: str
    people: list[str]
`,
    body: `
# {{jsonCutPython}}
completion = client.chat.completions.parse(
    model=MODEL,
    messages=[
        {"role": "system", "content": {{"jsonSystem"}}},
        {"role": "user", "content": {{"jsonAsk"}}},
    ],
    response_format=Event,
)

message = completion.choices[0].message
if message.parsed is None:
    raise SystemExit({{"noJson"}} + " " + str(message.refusal))
event = message.parsed
print(event.name, event.day, event.people)
`,
  },
  curl: {
    path: '/chat/completions',
    reply: 'answer.choices[0].message.content',
    comment: 'schemaRules',
    body: `
{
  "model": "$model",
  "messages": [
    { "role": "system", "content": {{"jsonSystem"}} },
    { "role": "user", "content": {{"jsonAsk"}} }
  ],
  "response_format": {
    "type": "json_schema",
    "json_schema": {
      "name": "event",
      "strict": true,
      "schema": {
        "type": "object",
        "properties": {
          "name": { "type": "string" },
          "day": { "type": "string" },
          "people": { "type": "array", "items": { "type": "string" } }
        },
        "required": ["name", "day", "people"],
        "additionalProperties": false
      }
    }
  }
}
`,
  },
};
