import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { slug } from '../../../src/history/product.ts';
import { VERSION_SCHEMES } from '../../../src/kernel/versions/order.ts';
import { productFile } from '../../corpus/layout.ts';
import { writeAtomically } from '../../engine/atomic-write.ts';
import { EXIT, InputError, UsageError } from '../../engine/exit.ts';
import { ROOT } from '../../engine/root.ts';
import { defineCommand } from '../declare/command.ts';
import { oneOf, parsed, required, textOption } from '../declare/options.ts';
import { printJson } from '../print.ts';
import { versionOf, version } from '../version.ts';

export const init = defineCommand({
  name: 'init',
  operands: ['[DIR]'],
  about: `
Begins a site of your own in a folder (the current one): content/ with a product
and site.yaml, package.json with this program, a workflow that builds the site
and publishes it on GitHub Pages, and .gitignore. Writes over nothing:
package.json stays as it is where there is one, and .gitignore gets what it
lacks.`,
  options: {
    product: required(
      parsed('NAME', 'name of the kernel line, as in its addresses: my-line', nameOf),
      'names the kernel line, as in --product my-line',
    ),
    title: textOption('TEXT', 'what readers call it (its name)'),
    vendor: textOption('TEXT', 'who makes it', 'unknown'),
    order: oneOf('ORDER', VERSION_SCHEMES, `how its releases sort: ${VERSION_SCHEMES.join(', ')} (upstream)`),
  },
  examples: ['kabi init --product my-line --title "My Line" --vendor "Me, Inc." --order rpm'],
  exit: { 0: 'written', 1: 'never', 2: 'a file is there already' },
  run([folder = '.'], { product, title = product, vendor, order = 'upstream', format }) {
    const wanted = filesOf({ title, vendor, order, summary: `Kernels of ${title}.` }, product);
    const isThere = (file: string) => existsSync(path.join(folder, file));
    const there = Object.keys(wanted).filter((file) => isThere(file) && !SHARED.has(file));
    if (there.length > 0) {
      throw new InputError(
        `kabi init writes over nothing, and ${there.join(', ')} exists: choose another folder.`,
      );
    }
    const files = Object.entries(wanted).flatMap(([file, content]) => {
      const merge = isThere(file) ? SHARED.get(file) : undefined;
      if (merge === undefined) return [{ file, content }];
      const before = readFileSync(path.join(folder, file), 'utf8');
      const merged = merge(before, content);
      return merged === before ? [] : [{ file, content: merged }];
    });
    for (const { file, content } of files) writeAtomically(path.join(folder, file), content);
    const written = files.map(({ file }) => path.join(folder, file));
    if (format === 'json') printJson({ schema: 'kabi-reports/init/1', written, problems: [] });
    else process.stdout.write(`${written.join('\n')}\n\n${NEXT}`);
    return Promise.resolve(EXIT.clean);
  },
});

/** What is there already where the program was installed first, or in a repository: how it takes what init has to say. */
const SHARED: ReadonlyMap<string, (before: string, own: string) => string> = new Map([
  ['package.json', (before) => before],
  [
    '.gitignore',
    (before, own) => {
      const known = new Set(before.split('\n'));
      const missing = own.split('\n').filter((line) => line !== '' && !known.has(line));
      if (missing.length === 0) return before;
      return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`;
    },
  ],
]);

const NEXT = `Next: npm install, npx kabi ingest with the packages of a kernel, npx kabi build.
`;

function nameOf(given: string, name: string): string {
  if (slug.safeParse(given).success) return given;
  throw new UsageError(`${name} is a part of URLs, of letters, digits and . + ~ _ -, not "${given}"`);
}

function filesOf(product: object, name: string): Record<string, string> {
  const [program = '', number = ''] = version().split(' ');
  return {
    [productFile('content', name)]: stringify(product),
    'content/site.yaml':
      '# What the site says of itself; CONTRIBUTING.md of kabi-reports lists the fields.\ntitle: kABI reports\n',
    'package.json': `${JSON.stringify(
      {
        private: true,
        scripts: { build: 'kabi build' },
        // Astro by name: of its packages one wants Node 22.19, and npm leaves out what is optional and wants a newer Node.
        devDependencies: { astro: versionOf('astro'), [program]: `^${number}` },
        engines: { node: '>=22.12' },
      },
      undefined,
      2,
    )}\n`,
    '.gitignore': 'node_modules/\ndist/\ndist.previous/\ncontent/generated/\n',
    '.github/workflows/kabi.yml': readFileSync(path.join(ROOT, 'docs/workflows/github.yml'), 'utf8'),
  };
}
