/** What the processes that make a site ask the one that started them (ask in engine/worker.ts), or say to it. */

/** Astro's process: whether it may read the collections. It takes seconds to load, and does so while they are written. */
export const COLLECTIONS_WRITTEN = 'collections written';

/** A process that makes stamped pages: the shell of these pages. */
export const SHELL_WANTED = 'shell wanted';
/** Null if there is none, as Astro rendered these pages itself (src/site/stamped-pages.ts). */
export type ShellHtml = string | null;

/** What Astro's process says as soon as it can: tens of thousands of pages wait for it. */
export interface ShellRendered {
  readonly shell: string;
}

export function isShellRendered(message: unknown): message is ShellRendered {
  return typeof message === 'object' && message !== null && 'shell' in message;
}
