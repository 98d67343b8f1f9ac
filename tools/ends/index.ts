/**
 * Writes what became of exports between two kernels, from their unpacked sources (Debian's linux-source-*):
 *
 *     node tools/ends/index.ts linux-source-6.12 6.12.118-1 linux-source-7.2 7.2.13-1 < NAMES > content/symbol-ends/7.2.txt
 *
 * NAMES, one a line, are exports of the older kernel as it was built that the newer one lacks: of these it is told, too, that
 * the newer source exports them still.
 */
import { readFileSync } from 'node:fs';
import { formatSourceEnds } from '../../src/formats/ends/source-ends.ts';
import { findEnds } from './find-ends.ts';
import { SourceTree } from './source-tree.ts';

const [older, from, newer, to] = process.argv.slice(2);
if (older === undefined || from === undefined || newer === undefined || to === undefined) {
  process.stderr.write('usage: node tools/ends/index.ts OLDER-TREE VERSION NEWER-TREE VERSION\n');
  process.exitCode = 2;
} else {
  const ends = findEnds(new SourceTree(older), new SourceTree(newer), readFileSync(0, 'utf8').split('\n'));
  process.stdout.write(formatSourceEnds({ from, to, ends }));
}
