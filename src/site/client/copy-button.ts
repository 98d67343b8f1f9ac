import { texts } from './texts.ts';

/** @param text is asked for when the button is used */
export function copyButton(label: string, text: () => Promise<string>): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = label;
  button.addEventListener('click', () => void copy(button, text));
  return button;
}

async function copy(button: HTMLButtonElement, text: () => Promise<string>): Promise<void> {
  try {
    await navigator.clipboard.writeText(await text());
    button.textContent = texts.copied;
  } catch {
    button.textContent = texts.copyByHand;
  }
}
