/** What tests share: definitions made up at random, and a summary without causes. */
import { noReasons } from '../../src/types/diff/cause.ts';
import fc from 'fast-check';
import type { CausesSummary } from '../../src/records/entries/comparison.ts';
import type { Body, Definition, Prototype, TypeUse } from '../../src/types/table/definition.ts';

export const NO_CAUSES: CausesSummary = {
  ...{ variant: 'amd64', source: 'btf', exact: false, explained: 0, hidden: 0, first: null },
  nearest: null,
  causes: {
    ...{ 'layout-changed': 0, 'prototype-changed': 0, 'layout-kept': 0 },
    ...{ 'became-visible': 0, 'layout-unknown': 0 },
  },
  unexplained: { ...noReasons(), 'no-type-information': 0, 'no-difference-found': 0 },
};

const WORDS = ['next', 'dev', 'ops', '_lock', 'reg_state', 'a1', 'B', 'x'];
export const arbitraryName = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.string({ minLength: 1, maxLength: 12 }).filter((name) => !/[\n\r]/.test(name) && /[^\w$.]/.test(name)),
);

const baseType = fc.oneof(
  fc.constantFrom('int', 'long unsigned int', '_Bool', 'u8', 'spinlock_t', 'const char'),
  fc
    .tuple(fc.constantFrom('struct', 'union', 'enum'), fc.constantFrom(...WORDS))
    .map((each) => each.join(' ')),
);
const suffix = fc.constantFrom(
  '',
  '',
  ' *',
  ' **',
  '[4]',
  ' *[2]',
  ' *const',
  ' (*)(void)',
  ' (*)(struct x *, u8)',
);

const { body } = fc.letrec<{ body: Body }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 2 },
    fc.record({
      kind: fc.constant('enum' as const),
      size: fc.option(fc.nat(16)),
      enumerators: fc.array(fc.record({ name: arbitraryName, value: fc.option(fc.integer().map(String)) }), {
        maxLength: 3,
      }),
    }),
    fc.record({
      kind: fc.constantFrom('struct' as const, 'union' as const),
      size: fc.option(fc.nat(4096)),
      members: fc.array(
        fc
          .tuple(
            arbitraryUse(tie('body')),
            fc.record({
              name: fc.oneof(arbitraryName, fc.constant('')),
              offset: fc.option(fc.nat(1000).map((bytes) => bytes * 8)),
              width: fc.option(fc.nat(32)),
            }),
          )
          .map(([use, rest]) => ({ ...use, ...rest })),
        { maxLength: 4 },
      ),
    }),
  ),
}));

function arbitraryUse(bodies: fc.Arbitrary<Body>): fc.Arbitrary<TypeUse> {
  return fc.oneof(
    fc.tuple(baseType, suffix).map(([type, behind]) => ({ type: type + behind, bodies: [] })),
    fc.tuple(bodies, suffix).map(([each, behind]) => ({ type: `${each.kind} {}${behind}`, bodies: [each] })),
  );
}

export const arbitraryDefinition: fc.Arbitrary<Definition> = fc.oneof(
  fc.tuple(body, arbitraryName).map(([each, name]) => ({ ...each, name })),
  fc
    .tuple(arbitraryUse(body), arbitraryName)
    .map(([use, name]) => ({ kind: 'typedef' as const, ...use, name })),
  fc.record({
    kind: fc.constant('opaque' as const),
    of: fc.constantFrom('struct' as const, 'union' as const, 'enum' as const),
    name: arbitraryName,
  }),
);

export const arbitraryPrototype: fc.Arbitrary<Prototype> = fc.oneof(
  fc
    .tuple(fc.constantFrom('int(void)', 'struct sk_buff *(gfp_t, u32)'), arbitraryName)
    .map(([type, name]) => ({ kind: 'function' as const, type, bodies: [], name })),
  fc
    .tuple(arbitraryUse(body), arbitraryName)
    .map(([use, name]) => ({ kind: 'variable' as const, ...use, name })),
);
