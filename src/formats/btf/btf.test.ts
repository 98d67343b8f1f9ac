import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { BtfSpeller } from '../../types/read/btf-spelling.ts';
import {
  arrayOf,
  assembleBtf,
  funcOf,
  INT,
  LONG,
  pointerTo,
  protoOf,
  recordOf,
  typedefOf,
  type BtfFixture,
} from './btf-fixtures.ts';
import { parseBtf } from './btf.ts';

const PATH = 'vmlinux';
const TYPES: BtfFixture[] = [
  INT,
  LONG,
  recordOf('STRUCT', 'list_head', 16, ['next', 4, 0], ['prev', 4, 64]),
  pointerTo(3),
  recordOf('STRUCT', 'flags', 8, ['a', 1, 0, 3], ['b', 1, 3, 5], ['c', 1, 32]),
  { kind: 'ENUM', name: 'mode', of: 4, flag: true, parts: 2, rest: ['OFF', 0, 'BAD', -1] },
  { kind: 'ENUM64', name: 'wide', of: 8, parts: 1, rest: ['TOP', 0, 0x80000000] },
  { kind: 'ENUM64', name: 'signed', of: 8, flag: true, parts: 1, rest: ['LOW', 0xfffffffe, 0xffffffff] },
  protoOf(1, 4, 0),
  funcOf('list_print', 9),
  typedefOf('list_t', 3),
  arrayOf(11, 4),
  { kind: 'FWD', name: 'hidden', flag: true },
  { kind: 'FLOAT', name: 'double', of: 8 },
  { kind: 'VAR', name: 'counter', of: 2, rest: [1] },
  { kind: 'DATASEC', name: '.data..percpu', of: 8, parts: 1, rest: [15, 0, 8] },
  { kind: 'DECL_TAG', name: 'bpf_fastcall', of: 10, rest: [-1] },
  { kind: 'TYPE_TAG', name: 'rcu', of: 3 },
  { kind: 'CONST', of: 18 },
  { kind: 'VOLATILE', of: 1 },
  { kind: 'RESTRICT', of: 4 },
];
const { bytes: BYTES, strings: STRINGS } = assembleBtf(TYPES);

describe('types of all kinds', () => {
  test.each([false, true])('are read in both byte orders (big endian: %s)', (bigEndian) => {
    const btf = parseBtf(assembleBtf(TYPES, { bigEndian }).bytes, PATH);
    expect(btf.isLittleEndian).toBe(!bigEndian);
    expect([btf.firstId, btf.end]).toEqual([1, TYPES.length + 1]);
    expect(TYPES.map((_, index) => btf.kind(index + 1))).toEqual(TYPES.map(({ kind }) => kind));
    expect(TYPES.map((_, index) => btf.name(index + 1))).toEqual(TYPES.map(({ name }) => name ?? ''));
    expect(btf.members(5)).toEqual([
      { name: 'a', type: 1, offset: 0, width: 3 },
      { name: 'b', type: 1, offset: 3, width: 5 },
      { name: 'c', type: 1, offset: 32, width: null },
    ]);
    expect(btf.enumerators(6)).toEqual([
      { name: 'OFF', value: '0' },
      { name: 'BAD', value: '-1' },
    ]);
    expect(btf.enumerators(7)).toEqual([{ name: 'TOP', value: '9223372036854775808' }]);
    expect(btf.enumerators(8)).toEqual([{ name: 'LOW', value: '-2' }]);
    expect(btf.parameters(9)).toEqual([
      { name: '', type: 4 },
      { name: '', type: 0 },
    ]);
    expect(btf.array(12)).toEqual({ element: 11, length: 4 });
    expect(btf.kindFlag(13)).toBe(true);
  });

  test('bit fields of compilers that knew no kind_flag have a type of their own', () => {
    const three: BtfFixture = { kind: 'INT', name: 'unsigned int', of: 4, rest: [0x00000003] };
    const btf = parseBtf(assembleBtf([three, recordOf('STRUCT', 's', 4, ['a', 1, 5])]).bytes, PATH);
    expect(btf.members(2)).toEqual([{ name: 'a', type: 1, offset: 5, width: 3 }]);
  });
});

describe('split BTF', () => {
  const MODULE = [recordOf('STRUCT', 'priv', 24, ['list', 3, 0], ['next', 22, 128]), pointerTo(23)];
  const base = parseBtf(BYTES, PATH);
  const { bytes } = assembleBtf([pointerTo(23), ...MODULE.slice(0, 1)], { baseStrings: STRINGS });

  test('continues the numbers and strings of its base', () => {
    const btf = parseBtf(bytes, 'priv.ko', base);
    expect([btf.firstId, btf.end]).toEqual([22, 24]);
    expect(btf.name(23)).toBe('priv');
    expect(btf.members(23).map(({ name, type }) => [name, btf.kind(type)])).toEqual([
      ['list', 'STRUCT'],
      ['next', 'PTR'],
    ]);
    expect(btf.name(3)).toBe('list_head');
  });

  test('is refused without its base, and with the base of another build', () => {
    const kindOf = (read: () => unknown) => {
      try {
        read();
      } catch (error) {
        return error instanceof Fault ? error.problem.kind : error;
      }
      return 'read';
    };
    const shorter = parseBtf(assembleBtf(TYPES.slice(0, 5)).bytes, PATH);
    const moved = parseBtf(assembleBtf([{ ...INT, name: 'integer' }, ...TYPES.slice(1)]).bytes, PATH);
    expect(kindOf(() => parseBtf(bytes, 'priv.ko'))).toBe('btf-base-mismatch');
    expect(kindOf(() => parseBtf(bytes, 'priv.ko', shorter))).toBe('btf-base-mismatch');
    expect(kindOf(() => parseBtf(bytes, 'priv.ko', moved))).toBe('btf-base-mismatch');
  });
});

describe('a damaged section is refused', () => {
  const patched = (at: number, value: number) => {
    const copy = BYTES.slice();
    new DataView(copy.buffer).setUint32(at, value, true);
    return copy;
  };
  test.each([
    ['an empty one', new Uint8Array(), 'ends within its header'],
    ['another magic number', patched(0, 0x12345678), 'magic number'],
    ['another version', patched(0, 0x0002eb9f), 'version is 2'],
    ['a header that is too short', patched(4, 8), 'lie outside'],
    ['types outside', patched(12, 0x7ffffff0), 'types lie outside'],
    ['strings outside', patched(20, 0x7ffffff0), 'strings lie outside'],
    ['a kind that is not known', patched(24 + 4, 0x1f000000), 'unknown kind'],
    ['a flag that is not known', patched(24 + 4, 0x01100000), 'flags that are not known'],
    ['more members than there are bytes', patched(24 + 4, 0x0400ffff), 'cut off'],
    ['a name outside', patched(24, 0xffff), 'a name lies outside'],
    ['a type outside', patched(24 + 16 + 16 + 12 + 4, 0xffff), 'refers to number 65535'],
  ])('%s', (_, bytes, message) => {
    expect(() => parseBtf(bytes, PATH)).toThrow(message);
    expect(() => parseBtf(bytes, PATH)).toThrow(Fault);
  });

  test('one that is cut off anywhere', () => {
    for (let length = 0; length < BYTES.length; length += 1) {
      expect(() => parseBtf(BYTES.subarray(0, length), PATH)).toThrow(Fault);
    }
  });

  test('a function without a prototype, a member that is a function', () => {
    expect(() => parseBtf(assembleBtf([INT, funcOf('f', 1)]).bytes, PATH)).toThrow('no type');
    const member = [protoOf(0), funcOf('f', 1), recordOf('STRUCT', 's', 8, ['f', 2, 0])];
    expect(() => parseBtf(assembleBtf(member).bytes, PATH)).toThrow('no type');
  });
});

test('whatever happens to its bytes, a section is read or refused', () => {
  const change = fc.tuple(fc.nat(BYTES.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const bytes = BYTES.slice();
      for (const [at, value] of changes) bytes[at] = value;
      try {
        const btf = parseBtf(bytes, PATH);
        const speller = new BtfSpeller(btf, PATH);
        for (let id = 1; id < btf.end; id += 1) {
          const kind = btf.kind(id);
          if (kind === 'FUNC' || kind === 'VAR') speller.prototype(id);
          for (const found of speller.takeFound()) speller.definition(found);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(Fault);
      }
    }),
    { numRuns: 2000 },
  );
});
