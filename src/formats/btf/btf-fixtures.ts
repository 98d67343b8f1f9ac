/** Sections of BTF put together from literal types, for tests. */
import { BTF_KINDS, type BtfKind } from './btf-types.ts';

/** One type: its kind, its name, size or target, flag, and what follows it. Numbers count from 1 in their order. */
export interface BtfFixture {
  readonly kind: BtfKind;
  readonly name?: string;
  /** The field that is a size for some kinds and a type for others. */
  readonly of?: number;
  readonly flag?: boolean;
  /** Words behind the type; a text among them is the offset of that name. */
  readonly rest?: readonly (number | string)[];
  /** vlen; 0 if it is left out. */
  readonly parts?: number;
}

export interface BtfFixtureOptions {
  readonly bigEndian?: boolean;
  /** The strings of the base, which those of this section continue. */
  readonly baseStrings?: string;
}

export interface AssembledBtf {
  readonly bytes: Uint8Array;
  readonly strings: string;
}

export function assembleBtf(types: readonly BtfFixture[], options: BtfFixtureOptions = {}): AssembledBtf {
  const { bigEndian = false, baseStrings = '' } = options;
  let strings = baseStrings === '' ? '\0' : '';
  const offsetOf = (name: string) => {
    if (name === '') return 0;
    const all = baseStrings + strings;
    const known = `\0${all}`.indexOf(`\0${name}\0`);
    if (known >= 0) return known;
    strings += `${name}\0`;
    return all.length;
  };
  const words = types.flatMap(({ kind, name = '', of = 0, flag = false, rest = [], parts = 0 }) => [
    offsetOf(name),
    ((flag ? 0x80000000 : 0) | (BTF_KINDS.indexOf(kind) << 24) | parts) >>> 0,
    of,
    ...rest.map((each) => (typeof each === 'string' ? offsetOf(each) : each >>> 0)),
  ]);
  const header = [24, 0, words.length * 4, words.length * 4, strings.length];
  const bytes = new Uint8Array(24 + words.length * 4 + strings.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xeb9f, !bigEndian);
  view.setUint8(2, 1);
  [...header, ...words].forEach((word, index) => view.setUint32(4 + index * 4, word, !bigEndian));
  bytes.set(new TextEncoder().encode(strings), 24 + words.length * 4);
  return { bytes, strings };
}

export const INT: BtfFixture = { kind: 'INT', name: 'int', of: 4, rest: [0x01000020] };
export const LONG: BtfFixture = { kind: 'INT', name: 'long unsigned int', of: 8, rest: [0x00000040] };

export const pointerTo = (of: number): BtfFixture => ({ kind: 'PTR', of });
export const typedefOf = (name: string, of: number): BtfFixture => ({ kind: 'TYPEDEF', name, of });
export const funcOf = (name: string, of: number): BtfFixture => ({ kind: 'FUNC', name, of });
export const arrayOf = (element: number, length: number): BtfFixture => ({
  kind: 'ARRAY',
  rest: [element, 1, length],
});

export function protoOf(result: number, ...parameters: readonly number[]): BtfFixture {
  const rest = parameters.flatMap((type) => ['', type]);
  return { kind: 'FUNC_PROTO', of: result, parts: parameters.length, rest };
}

/** Members as name, type, offset in bits, and width if they are bit fields. */
export function recordOf(
  kind: 'STRUCT' | 'UNION',
  name: string,
  size: number,
  ...members: readonly (readonly [name: string, type: number, offset: number, width?: number])[]
): BtfFixture {
  const flag = members.some(([, , , width]) => width !== undefined);
  const rest = members.flatMap(([each, type, offset, width = 0]) => [each, type, (width << 24) | offset]);
  return { kind, name, of: size, flag, parts: members.length, rest };
}
