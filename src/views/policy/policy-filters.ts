/**
 * Which radio button of the comparison page hides which rows and columns: a style sheet, so that the browser filters by
 * itself and pages carry neither scripts nor styles of their own.
 */
import { TRANSITIONS } from '../../policy/promise.ts';

/** @param vendors their names, which hold only what an attribute selector can quote (`slug`) */
export function policyFilters(vendors: readonly string[]): string {
  const selectors = [
    ...vendors.map(
      (name) => `:has([id="vendor-${name}"]:checked) tr[data-vendor]:not([data-vendor="${name}"])`,
    ),
    ...TRANSITIONS.map(
      (each) => `:has([id="transition-${each}"]:checked) [data-transition]:not([data-transition="${each}"])`,
    ),
    ':has([id="only-present"]:checked) tr.past',
  ];
  return `${selectors.map((selector) => `.matrix-view${selector}`).join(',\n')} {\n  display: none;\n}\n`;
}
