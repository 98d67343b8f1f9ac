/** What a release did, in one figure and its causes: that of the product's main variant. */
import { mainVariant } from '../../kernel/variant.ts';
import type { UpdateHeadline } from '../../lang/common/words.ts';
import { causeName } from '../../lang/en/cause-sentences.ts';
import { typeAnchor } from '../../addresses/type-pages.ts';
import type { ReleaseEntry } from '../../records/entries/release.ts';
import type { CauseRow, CauseRows } from '../../records/rows/causes.ts';

/** Of more causes, the rest share a part of the bar. */
const MOST_PARTS = 5;
/** A cause that explains less than that of the changed CRCs has no part of its own. */
const LEAST_SHARE = 0.02;

/** A part of the bar: changed CRCs, and where the page tells why. */
export interface HeadlinePart {
  readonly kind: 'cause' | 'others' | 'unexplained';
  /** Of a cause; of `others` and `unexplained` the page's language has the words. */
  readonly name: string;
  /** How many causes it stands for. */
  readonly causes: number;
  readonly symbols: number;
  /** An id on the page of the release. */
  readonly anchor: string;
}

export interface ReleaseHeadline extends UpdateHeadline {
  /** Add up to `changed`; empty where no cause is known. */
  readonly parts: readonly HeadlinePart[];
}

type HeadlineVariant = Pick<
  ReleaseEntry['variants'][number],
  'variant' | 'summary' | 'unversioned' | 'common'
>;

/**
 * Undefined where no CRC of the main variant changed, or every module has to be rebuilt anyway: then the finding says it all.
 *
 * @param causes of every comparison with an earlier release
 */
export function releaseHeadline(
  variants: readonly HeadlineVariant[],
  causes: CauseRows,
): ReleaseHeadline | undefined {
  const compared = variants.filter(({ summary }) => summary !== null);
  const main = compared[mainVariant(compared.map(({ variant }) => variant))];
  if (main?.summary == null || main.unversioned !== null) return undefined;
  const { variant, common } = main;
  const changed = main.summary['crc-changed'];
  if (changed === 0) return undefined;
  const rows = causes.find((each) => each.variant === variant);
  const [first] = byNearness(rows?.causes ?? []);
  return {
    ...{ variant, common, changed },
    cause:
      first === undefined || first.nearest === 0 ? null : { name: causeName(first), symbols: first.nearest },
    parts: rows === undefined || rows.explained === 0 ? [] : parts(rows, changed),
  };
}

/** Nearest to most exports first. */
export function byNearness(causes: readonly CauseRow[]): CauseRow[] {
  return causes.toSorted((a, b) => b.nearest - a.nearest);
}

function parts({ causes, unexplained }: CauseRows[number], changed: number): HeadlinePart[] {
  const shown = byNearness(causes)
    .slice(0, MOST_PARTS)
    .filter(({ nearest }) => nearest >= LEAST_SHARE * changed);
  const rest = changed - unexplained.length - shown.reduce((sum, { nearest }) => sum + nearest, 0);
  const others = { kind: 'others', name: '', causes: causes.length - shown.length } as const;
  const unknown = { kind: 'unexplained', name: '', causes: 0, symbols: unexplained.length } as const;
  return [
    ...shown.map((cause): HeadlinePart => ({
      ...{ kind: 'cause', name: causeName(cause), causes: 1 },
      ...{ symbols: cause.nearest, anchor: typeAnchor(cause) },
    })),
    { ...others, symbols: rest, anchor: 'causes' },
    { ...unknown, anchor: 'unexplained' },
  ].filter(({ symbols }) => symbols > 0);
}
