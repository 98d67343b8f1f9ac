/** Whether symtypes are those of a build: the CRCs that follow from them have to be the ones that it exports. */
import { getOrInsert } from '../../base/maps.ts';
import type { CrcGenerator, Export } from '../../kernel/export.ts';
import type { Problem } from '../../base/problems.ts';
import { counted } from '../../base/text.ts';
import { SymtypesCrc } from './symtypes-crc.ts';
import type { Symtypes } from './symtypes.ts';

/**
 * Undefined if all agree. A CRC of 0 is none.
 *
 * @param path of the symtypes, for messages
 */
export function disagreement(
  symtypes: Symtypes,
  exports: readonly Export[],
  generator: CrcGenerator,
  path: string,
): Problem | undefined {
  if (generator === 'none') return undefined;
  if (generator !== 'unknown' && symtypes.generator !== generator) {
    const detail = `${symtypes.generator} wrote them, ${generator} the CRCs`;
    return { kind: 'types-disagree', path, detail };
  }
  const published = new Map(exports.map(({ symbol, crc }) => [symbol, crc]));
  const crcs = new SymtypesCrc(symtypes);
  // A few names are exported by two modules, of which the build lists one.
  const agrees = new Map<string, boolean>();
  for (const [index, object] of symtypes.objects.entries()) {
    for (const symbol of object.exports.keys()) {
      const crc = published.get(symbol) ?? 0;
      if (crc === 0) continue;
      const isSame = crcs.crcOf(index, symbol) === crc;
      if (isSame || !getOrInsert(agrees, symbol, () => false)) agrees.set(symbol, isSame);
    }
  }
  const others = [...agrees].filter(([, isSame]) => !isSame).map(([symbol]) => symbol);
  if (others.length === 0) return undefined;
  const detail = `${counted(others.length, 'symbol', 'symbols')} of ${agrees.size}`;
  return { kind: 'types-disagree', path, detail, source: others.sort().join(' ') };
}
