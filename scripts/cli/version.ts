import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../engine/root.ts';

/** What this program's package says that it is: `kabi-reports 0.1.0`. */
export function version(): string {
  const { name, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  return `${name} ${version}`;
}
