/** The releases of each product as dots on one axis of time: the larger, the more CRCs changed. */
import type { Words } from '../../lang/words.ts';
import { say } from '../../lang/message.ts';
import { html, nothing, type Html } from '../../media/html.ts';
import type { UpdateFigures } from './update-figures.ts';

const WIDTH = 1000;
const HEIGHT = 40;
const SMALLEST = 4;
const LARGEST = 17;

interface Links {
  readonly product: (product: string) => Html;
  readonly release: (product: string, release: string) => string;
}

/** @param figures as updateFigures gives them; a release without a day has no dot */
export function updateDots(figures: readonly UpdateFigures[], links: Links, words: Words): Html {
  const days = figures.flatMap(({ built }) => (built === null ? [] : Date.parse(built)));
  if (days.length < 2) return nothing;
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const span = Math.max(1, last - first);
  const x = (built: string) => LARGEST + ((Date.parse(built) - first) / span) * (WIDTH - 2 * LARGEST);
  const rows = [...Map.groupBy(figures, ({ product }) => product.name).values()];
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const { texts } = words;
  return html`<div class="dots">${rows.map((own) => {
    const dots = own
      .filter(({ built }) => built !== null)
      .sort((a, b) => share(b) - share(a))
      .map(
        (each) =>
          html`<a href="${links.release(each.product.name, each.release)}" tabindex="-1"><circle class="${lookOf(each)}" cx="${x(each.built ?? '').toFixed(1)}" cy="${HEIGHT / 2}" r="${radius(each).toFixed(1)}"/></a>`,
      );
    const told = own.find((each) => share(each) > 0);
    return html`<div>${links.product(own[0]?.product.name ?? '')}${told === undefined ? nothing : html` <small>${toldWords(told, words)}</small>`}</div><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"><path d="M0 ${HEIGHT / 2}H${WIDTH}"/>${dots}</svg>
`;
  })}<div></div><p class="small soft"><time datetime="${day(first)}">${day(first)}</time><time datetime="${day(last)}">${day(last)}</time></p></div>
<p class="small soft">${texts.home.dotsNote}</p>
`;
}

/** Of the CRCs that could be compared, those that changed. */
function share({ summary, comparable }: UpdateFigures): number {
  return summary === null || comparable === 0 ? 0 : summary['crc-changed'] / comparable;
}

function radius(figures: UpdateFigures): number {
  return SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(share(figures));
}

function lookOf({ summary, comparable }: UpdateFigures): string {
  return summary === null || comparable === 0 ? 'unknown' : summary['crc-changed'] === 0 ? 'none' : 'changed';
}

/** `6.1.0-55: 74 %, struct device` */
function toldWords(
  { release, summary, comparable, cause }: UpdateFigures,
  { texts, share: of }: Words,
): string {
  const changed = of(summary?.['crc-changed'] ?? 0, comparable);
  return say(cause === null ? texts.home.dotWithoutCause : texts.home.dot, {
    ...{ release, share: changed },
    ...(cause !== null && { cause }),
  });
}
