/** What a source is called, when and how far it was read, in words. */
import type { Dictionary } from '../../lang/en/translation.ts';
import { say } from '../../lang/message.ts';
import type { Language } from '../../base/language.ts';
import type { Reading } from '../../base/reading.ts';
import { languageOfTitle } from '../../media/html-language.ts';

/** For readers of a language: the document's own words, where it is in that one. */
export function sourceTitle(
  { title, original }: { readonly title: string; readonly original?: string | undefined },
  language: Language,
): string {
  return original !== undefined && languageOfTitle(original) === language ? original : title;
}

/** `read 2026-11-20`, `excerpt read 2026-11-20, unverified` */
export function readingWords({ read, extent }: Reading, texts: Dictionary, isVerified = true): string {
  const when = say(texts.readings[extent ?? 'whole'], { day: read });
  return isVerified ? when : say(texts.unverified, { when });
}
