/**
 * Debian's order: Debian policy 5.6.12 and deb-version(7); dpkg_version_compare() and verrevcmp() in
 * lib/dpkg/version.c.
 */
import { compareDigits } from './digits.ts';

/** Compares `[epoch:]upstream[-revision]`. No epoch means epoch 0, no revision means revision 0. */
export function compareDpkgVersions(a: string, b: string): number {
  const x = splitVersion(a);
  const y = splitVersion(b);
  return (
    compareDigits(x.epoch, y.epoch) ||
    comparePart(x.upstream, y.upstream) ||
    comparePart(x.revision, y.revision)
  );
}

interface DpkgVersion {
  readonly epoch: string;
  readonly upstream: string;
  readonly revision: string;
}

function splitVersion(version: string): DpkgVersion {
  const epoch = /^\d+(?=:)/.exec(version)?.[0];
  const rest = epoch === undefined ? version : version.slice(epoch.length + 1);
  const hyphen = rest.lastIndexOf('-');
  return {
    epoch: epoch ?? '',
    upstream: hyphen < 0 ? rest : rest.slice(0, hyphen),
    revision: hyphen < 0 ? '' : rest.slice(hyphen + 1),
  };
}

/** A stretch without digits and a number take turns, each possibly empty; the first difference decides. */
function comparePart(a: string, b: string): number {
  const x = [...a.matchAll(/(\D*)(\d*)/g)];
  const y = [...b.matchAll(/(\D*)(\d*)/g)];
  for (let i = 0; i < x.length || i < y.length; i += 1) {
    const [, xText = '', xNumber = ''] = x[i] ?? [];
    const [, yText = '', yNumber = ''] = y[i] ?? [];
    const order = compareNonDigits(xText, yText) || compareDigits(xNumber, yNumber);
    if (order !== 0) return order;
  }
  return 0;
}

function compareNonDigits(a: string, b: string): number {
  for (let i = 0; i < a.length || i < b.length; i += 1) {
    const order = weight(a, i) - weight(b, i);
    if (order !== 0) return order;
  }
  return 0;
}

/** `~` before the end, the end before letters, letters before everything else. */
function weight(text: string, index: number): number {
  const character = text[index];
  if (character === undefined) return 0;
  if (character === '~') return -1;
  const code = text.charCodeAt(index);
  return /[A-Za-z]/.test(character) ? code : code + 0x10000;
}
