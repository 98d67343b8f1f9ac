/** Checks of what texts name: pages of this site, and functions of the kernel. */
import { POLICY_PAGES } from '../addresses/urls.ts';
import { TRANSLATIONS } from '../base/language.ts';
import { editDistance } from '../base/nearest.ts';
import type { Problem } from '../base/problems.ts';
import type { LintInput } from './lint-input.ts';

const LINK = /\]\((\/[^)\s]*)\)/g;

export function deadLinks(input: LintInput): Problem[] {
  return input.texts.flatMap(({ path, lines }) =>
    lines.flatMap((source, index) =>
      [...source.matchAll(LINK)].flatMap(([, address = '']): Problem[] => {
        if (leadsSomewhere(address, input)) return [];
        return [{ kind: 'dead-link', path, line: index + 1, source, detail: address }];
      }),
    ),
  );
}

/** Of pages that lint knows the names of; of others it says nothing. */
function leadsSomewhere(address: string, input: LintInput): boolean {
  const [page = ''] = address.split('#');
  const parts = page.split('/').filter((part) => part !== '');
  const isTranslated = TRANSLATIONS.some((language) => language === parts[0]);
  const [room, name, second] = isTranslated ? parts.slice(1) : parts;
  if (room === undefined || name === undefined) return true;
  switch (room) {
    case 's':
      return input.symbols.size === 0 || input.symbols.has(name);
    case 'd':
      return (
        name === 'in-tree' || input.modules.has(name) || input.drivers.some((each) => each.name === name)
      );
    case 'r':
      return input.releases.has(second === undefined || second === 'latest' ? name : `${name}/${second}`);
    case 'policy':
      return (
        POLICY_PAGES.some((each) => each === name) || input.vendors.some((vendor) => vendor.name === name)
      );
    case 'discussions':
    case 'notes':
      return input.documents.some(({ collection, id }) => collection === room && id === name);
    default:
      return true;
  }
}

/** A name that text calls, as a function or in code. */
const CALLED = /`([a-z_][a-z0-9_]*_[a-z0-9_]+)(?:\(\))?`|\b([a-z_][a-z0-9_]*_[a-z0-9_]+)\(\)/g;
const SHORTEST = 8;

/** Names that are one or two letters off a symbol of the same beginning: of others it is not known that they are misspelt. */
export function misspeltInProse({ texts, symbols }: LintInput): Problem[] {
  if (symbols.size === 0) return [];
  const byStart = Map.groupBy(symbols, startOf);
  return texts.flatMap(({ path, lines }) =>
    lines.flatMap((source, index) =>
      [...source.matchAll(CALLED)].flatMap(([, quoted, called]): Problem[] => {
        const name = quoted ?? called ?? '';
        if (name.length < SHORTEST || symbols.has(name)) return [];
        const meant = (byStart.get(startOf(name)) ?? []).find(
          (each) => Math.abs(each.length - name.length) <= 1 && editDistance(each, name) === 1,
        );
        if (meant === undefined) return [];
        const detail = `${name}. Did you mean ${meant}?`;
        return [{ kind: 'misspelt-in-prose', path, line: index + 1, source, detail }];
      }),
    ),
  );
}

function startOf(name: string): string {
  return name.slice(0, 4);
}
