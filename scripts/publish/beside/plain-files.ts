/** A page's text and JSON as files. */
import { PLAIN_FILES } from '../../../src/addresses/urls.ts';
import { plainText } from '../../../src/media/plain-text.ts';
import type { PlainPage } from '../../../src/views/frame/plain-page.ts';

export type TextFile = readonly [name: string, text: string];

/** By name within the folder of the page. */
export function* plainFiles({ text, json }: PlainPage): Generator<TextFile> {
  yield [PLAIN_FILES.text, plainText(text)];
  yield [PLAIN_FILES.json, `${JSON.stringify(json)}\n`];
}
