import type { Example } from '../template.ts';

/** A painting, from the National Gallery of Art's picture server: the address that public samples for the API often use. */
const picture = 'https://api.nga.gov/iiif/a2e6da57-3cd1-4235-b20e-95dcaefed6c8/full/!800,800/0/default.jpg';

export const vision: Example = {
  task: 'standard',
  node: {
    constants: `
// {{pictureAddress}}
const picture = '${picture}';
`,
    body: `
const completion = await client.chat.completions.create({
  model,
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: {{"visionAsk"}} },
        { type: 'image_url', image_url: { url: picture } },
      ],
    },
  ],
});

console.log(completion.choices[0]?.message.content);
`,
  },
  python: {
    from: 'OpenAI',
    constants: `
# {{pictureAddress}}
PICTURE = "${picture}"
`,
    body: `
completion = client.chat.completions.create(
    model=MODEL,
    messages=[
        {
            "role": "user",
            "content": [
                {"type": "text", "text": {{"visionAsk"}}},
                {"type": "image_url", "image_url": {"url": PICTURE}},
            ],
        }
    ],
)

print(completion.choices[0].message.content)
`,
  },
  curl: {
    path: '/chat/completions',
    reply: 'answer.choices[0].message.content',
    constants: `
# {{pictureAddress}}
picture='${picture}'
`,
    body: `
{
  "model": "$model",
  "messages": [
    {
      "role": "user",
      "content": [
        { "type": "text", "text": {{"visionAsk"}} },
        { "type": "image_url", "image_url": { "url": "$picture" } }
      ]
    }
  ]
}
`,
  },
};
