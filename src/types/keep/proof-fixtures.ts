/**
 * Two builds of a few lines of C, as genksyms (of linux-kbuild-6.1) and gendwarfksyms (of linux-source-7.2, `--stable`, gcc 12,
 * DWARF 5) print them. `guarded` has what is new in the newer one, hidden: by `#ifdef __GENKSYMS__`, or by `__kabi_ignored`,
 * `__kabi_renamed` and the rule enumerator_ignore.
 *
 *     enum mode { M_A, M_B };                 enum mode { M_A, M_B, M_C };
 *     struct dev {                            struct dev {
 *       int irq;                                int irq;
 *                                               int line;
 *       struct list *all;                       struct list *all;
 *       u32 flags;                              int flags;
 *       unsigned long kabi_reserved1;           unsigned long kabi_reserved1;
 *     };                                      };
 *     int dev_add(struct dev *d, enum mode m);
 *     int dev_irq(const struct dev *d);
 *     int mode_set(enum mode m);
 *     int other(struct list *l);
 */
export interface MadeBuild {
  readonly symtypes: string;
  /** As the generator printed them. */
  readonly crcs: Readonly<Record<string, number>>;
}

export const GENKSYMS_BUILDS: Readonly<Record<'old' | 'new' | 'guarded', MadeBuild>> = {
  old: {
    symtypes: [
      's#list struct list { s#list * next ; } ',
      't#u32 typedef unsigned int u32 ',
      's#dev struct dev { int irq ; s#list * all ; t#u32 flags ; unsigned long kabi_reserved1 ; } ',
      'e#mode enum mode { M_A , M_B } ',
      'dev_add int dev_add ( s#dev * , e#mode ) ',
      'dev_irq int dev_irq ( const s#dev * ) ',
      'mode_set int mode_set ( e#mode ) ',
      'other int other ( s#list * ) ',
      '',
    ].join('\n'),
    crcs: { dev_add: 0x453bd333, dev_irq: 0x8fbb12c2, mode_set: 0xfe6a1272, other: 0x0d94ebd6 },
  },
  new: {
    symtypes: [
      's#list struct list { s#list * next ; } ',
      's#dev struct dev { int irq ; int line ; s#list * all ; int flags ; unsigned long kabi_reserved1 ; } ',
      'e#mode enum mode { M_A , M_B , M_C } ',
      'dev_add int dev_add ( s#dev * , e#mode ) ',
      'dev_irq int dev_irq ( const s#dev * ) ',
      'mode_set int mode_set ( e#mode ) ',
      'other int other ( s#list * ) ',
      '',
    ].join('\n'),
    crcs: { dev_add: 0xc004257e, dev_irq: 0x251c1042, mode_set: 0x88a3b587, other: 0x0d94ebd6 },
  },
  guarded: {
    symtypes: [
      's#list struct list { s#list * next ; } ',
      't#u32 typedef unsigned int u32 ',
      's#dev struct dev { int irq ; s#list * all ; t#u32 flags ; unsigned long kabi_reserved1 ; } ',
      'e#mode enum mode { M_A , M_B } ',
      'dev_add int dev_add ( s#dev * , e#mode ) ',
      'dev_irq int dev_irq ( const s#dev * ) ',
      'mode_set int mode_set ( e#mode ) ',
      'other int other ( s#list * ) ',
      '',
    ].join('\n'),
    crcs: { dev_add: 0x453bd333, dev_irq: 0x8fbb12c2, mode_set: 0xfe6a1272, other: 0x0d94ebd6 },
  },
};

export const GENDWARFKSYMS_BUILDS: Readonly<Record<'old' | 'new' | 'guarded', MadeBuild>> = {
  old: {
    symtypes: [
      'dev_add subprogram ( formal_parameter pointer_type { s#dev } byte_size(8) d , formal_parameter e#mode m ) -> base_type int byte_size(4) encoding(5)',
      'dev_irq subprogram ( formal_parameter pointer_type { const_type { s#dev } } byte_size(8) d ) -> base_type int byte_size(4) encoding(5)',
      'e#mode enumeration_type mode { enumerator M_A = 0 , enumerator M_B = 1 } byte_size(4)',
      'mode_set subprogram ( formal_parameter e#mode m ) -> base_type int byte_size(4) encoding(5)',
      'other subprogram ( formal_parameter pointer_type { s#list } byte_size(8) l ) -> base_type int byte_size(4) encoding(5)',
      's#dev structure_type dev { member base_type int byte_size(4) encoding(5) irq data_member_location(0) , member pointer_type { s#list } byte_size(8) all data_member_location(8) , member t#u32 flags data_member_location(16) , member base_type long unsigned int byte_size(8) encoding(7) kabi_reserved1 data_member_location(24) } byte_size(32)',
      's#list structure_type list { member pointer_type { s#list } byte_size(8) next data_member_location(0) } byte_size(8)',
      't#u32 typedef_type u32 { base_type unsigned int byte_size(4) encoding(7) }',
      '',
    ].join('\n'),
    crcs: { dev_add: 0xc11c5e47, dev_irq: 0x1e8d057f, mode_set: 0x2f7498dc, other: 0xac6e3f34 },
  },
  new: {
    symtypes: [
      'dev_add subprogram ( formal_parameter pointer_type { s#dev } byte_size(8) d , formal_parameter e#mode m ) -> base_type int byte_size(4) encoding(5)',
      'dev_irq subprogram ( formal_parameter pointer_type { const_type { s#dev } } byte_size(8) d ) -> base_type int byte_size(4) encoding(5)',
      'e#mode enumeration_type mode { enumerator M_A = 0 , enumerator M_B = 1 , enumerator M_C = 2 } byte_size(4)',
      'mode_set subprogram ( formal_parameter e#mode m ) -> base_type int byte_size(4) encoding(5)',
      'other subprogram ( formal_parameter pointer_type { s#list } byte_size(8) l ) -> base_type int byte_size(4) encoding(5)',
      's#dev structure_type dev { member base_type int byte_size(4) encoding(5) irq data_member_location(0) , member base_type int byte_size(4) encoding(5) line data_member_location(4) , member pointer_type { s#list } byte_size(8) all data_member_location(8) , member base_type int byte_size(4) encoding(5) flags data_member_location(16) , member base_type long unsigned int byte_size(8) encoding(7) kabi_reserved1 data_member_location(24) } byte_size(32)',
      's#list structure_type list { member pointer_type { s#list } byte_size(8) next data_member_location(0) } byte_size(8)',
      '',
    ].join('\n'),
    crcs: { dev_add: 0x951cb01b, dev_irq: 0xe86f3f51, mode_set: 0x6e87c302, other: 0xac6e3f34 },
  },
  guarded: {
    symtypes: [
      'dev_add subprogram ( formal_parameter pointer_type { s#dev } byte_size(8) d , formal_parameter e#mode m ) -> base_type int byte_size(4) encoding(5)',
      'dev_irq subprogram ( formal_parameter pointer_type { const_type { s#dev } } byte_size(8) d ) -> base_type int byte_size(4) encoding(5)',
      'e#mode enumeration_type mode { enumerator M_A = 0 , enumerator M_B = 1 } byte_size(4)',
      'mode_set subprogram ( formal_parameter e#mode m ) -> base_type int byte_size(4) encoding(5)',
      'other subprogram ( formal_parameter pointer_type { s#list } byte_size(8) l ) -> base_type int byte_size(4) encoding(5)',
      's#dev structure_type dev { member base_type int byte_size(4) encoding(5) irq data_member_location(0) , member pointer_type { s#list } byte_size(8) all data_member_location(8) , member t#u32 flags data_member_location(16) , member base_type long unsigned int byte_size(8) encoding(7) kabi_reserved1 data_member_location(24) } byte_size(32)',
      's#list structure_type list { member pointer_type { s#list } byte_size(8) next data_member_location(0) } byte_size(8)',
      't#u32 typedef_type u32 { base_type unsigned int byte_size(4) encoding(7) }',
      '',
    ].join('\n'),
    crcs: { dev_add: 0xc11c5e47, dev_irq: 0x1e8d057f, mode_set: 0x2f7498dc, other: 0xac6e3f34 },
  },
};
