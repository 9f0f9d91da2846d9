/**
 * How to install OpenAI's SDK (PHP: the community's), from the projects' own read-me files, read 2026-11-22:
 * https://developers.openai.com/api/docs/libraries
 */
export const sdkInstall = {
  node: 'npm install openai',
  python: 'pip install openai',
  go: 'go get github.com/openai/openai-go',
  java: 'com.openai:openai-java',
  dotnet: 'dotnet add package OpenAI',
  ruby: 'gem install openai',
  php: 'composer require openai-php/client',
} as const;

/** What the languages are called. */
export const sdkLanguages: Readonly<Record<keyof typeof sdkInstall, string>> = {
  node: 'Node.js',
  python: 'Python',
  go: 'Go',
  java: 'Java',
  dotnet: '.NET',
  ruby: 'Ruby',
  php: 'PHP',
};
