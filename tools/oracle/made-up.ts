/** The suite: modules that each keep or break one rule of the loader. */
import { editModinfo, editVersions, objcopy, patched, setField, type VersionRecord } from './edits.ts';

export interface MadeUp {
  readonly id: string;
  /** Name of the source that it is made from, which is the module's own unless `name` says otherwise. */
  readonly from: string;
  readonly name?: string;
  readonly edit?: (module: Buffer) => Buffer;
  /** Loaded before, the first one first. */
  readonly needs?: readonly Pick<MadeUp, 'from' | 'edit'>[];
}

const SIGNATURE_MARKER = '~Module signature appended~\n';

/** @param vermagic of the kernel that the sources were built for, to the letter */
export function madeUpModules(vermagic: string): MadeUp[] {
  return [
    ...unchanged(),
    ...licences(),
    ...magics(vermagic),
    ...versions(),
    ...namespaces(),
    ...together(),
    ...files(),
    ...signatures(),
    ...names(),
  ];
}

function unchanged(): MadeUp[] {
  const sources = ['plain', 'public', 'gplonly', 'weakpresent', 'weakgpl', 'weakabsent', 'absent', 'dmabuf'];
  const more = ['provider', 'common', 'driverloader', 'lve', 'ndiswrapper', 'livepatched'];
  return [...sources, ...more].map((from) => ({ id: from, from }));
}

/** license_is_gpl_compatible(): these strings, to the letter, and some that look like them. */
const LICENCES = [
  ...['GPL', 'GPL v2', 'GPL and additional rights', 'Dual BSD/GPL', 'Dual MIT/GPL', 'Dual MPL/GPL'],
  ...['GPLv2', 'GPL v3', 'gpl', 'GPL ', ' GPL', 'GPL-2.0', 'GPL-2.0-only', 'Dual GPL/BSD', 'Dual BSD/GPL v2'],
  ...['BSD', 'MIT', 'Proprietary', 'proprietary', 'Apache-2.0', ''],
];

function licences(): MadeUp[] {
  const two = (first: string, second: string) => (module: Buffer) =>
    editModinfo(module, (fields) => [
      ...fields.filter((field) => !field.startsWith('license=')),
      `license=${first}`,
      `license=${second}`,
    ]);
  return [
    ...LICENCES.flatMap((licence, index) =>
      ['gplonly', 'public', 'weakgpl'].map((from) => ({
        id: `licence-${index}-${from}`,
        from,
        edit: (module: Buffer) => setField(module, 'license', licence),
      })),
    ),
    ...['gplonly', 'public'].map((from) => ({
      id: `licence-none-${from}`,
      from,
      edit: (module: Buffer) => setField(module, 'license', null),
    })),
    { id: 'licence-two-gpl-last', from: 'gplonly', edit: two('Proprietary', 'GPL') },
    { id: 'licence-two-gpl-first', from: 'gplonly', edit: two('GPL', 'Proprietary') },
  ];
}

function magics(vermagic: string): MadeUp[] {
  const [release = '', ...rest] = vermagic.split(' ');
  const flags = rest.join(' ');
  const without = (flag: string) => `${release} ${flags.replace(`${flag} `, '')}`;
  const texts: Record<string, string | null> = {
    'other-release': `6.0.0-99-amd64 ${flags}`,
    foreign: `4.4.0-foreign ${flags}`,
    rt: `${release} ${flags.replace('preempt', 'preempt_rt')}`,
    'no-smp': without('SMP'),
    'no-preempt': without('preempt'),
    'no-unload': without('mod_unload'),
    'no-modversions': without('modversions'),
    extra: `${release} ${flags}RANDSTRUCT_0123 `,
    'no-last-blank': vermagic.trimEnd(),
    'two-last-blanks': `${vermagic} `,
    'two-blanks': `${release}  ${flags}`,
    'first-blank': ` ${vermagic}`,
    'release-alone': release,
    lower: `${release} ${flags.toLowerCase()}`,
    order: `${release} mod_unload SMP preempt modversions `,
    tab: vermagic.replace(' ', '\t'),
    empty: '',
    none: null,
  };
  return Object.entries(texts).flatMap(([name, text]) => {
    const edit = (module: Buffer) => setField(module, 'vermagic', text);
    const bare = (module: Buffer) => objcopy(edit(module), '-R', '__versions');
    return [
      { id: `vermagic-${name}`, from: 'public', edit },
      { id: `vermagic-${name}-without-versions`, from: 'public', edit: bare },
    ];
  });
}

function versions(): MadeUp[] {
  const record = (name: string, crc: bigint): VersionRecord => ({ name, crc });
  const edited =
    (edit: (records: readonly VersionRecord[]) => readonly VersionRecord[], tail?: Buffer) =>
    (module: Buffer) =>
      editVersions(module, edit, tail);
  const change = (name: string, to: (crc: bigint) => bigint) =>
    edited((records) => records.map((each) => (each.name === name ? { ...each, crc: to(each.crc) } : each)));
  const drop = (...names: readonly string[]) =>
    edited((records) => records.filter(({ name }) => !names.includes(name)));
  const rename = (name: string) =>
    edited((records) =>
      records.map((each) => (each.name === name ? { ...each, name: 'oracle_stale' } : each)),
    );
  const edits: Record<string, MadeUp['edit']> = {
    'one-differs': change('int_sqrt', (crc) => crc ^ 1n),
    'one-is-zero': change('int_sqrt', () => 0n),
    'one-of-41-bits': change('int_sqrt', (crc) => crc | (1n << 40n)),
    'layout-differs': change('module_layout', (crc) => crc ^ 1n),
    'layout-is-zero': change('module_layout', () => 0n),
    'one-missing': drop('int_sqrt'),
    'layout-missing': drop('module_layout'),
    'all-but-layout-missing': edited((records) => records.filter(({ name }) => name === 'module_layout')),
    empty: edited(() => []),
    'one-renamed': rename('int_sqrt'),
    'layout-renamed': rename('module_layout'),
    'one-more': edited((records) => [...records, record('jiffies', 0x12345678n)]),
    'one-more-unknown': edited((records) => [...records, record('oracle_stale', 1n)]),
    'twice-first-wrong': edited((records) => [record('int_sqrt', 1n), ...records]),
    'twice-last-wrong': edited((records) => [...records, record('int_sqrt', 1n)]),
    'empty-record': edited((records) => [...records, record('', 0n)]),
    'half-a-record': edited((records) => records, Buffer.alloc(8)),
    none: (module) => objcopy(module, '-R', '__versions'),
  };
  return [
    ...Object.entries(edits).map(([name, edit]): MadeUp => ({
      id: `versions-${name}`,
      from: 'public',
      ...(edit && { edit }),
    })),
    { id: 'versions-weak-differs', from: 'weakpresent', edit: change('int_sqrt', (crc) => crc ^ 1n) },
    { id: 'versions-weak-missing', from: 'weakpresent', edit: drop('int_sqrt') },
    { id: 'versions-none-absent', from: 'absent', edit: (module) => objcopy(module, '-R', '__versions') },
    { id: 'versions-none-gplonly', from: 'gplonly', edit: (module) => objcopy(module, '-R', '__versions') },
  ];
}

function namespaces(): MadeUp[] {
  const importing =
    (...names: readonly string[]) =>
    (module: Buffer) =>
      editModinfo(module, (fields) => [
        ...fields.filter((field) => !field.startsWith('import_ns=')),
        ...names.map((name) => `import_ns=${name}`),
      ]);
  const sets: Record<string, readonly string[]> = {
    none: [],
    other: ['DMA_BUFF'],
    lower: ['dma_buf'],
    two: ['OTHER', 'DMA_BUF'],
    twice: ['DMA_BUF', 'DMA_BUF'],
    both: ['OTHER DMA_BUF'],
    empty: [''],
    module: ['DMA_BUF', 'module:kvm'],
  };
  return Object.entries(sets).map(([name, names]) => ({
    id: `namespace-${name}`,
    from: 'dmabuf',
    edit: importing(...names),
  }));
}

function together(): MadeUp[] {
  const proprietary = (module: Buffer) => setField(module, 'license', 'Proprietary');
  const zero = (module: Buffer) =>
    editVersions(module, (records) =>
      records.map((each) => (each.name.startsWith('oracle_') ? { ...each, crc: 0n } : each)),
    );
  const dropped = (module: Buffer) =>
    editVersions(module, (records) => records.filter(({ name }) => !name.startsWith('oracle_')));
  const noTables = (module: Buffer) => objcopy(module, '-R', '__kcrctab', '-R', '__kcrctab_gpl');
  const provider = { from: 'provider' };
  const users = ['user', 'usergpl', 'userboth'];
  return [
    ...users.map((from) => ({ id: `together-${from}`, from, needs: [provider] })),
    ...users.map((from) => ({ id: `alone-${from}`, from })),
    ...users.map((from) => ({
      id: `proprietary-provider-${from}`,
      from,
      needs: [{ ...provider, edit: proprietary }],
    })),
    ...users.map((from) => ({ id: `proprietary-${from}`, from, edit: proprietary, needs: [provider] })),
    ...users.map((from) => ({ id: `no-version-${from}`, from, edit: dropped, needs: [provider] })),
    { id: 'zero-version-user', from: 'user', edit: zero, needs: [provider] },
    { id: 'provider-without-tables', from: 'provider', edit: noTables },
    { id: 'user-of-provider-without-tables', from: 'user', needs: [{ ...provider, edit: noTables }] },
  ];
}

function files(): MadeUp[] {
  const bytes = (change: (copy: Buffer) => void) => (module: Buffer) => patched(module, change);
  const sectionTable = (copy: Buffer) => Number(copy.readBigUInt64LE(0x28));
  return [
    { id: 'file-strip-debug', from: 'public', edit: (module) => objcopy(module, '--strip-debug') },
    { id: 'file-strip-unneeded', from: 'public', edit: (module) => objcopy(module, '--strip-unneeded') },
    { id: 'file-strip-all', from: 'public', edit: (module) => objcopy(module, '--strip-all') },
    {
      id: 'file-no-this-module',
      from: 'public',
      edit: (module) =>
        objcopy(module, '-R', '.gnu.linkonce.this_module', '-R', '.rela.gnu.linkonce.this_module'),
    },
    { id: 'file-no-modinfo', from: 'public', edit: (module) => objcopy(module, '-R', '.modinfo') },
    {
      id: 'file-writable-code',
      from: 'public',
      edit: (module) => objcopy(module, '--set-section-flags', '.text=alloc,load,code,data,contents'),
    },
    {
      id: 'file-truncated',
      from: 'public',
      edit: (module) => module.subarray(0, Math.floor((module.length * 2) / 3)),
    },
    { id: 'file-half-header', from: 'public', edit: (module) => module.subarray(0, 40) },
    { id: 'file-empty-tail', from: 'public', edit: (module) => Buffer.concat([module, Buffer.alloc(100)]) },
    { id: 'file-other-machine', from: 'public', edit: bytes((copy) => copy.writeUInt16LE(183, 18)) },
    { id: 'file-unknown-machine', from: 'public', edit: bytes((copy) => copy.writeUInt16LE(999, 18)) },
    { id: 'file-program', from: 'public', edit: bytes((copy) => copy.writeUInt16LE(2, 16)) },
    { id: 'file-no-magic', from: 'public', edit: bytes((copy) => copy.writeUInt8(0, 0)) },
    { id: 'file-entry-size', from: 'public', edit: bytes((copy) => copy.writeUInt16LE(40, 0x3a)) },
    { id: 'file-names-index', from: 'public', edit: bytes((copy) => copy.writeUInt16LE(500, 0x3e)) },
    {
      id: 'file-table-outside',
      from: 'public',
      edit: bytes((copy) => copy.writeBigUInt64LE(1n << 40n, 0x28)),
    },
    {
      id: 'file-section-outside',
      from: 'public',
      edit: bytes((copy) => copy.writeBigUInt64LE(1n << 40n, sectionTable(copy) + 64 + 0x18)),
    },
    {
      id: 'file-got',
      from: 'absent',
      edit: (module) => objcopy(module, '--redefine-sym', 'oracle_no_such=_GLOBAL_OFFSET_TABLE_'),
    },
    {
      id: 'duplicate-of-kernel',
      from: 'dupkernel',
      edit: (module) => replaced(module, 'int_sqrX', 'int_sqrt'),
    },
    { id: 'no-duplicate', from: 'dupkernel' },
  ];
}

function replaced(module: Buffer, old: string, by: string): Buffer {
  return Buffer.from(module.toString('latin1').replaceAll(old, by), 'latin1');
}

function signatures(): MadeUp[] {
  const trailer = (message: Buffer, head: readonly number[], length = message.length) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(length);
    return Buffer.concat([message, Buffer.from(head), size, Buffer.from(SIGNATURE_MARKER)]);
  };
  const PKCS7 = [0, 0, 2, 0, 0, 0, 0, 0];
  const junk = Buffer.from('not a signature!'.repeat(8));
  const tails: Record<string, Buffer> = {
    junk: trailer(junk, PKCS7),
    'too-long': trailer(junk, PKCS7, 0x7fffffff),
    'other-kind': trailer(junk, [0, 0, 1, 0, 0, 0, 0, 0]),
    'not-zero': trailer(junk, [0, 4, 2, 0, 0, 0, 0, 0]),
    empty: trailer(Buffer.alloc(0), PKCS7),
    'not-at-the-end': Buffer.concat([trailer(junk, PKCS7), Buffer.from('\n')]),
  };
  return Object.entries(tails).map(([name, tail]) => ({
    id: `signature-${name}`,
    from: 'public',
    edit: (module: Buffer) => Buffer.concat([module, tail]),
  }));
}

/** Names that built-in parts of the kernel have, with and without a place below /sys/module. */
function names(): MadeUp[] {
  return ['printk', 'kernel', 'tcp_cubic', 'workqueue', 'oracle_free'].map((name) => ({
    id: `name-${name}`,
    from: 'plain',
    name,
    edit: (module: Buffer) => renamed(setField(module, 'name', name), name),
  }));
}

/** struct module has its name behind the state and the list: 24 bytes on 64-bit machines. */
function renamed(module: Buffer, name: string): Buffer {
  const at = module.indexOf(Buffer.from('plain\0'.padEnd(20, '\0'), 'latin1'));
  if (at < 0) throw new Error('no struct module with the name "plain"');
  return patched(module, (copy) => {
    copy.fill(0, at, at + 20);
    copy.write(name, at, 'latin1');
  });
}
