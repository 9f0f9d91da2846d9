import { installCommand } from '../domain/loading/package-managers.ts';

/**
 * How to install OpenAI's SDK in each language; the one for PHP is the community's. For Java, the coordinates on Maven
 * Central, because a build file wants a version with them. OpenAI's own list: https://developers.openai.com/api/docs/libraries
 */
export const sdkInstall = {
  node: installCommand('npm', ['openai']),
  python: 'pip install openai',
  go: 'go get github.com/openai/openai-go/v3',
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
