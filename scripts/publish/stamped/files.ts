/** What the kinds of stamped pages have in common: what they are told, and how a page becomes files. */
import type { Urls } from '../../../src/addresses/urls.ts';
import { pageHead } from '../../../src/views/frame/head.ts';
import type { RenderedPage } from '../../../src/views/frame/rendered-page.ts';
import type { TextFile } from '../beside/plain-files.ts';
import type { StampedPage } from './stamp.ts';

export interface StampContext {
  readonly urls: Urls;
  /** Scheme and host; `''` if the site does not know its own. */
  readonly origin: string;
  readonly hasPlainPages: boolean;
  /** Of the site. */
  readonly title: string;
}

/**
 * @param folder of the page, below that of the site
 * @param beside files of its own that need no shell, by name within the folder
 */
export function stampedPage(
  folder: string,
  rendered: RenderedPage,
  context: StampContext,
  beside: readonly TextFile[] = [],
): StampedPage {
  return {
    file: `${folder}/index.html`,
    head: pageHead(rendered, context).text,
    body: rendered.body.text,
    beside: beside.map(([name, text]) => [`${folder}/${name}`, text]),
  };
}
