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

/** What a reader is told of the box stands at once; what is in its list comes when somebody turns to it. */
function attach(form: HTMLFormElement, id: string): void {
  const input = form.querySelector('input');
  if (input === null) return;
  const list = document.createElement('ul');
  list.className = 'hits';
  list.id = id;
  list.role = 'listbox';
  list.hidden = true;
  const status = document.createElement('span');
  status.className = 'hidden';
  status.role = 'status';
  input.after(list, status);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': id,
    'aria-autocomplete': 'list',
  })) {
    input.setAttribute(name, value);
  }
  let isAsked = false;
  const load = async (): Promise<void> => {
    if (isAsked) return;
    isAsked = true;
    try {
      const { suggest } = await import('./suggestions.ts');
      suggest(form, input, list, status);
    } catch {
      // The next focus asks again.
      isAsked = false;
    }
  };
  input.addEventListener('focus', () => void load());
  if (input === document.activeElement) void load();
}

for (const [number, form] of forms.entries()) attach(form, `hits-${number}`);
attachShortcuts(forms[0]);
