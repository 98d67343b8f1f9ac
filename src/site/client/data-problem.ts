/** Says that data are not there, and offers to try again. */
import { element } from './element.ts';
import { texts } from './texts.ts';
import type { DataFailureKind } from '../../search/data-failure.ts';

export function failureSentence(kind: DataFailureKind): string {
  return texts.dataFailures[kind];
}

/** @param before what did not come to be for it: a sentence of its own */
export function dataProblem(before: string, kind: DataFailureKind, retry: () => void): Node[] {
  const button = element('button', {
    type: 'button',
    className: 'copy',
    textContent: kind === 'newer' ? texts.reload : texts.tryAgain,
  });
  button.addEventListener('click', () => (kind === 'newer' ? location.reload() : retry()));
  return [new Text(`${before} ${failureSentence(kind)} `), button];
}
