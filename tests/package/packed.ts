/** The package as somebody gets it who has no clone. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** @returns its file */
export function packProgram(): string {
  execFileSync(process.execPath, [path.join(ROOT, 'tools/package/index.ts')]);
  const [packed = ''] = readdirSync(ROOT).filter((name) => name.endsWith('.tgz'));
  return path.join(ROOT, packed);
}

/**
 * What makes pages, which comes from a registry that a test does not ask. Nothing may install there afterwards: package by
 * package, as npm would empty the folder of a scope that is a link.
 */
export function linkPackages(modules: string): void {
  const own = path.join(ROOT, 'node_modules');
  const names = readdirSync(own)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(path.join(own, name)).map((each) => `${name}/${each}`) : [name],
    );
  for (const name of names) {
    const link = path.join(modules, name);
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(own, name), link);
  }
}
