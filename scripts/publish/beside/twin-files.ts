/** A page's text and JSON as files. */
import { TWIN_FILES } from '../../src/kabi/urls.ts';
import { plainText } from '../../src/render/plain/plain-text.ts';
import type { Twin } from '../../src/render/twins/twin.ts';

export type TextFile = readonly [name: string, text: string];

/** By name within the folder of the page. */
export function* twinFiles({ text, json }: Twin): Generator<TextFile> {
  yield [TWIN_FILES.text, plainText(text)];
  yield [TWIN_FILES.json, `${JSON.stringify(json)}\n`];
}
