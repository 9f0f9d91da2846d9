import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of every package whose code is in the bundle, from the builds' own records of their inputs.
 * Throws for a package without a licence text, so that none is ever shipped without its notice.
 */
export function notices(metafiles, root) {
  const packages = new Set();
  for (const output of metafiles.flatMap((metafile) => Object.values(metafile.outputs))) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const match = bytesInOutput > 0 && /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
      if (match) packages.add(match[1]);
    }
  }
  const texts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e([.-]|$)/i.test(entry));
    if (!file || !existsSync(join(root, folder, file))) throw new Error(`${name} has no licence file`);
    const text = readFileSync(join(root, folder, file), 'utf8').trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return `openai-setup contains code of these packages.\n\n${texts.join(`\n${'-'.repeat(72)}\n\n`)}`;
}
