/** A copy of this checkout: without anything built, and built without touching the original. */
import { cp, mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { generatedFolder, rowsFolder } from '../../../scripts/corpus/layout.ts';
import { ROOT } from '../../../scripts/engine/root.ts';
import { runMeasured, type Usage } from './process-tree.ts';

const PARTS = [
  'src',
  'scripts',
  'public',
  'content',
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
/** Exit status of `kabi build`: built, or built with warnings about content. */
const BUILT = [0, 1];

export class Checkout {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async copy(root: string): Promise<Checkout> {
    const generated = generatedFolder(path.join(ROOT, 'content'));
    await mkdir(root, { recursive: true });
    for (const part of PARTS) {
      await cp(path.join(ROOT, part), path.join(root, part), {
        recursive: true,
        filter: (source) => source !== generated,
      });
    }
    await symlink(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
    return new Checkout(root);
  }

  get content(): string {
    return path.join(this.root, 'content');
  }

  /** The built site. */
  get dist(): string {
    return path.join(this.root, 'dist');
  }

  /** Folder of the row data of the built site. */
  get rows(): string {
    return rowsFolder(this.content);
  }

  /** The symbols with their histories, a line each. */
  get symbols(): string {
    return path.join(this.rows, 'symbols.ndjson');
  }

  /** A program of this folder, in the copy: what is being edited meanwhile does not disturb it. */
  program(name: string): string {
    return path.join(this.root, 'scripts', 'bench', 'programs', name);
  }

  /** Runs `kabi build` as its users do. */
  build(): Promise<Usage> {
    const program = path.join(this.root, 'scripts', 'kabi.ts');
    return runMeasured(process.execPath, [program, 'build'], { cwd: this.root, accepted: BUILT });
  }
}
