import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { parseBootImage } from './boot-image.ts';
import { isFlattenedTree, kernelInTree } from './flattened-tree.ts';

interface Node {
  readonly [name: string]: Buffer | Node;
}

const text = (value: string) => Buffer.from(`${value}\0`);
const word = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

/** A device tree as dtc writes one, version 17. */
function treeOf(root: Node, behind = Buffer.alloc(0)): Buffer {
  let strings = Buffer.alloc(0);
  const nodeOf = (name: string, node: Node): Buffer =>
    Buffer.concat([
      word(1),
      padded(text(name)),
      ...Object.entries(node).map(([key, value]) => {
        if (!Buffer.isBuffer(value)) return nodeOf(key, value);
        const at = strings.length;
        strings = Buffer.concat([strings, text(key)]);
        return Buffer.concat([word(3), word(value.length), word(at), padded(value)]);
      }),
      word(2),
    ]);
  const structure = Buffer.concat([nodeOf('', root), word(9)]);
  const size = 40 + structure.length + strings.length;
  const header = [
    0xd00dfeed,
    size,
    40,
    40 + structure.length,
    40,
    17,
    16,
    0,
    strings.length,
    structure.length,
  ];
  return Buffer.concat([...header.map(word), structure, padded(strings), behind]);
}

const KERNEL = Buffer.from('28b52ffd010203', 'hex');
const images = (kernel: Node): Node => ({
  description: text('Linux'),
  images: { 'fdt-1': { type: text('flat_dt'), data: Buffer.from('dtb') }, 'kernel-1': kernel },
});

test('the kernel is the data of the first image of that type', () => {
  const tree = treeOf(images({ type: text('kernel'), compression: text('zstd'), data: KERNEL }));
  expect(isFlattenedTree(tree)).toBe(true);
  expect(Buffer.from(kernelInTree(tree, 'fit'))).toEqual(KERNEL);
  expect(parseBootImage(tree, 'fit')).toMatchObject({ kind: 'payload' });
});

test('or lies behind the tree', () => {
  const kernel = { type: text('kernel'), 'data-offset': word(4), 'data-size': word(KERNEL.length) };
  const tree = treeOf(images(kernel), Buffer.concat([Buffer.alloc(4), KERNEL]));
  expect(Buffer.from(kernelInTree(tree, 'fit'))).toEqual(KERNEL);
  expect(() => kernelInTree(tree.subarray(0, -1), 'fit')).toThrow(Fault);
});

test('a tree without a kernel has none', () => {
  expect(() => kernelInTree(treeOf(images({ type: text('ramdisk'), data: KERNEL })), 'fit')).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({ kind: 'nothing-found' }) as unknown,
    }) as Error,
  );
});

test('whatever is wrong with a tree, it has a kernel or a fault', () => {
  const whole = treeOf(images({ type: text('kernel'), data: KERNEL }));
  const damaged = fc.tuple(fc.nat(whole.length), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }));
  fc.assert(
    fc.property(damaged, ([length, edits]) => {
      const bytes = Buffer.from(whole.subarray(0, length));
      for (const [at, value] of edits) if (bytes.length > 0) bytes[at % bytes.length] = value;
      try {
        const kernel = kernelInTree(bytes, 'fit');
        expect(kernel.length).toBeLessThanOrEqual(bytes.length);
      } catch (error) {
        expect(error).toBeInstanceOf(Fault);
      }
    }),
    { numRuns: 2000 },
  );
});
