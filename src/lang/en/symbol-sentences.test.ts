import { describe, expect, test } from 'vitest';
import type { VariantHistory, ProductHistory, State } from '../../history/symbol-history.ts';
import { symbolFinding, symbolHeadline, symbolLede } from './symbol-sentences.ts';

const STATE: State = {
  crc: 1,
  module: 'vmlinux',
  type: 'EXPORT_SYMBOL',
  namespace: '',
  generator: 'genksyms',
};

interface GivenVariant {
  readonly name?: string;
  /** First and last release in which the symbol is there. */
  readonly present: readonly [from: number, to: number];
  readonly isFirst?: boolean;
  readonly comparable?: number;
  readonly crcChanged?: number;
}

/** A product with releases 1.0, 1.1 and 1.2. */
function product(title: string, ...variants: readonly GivenVariant[]): ProductHistory {
  return {
    name: title.toLowerCase(),
    title,
    releases: ['1.0', '1.1', '1.2'],
    built: [null, null, null],
    variants: variants.map(
      ({
        name = 'amd64',
        present: [from, to],
        isFirst = false,
        comparable = 0,
        crcChanged = 0,
      }): VariantHistory => ({
        name,
        spans: [
          ...(from > 0 ? [{ kind: 'absent', from: 0, to: from - 1 } as const] : []),
          { kind: 'present', from, to, state: STATE },
          ...(to < 2 ? [{ kind: 'absent', from: to + 1, to: 2 } as const] : []),
        ],
        events: new Map([
          [from, { kinds: [isFirst ? 'first' : 'added'], before: null, after: STATE, since: null }],
        ]),
        updates: { comparable, crcChanged },
        newest: to === 2 ? STATE : null,
      }),
    ),
  };
}

describe('the lead', () => {
  test('tells where a symbol was first seen, that it is there, and how often its CRC changed', () => {
    const acme = product(
      'Acme',
      { present: [0, 2], isFirst: true, comparable: 2, crcChanged: 1 },
      { name: 'arm64', present: [0, 2], isFirst: true, comparable: 1, crcChanged: 0 },
    );
    expect(symbolLede([acme])).toBe(
      'First seen in Acme 1.0, the oldest release on file. It is in the newest release of Acme. ' +
        'Its CRC changed in 1 of 2 updates on amd64 and 0 of 1 update on arm64.',
    );
  });

  test('calls a release the oldest on file only if it is', () => {
    expect(symbolLede([product('Acme', { present: [1, 2] })])).toBe(
      'First seen in Acme 1.1. It is in the newest release of Acme.',
    );
  });

  test('tells the products that have a symbol from those that lost it', () => {
    const lede = symbolLede([product('Acme', { present: [1, 2] }), product('Globex', { present: [0, 1] })]);
    expect(lede).toContain('It is in the newest release of Acme, not in that of Globex.');
  });

  test('of one that is gone everywhere tells where it was last', () => {
    expect(symbolLede([product('Acme', { present: [1, 1] }, { name: 'arm64', present: [0, 0] })])).toBe(
      'First seen in Acme 1.0. No newest release has it; last seen in Acme 1.1.',
    );
  });

  test('adds up the updates of a variant over all products', () => {
    const lede = symbolLede([
      product('Acme', { present: [0, 2], comparable: 2, crcChanged: 1 }),
      product('Globex', { present: [0, 2], comparable: 3, crcChanged: 2 }),
    ]);
    expect(lede).toContain('Its CRC changed in 3 of 5 updates on amd64.');
  });
});

describe('how often the CRC changed', () => {
  const of = (...given: readonly (readonly [variant: string, comparable: number, crcChanged: number])[]) => {
    const [first, ...others] = given.map(([name, comparable, crcChanged]) => ({
      ...{ name, present: [0, 2] as [number, number], comparable, crcChanged },
    }));
    expect.assert(first !== undefined);
    return symbolFinding([product('Acme', first, ...others)]);
  };

  test('is said once of architectures that agree', () => {
    expect(of(['amd64', 3, 1], ['arm64', 3, 1])).toBe(
      'its CRC changed in 1 of 3 updates on both amd64 and arm64.',
    );
    expect(of(['aarch64', 2, 0], ['ppc64le', 3, 1], ['s390x', 3, 1], ['x86_64', 3, 1])).toBe(
      'its CRC changed in 0 of 2 updates on aarch64 and 1 of 3 updates on each of ppc64le, s390x and x86_64.',
    );
  });

  test('is said the other way round of one that never changed', () => {
    expect(of(['aarch64', 11, 0], ['ppc64le', 12, 0], ['x86_64', 12, 0])).toBe(
      'its CRC stayed the same in 11 updates on aarch64 and 12 updates on both ppc64le and x86_64.',
    );
    expect(symbolHeadline([product('Acme', { present: [0, 2], comparable: 12, crcChanged: 0 })])).toBe(
      'CRC unchanged in 12 updates',
    );
  });
});

describe('the finding', () => {
  test('is how often the CRC changed, where that is known', () => {
    const acme = product('Acme', { present: [0, 2], comparable: 2, crcChanged: 0 });
    expect(symbolFinding([acme])).toBe('its CRC stayed the same in 2 updates on amd64.');
  });

  test('is who exports the symbol otherwise', () => {
    expect(
      symbolFinding([product('Acme', { present: [0, 2] }), product('Globex', { present: [2, 2] })]),
    ).toBe('exported by Acme and Globex.');
  });

  test('is where it was last seen, if it is gone', () => {
    expect(symbolFinding([product('Acme', { present: [0, 1], comparable: 1, crcChanged: 1 })])).toBe(
      'No newest release has it; last seen in Acme 1.1.',
    );
  });
});

describe('the finding in a title', () => {
  test('speaks of the first variant, by name where the others differ', () => {
    const one = product('Acme', { present: [0, 2], comparable: 2, crcChanged: 1 });
    expect(symbolHeadline([one])).toBe('CRC changed in 1 of 2 updates');
    const arm64 = { name: 'arm64', present: [0, 2] as [number, number], comparable: 1, crcChanged: 0 };
    const two = product('Acme', { present: [0, 2], comparable: 2, crcChanged: 1 }, arm64);
    expect(symbolHeadline([two])).toBe('CRC changed in 1 of 2 updates on amd64');
  });

  test('is who exports it, or had it, where no CRCs can be compared', () => {
    expect(symbolHeadline([product('Acme', { present: [0, 2] })])).toBe('exported by Acme');
    expect(symbolHeadline([product('Acme', { present: [0, 1], comparable: 1, crcChanged: 1 })])).toBe(
      'last seen in Acme 1.1',
    );
  });
});
