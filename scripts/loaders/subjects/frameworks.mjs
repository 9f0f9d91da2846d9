/** The loaders of frameworks. Newest versions are part of a quick run, the older ones of a whole one. */
import { older } from './older.mjs';

const next = ['16', '15', '14', '14.0.0', '13', '13.0.0', '12', '12.0.0', '11', '10', '9'].map((version) => ({
  model: 'next',
  title: `Next.js ${version}`,
  slow: version !== '16',
  version,
  packages: { '@next/env': version },
  worker: 'next',
  cases: version === '16' ? 3000 : older,
}));

const viteVersions = [
  ...[['8', '20'], ['8', '24'], ['7'], ['7.0'], ['6'], ['6.0'], ['5'], ['5.0'], ['4'], ['4.1'], ['4.0']],
  ...[['3'], ['3.1'], ['3.0'], ['2'], ['2.8'], ['2.7'], ['2.0']],
];
const vite = viteVersions.map(([version, node]) => ({
  model: 'vite',
  title: `Vite ${version}${node ? ` on Node ${node}` : ''}`,
  version,
  packages: { vite: version },
  worker: 'vite',
  slow: !['8', '7'].includes(version) || node === '24',
  node,
  cases: version === '8' || version === '7' ? 3000 : older,
}));

const nuxt = ['3', '3.0', '2', '1'].map((version) => ({
  model: 'nuxt',
  title: `Nuxt (c12 ${version})`,
  packages: { c12: version },
  worker: 'c12',
  slow: version !== '3',
  cases: version === '3' ? 3000 : older,
}));

const wrangler = ['', 'staging'].map((mode) => ({
  model: 'wrangler',
  title: `Wrangler${mode ? ' --env' : ''}`,
  version: '4',
  packages: { wrangler: '4' },
  worker: 'wrangler',
  slow: true,
  node: '24',
  mode,
  shellStays: true,
  cases: 2000,
}));

const expo = [['2', '20'], ['2', '24'], ['2.0'], ['1'], ['1.0.0'], ['0.4'], ['0.3'], ['0.2']].map(
  ([version, node]) => ({
    model: 'expo',
    title: `Expo (@expo/env ${version})${node ? ` on Node ${node}` : ''}`,
    version,
    packages: { '@expo/env': version },
    worker: 'expo',
    slow: version !== '2',
    node,
    cases: version === '2' ? 3000 : older,
  }),
);

const gatsby = ['5', '4'].map((version) => ({
  model: 'gatsby',
  title: `Gatsby ${version}`,
  version,
  slow: true,
  packages: { dotenv: '8' },
  bare: { gatsby: version },
  worker: 'gatsby',
  cases: 2000,
}));

const remix = ['2', '1'].map((version) => ({
  model: 'remix-classic',
  title: `Remix ${version}, its own compiler`,
  packages: { dotenv: '16', 'fs-extra': '10' },
  bare: { '@remix-run/dev': version },
  worker: 'remix-classic',
  slow: true,
  cases: 2000,
}));

/** react-scripts, with its dotenv, dotenv-expand and react-dev-utils. */
const reactVersions = [
  ['5', 'development', '10', '5', '12'],
  ['5', 'test', '10', '5', '12'],
  ['4', 'development', '8.2.0', '5.1.0', '11'],
];
const reactScripts = reactVersions.map(([version, mode, dotenv, expand, utils]) => ({
  model: 'react-scripts',
  title: `Create React App ${version}, ${mode}`,
  slow: mode === 'test' || version !== '5',
  version,
  packages: { dotenv, 'dotenv-expand': expand },
  bare: { 'react-scripts': version, 'react-dev-utils': utils },
  worker: 'react-scripts',
  mode,
  cases: version === '5' ? 3000 : older,
}));

export const frameworks = [
  ...next,
  {
    model: 'next',
    title: 'Next.js 16, production',
    version: '16',
    packages: { '@next/env': '16' },
    worker: 'next',
    mode: 'production',
    cases: 1000,
  },
  ...vite,
  ...nuxt,
  ...wrangler,
  ...expo,
  ...gatsby,
  ...remix,
  ...reactScripts,
];
