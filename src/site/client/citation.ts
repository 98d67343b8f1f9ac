/** Citations to copy: a button, and the address of the site where the page does not know it. */
import { copyButton } from './copy-button.ts';
import { texts } from './texts.ts';

for (const cite of document.querySelectorAll<HTMLElement>('.cite')) {
  const url = cite.querySelector('[data-cite-url]');
  if (url?.textContent.startsWith('/') === true) url.textContent = location.origin + url.textContent;
  cite.after(copyButton(texts.copy, () => Promise.resolve(cite.textContent)));
}

/** The address of what a reader has chosen on the page, so that a citation leads to the very row. */
function citeTarget(): void {
  const target = document.querySelector('main :target');
  for (const url of document.querySelectorAll<HTMLElement>('[data-cite-url]')) {
    const page = (url.dataset['page'] ??= url.textContent);
    url.textContent = page + (target === null ? '' : location.hash);
  }
}
citeTarget();
addEventListener('hashchange', citeTarget);
