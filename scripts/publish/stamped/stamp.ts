/** What differs between one page and the next, stamped into the shell that Astro rendered once for all of them. */

export interface Shell {
  readonly html: string;
  /** What stands for a page's own head and body. */
  readonly head: string;
  readonly body: string;
  /** The link in the masthead that is current on the pages below a folder of the site: `{ t: '/t/' }`. */
  readonly current: Readonly<Record<string, string>>;
}

export interface StampedPage {
  /** Path below the site's folder. */
  readonly file: string;
  readonly head: string;
  readonly body: string;
  /** Its text and JSON, which need no shell, by path below the site's folder. */
  readonly beside: readonly (readonly [file: string, text: string])[];
}

/**
 * A page that waits for its shell, as bytes: a text that was put together from pieces keeps every piece in memory, which for
 * 37,000 pages came to half a gigabyte.
 */
export interface WaitingPage {
  readonly file: string;
  readonly head: Buffer;
  readonly body: Buffer;
}

export function waitingPage({ file, head, body }: StampedPage): WaitingPage {
  return { file, head: Buffer.from(head), body: Buffer.from(body) };
}

/**
 * @returns what makes the bytes of a page, which are good until it is called again
 * @throws {Error} if the shell does not hold each placeholder exactly once
 */
export function createStamp(
  shell: Shell,
): (page: Pick<StampedPage | WaitingPage, 'file' | 'head' | 'body'>) => Buffer {
  const { html } = shell;
  const [beforeHead, rest] = splitOnce(html, shell.head);
  const [beforeBody, afterBody] = splitOnce(rest, shell.body);
  const start = Buffer.from(beforeHead);
  const plain = Buffer.from(beforeBody);
  const marked = new Map(
    Object.entries(shell.current).map(([folder, href]) => [
      folder,
      Buffer.from(markCurrent(beforeBody, href)),
    ]),
  );
  const end = Buffer.from(afterBody);
  let page = Buffer.allocUnsafeSlow(2 * html.length);
  return ({ file, head, body }) => {
    const between = marked.get(file.slice(0, file.indexOf('/'))) ?? plain;
    const longest =
      start.length + between.length + end.length + BYTES_PER_CHARACTER * (head.length + body.length);
    if (longest > page.length) page = Buffer.allocUnsafeSlow(2 * longest);
    let at = 0;
    for (const part of [start, head, between, body, end]) {
      at += typeof part === 'string' ? page.write(part, at) : part.copy(page, at);
    }
    return page.subarray(0, at);
  };
}

/** At most, of the characters that a string counts. */
const BYTES_PER_CHARACTER = 3;

/** As Astro has it in the pages that it renders itself. */
function markCurrent(masthead: string, href: string): string {
  return masthead.replace(`<a href="${href}"`, (link) => `${link} aria-current="true"`);
}

function splitOnce(text: string, placeholder: string): [string, string] {
  const [before, after, ...more] = text.split(placeholder);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`the shell must hold ${placeholder} once: see src/site/pages/s/[symbol].astro`);
  }
  return [before, after];
}
