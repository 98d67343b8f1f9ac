import { expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { parseRpmDependencies } from './rpm-dependencies.ts';

const PATH = 'requires.txt';

test('Red Hat: kernel() for the kernel, ksym() for other module packages', () => {
  const text =
    '/bin/sh\nkernel(alloc_skb) = 0x5dd83415\nkernel-uname-r >= 5.14\nksym(foo_open) = 0x00000001\n';
  expect(parseRpmDependencies(text, PATH)).toEqual({
    records: [
      {
        flavour: '',
        imports: [
          { symbol: 'alloc_skb', crc: 0x5dd83415 },
          { symbol: 'foo_open', crc: 1 },
        ],
      },
    ],
    problems: [],
  });
});

test('SUSE: the flavour is part of it, leading zeros are not', () => {
  const text = 'ksym(default:current_task) = eb56bb3\nksym(rt:current_task) = a57f3289\n';
  expect(parseRpmDependencies(text, PATH)).toEqual({
    records: [
      { flavour: 'default', imports: [{ symbol: 'current_task', crc: 0x0eb56bb3 }] },
      { flavour: 'rt', imports: [{ symbol: 'current_task', crc: 0xa57f3289 }] },
    ],
    problems: [],
  });
});

test('sets of symbols are no symbols, and malformed ones are named', () => {
  const text =
    'kernel(default:kernel_base) = 0f1e2d3c4b5a6978\nksym(default:\nksym(default:\\b)\nksym(default:a) = 1\n';
  const { records, problems } = parseRpmDependencies(text, PATH);
  expect(records).toEqual([{ flavour: 'default', imports: [{ symbol: 'a', crc: 1 }] }]);
  expect(problems).toEqual([
    { kind: 'malformed-import', path: PATH, line: 2, source: 'ksym(default:' },
    { kind: 'malformed-import', path: PATH, line: 3, source: 'ksym(default:\\b)' },
  ]);
});

test('dependencies on no symbol are refused', () => {
  expect(() => parseRpmDependencies('/bin/sh\n', PATH)).toThrow(Fault);
});
