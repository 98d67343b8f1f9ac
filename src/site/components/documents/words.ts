import type { DocumentEntry } from '../../../records/entries/document.ts';
import type { Language } from '../../../base/language.ts';
import { wording, type Text } from '../../../base/wording.ts';
import { htmlLanguage } from '../../../media/html-language.ts';
import { html, type Html } from '../../../media/html.ts';
import { richText } from '../../../views/frame/rich-text.ts';
import { localeOf } from '../../site.ts';

/** A text of a document: symbols that it names are linked, and another language than the page's is marked. */
export function documentWords(value: Text, entry: DocumentEntry, language: Language): Html {
  const locale = localeOf(language);
  const { text, language: own } = wording(value, language, entry.record.language);
  const onFile = new Set(entry.named.flatMap(({ symbol, isOnFile }) => (isOnFile ? [symbol] : [])));
  const words = richText(
    text,
    (symbol) => onFile.has(symbol),
    (symbol, code) => locale.link(locale.urls.symbol(symbol), code),
  );
  return own === language ? words : html`<span lang="${htmlLanguage(own)}">${words}</span>`;
}
