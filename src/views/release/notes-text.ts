import { blockMarkdown } from '../../media/block-markdown.ts';
import { plainText } from '../../media/plain-text.ts';
import { notesBlocks, notesTitle, type SiteToLink } from './notes-blocks.ts';
import type { NotesFacts } from './notes-facts.ts';

/** Notes in one of the forms in which people send them. */
export function notesText(
  facts: NotesFacts,
  form: 'markdown' | 'text' | 'mail',
  site: SiteToLink | undefined,
): string {
  const blocks = notesBlocks(facts, site);
  switch (form) {
    case 'markdown':
      return blockMarkdown(blocks);
    case 'text':
      return plainText(blocks);
    case 'mail':
      // The title is the subject: a reader need not see it twice.
      return `Subject: ${notesTitle(facts)}\n\n${plainText(blocks.slice(1))}`;
  }
}
