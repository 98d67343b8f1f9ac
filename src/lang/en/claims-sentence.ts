import { counted, listed } from '../../base/text.ts';
import type { claimCounts } from '../../documents/claims.ts';

/** `Of 31 claims, 20 are borne out, 9 differ and 2 cannot be told.` */
export function claimsSentence({ all, yes, no, unknown }: ReturnType<typeof claimCounts>): string {
  const parts = [
    yes > 0 && `${counted(yes, 'is', 'are')} borne out`,
    no > 0 && counted(no, 'differs', 'differ'),
    unknown > 0 && `${unknown} cannot be told`,
  ].filter((part) => part !== false);
  return `Of ${counted(all, 'claim', 'claims')}, ${listed(parts)}.`;
}
