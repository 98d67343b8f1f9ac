/** The folder that everything is measured in, and what several benchmarks need from it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { Checkout } from './checkout.ts';

const TMPFS_MAGIC = 0x01021994;

export class Workspace {
  readonly #root: string;
  #folders = 0;
  #site: Promise<Checkout> | undefined;

  /** @param parent existing folder */
  constructor(parent: string) {
    this.#root = mkdtempSync(path.join(parent, 'kabi-bench-'));
  }

  /** The path of a folder that does not exist yet, under a name that nothing had before. */
  folder(name: string): string {
    this.#folders += 1;
    return path.join(this.#root, `${this.#folders}-${name}`);
  }

  /** A copy of this checkout with its site built. */
  site(): Promise<Checkout> {
    return (this.#site ??= this.#buildSite());
  }

  /**
   * Removes a folder at once where that is harmless. On a disk it stays until the end: ext4 makes new files many times
   * slower while it recycles the inodes of deleted ones.
   */
  async discard(folder: string): Promise<void> {
    if (await this.inMemory()) await rm(folder, { recursive: true });
  }

  async inMemory(): Promise<boolean> {
    return (await statfs(this.#root)).type === TMPFS_MAGIC;
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  async #buildSite(): Promise<Checkout> {
    const checkout = await Checkout.copy(this.folder('site'));
    await checkout.build();
    return checkout;
  }
}
