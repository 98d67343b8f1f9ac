/** When and how far a source was read, in words. */
import type { Dictionary } from '../i18n/dictionary.ts';
import { say } from '../i18n/message.ts';
import type { Reading } from '../kabi/schema/reading.ts';

/** `read 2026-11-20`, `excerpt read 2026-11-20, unverified` */
export function readingWords({ read, extent }: Reading, texts: Dictionary, isVerified = true): string {
  const when = say(texts.readings[extent ?? 'whole'], { day: read });
  return isVerified ? when : say(texts.unverified, { when });
}
