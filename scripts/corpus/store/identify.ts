/** Which snapshot an opened build is: from what it says of itself, what the options say, and the products on file. */
import { DEFAULT_FLAVOUR } from '../../../src/kernel/variant.ts';
import type { SnapshotId } from '../../../src/kernel/snapshot.ts';
import { Fault } from '../../../src/base/problems.ts';
import { slug, type Product } from '../../../src/history/product.ts';
import type { Identity } from '../../sources/kernel/build-names.ts';

/** What the options say. */
export interface Requested extends Identity {
  readonly product?: string;
}

/**
 * @param path Name of the input for messages.
 * @throws {Fault} `identity-unknown`, naming the options that would help; `identity-conflict` if the build says
 * otherwise than an option; `unknown-product`.
 */
export function identify(
  build: Identity,
  requested: Requested,
  products: readonly Product[],
  path: string,
): SnapshotId {
  const release = settle('release', build, requested, path);
  const arch = settle('arch', build, requested, path);
  const flavour = settle('flavour', build, requested, path) ?? DEFAULT_FLAVOUR;
  const candidates = candidateProducts(requested.product, release, products, path);
  const [product] = candidates;
  if (product !== undefined && candidates.length === 1 && release !== undefined && arch !== undefined) {
    return { product: product.name, release, arch, flavour };
  }
  const missing: string[] = [];
  if (candidates.length !== 1) missing.push(`--product${whyNotOne(release, candidates)}`);
  if (release === undefined) missing.push('--release');
  if (arch === undefined) missing.push('--arch');
  throw new Fault({ kind: 'identity-unknown', path, detail: `give ${missing.join(', ')}` });
}

/** `*` stands for any characters, `?` for one. */
export function matchesRelease(pattern: string, release: string): boolean {
  const body = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${body}$`, 'u').test(release);
}

/** An architecture's name holds no hyphen: in folder names, what follows the hyphen is the flavour. */
export function isIdentityName(field: keyof Requested, value: string): boolean {
  return slug.safeParse(value).success && !(field === 'arch' && value.includes('-'));
}

function settle(
  field: keyof Identity,
  build: Identity,
  requested: Requested,
  path: string,
): string | undefined {
  const found = build[field];
  const usable = found !== undefined && isIdentityName(field, found) ? found : undefined;
  const wanted = requested[field];
  if (usable !== undefined && wanted !== undefined && usable !== wanted) {
    throw new Fault({ kind: 'identity-conflict', path, detail: `${field} ${usable}, not ${wanted}` });
  }
  return wanted ?? usable;
}

function candidateProducts(
  requested: string | undefined,
  release: string | undefined,
  products: readonly Product[],
  path: string,
): readonly Product[] {
  if (requested === undefined) {
    if (release === undefined) return [];
    return products.filter((product) => product.releases.some((pattern) => matchesRelease(pattern, release)));
  }
  const found = products.filter((product) => product.name === requested);
  if (found.length > 0) return found;
  const known = products.map((product) => product.name).join(', ');
  const detail = `"${requested}"; on file ${known === '' ? 'is none' : `are ${known}`}`;
  throw new Fault({ kind: 'unknown-product', path, detail });
}

function whyNotOne(release: string | undefined, candidates: readonly Product[]): string {
  if (release === undefined) return '';
  if (candidates.length === 0) return ` (no product on file takes a release named ${release})`;
  return ` (${candidates.map((product) => product.name).join(' and ')} both take a release named ${release})`;
}
