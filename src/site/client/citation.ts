/** Citations to copy: a button, and the address of the site where the page does not know it. */
import { texts } from './texts.ts';

for (const cite of document.querySelectorAll<HTMLElement>('.cite')) {
  const url = cite.querySelector('[data-cite-url]');
  if (url?.textContent.startsWith('/') === true) url.textContent = location.origin + url.textContent;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = texts.copy;
  button.addEventListener('click', () => void copy(button, cite.textContent));
  cite.after(button);
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = texts.copied;
  } catch {
    button.textContent = texts.copyByHand;
  }
}
