/** Checks of discussions, notes and what refers to them. */
import { namedSymbols } from '../documents/names.ts';
import { policyName } from '../policy/policy.ts';
import type { Problem } from '../base/problems.ts';
import type { LintInput } from './lint-input.ts';
import { didYouMean } from './did-you-mean.ts';

/** Symbols that a document names and no release on file exports, and those that its source is known to misspell. */
export function documentSymbols({ documents, symbols, files }: LintInput): Problem[] {
  if (symbols.size === 0) return [];
  return documents.flatMap((document) => {
    const path = files.document(document);
    const { misprints } = document.record;
    return namedSymbols(document.record)
      .filter((symbol) => !symbols.has(symbol))
      .map((symbol): Problem => {
        const place = { path, ...files.lineOf(path, symbol) };
        const meant = misprints[symbol];
        if (meant === undefined || !symbols.has(meant))
          return { kind: 'unknown-symbol', ...place, detail: didYouMean(symbol, symbols) };
        return { kind: 'known-misprint', ...place, detail: `${symbol}: ${meant} is meant` };
      });
  });
}

/** Records that policies and rules of other interfaces refer to. */
export function documentReferences({ interfaces, policies, documents, files }: LintInput): Problem[] {
  const known = new Set(documents.filter((each) => each.collection === 'discussions').map(({ id }) => id));
  const references = [
    ...interfaces.map((each) => ({ discussion: each.discussion, path: files.interfacePolicy(each) })),
    ...policies.map((each) => ({ discussion: each.discussion, path: files.policy(each) })),
  ];
  return references.flatMap(({ discussion, path }): Problem[] => {
    if (discussion === undefined || known.has(discussion)) return [];
    const detail = `discussion "${discussion}"`;
    return [{ kind: 'unresolved-reference', path, ...files.lineOf(path, discussion), detail }];
  });
}

/** Policies that the options of a proposal refer to. */
export function optionReferences({ policies, documents, files }: LintInput): Problem[] {
  const known = new Set(policies.map(policyName));
  return documents.flatMap((document): Problem[] => {
    const { record } = document;
    if (record.kind !== 'proposal') return [];
    const path = files.document(document);
    return record.options.flatMap(({ policy }): Problem[] => {
      if (policy === undefined || known.has(policy)) return [];
      const detail = `policy "${policy}"`;
      return [{ kind: 'unresolved-reference', path, ...files.lineOf(path, policy), detail }];
    });
  });
}

/** Products that the claims of a document are set against. */
export function comparedProducts({ documents, releases, files }: LintInput): Problem[] {
  return documents.flatMap((document): Problem[] => {
    const { record } = document;
    if (record.kind === 'thread') return [];
    const path = files.document(document);
    return record.compare
      .filter((product) => !releases.has(product))
      .map((product): Problem => {
        const detail = `product "${product}"`;
        return { kind: 'unresolved-reference', path, ...files.lineOf(path, product), detail };
      });
  });
}

/** One symbol of which a proposal is said to claim two things. */
export function claimedTwice({ documents, files }: LintInput): Problem[] {
  return documents.flatMap((document): Problem[] => {
    const { record } = document;
    if (record.kind !== 'proposal') return [];
    const path = files.document(document);
    const claims = Map.groupBy(
      record.interfaces.flatMap(({ symbols }) => symbols),
      ({ symbol }) => symbol,
    );
    return [...claims].flatMap(([symbol, all]): Problem[] => {
      const said = new Set(all.map(({ claim }) => claim));
      if (all.length === 1) return [];
      const detail = `${symbol}: ${[...said].join(' and ')}`;
      return [{ kind: 'claimed-twice', path, ...files.lineOf(path, symbol), detail }];
    });
  });
}

/** Modules that no kernel on file has, nor any registered driver. */
export function unknownModules({ documents, modules, drivers, files }: LintInput): Problem[] {
  if (modules.size === 0) return [];
  const built = drivers.flatMap(({ builds }) =>
    builds.flatMap((build) => build.modules.flatMap(({ module }) => module.name ?? [])),
  );
  const known = new Set([...modules, ...built].map(plain));
  return documents.flatMap((document): Problem[] => {
    const { record } = document;
    if (record.kind !== 'proposal') return [];
    const path = files.document(document);
    const named = new Set(record.modules.flatMap((group) => group.modules.map(({ module }) => module)));
    return [...named]
      .filter((module) => !known.has(plain(module)))
      .map((module): Problem => {
        return { kind: 'unknown-module', path, ...files.lineOf(path, module), detail: module };
      });
  });
}

/** As the kernel calls it: `vfio-pci.ko` is vfio_pci. */
function plain(module: string): string {
  return module.replace(/\.ko$/, '').replaceAll('-', '_');
}

export function unusedMisprints({ documents, files }: LintInput): Problem[] {
  return documents.flatMap((document) => {
    const path = files.document(document);
    const named = new Set(namedSymbols(document.record));
    return Object.keys(document.record.misprints)
      .filter((name) => !named.has(name))
      .map((name): Problem => {
        return { kind: 'unused-misprint', path, ...files.lineOf(path, name), detail: name };
      });
  });
}

/** Messages that stand after a later one. */
export function messagesOutOfOrder({ documents, files }: LintInput): Problem[] {
  return documents.flatMap((document): Problem[] => {
    const { record } = document;
    if (record.kind !== 'thread') return [];
    const path = files.document(document);
    const dated = record.messages.flatMap(({ date, from }) =>
      date === null ? [] : [{ date, from, at: Date.parse(date) }],
    );
    return dated.slice(1).flatMap(({ date, from, at }, index): Problem[] => {
      const before = dated[index];
      if (before === undefined || before.at <= at || date.length !== before.date.length) return [];
      const detail = `${from}, ${date}, after ${before.date}`;
      return [{ kind: 'out-of-order', path, ...files.lineOf(path, date), detail }];
    });
  });
}
