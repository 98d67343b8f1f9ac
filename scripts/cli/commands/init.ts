import { existsSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { slug } from '../../../src/history/product.ts';
import { VERSION_SCHEMES } from '../../../src/kernel/versions/order.ts';
import { productFile } from '../../corpus/layout.ts';
import { writeAtomically } from '../../engine/atomic-write.ts';
import { EXIT, InputError, UsageError } from '../../engine/exit.ts';
import { defineCommand } from '../declare/command.ts';
import { oneOf, parsed, required, text } from '../declare/options.ts';
import { printJson } from '../print.ts';
import { version } from '../version.ts';

export const init = defineCommand({
  name: 'init',
  operands: ['[DIR]'],
  about: `
Begins a site of your own in a folder (the current one): content/ with a product
and site.yaml, package.json with this program, a workflow that builds the site
and publishes it on GitHub Pages, and .gitignore. Writes over nothing.`,
  options: {
    product: required(
      parsed('NAME', 'name of the kernel line, as in its addresses: my-line', nameOf),
      'names the kernel line, as in --product my-line',
    ),
    title: text('TEXT', 'what readers call it (its name)'),
    vendor: text('TEXT', 'who makes it', 'unknown'),
    order: oneOf('ORDER', VERSION_SCHEMES, `how its releases sort: ${VERSION_SCHEMES.join(', ')} (upstream)`),
  },
  examples: ['kabi init --product my-line --title "My Line" --vendor "Me, Inc." --order rpm'],
  exit: { 0: 'written', 1: 'never', 2: 'a file is there already' },
  run([folder = '.'], { product, title = product, vendor, order = 'upstream', format }) {
    const files = filesOf({ title, vendor, order, summary: `Kernels of ${title}.` }, product);
    const there = Object.keys(files).filter((file) => existsSync(path.join(folder, file)));
    if (there.length > 0) {
      throw new InputError(
        `kabi init writes over nothing, and ${there.join(', ')} exists: choose another folder.`,
      );
    }
    for (const [file, content] of Object.entries(files)) {
      writeAtomically(path.join(folder, file), content);
    }
    const written = Object.keys(files).map((file) => path.join(folder, file));
    if (format === 'json') printJson({ schema: 'kabi-reports/init/1', written, problems: [] });
    else process.stdout.write(`${written.join('\n')}\n\n${NEXT}`);
    return Promise.resolve(EXIT.clean);
  },
});

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
        devDependencies: { [program]: `^${number}` },
        engines: { node: '>=22.12' },
      },
      undefined,
      2,
    )}\n`,
    '.gitignore': 'node_modules/\ndist/\ncontent/generated/\n.cache/\n',
    '.github/workflows/kabi.yml': WORKFLOW,
  };
}

const WORKFLOW = `# Builds the site on each change, and publishes that of the main branch on GitHub Pages.
name: kabi
on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - run: npm install
      - run: npx kabi lint
      # Status 1 is a warning: it stands in the log, for those who review the change.
      - run: npx kabi build || test $? -eq 1
      - uses: actions/upload-pages-artifact@v3
        if: github.event_name == 'push'
        with: { path: dist }

  publish:
    needs: build
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    permissions: { pages: write, id-token: write }
    environment: { name: github-pages }
    concurrency: { group: pages }
    steps:
      - uses: actions/deploy-pages@v4
`;
