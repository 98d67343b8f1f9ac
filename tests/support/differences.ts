import { readFileSync } from 'node:fs';
import path from 'node:path';
import { siteFiles } from './site-files.ts';

/** What one folder has and the other has not, or not with the same bytes. */
export function differences(a: string, b: string): string[] {
  const [inA, inB] = [new Set(siteFiles(a)), new Set(siteFiles(b))];
  const isSame = (file: string) => readFileSync(path.join(a, file)).equals(readFileSync(path.join(b, file)));
  return [
    ...[...inA.difference(inB)].map((file) => `only in the first: ${file}`),
    ...[...inB.difference(inA)].map((file) => `only in the second: ${file}`),
    ...[...inA.intersection(inB)].filter((file) => !isSame(file)).map((file) => `differs: ${file}`),
  ];
}
