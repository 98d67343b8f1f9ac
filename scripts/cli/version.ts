import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../engine/root.ts';

/** What this program's package says that it is: `kabi-reports 0.1.0`. */
export function version(): string {
  const { name, version } = manifest();
  return `${name} ${version}`;
}

/** Which version of a package it makes sites with. */
export function versionOf(name: string): string {
  const { dependencies = {}, optionalDependencies = {} } = manifest();
  const found = dependencies[name] ?? optionalDependencies[name];
  if (found === undefined) throw new RangeError(`${name} is no dependency`);
  return found;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;
}
