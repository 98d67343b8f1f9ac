/** Findings about promises in words. */
import { count, counted, listed } from '../../base/text.ts';
import type { PromiseFinding, VariantVerdicts } from '../common/words.ts';

/** One paragraph: what was promised, and what the release did to it. */
export function promiseSentence({ policy, keeps, variants }: PromiseFinding): string {
  const title = policy.title.en;
  switch (keeps) {
    case 'unknown':
      return `What ${title} promises for this update was not found, so whether its changes are permitted is unknown.`;
    case 'not-applicable':
      return `${title} knows no update of this kind.`;
    case 'nothing':
      return `${title} promises nothing for this update: ${listed(variants.map(outsideWords))}.`;
    case 'kabi':
    case 'kapi':
      return `Under ${title}: ${variants.map(judgedWords).join('; ')}.`;
  }
}

function outsideWords({ variant, symbols }: VariantVerdicts): string {
  const n = symbols['outside-promise'];
  return n === 0
    ? `on ${variant} no change stops a module from loading`
    : `on ${variant} ${counted(n, 'changed symbol is', 'changed symbols are')} outside any promise`;
}

function judgedWords({ variant, symbols, notComparable }: VariantVerdicts): string {
  const unknown = symbols.unknown + notComparable;
  const parts = [
    symbols.breaking > 0 && `${count(symbols.breaking)} breaking`,
    symbols.tolerated > 0 && `${count(symbols.tolerated)} tolerated by rules`,
    unknown > 0 && `${count(unknown)} unknown`,
    symbols['outside-promise'] > 0 && `${count(symbols['outside-promise'])} outside the promise`,
  ].filter((part) => part !== false);
  return `on ${variant} ${parts.length === 0 ? 'nothing that is promised changed' : listed(parts)}`;
}
