/** Checks of rules. */
import type { Rule } from '../formats/lists/severities.ts';
import type { Export } from '../kernel/export.ts';
import type { Policy } from '../policy/policy.ts';
import type { Problem } from '../base/problems.ts';
import { firstMatch } from '../policy/verdict.ts';
import type { LintInput } from './lint-input.ts';

/** Rules that decide for no export of any release that they are for: they match nothing, or an earlier one always does. */
export function unusedRules({ policies, exports }: LintInput): Problem[] {
  return policies.flatMap((policy) =>
    policy.ruleFiles.flatMap((file): Problem[] => {
      const table = exportsFor(policy, file.product, exports);
      if (table.length === 0) return [];
      const used = new Set<Rule>();
      for (const record of table) {
        const rule = firstMatch(file.rules, record);
        if (rule !== undefined) used.add(rule);
      }
      return file.rules
        .filter((rule) => !used.has(rule))
        .map(({ path, line, pattern }) => ({ kind: 'unused-rule', path, line, source: pattern }));
    }),
  );
}

function exportsFor(
  policy: Policy,
  product: string | undefined,
  exports: LintInput['exports'],
): readonly Export[] {
  const products = product === undefined ? policy.covers.flatMap((cover) => cover.product ?? []) : [product];
  return [...exports].flatMap(([name, table]) =>
    products.some((each) => name.startsWith(`${each}/`)) ? table : [],
  );
}
