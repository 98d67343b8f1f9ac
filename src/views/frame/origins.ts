/** Which changes made a cause, on every page that shows one. */
import { commitSearch } from '../../addresses/commits.ts';
import { degreeWords, originPlace } from '../../lang/en/origin-sentences.ts';
import type { ToldOrigin } from '../../types/cause/told-origins.ts';
import { html, type Html } from '../../media/html.ts';

/** Nothing is said where no title tells. */
export function originLines(origins: readonly ToldOrigin[] = []): Html {
  return html`${origins.map((origin) => {
    const link = commitSearch(origin);
    const title = link === null ? html`${origin.title}` : html`<a href="${link}">${origin.title}</a>`;
    return html`<p class="small origin">${degreeWords(origin)} ${title} (${originPlace(origin)})</p>
`;
  })}`;
}
