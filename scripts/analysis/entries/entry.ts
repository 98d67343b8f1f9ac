/** A Markdown entry before it is written. */
import type { Phrase } from '../../../src/lang/common/phrase.ts';
export interface Entry<Data> {
  readonly data: Data;
  /** The body, as phrases: one paragraph each. */
  readonly paragraphs: readonly Phrase[];
}
