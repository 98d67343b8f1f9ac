/** What differs between one page and the next, stamped into the shell that Astro rendered once for all of them. */

export interface Shell {
  readonly html: string;
  /** What stands for a page's own head and body. */
  readonly head: string;
  readonly body: string;
}

/** As bytes: a text that was put together from pieces keeps every piece in memory, which for 37,000 pages came to half a gigabyte. */
export interface StampedPage {
  /** Path below the site's folder. */
  readonly file: string;
  readonly head: Buffer;
  readonly body: Buffer;
  /** Its text and JSON, which need no shell, by path below the site's folder. */
  readonly beside: readonly (readonly [file: string, text: string])[];
}

/** @throws {Error} if the shell does not hold each placeholder exactly once */
export function createStamp(shell: Shell): (page: Pick<StampedPage, 'head' | 'body'>) => Buffer {
  const [beforeHead, rest] = splitOnce(shell.html, shell.head);
  const [beforeBody, afterBody] = splitOnce(rest, shell.body);
  const start = Buffer.from(beforeHead);
  const between = Buffer.from(beforeBody);
  const end = Buffer.from(afterBody);
  return ({ head, body }) => Buffer.concat([start, head, between, body, end]);
}

function splitOnce(text: string, placeholder: string): [string, string] {
  const [before, after, ...more] = text.split(placeholder);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`the shell must hold ${placeholder} once: see src/pages/s/[symbol].astro`);
  }
  return [before, after];
}
