/** Checks of protected lists: against the kernels that they are for, against each other, and against drivers. */
import { compareText, counted } from '../base/text.ts';
import { formatCrc } from '../kernel/export.ts';
import type { ListFile, Policy } from '../policy/policy.ts';
import type { Problem } from '../base/problems.ts';
import { outsideImports } from '../load/registered-driver.ts';
import type { LintInput } from './lint-input.ts';
import { didYouMean } from './did-you-mean.ts';

/** Names on a list that no release on file of its product ever exported. */
export function symbolsOnLists({ policies, exports, symbols, files }: LintInput): Problem[] {
  return eachList(policies).flatMap(({ policy, file }): Problem[] => {
    const known = exportedBy(file, exports);
    if (known === undefined) return [];
    const path = files.list(policy, file.file);
    return file.list.symbols
      .filter((symbol) => !known.has(symbol))
      .map((symbol): Problem => {
        const detail = symbols.has(symbol)
          ? `${symbol}, which other products have`
          : didYouMean(symbol, known);
        return { kind: 'unknown-symbol', path, ...files.lineOf(path, symbol), detail };
      });
  });
}

/** Two files for one build that do not name the same symbols: a list, and the reference file with its CRCs. */
export function disagreeingLists({ policies, files }: LintInput): Problem[] {
  return policies.flatMap((policy) => {
    const names = policy.listFiles.filter(({ list }) => list.promised.length === 0);
    const references = policy.listFiles.filter(({ list }) => list.promised.length > 0);
    return names.flatMap((list) =>
      references
        .filter(
          (each) =>
            each.product === list.product && each.variants.some((variant) => list.variants.includes(variant)),
        )
        .flatMap((reference) => [
          ...onlyIn(list, reference, files.list(policy, list.file), files.lineOf),
          ...onlyIn(reference, list, files.list(policy, reference.file), files.lineOf),
        ]),
    );
  });
}

/** So many are named; the rest is counted. */
const MOST_NAMED = 5;

/** Symbols that most drivers on file need and that no list of their product has. */
export function unlistedImports({ policies, drivers, files }: LintInput): Problem[] {
  return firstLists(policies).flatMap(({ policy, file }): Problem[] => {
    const listed = new Set(file.list.symbols);
    const users = new Map<string, Set<string>>();
    let builders = 0;
    for (const driver of drivers) {
      const builds = driver.builds.filter((build) => build.id.product === file.product);
      if (builds.length > 0) builders += 1;
      for (const symbol of builds.flatMap(outsideImports)) {
        if (!listed.has(symbol)) users.set(symbol, (users.get(symbol) ?? new Set()).add(driver.name));
      }
    }
    const popular = [...users]
      .filter(([, names]) => names.size * 2 > builders)
      .sort(([a, x], [b, y]) => y.size - x.size || compareText(a, b));
    if (popular.length === 0) return [];
    const named = popular.slice(0, MOST_NAMED).map(([symbol, names]) => `${symbol} (${names.size})`);
    const more = popular.length - named.length;
    const detail = `${counted(popular.length, 'symbol', 'symbols')}: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    return [{ kind: 'unlisted-import', path: files.list(policy, file.file), detail }];
  });
}

/** A list and its reference file say the same of drivers: the first of both is enough. */
function firstLists(policies: readonly Policy[]): { policy: Policy; file: ListFile }[] {
  return eachList(policies).filter(
    ({ policy, file }) => policy.listFiles.find(({ product }) => product === file.product) === file,
  );
}

function eachList(policies: readonly Policy[]): { policy: Policy; file: ListFile }[] {
  return policies.flatMap((policy) => policy.listFiles.map((file) => ({ policy, file })));
}

/** Undefined if no kernel that the list is for is on file. */
function exportedBy(file: ListFile, exports: LintInput['exports']): Set<string> | undefined {
  const tables = file.variants.flatMap((variant) => exports.get(`${file.product}/${variant}`) ?? []);
  return tables.length === 0 ? undefined : new Set(tables.map(({ symbol }) => symbol));
}

function onlyIn(
  here: ListFile,
  there: ListFile,
  path: string,
  lineOf: LintInput['files']['lineOf'],
): Problem[] {
  const others = new Set(there.list.symbols);
  return here.list.symbols
    .filter((symbol) => !others.has(symbol))
    .map((symbol) => ({
      kind: 'lists-disagree',
      path,
      ...lineOf(path, symbol),
      detail: `${symbol} is not in ${there.file}`,
    }));
}

/** CRCs in a reference file that no release on file exports its symbol with. */
export function unknownCrcs({ policies, crcs, symbols, files }: LintInput): Problem[] {
  return eachList(policies).flatMap(({ policy, file }): Problem[] => {
    const tables = file.variants.flatMap((variant) => crcs.get(`${file.product}/${variant}`) ?? []);
    if (tables.length === 0) return [];
    const path = files.list(policy, file.file);
    return file.list.promised
      .filter(
        ({ symbol, crc }) =>
          crc !== 0 && symbols.has(symbol) && !tables.some((each) => each.has(`${symbol} ${crc}`)),
      )
      .map(({ symbol, crc }): Problem => {
        const detail = `${symbol} ${formatCrc(crc)}`;
        return { kind: 'unknown-crc', path, ...files.lineOf(path, symbol), detail };
      });
  });
}

export function emptyLists({ policies, files }: LintInput): Problem[] {
  return eachList(policies)
    .filter(({ file }) => file.list.symbols.length === 0)
    .map(({ policy, file }) => ({ kind: 'empty-list', path: files.list(policy, file.file) }));
}
