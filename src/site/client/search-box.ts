/**
 * The search box: `/` or Ctrl/⌘ K focus it. What suggests is loaded when somebody turns to it, which most readers of a page do
 * not; until then, and where it cannot be loaded, the form leads to the A-Z lists as it does without scripts.
 */
const forms = document.querySelectorAll<HTMLFormElement>('form[data-symbol-search]');

function attachShortcuts(form: HTMLFormElement | undefined): void {
  const input = form?.querySelector('input');
  document.addEventListener('keydown', (event) => {
    const typing =
      event.target instanceof HTMLElement &&
      event.target.closest('input, textarea, select, [contenteditable]');
    const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
    const chord = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    if (!slash && !chord) return;
    event.preventDefault();
    input?.focus();
    input?.select();
  });
}

function suggestOnFocus(form: HTMLFormElement, id: string): void {
  let isAsked = false;
  const load = async (): Promise<void> => {
    if (isAsked) return;
    isAsked = true;
    try {
      const { attach } = await import('./suggestions.ts');
      form.removeEventListener('focusin', ask);
      attach(form, id);
    } catch {
      // The next focus asks again.
      isAsked = false;
    }
  };
  const ask = () => void load();
  form.addEventListener('focusin', ask);
  if (form.contains(document.activeElement)) ask();
}

for (const [number, form] of forms.entries()) suggestOnFocus(form, `hits-${number}`);
attachShortcuts(forms[0]);
