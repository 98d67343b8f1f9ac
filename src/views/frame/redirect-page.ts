import type { Redirect } from '../../addresses/redirects.ts';
import { html, nothing, type Html } from '../../media/html.ts';

/** Stands at an address that was published and leads on. Plain: it is seen for a moment, or to choose from. */
export function redirectPage({ from, to, why }: Redirect, base: string, origin: string): Html {
  const links = to.map((target) => ({ path: base + target, name: `/${target}` }));
  const [only, ...others] = links;
  const isMoved = only !== undefined && others.length === 0;
  const refresh = isMoved ? html`<meta http-equiv="refresh" content="0;url=${only.path}">` : nothing;
  const canonical =
    isMoved && origin !== '' ? html`<link rel="canonical" href="${origin}${only.path}">` : nothing;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>/${from} ${isMoved ? 'moved' : 'was split'}</title><meta name="description" content="What was at this address ${isMoved ? 'moved' : 'was split into several pages'}.">${refresh}<meta name="robots" content="noindex">${canonical}</head><body>
<h1>/${from} ${isMoved ? 'moved' : 'was split'}</h1>
<p>${why}</p>
<ul>${links.map(({ path, name }) => html`<li><a href="${path}">${name}</a></li>`)}</ul>
</body></html>
`;
}
