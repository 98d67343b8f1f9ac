/** Adds a list of links in the form of the A-Z lists. */
export function appendNames(
  place: HTMLElement,
  items: readonly { readonly text: string; readonly url: string; readonly what?: string }[],
): void {
  const list = document.createElement('ul');
  list.className = 'names';
  for (const { text, url, what } of items) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = url;
    link.textContent = text;
    item.append(link);
    if (what !== undefined) {
      const small = document.createElement('small');
      small.textContent = ` ${what}`;
      item.append(small);
    }
    list.append(item);
  }
  place.append(list);
}
