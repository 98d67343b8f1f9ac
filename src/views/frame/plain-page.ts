import { paragraph, type Block } from '../../media/blocks.ts';
import type { Urls } from '../../addresses/urls.ts';

/** What a page says, for mails and for programs (PLAIN_FILES in urls.ts). */
export interface PlainPage {
  readonly text: readonly Block[];
  readonly json: object;
}

/** What stands at the end of every text: where it comes from. The link is the last footnote, unless it came before. */
export function colophon(url: string, dataDate: string | null): Block {
  const date = dataDate === null ? '' : `, data ${dataDate}`;
  return paragraph({ text: 'This page', url }, `${date}.`);
}

export interface PlainSite {
  readonly urls: Urls;
  readonly origin: string;
}
