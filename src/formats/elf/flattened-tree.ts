/**
 * FIT: an image for U-Boot, a flattened device tree whose nodes below \`/images\` have kernels, trees and file systems as
 * property \`data\`, or behind the tree (the Devicetree Specification, chapter 5; https://fitspec.osfw.foundation).
 */
import { Fault } from '../../base/problems.ts';

const MAGIC = 0xd00dfeed;
const HEADER = {
  size: 0x04,
  structure: 0x08,
  strings: 0x0c,
  version: 0x14,
  stringsSize: 0x20,
  structureSize: 0x24,
  end: 0x28,
};
const BEGIN_NODE = 1;
const END_NODE = 2;
const PROPERTY = 3;
const NOP = 4;
/** \`/images/kernel-1\` is the third level; a hostile tree could nest by the word. */
const DEEPEST = 16;

interface ImageNode {
  readonly properties: Map<string, Uint8Array>;
}

export function isFlattenedTree(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) === MAGIC;
}

/** The first kernel in it, as it is. @throws {Fault} \`corrupt-input\`, or \`nothing-found\` if it has none. */
export function kernelInTree(bytes: Uint8Array, path: string): Uint8Array {
  if (bytes.length < HEADER.end) throw corrupt(path, 'the image tree ends within its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { properties } of imagesIn(bytes, view, path)) {
    if (textOf(properties.get('type')) !== 'kernel') continue;
    const data = properties.get('data');
    if (data !== undefined) return data;
    const size = numberOf(properties.get('data-size'));
    const position = numberOf(properties.get('data-position'));
    const offset = numberOf(properties.get('data-offset'));
    // Behind the tree, whose size is rounded up to four bytes.
    const treeEnd = (view.getUint32(HEADER.size) + 3) & ~3;
    const start = position ?? (offset === undefined ? undefined : treeEnd + offset);
    if (start === undefined || size === undefined) continue;
    if (start + size > bytes.length) throw corrupt(path, 'the packed kernel goes on behind its end');
    return bytes.subarray(start, start + size);
  }
  throw new Fault({ kind: 'nothing-found', path, detail: 'the image tree has no kernel in it' });
}

/** The nodes below \`/images\`. */
function* imagesIn(bytes: Uint8Array, view: DataView, path: string): Generator<ImageNode> {
  const start = view.getUint32(HEADER.structure);
  const end = Math.min(bytes.length, start + view.getUint32(HEADER.structureSize));
  const names: string[] = [];
  let node: ImageNode | undefined;
  for (let at = start; at + 4 <= end;) {
    const token = view.getUint32(at);
    at += 4;
    if (token === BEGIN_NODE) {
      const name = stringAt(bytes, at, end);
      at = (at + name.length + 4) & ~3;
      names.push(name);
      if (names.length > DEEPEST) throw corrupt(path, 'the image tree nests too deep');
      if (names.length === 3 && names[1] === 'images') node = { properties: new Map() };
    } else if (token === END_NODE) {
      if (names.length === 3 && node !== undefined) yield node;
      if (names.length === 3) node = undefined;
      names.pop();
      if (names.length === 0) return;
    } else if (token === PROPERTY) {
      if (at + 8 > end) break;
      const length = view.getUint32(at);
      const name = stringAt(bytes, view.getUint32(HEADER.strings) + view.getUint32(at + 4), bytes.length);
      at += 8;
      if (at + length > end) break;
      if (names.length === 3) node?.properties.set(name, bytes.subarray(at, at + length));
      at = (at + length + 3) & ~3;
    } else if (token !== NOP) {
      break;
    }
  }
  throw corrupt(path, 'the image tree does not end');
}

const LONGEST_NAME = 256;

function stringAt(bytes: Uint8Array, at: number, end: number): string {
  const stop = Math.min(end, at + LONGEST_NAME);
  let text = '';
  for (let next = at; next < stop && bytes[next] !== 0; next += 1)
    text += String.fromCharCode(bytes[next] ?? 0);
  return text;
}

function textOf(property: Uint8Array | undefined): string {
  return property === undefined ? '' : stringAt(property, 0, property.length);
}

function numberOf(property: Uint8Array | undefined): number | undefined {
  if (property?.length !== 4) return undefined;
  return new DataView(property.buffer, property.byteOffset, 4).getUint32(0);
}

function corrupt(path: string, detail: string): Fault {
  return new Fault({ kind: 'corrupt-input', path, detail });
}
