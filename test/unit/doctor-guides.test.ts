// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs as people write them
import { describe, expect, test } from 'vitest';
import { found, judged, mended } from '../support/doctor.ts';
import { keyBuilders } from '../support/keys.ts';

const key = keyBuilders.user(3);

/** Programs as the guides have them that people begin with, each with all that is wrong with it. */
const programs: readonly (readonly [
  about: string,
  files: Readonly<Record<string, string>>,
  faults: readonly string[],
])[] = [
  [
    'a first call in Python',
    {
      'main.py': `import openai

openai.api_key = "${key}"

def get_completion(prompt, model="gpt-3.5-turbo"):
    messages = [{"role": "user", "content": prompt}]
    response = openai.ChatCompletion.create(
        model=model,
        messages=messages,
        temperature=0,
    )
    return response.choices[0].message["content"]

print(get_completion("Say hello"))
`,
    },
    ['hardcoded_key main.py:3', 'model_retired main.py:5', 'removed_call main.py:7'],
  ],
  [
    'pictures in Python',
    {
      'vision.py': `import base64, os
from openai import OpenAI

client = OpenAI(api_key=os.environ.get("OPENAI_API_KEY"))

def encode_image(path):
    with open(path, "rb") as f:
        return base64.b64encode(f.read()).decode("utf-8")

response = client.chat.completions.create(
    model="gpt-4-vision-preview",
    messages=[
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "What is in this image?"},
                {"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{encode_image('a.jpg')}"}},
            ],
        }
    ],
    max_tokens=300,
)
print(response.choices[0])
`,
    },
    ['model_retired vision.py:11'],
  ],
  [
    'pictures by requests',
    {
      'vision.py': `import requests

api_key = "YOUR_OPENAI_API_KEY"
headers = {"Content-Type": "application/json", "Authorization": f"Bearer {api_key}"}
payload = {
    "model": "gpt-4-vision-preview",
    "messages": [{"role": "user", "content": [{"type": "text", "text": "What is this?"}]}],
    "max_tokens": 300,
}
response = requests.post("https://api.openai.com/v1/chat/completions", headers=headers, json=payload)
print(response.json())
`,
    },
    ['placeholder_in_code vision.py:3', 'model_retired vision.py:6'],
  ],
  [
    'thinking in Python',
    {
      'o1.py': `from openai import OpenAI

client = OpenAI()
response = client.chat.completions.create(
    model="o1-mini",
    messages=[{"role": "user", "content": "Write a bash script"}],
    max_completion_tokens=2000,
)
print(response.choices[0].message.content)
`,
    },
    ['model_retired o1.py:5'],
  ],
  [
    'an answer as it comes, in JavaScript',
    {
      'index.js': `import OpenAI from "openai";

const openai = new OpenAI({
  apiKey: "${key}",
});

async function main() {
  const stream = await openai.chat.completions.create({
    model: "gpt-4-turbo",
    messages: [{ role: "user", content: "Say this is a test" }],
    temperature: 0.7,
    stream: true,
  });
  for await (const chunk of stream) {
    process.stdout.write(chunk.choices[0]?.delta?.content || "");
  }
}

main();
`,
    },
    ['hardcoded_key index.js:4', 'model_retired index.js:9'],
  ],
  [
    'functions in JavaScript',
    {
      'tools.mjs': `import OpenAI from "openai";
const openai = new OpenAI();
const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object", properties: {} } } }];
const first = await openai.chat.completions.create({
  model: "gpt-3.5-turbo-1106",
  messages: [{ role: "user", content: "Weather?" }],
  tools,
  tool_choice: "auto",
});
const second = await openai.chat.completions.create({
  model: "gpt-3.5-turbo-1106",
  messages: [first.choices[0].message],
});
console.log(second);
`,
    },
    ['model_retired tools.mjs:5', 'model_retired tools.mjs:11'],
  ],
  [
    'the first SDK for Node',
    {
      'app.js': `const { Configuration, OpenAIApi } = require("openai");
const configuration = new Configuration({ apiKey: process.env.OPENAI_API_KEY });
const openai = new OpenAIApi(configuration);

async function run(prompt) {
  const completion = await openai.createChatCompletion({
    model: "gpt-3.5-turbo",
    messages: [{ role: "user", content: prompt }],
  });
  console.log(completion.data.choices[0].message);
}
run("Hello");
`,
    },
    ['removed_call app.js:2', 'removed_call app.js:3', 'removed_call app.js:6', 'model_retired app.js:7'],
  ],
];

describe('the code of the guides', () => {
  test.each(programs)('%s is found wrong in each place', (_, files, faults) => {
    const lines = found(files).map((one) => one.split(' ').slice(0, 2).join(' '));
    expect(lines.filter((one) => !/response\.data/.test(one))).toEqual(faults);
  });

  test.each(programs)(
    '%s, with its mends, names no model that is gone and no parameter that is refused',
    (_, files) => {
      const { findings } = judged(files);
      const after = mended(files, findings);
      const left = judged(after).findings.map(({ rule }) => rule);
      expect(left.filter((rule) => /^model_|^parameter_/.test(rule))).toEqual([]);
      expect(Object.values(after).join('')).not.toMatch(/gpt-3\.5-turbo|gpt-4-turbo|vision-preview|o1-mini/);
    },
  );

  test('what was removed is told with the code of today', () => {
    const instead = programs.flatMap(([, files]) =>
      judged(files).findings.flatMap((one) => (one.rule === 'removed_call' ? [one.facts.instead] : [])),
    );
    expect(new Set(instead)).toEqual(
      new Set(['client.chat.completions.create(…)', 'new OpenAI({ apiKey })', 'new OpenAI()']),
    );
  });
});
