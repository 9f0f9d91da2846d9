/** Prefixes whose variables bundlers put into what every visitor downloads. */
export const publishedPrefixes = [
  'NEXT_PUBLIC_',
  'VITE_',
  'REACT_APP_',
  'EXPO_PUBLIC_',
  'PUBLIC_',
  'NUXT_PUBLIC_',
  'GATSBY_',
  'VUE_APP_',
  'STORYBOOK_',
  'NG_APP_',
] as const;
