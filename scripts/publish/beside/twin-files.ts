/** A page's text and JSON as files. */
import { TWIN_FILES } from '../../../src/addresses/urls.ts';
import { plainText } from '../../../src/media/plain-text.ts';
import type { Twin } from '../../../src/views/frame/twin.ts';

export type TextFile = readonly [name: string, text: string];

/** By name within the folder of the page. */
export function* twinFiles({ text, json }: Twin): Generator<TextFile> {
  yield [TWIN_FILES.text, plainText(text)];
  yield [TWIN_FILES.json, `${JSON.stringify(json)}\n`];
}
