/** Citations to copy: a button, and the address of the site where the page does not know it. */
for (const cite of document.querySelectorAll<HTMLElement>('.cite')) {
  const url = cite.querySelector('[data-cite-url]');
  if (url?.textContent.startsWith('/') === true) url.textContent = location.origin + url.textContent;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', () => void copy(button, cite.textContent));
  cite.after(button);
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Select the text and copy it';
  }
}
