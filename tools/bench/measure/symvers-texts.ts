/** Real Module.symvers texts, brought to one length. */
import path from 'node:path';
import { formatCrc } from '../../../src/kernel/export.ts';
import { parseVariantName } from '../../../src/kernel/variant.ts';
import { symversFile } from '../../../scripts/corpus/layout.ts';
import { readCanonicalText } from '../../../scripts/corpus/read.ts';
import { ROOT } from '../../../scripts/engine/root.ts';

export const SYMVERS_LINES = 25_000;

/** Two neighbouring builds between which much changed: an ordinary ABI bump of Debian 12. */
const PRODUCT = 'debian-12';
const RELEASES = ['6.1.0-53', '6.1.0-54'] as const;
const VARIANT = 'amd64';

export async function symversTexts(): Promise<readonly [before: string, after: string]> {
  return [await text(RELEASES[0]), await text(RELEASES[1])];
}

async function text(release: string): Promise<string> {
  const id = { product: PRODUCT, release, ...parseVariantName(VARIANT) };
  const real = await readCanonicalText(symversFile(path.join(ROOT, 'content'), id));
  return ofLength(real.trimEnd().split('\n'), SYMVERS_LINES)
    .map((line) => `${line}\n`)
    .join('');
}

/** Cuts the end off, or adds lines that sort behind the others. */
function ofLength(lines: readonly string[], wanted: number): string[] {
  const missing = Math.max(0, wanted - lines.length);
  const padding = Array.from({ length: missing }, (_, i) => {
    return `${formatCrc(i + 1)}\tzz_padding_${i.toString().padStart(6, '0')}\tvmlinux\tEXPORT_SYMBOL_GPL\t`;
  });
  return [...lines.slice(0, wanted), ...padding];
}
