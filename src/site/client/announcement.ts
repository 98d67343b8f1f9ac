/** The announcement beside the page of a release, to be copied. */
import { copyButton } from './copy-button.ts';
import { texts } from './texts.ts';

for (const line of document.querySelectorAll<HTMLElement>('[data-copy-from]')) {
  const file = line.dataset['copyFrom'] ?? '';
  line.prepend(
    copyButton(texts.copyAnnouncement, () => textOf(file)),
    ' ',
  );
}

async function textOf(file: string): Promise<string> {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response.text();
}
