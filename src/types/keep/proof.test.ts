import { describe, expect, test } from 'vitest';
import { parseSymtypes, type Symtypes } from '../../formats/symtypes/symtypes.ts';
import { SymtypesCrc } from '../../formats/symtypes/symtypes-crc.ts';
import { attribute } from '../cause/attribution.ts';
import { differencesBetween } from '../diff/differences.ts';
import { symtypesTable } from '../read/symtypes-table.ts';
import { advise } from './advise.ts';
import { GENDWARFKSYMS_BUILDS, GENKSYMS_BUILDS } from './proof-fixtures.ts';
import { proveGuards } from './proof.ts';

const SYMBOLS = ['dev_add', 'dev_irq', 'mode_set', 'other'];

function read(text: string): Symtypes {
  const { records, problems } = parseSymtypes(text, 'x', 'x');
  expect(problems).toEqual([]);
  return records;
}

function causesBetween(before: Symtypes, after: Symtypes, changed: readonly string[]) {
  const [a, b] = [symtypesTable(before, 'a').records, symtypesTable(after, 'b').records];
  const differences = differencesBetween(a, b);
  return advise(attribute(a, b, changed, differences).causes, differences);
}

describe.each([
  ['genksyms', GENKSYMS_BUILDS],
  ['gendwarfksyms', GENDWARFKSYMS_BUILDS],
])('of what %s printed', (_, builds) => {
  const changed = SYMBOLS.filter((symbol) => builds.old.crcs[symbol] !== builds.new.crcs[symbol]);

  test.each(['old', 'new', 'guarded'] as const)(
    'the CRCs of the %s build come out of its symtypes',
    (build) => {
      const { symtypes, crcs } = builds[build];
      const computed = new SymtypesCrc(read(symtypes));
      expect(Object.fromEntries(SYMBOLS.map((symbol) => [symbol, computed.crcOf(0, symbol)]))).toEqual(crcs);
    },
  );

  test('what is hidden keeps every CRC: the generator itself says so', () => {
    expect(changed).toEqual(['dev_add', 'dev_irq', 'mode_set']);
    expect(builds.guarded.crcs).toEqual(builds.old.crcs);
  });

  test('hiding is what is advised, and with all causes guarded the old CRCs come out', () => {
    const [old, now] = [read(builds.old.symtypes), read(builds.new.symtypes)];
    const causes = causesBetween(old, now, changed);
    expect(causes.map(({ cause, advice }) => `${cause.kind} ${cause.name}: ${advice.effort}`)).toEqual([
      'enum mode: hidden',
      'struct dev: hidden',
    ]);
    const guarded = causes.map(({ cause }) => cause);
    expect(proveGuards(old, now, guarded, SYMBOLS)).toEqual({ kept: SYMBOLS, others: [] });
  });

  test('with one of two causes guarded, what reaches the other has another CRC', () => {
    const [old, now] = [read(builds.old.symtypes), read(builds.new.symtypes)];
    const enumOnly = [{ kind: 'enum' as const, name: 'mode', scopes: [] }];
    expect(proveGuards(old, now, enumOnly, changed)).toEqual({
      kept: ['mode_set'],
      others: ['dev_add', 'dev_irq'],
    });
  });
});

test('the prototype of an export that changed is guarded by its old one', () => {
  const [old, now] = [read('f int f ( int ) \n'), read('f int f ( int , long ) \n')];
  const guarded = [{ kind: 'function' as const, name: 'f', scopes: [] }];
  expect(proveGuards(old, now, guarded, ['f'])).toEqual({ kept: ['f'], others: [] });
  expect(proveGuards(old, now, [], ['f'])).toEqual({ kept: [], others: ['f'] });
});

test('a constant of an enum that an old definition writes has its old value', () => {
  const text = (value: number) =>
    `E#LEN ${value} \ns#s struct s { char name [ E#LEN ] ; } \nf void f ( s#s * ) \n`;
  const guarded = [{ kind: 'struct' as const, name: 's', scopes: [] }];
  expect(proveGuards(read(text(4)), read(text(8)), guarded, ['f']).kept).toEqual(['f']);
});

test('an export that is not on both sides is not kept', () => {
  expect(proveGuards(read('f int f ( int ) \n'), read('g int g ( int ) \n'), [], ['f', 'g'])).toEqual({
    kept: [],
    others: ['f', 'g'],
  });
});
