import { describe, expect, test } from 'vitest';
import { parseSourceEnds, formatSourceEnds } from '../../formats/ends/source-ends.ts';
import { areNear, departuresIn, type UpdateSides } from './departures.ts';
import { EndIndex, isGoneSomewhere } from './end-index.ts';
import { knownEnd } from './known-ends.ts';
import { rankSuccessors } from './successor.ts';
import { endByTable, symbolEnd } from './symbol-end.ts';

const NOTHING: UpdateSides = {
  before: new Set(),
  after: new Set(),
  prototypesBefore: new Map(),
  prototypesAfter: new Map(),
  changes: undefined,
};

function update(before: Record<string, string>, after: Record<string, string>, titles: string[] = []) {
  return departuresIn({
    before: new Set(Object.keys(before)),
    after: new Set(Object.keys(after)),
    prototypesBefore: new Map(Object.entries(before)),
    prototypesAfter: new Map(Object.entries(after)),
    changes: [
      {
        ...{ version: '6.1.5-1', day: null, after: null },
        changes: titles.map((title) => ({ title, upstream: null, cves: [], references: [] })),
      },
    ],
  });
}

/** Who took the place of the one symbol that went, how surely, and why. */
function successor(...sides: Parameters<typeof update>) {
  const [gone] = update(...sides);
  return rankSuccessors(gone?.successors ?? []).map(
    ({ symbol, degree, reasons }) => `${symbol} ${degree}: ${reasons.map(({ by }) => by).join(', ')}`,
  );
}

describe('what an update took away', () => {
  test('is what only the older kernel exports, but for Rust, whose names follow the compiler', () => {
    const sides = {
      ...NOTHING,
      before: new Set(['kept', 'gone', '_RNvCs1_4core3foo']),
      after: new Set(['kept', 'new']),
      prototypesBefore: new Map([['gone', 'int gone(struct a *);']]),
    };
    expect(departuresIn(sides)).toEqual([
      { symbol: 'gone', prototype: 'int gone(struct a *);', successors: [] },
    ]);
  });

  test('has a likely successor where a newcomer has its prototype, and its name with a word shortened', () => {
    expect(
      successor(
        { devlink_line_card_create: 'int devlink_line_card_create(struct devlink *);' },
        { devl_line_card_create: 'int devl_line_card_create(struct devlink *);' },
      ),
    ).toEqual(['devl_line_card_create likely: prototype']);
  });

  test('has only a possible one where the names have few words to tell by', () => {
    expect(
      successor(
        { netif_rx_ni: 'int netif_rx_ni(struct sk_buff *);' },
        {
          netif_rx_any: 'int netif_rx_any(struct sk_buff *);',
          __netif_rx: 'int __netif_rx(struct sk_buff *);',
        },
      ),
    ).toEqual(['__netif_rx possible: prototype']);
  });

  test.each([
    [
      'the word in its place is another one',
      'int x_purge_locked(struct a *);',
      'int x_unpin_locked(struct a *);',
    ],
    ['the prototype is another one', 'int x_a_b(struct a *);', 'int x_a_b_c(struct a *, int);'],
    ['the prototype names no type', 'int x_a_b(void);', 'int x_a_b_c(void);'],
  ])('has none where %s', (_, before, after) => {
    const name = (text: string) => /(\w+)\(/.exec(text)?.[1] ?? '';
    expect(successor({ [name(before)]: before }, { [name(after)]: after })).toEqual([]);
  });

  test('has none where two newcomers fit as well', () => {
    const shape = (name: string) => `int ${name}(struct a *);`;
    expect(
      successor({ x_y_z: shape('x_y_z') }, { x_y_z_one: shape('x_y_z_one'), x_y_z_two: shape('x_y_z_two') }),
    ).toEqual([]);
  });

  test('has a sure one where the title of a change says what it was renamed to', () => {
    expect(
      successor({ del_thing: '' }, { thing_delete: '' }, ['things: Rename del_thing() to thing_delete()']),
    ).toEqual(['thing_delete sure: changelog']);
  });

  test('has none by a title that names several others', () => {
    expect(
      successor({ del_thing: '' }, { thing_delete: '', thing_drop: '' }, [
        'things: Replace del_thing() by thing_delete() and thing_drop()',
      ]),
    ).toEqual([]);
  });

  test('has one by the rule that allocations are wrapped to be counted', () => {
    expect(successor({ kmemdup: '' }, { kmemdup_noprof: '' })).toEqual(['kmemdup_noprof likely: name']);
  });
});

test.each([
  ['coresight_disable', 'coresight_disable_sysfs', true],
  ['devlink_trap_set', 'devl_trap_set', true],
  ['shmem_purge_locked', 'shmem_unpin_locked', false],
  ['foo', 'foo_bar', false],
])('%s and %s are near: %s', (a, b, expected) => {
  expect(areNear(a, b)).toBe(expected);
  expect(areNear(b, a)).toBe(expected);
});

describe('the end of a symbol', () => {
  const departure = { symbol: 'old_name', prototype: 'int old_name(struct a *);', successors: [] };
  const gone = {
    ...{ variant: 'amd64', added: [['new_name', 'int new_name(struct a *);'] as const] },
    before: { product: 'p', release: '6.12.9' },
    after: { product: 'q', release: '7.2.1+deb14' },
    departures: [departure],
  };
  const source = (line: string) =>
    parseSourceEnds(`# symbol-ends 1 from 6.12.118-1 to 7.2.13-1\n${line}\n`, 'ends').records;
  const vmlinux = { module: 'vmlinux', type: 'EXPORT_SYMBOL_GPL', namespace: 'NS' };

  test('is what the source of the release that lacks it has', () => {
    const index = new EndIndex([gone], [source('old_name\tabsent\tmm/a.c\tbody 97\tnew_name')]);
    expect(index.candidates('old_name')).toEqual(['new_name']);
    expect(index.endOf('old_name', () => vmlinux)).toEqual({
      symbol: 'old_name',
      known: null,
      source: { state: 'absent', place: 'mm/a.c', version: '7.2.13-1' },
      prototype: 'int old_name(struct a *);',
      successors: [
        {
          symbol: 'new_name',
          degree: 'sure',
          reasons: [{ by: 'body', percent: 97, place: 'mm/a.c', version: '7.2.13-1' }],
          export: vmlinux,
          prototype: 'int new_name(struct a *);',
        },
      ],
    });
  });

  test('does not come from the source of another series', () => {
    const other = parseSourceEnds(
      '# symbol-ends 1 from 6.1.1-1 to 6.12.118-1\nold_name\tstatic\tmm/a.c\n',
      'e',
    );
    const index = new EndIndex([gone], [other.records]);
    expect(index.endOf('old_name', () => null)?.source).toBeNull();
  });

  test('names no successor that no kernel on file exports', () => {
    const index = new EndIndex([gone], [source('old_name\tabsent\tmm/a.c\tbody 97\tnew_name')]);
    expect(index.endOf('old_name', () => null)?.successors).toEqual([]);
  });

  test('is doubtful where names have nothing in common, though the code has', () => {
    const index = new EndIndex([gone], [source('old_name\tabsent\tmm/a.c\tbody 88\tfoo_bar')]);
    expect(index.endOf('old_name', () => vmlinux)?.successors[0]?.degree).toBe('possible');
  });

  test('is unknown where nothing is on file', () => {
    const facts = { departures: [], sources: [], exportOf: () => null, prototypeOf: () => null };
    expect(symbolEnd({ symbol: 'never_seen', ...facts })).toBeUndefined();
  });

  test('of a symbol that went before the oldest kernel on file is in a table with its source', () => {
    expect(endByTable('kallsyms_lookup_name', () => null)).toMatchObject({
      known: { end: 'unexported', since: '5.7', source: 'commit 0bd476e6c671' },
      successors: [],
    });
    expect(knownEnd('toString')).toBeUndefined();
  });
});

describe('a symbol is gone', () => {
  const table = {
    products: [
      { name: 'a', title: 'A', releases: ['1', '2'], built: [null, null], follows: null },
      { name: 'b', title: 'B', releases: ['3'], built: [null], follows: 0 },
    ],
    variants: [
      { product: 0, name: 'amd64', releases: [0, 1], generators: [], vermagics: [] },
      { product: 1, name: 'amd64', releases: [0], generators: [], vermagics: [] },
    ],
    attributes: [],
  };

  test.each([
    ['where the newest release lacks it', [[0, [[0, 0, 1, 0]]]], true],
    ['where the product that follows lacks it', [[0, [[0, 1, 1, 0]]]], true],
    [
      'nowhere, if all newest have it',
      [
        [0, [[0, 1, 1, 0]]],
        [1, [[0, 0, 1, 0]]],
      ],
      false,
    ],
    ['nowhere, if it is new in the later product', [[1, [[0, 0, 1, 0]]]], false],
  ] as const)('%s', (_, variants, expected) => {
    const row = { symbol: 'x', variants: variants.map(([v, runs]) => [v, runs.map((run) => run)] as const) };
    expect(isGoneSomewhere(row, table)).toBe(expected);
  });
});

test('a file of ends is read back as it was written, and says which line is none', () => {
  const text = [
    '# symbol-ends 1 from 6.12.118-1 to 7.2.13-1',
    'alloc_workqueue\tmacro\tinclude/linux/workqueue.h\tcalls\talloc_workqueue_noprof',
    'tcp_done\tunexported\tnet/ipv4/tcp.c',
    'x_sdev\tabsent\ta.c\tbody 97\ty_sdev',
    '',
  ].join('\n');
  const { records, problems } = parseSourceEnds(text, 'ends');
  expect(problems).toEqual([]);
  expect(formatSourceEnds(records)).toBe(text);
  const bad = parseSourceEnds('# symbol-ends 1 from a to b\nfoo\tvanished\ta.c\n', 'ends');
  expect(bad.problems.map(({ kind, line }) => [kind, line])).toEqual([['malformed-end', 2]]);
});
