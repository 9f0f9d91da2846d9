import type { Framework } from '../domain/loading/frameworks.ts';
import type { ProgramKind } from '../domain/programs/kinds.ts';

/** What things that programs are built with are called, in every language alike. */
export const programNames: Readonly<Record<ProgramKind, string>> = {
  next: 'Next.js',
  nuxt: 'Nuxt',
  sveltekit: 'SvelteKit',
  astro: 'Astro',
  'react-router': 'React Router',
  remix: 'Remix',
  vite: 'Vite',
  wrangler: 'Wrangler',
  bun: 'Bun',
  python: 'Python',
  node: 'Node.js',
  expo: 'Expo',
  electron: 'Electron',
  gatsby: 'Gatsby',
  nestjs: 'NestJS',
  'react-scripts': 'Create React App',
  angular: 'Angular',
  'vue-cli': 'Vue CLI',
  'tanstack-start': 'TanStack Start',
  rsbuild: 'Rsbuild',
  parcel: 'Parcel',
  docusaurus: 'Docusaurus',
  ember: 'Ember',
  webpack: 'webpack',
  deno: 'Deno',
  go: 'Go',
  ruby: 'Ruby',
  'java-maven': 'Java',
  'java-gradle': 'Java',
  dotnet: '.NET',
  php: 'PHP',
  'any-language': '',
};

/** The same of what loads env files; empty where nothing does. */
export const frameworkName = ({ id }: Pick<Framework, 'id'>): string =>
  id === 'none' ? '' : programNames[id];
