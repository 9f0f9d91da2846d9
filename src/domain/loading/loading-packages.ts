/** Packages that load env files in ways that nobody has modelled, as people call them. */
const packages: readonly (readonly [dependency: RegExp, name: string])[] = [
  [/^@dotenvx\/dotenvx$/, 'dotenvx'],
  [/^dotenv-(?:safe|flow|extended|defaults|mono|vault|override)$/, ''],
  [/^(?:@fastify\/env|fastify-env|env-schema|fastify-cli)$/, ''],
  [/^@adonisjs\/(?:core|env)$/, 'AdonisJS'],
  [/^@strapi\/strapi$/, 'Strapi'],
  [/^probot$/, 'Probot'],
  [/^mastra$/, 'Mastra'],
  [/^(?:nitro|nitropack)$/, 'Nitro'],
  [/^(?:react-native-dotenv|react-native-config|custom-env)$/, ''],
  [/^@prisma\/client$/, 'Prisma'],
];

/** The first of a project's dependencies that loads env files in a way of its own; null for none. */
export function loadingPackage(dependencies: readonly string[]): string | null {
  for (const [dependency, name] of packages) {
    const found = dependencies.find((one) => dependency.test(one));
    if (found !== undefined) return name === '' ? found : name;
  }
  return null;
}
