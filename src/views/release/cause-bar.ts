/** The nearest causes of changed CRCs as one bar, and the same in words below it. */
import { count } from '../../base/text.ts';
import type { Words } from '../../lang/words.ts';
import { say } from '../../lang/message.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import type { HeadlinePart, ReleaseHeadline } from './headline.ts';

/** Units of the drawing, which is as wide as the page. */
const WIDTH = 1000;
const HEIGHT = 32;
/** So that the smallest part is seen. */
const LEAST_WIDTH = 6;

/** @param link to a place on the page that has the causes */
export function causeBar(
  { variant, changed, parts }: ReleaseHeadline,
  { texts, share }: Words,
  link: (anchor: string) => { readonly href: string; readonly hreflang?: string },
): Html {
  if (parts.length === 0) return nothing;
  const words = texts.release;
  const nameOf = ({ kind, name, causes }: HeadlinePart) =>
    kind === 'cause'
      ? name
      : kind === 'others'
        ? say(words.otherCauses, { n: causes })
        : words.unexplainedPart;
  let x = 0;
  const scale = (WIDTH - parts.length * LEAST_WIDTH) / changed;
  // Whoever cannot point at a part has the list below, which leads to the same places.
  const drawn = parts.map((part, i) => {
    const width = LEAST_WIDTH + part.symbols * scale;
    const rect = html`<a ${attributes(link(part.anchor))} tabindex="-1"><rect class="${colourOf(part, i)}" x="${x.toFixed(1)}" width="${(width - 1.5).toFixed(1)}" height="${HEIGHT}"/></a>`;
    x += width;
    return rect;
  });
  return html`<figure class="cause-bar"><figcaption class="small soft">${say(words.causeBar, { n: changed, variant })}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${drawn}</svg>
<ul class="key">${parts.map(
    (part, i) =>
      html`<li class="${colourOf(part, i)}"><a ${attributes(link(part.anchor))}>${nameOf(part)}</a> ${count(part.symbols)} <span class="soft">${share(part.symbols, changed)}</span></li>
`,
  )}</ul></figure>
`;
}

function attributes({ href, hreflang }: { readonly href: string; readonly hreflang?: string }): Html {
  return html`href="${href}"${hreflang !== undefined && html` hreflang="${hreflang}"`}`;
}

function colourOf({ kind }: HeadlinePart, index: number): string {
  return kind === 'cause' ? `part-${index + 1}` : `part-${kind}`;
}
