/**
 * BTF, the type information inside kernels and modules: the section `.BTF` of vmlinux, and the split BTF of a module,
 * which continues the numbers and strings of its base. As include/uapi/linux/btf.h and Documentation/bpf/btf.rst define
 * it, and kernel/bpf/btf.c checks it: every size, type number and string is checked once, when the section is read, so
 * that whoever walks through the types need not.
 */
import { checkReferences } from './btf-check.ts';
import { malformedBtf, mismatch } from './btf-faults.ts';
import { Btf, BTF_KINDS, TYPE_SIZE, type BtfKind, type BtfSections } from './btf-types.ts';

const MAGIC = 0xeb9f;
const VERSION = 1;
const HEADER_SIZE = 24;
/** BTF_INFO_MASK: the bits that have a meaning. */
const INFO_MASK = 0x9f00ffff;
/** BTF_MAX_TYPE and BTF_MAX_NAME_OFFSET, rounded up. */
const MOST_TYPES = 0x100000;
const LONGEST_STRINGS = 0x1000000;

/** Bytes behind a type of each kind: so many at least, and so many for each of its parts (vlen). */
const TAILS: Record<BtfKind, readonly [fixed: number, perPart: number]> = {
  VOID: [0, 0],
  INT: [4, 0],
  PTR: [0, 0],
  ARRAY: [12, 0],
  STRUCT: [0, 12],
  UNION: [0, 12],
  ENUM: [0, 8],
  FWD: [0, 0],
  TYPEDEF: [0, 0],
  VOLATILE: [0, 0],
  CONST: [0, 0],
  RESTRICT: [0, 0],
  FUNC: [0, 0],
  FUNC_PROTO: [0, 8],
  VAR: [4, 0],
  DATASEC: [0, 12],
  FLOAT: [0, 0],
  DECL_TAG: [4, 0],
  TYPE_TAG: [0, 0],
  ENUM64: [0, 12],
};

/**
 * Reads the bytes of a section `.BTF`.
 *
 * @param base what it continues: of a module the BTF of its own kernel, or of its section `.BTF.base` if it has one
 * @throws {Fault} `malformed-btf`; `btf-base-mismatch` if it continues something else than `base`.
 */
export function parseBtf(bytes: Uint8Array, path: string, base: Btf | null = null): Btf {
  const sections = readSections(bytes, path, base);
  const starts = findTypes(sections, path);
  const btf = new Btf(sections, base, starts);
  checkReferences(btf, sections, starts, path);
  return btf;
}

function readSections(bytes: Uint8Array, path: string, base: Btf | null): BtfSections {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_SIZE) throw malformedBtf(path, 'it ends within its header');
  const isLittleEndian = view.getUint16(0, true) === MAGIC;
  if (!isLittleEndian && view.getUint16(0, false) !== MAGIC)
    throw malformedBtf(path, 'its magic number is not that of BTF');
  const u32 = (at: number) => view.getUint32(at, isLittleEndian);
  if (bytes[2] !== VERSION) throw malformedBtf(path, `its version is ${bytes[2] ?? 0}, which is not known`);
  const headerSize = u32(4);
  const place = (at: number, what: string) => {
    const start = headerSize + u32(at);
    const end = start + u32(at + 4);
    if (headerSize < HEADER_SIZE || end > bytes.length)
      throw malformedBtf(path, `its ${what} lie outside: it may be cut off`);
    return [start, end] as const;
  };
  const [typesStart, typesEnd] = place(8, 'types');
  const [stringsStart, stringsEnd] = place(16, 'strings');
  if (typesStart % 4 !== 0) throw malformedBtf(path, 'its types do not start at a whole word');
  const strings = latin1.decode(bytes.subarray(stringsStart, stringsEnd));
  const startsEmpty = base !== null || strings.startsWith('\0');
  if (!startsEmpty || (strings !== '' && !strings.endsWith('\0'))) {
    if (!startsEmpty && strings.endsWith('\0'))
      throw mismatch(path, 'it continues a base, which is not given');
    throw malformedBtf(path, 'its strings have no end');
  }
  if (strings.length > LONGEST_STRINGS)
    throw malformedBtf(path, 'it has more strings than the kernel allows');
  const types = new DataView(bytes.buffer, bytes.byteOffset + typesStart, typesEnd - typesStart);
  return { isLittleEndian, types, strings };
}

const latin1 = new TextDecoder('latin1');

/** Where each type starts. */
function findTypes({ types, isLittleEndian }: BtfSections, path: string): Uint32Array {
  const starts = new Uint32Array(types.byteLength / TYPE_SIZE);
  let count = 0;
  for (let at = 0; at < types.byteLength; count += 1) {
    if (at + TYPE_SIZE > types.byteLength) throw malformedBtf(path, 'its last type is cut off');
    if (count === MOST_TYPES) throw malformedBtf(path, 'it has more types than the kernel allows');
    const info = types.getUint32(at + 4, isLittleEndian);
    const kind = BTF_KINDS[(info >>> 24) & 0x1f];
    if (kind === undefined || kind === 'VOID')
      throw malformedBtf(path, `type ${count + 1} is of an unknown kind`);
    if ((info & ~INFO_MASK) !== 0) throw malformedBtf(path, `type ${count + 1} has flags that are not known`);
    const [fixed, perPart] = TAILS[kind];
    starts[count] = at;
    at += TYPE_SIZE + fixed + perPart * (info & 0xffff);
    if (at > types.byteLength) throw malformedBtf(path, `type ${count + 1} is cut off`);
  }
  return starts.subarray(0, count);
}
