/** Checks of sources: that a reader can follow them, that something rests on them, and that files agree about them. */
import type { Problem } from '../base/problems.ts';
import type { LintInput } from './lint-input.ts';
import { fields, records } from './written.ts';

const ADDRESSES = ['url', 'homepage', 'archived', 'archive', 'origin'];

export function unreachableAddresses(input: LintInput): Problem[] {
  return records(input).flatMap(({ path, value }) =>
    [...fields(value)].flatMap(([name, url]): Problem[] => {
      if (!ADDRESSES.includes(name) || typeof url !== 'string' || isPublic(url)) return [];
      return [{ kind: 'unreachable-address', path, ...input.files.lineOf(path, url), detail: url }];
    }),
  );
}

function isPublic(url: string): boolean {
  if (/\s/.test(url) || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname.includes('.') && !/^(?:127\.|10\.|192\.168\.|169\.254\.|0\.)/.test(hostname);
}

export function unusedSources(input: LintInput): Problem[] {
  return [
    ...input.vendors.map((each) => ({ path: input.files.vendor(each), record: { ...each, policies: [] } })),
    ...input.policies.map((each) => ({
      path: input.files.policy(each),
      record: { ...each, listFiles: [], ruleFiles: [] },
    })),
  ].flatMap(({ path, record: { sources, ...statements } }) => {
    const used = new Set(
      [...fields(statements)].flatMap(([name, value]) => (name === 'source' ? [value] : [])),
    );
    return Object.keys(sources)
      .filter((name) => !used.has(name))
      .map((name): Problem => {
        return { kind: 'unused-source', path, ...input.files.lineOf(path, name), detail: name };
      });
  });
}

interface Named {
  readonly path: string;
  readonly url: string;
  readonly title: string;
  readonly read: string;
}

/** One address with two titles or two days of reading. */
export function disagreeingSources(input: LintInput): Problem[] {
  const byUrl = Map.groupBy(
    records(input).flatMap(({ path, value }) => documentsIn(value).map((each) => ({ path, ...each }))),
    ({ url }) => url,
  );
  return [...byUrl.values()].flatMap((same): Problem[] => {
    const [first] = same;
    if (first === undefined) return [];
    return same
      .filter(({ title, read }) => title !== first.title || read !== first.read)
      .slice(0, 1)
      .map(({ path, url, title, read }): Problem => {
        const other =
          title === first.title ? `read ${read} and ${first.read}` : `"${title}" and "${first.title}"`;
        const detail = `${other}, in ${first.path}`;
        return { kind: 'sources-disagree', path, ...input.files.lineOf(path, url), detail };
      });
  });
}

function documentsIn(value: unknown): Omit<Named, 'path'>[] {
  return [...fields({ value })].flatMap(([, child]) => {
    if (typeof child !== 'object' || child === null) return [];
    const { url, title, read } = child as Readonly<Record<string, unknown>>;
    if (typeof url !== 'string' || typeof title !== 'string' || typeof read !== 'string') return [];
    return [{ url, title, read }];
  });
}
