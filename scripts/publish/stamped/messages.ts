/** What passes between the publishing process and those that make stamped pages. */
import type { StampedPagesInput } from './pages.ts';

/** The first message. */
export interface StampTask extends StampedPagesInput {
  /** Folder of the site. */
  readonly root: string;
  /** Whether there was none before: then no file in it can be there already. */
  readonly isNew: boolean;
  /** Where Astro puts the shell. */
  readonly shellFile: string;
  readonly part: number;
  readonly of: number;
}

/** The second: Astro has written all that it will write. */
export const RENDERED = 'rendered';

/** What the process answers. */
export interface StampedFiles {
  readonly files: readonly string[];
}
