/** Titles of vendors' pages: what is promised today. */
import type { Dictionary } from '../../lang/en/translation.ts';
import { say } from '../../lang/message.ts';
import { TRANSITIONS } from '../../policy/promise.ts';
import type { PolicyEntry, VendorEntry } from '../../records/entries/vendor.ts';
import type { Language } from '../../base/language.ts';
import { inLanguage, type Prose } from '../../base/prose.ts';
import { promiseWords } from './policy-words.ts';
import { titled } from '../frame/titles.ts';

export interface NewestPromises {
  readonly policy: Prose;
  /** Update by update. */
  readonly promises: readonly { readonly transition: string; readonly promise: string }[];
}

/** Of the policies in force, the last of which any promise is known. */
export function newestPromises(
  policies: readonly PolicyEntry[],
  texts: Dictionary,
): NewestPromises | undefined {
  return policies
    .filter(({ status, effective }) => status === 'adopted' && effective?.until === undefined)
    .map(({ title, promise }) => ({ policy: title, promises: knownPromises(promise, texts) }))
    .findLast(({ promises }) => promises.length > 0);
}

function knownPromises(promise: PolicyEntry['promise'], texts: Dictionary): NewestPromises['promises'] {
  return TRANSITIONS.flatMap((each) => {
    const cell = promise[each];
    if (cell.keeps === 'unknown' || cell.keeps === 'not-applicable') return [];
    return [{ transition: texts.shortTransitions[each], promise: promiseWords(cell, texts) }];
  });
}

/** What a vendor promises today. */
export function vendorTitle(
  { title, policies }: Pick<VendorEntry, 'title' | 'policies'>,
  language: Language,
  texts: Dictionary,
): string {
  const { finding } = texts;
  const vendor = inLanguage(title, language);
  const newest = newestPromises(policies, texts);
  if (newest === undefined) return say(texts.vendor.title, { vendor });
  const policy = inLanguage(newest.policy, language);
  const promises = newest.promises.map((each) => say(finding.promise, each));
  const marks = { colon: finding.colon, comma: finding.semicolon };
  const titleOf = (who: string) => {
    const subject = say(finding.promises, { who });
    const found = titled(subject, promises, marks);
    return found === subject ? [] : [found];
  };
  const both = policy.startsWith(vendor) ? policy : say(finding.policyOf, { vendor, policy });
  return [both, policy].flatMap(titleOf)[0] ?? say(texts.vendor.title, { vendor });
}
