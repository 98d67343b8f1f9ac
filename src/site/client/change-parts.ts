/** The page of a module whose rows are divided: leads on to the part that has the row which an address names. */
import { symbolShard } from '../../addresses/urls.ts';
import { partOf } from '../../views/frame/change-parts.ts';

function leadOn(): void {
  const symbol = decoded(location.hash.slice(1));
  if (symbol === '' || document.querySelector(':target') !== null) return;
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-parts] a[data-from]')];
  const parts = links.map((link) => ({ from: link.dataset['from'] ?? '', href: link.href }));
  const part = partOf(parts, symbol, symbolShard(symbol));
  if (part !== undefined) location.replace(part.href + location.hash);
}

function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

leadOn();
addEventListener('hashchange', leadOn);
