import { expect, test } from 'vitest';
import { undecorated } from './pasted-text.ts';
import { readStatements } from './statements.ts';
import type { StatementKind } from './statement.ts';

/**
 * Every message that modpost can print: all calls of error(), warn(), fatal() and modpost_log() in scripts/mod/*.c of Linux
 * 6.1.192, 6.12.117 and 7.2.13, with values in the places of the format, after the words that modpost_log() puts first.
 */
const PRINTED: readonly (readonly [message: string, kind: StatementKind])[] = [
  ['"bar" [foo.ko] undefined!', 'modpost-undefined'],
  ['"bar" [/var/lib/dkms/foo/1.0/build/foo.ko] undefined!', 'modpost-undefined'],
  ['module foo uses symbol bar from namespace BAZ, but does not import it.', 'modpost-namespace'],
  ["GPL-incompatible module foo.ko uses GPL-only symbol 'bar'", 'modpost-gpl'],
  ["GPL-incompatible module foo.ko uses future GPL-only symbol 'bar'", 'modpost-gpl'],
  ["drivers/foo: 'bar' exported twice. Previous export was in drivers/baz.ko", 'modpost-duplicate'],
  ['"bar" [foo.ko] has no CRC!', 'modpost-no-crc'],
  [
    'EXPORT symbol "bar" [foo.ko] version generation failed, symbol will not be versioned.\nIs "bar" prototyped in <asm/asm-prototypes.h>?',
    'modpost-no-crc',
  ],
  ['missing MODULE_LICENSE() in foo.o', 'modpost-license'],
  ["foo.o: unknown license 'X' was specified for 'bar'", 'modpost-license'],
  ['foo.o: unknown license X. skip', 'modpost-license'],
  ['missing MODULE_DESCRIPTION() in foo.o', 'modpost-description'],
  ['foo: explicitly importing namespace "module:kvm" is not allowed.', 'modpost-module-namespace'],
  ['"bar" [foo.ko] was exported without definition', 'modpost-export'],
  ["foo.o: .export_symbol section contains strange symbol 'bar'", 'modpost-export'],
  ["foo.o: local symbol 'bar' was exported", 'modpost-export'],
  [
    "foo.o: .export_symbol section references 'bar', but it does not seem to be an export symbol",
    'modpost-export',
  ],
  ['foo.o: bar: EXPORT_SYMBOL used for init symbol. Remove __init or EXPORT_SYMBOL.', 'modpost-export'],
  ['foo.o: bar: EXPORT_SYMBOL used for exit symbol. Remove __exit or EXPORT_SYMBOL.', 'modpost-export'],
  ['foo.o: EXPORT_SYMBOL used for init/exit symbol: bar (section: .init.text)', 'modpost-export'],
  ['Could not update namespace(BAZ) for symbol bar', 'modpost-export'],
  ['too long symbol "bar" [foo.ko]', 'modpost-export'],
  ['"bar" [foo.ko] is COMMON symbol', 'modpost-section'],
  ['foo.o: section mismatch in reference: a (section: .text) -> b (section: .init.text)', 'modpost-section'],
  [
    'foo.o(.text+0x1): Section mismatch in reference from the function a() to the variable b',
    'modpost-section',
  ],
  ['Section mismatches detected.\nSet CONFIG_SECTION_MISMATCH_WARN_ONLY=y to allow them.', 'modpost-section'],
  [
    'foo.o (.x): unexpected non-allocatable section.\nDid you forget to use "ax"/"aw" in a .S file?',
    'modpost-section',
  ],
  ["foo.o+0x1 references non-executable section '.x'", 'modpost-section'],
  ['The relocation at .text+0x1 references\nsection ".x" which is black-listed.', 'modpost-section'],
  [
    'The relocation at .text+0x1 references\nsection ".x" which is not in the list of\nauthorized sections.',
    'modpost-section',
  ],
  ["There's a special handler for this mismatch type, we should never get here.", 'modpost-section'],
  ['section_index is outside elf->num_sections!', 'modpost-section'],
  ['foo: struct pci_device_id is not terminated with a NULL entry!', 'modpost-device-table'],
  ['foo: ids[] is not terminated with a NULL entry', 'modpost-device-table'],
  [
    'foo: sizeof(struct pci_device_id)=32 is not a modulo of the size of section __mod_pci__<identifier>_device_table=33.',
    'modpost-device-table',
  ],
  ['foo: type mismatch between ids[] and MODULE_DEVICE_TABLE(pci, ...)', 'modpost-device-table'],
  ['foo: Masked-off bit(s) of AMBA device ID are non-zero: id=0x1, mask=0x2.', 'modpost-device-table'],
  ['Unknown PCI driver_override alias 00000002', 'modpost-device-table'],
  ['Unknown CDX driver_override alias 00000002', 'modpost-device-table'],
  ["Can't handle masks in foo:0001", 'modpost-device-table'],
  ["Invalid WMI device id 'wmi:x' in 'foo'", 'modpost-device-table'],
  ["Invalid character x inside WMI GUID string 'y' in 'foo'", 'modpost-device-table'],
  ["Could not generate all MODULE_ALIAS's in 'foo'", 'modpost-device-table'],
  ['vsnprintf failed', 'modpost-device-table'],
  ['alias buffer (256) overflow before append', 'modpost-device-table'],
  ['alias buffer (256) overflow on append (need 300, have 256)', 'modpost-device-table'],
  ['foo: alias buffer overflow', 'modpost-device-table'],
  ['foo.o: not relocatable object.', 'modpost-object'],
  ["section header offset=9 in file 'foo.o' is bigger than filesize=8", 'modpost-object'],
  ['foo.o is truncated. sechdrs[i].sh_offset=9 > sizeof(*hrd)=8', 'modpost-object'],
  ['foo.o has NOBITS .modinfo', 'modpost-object'],
  ['foo.o has no symtab?', 'modpost-object'],
  ['foo.o: SYMTAB_SHNDX has bad sh_link: 1!=2', 'modpost-object'],
  ['foo: too long path was truncated', 'modpost-object'],
  ['foo.x: filename must be suffixed with .o', 'modpost-object'],
  ["Can't open filenames file modules.order: No such file or directory", 'modpost-object'],
  ['buf_printf output truncated for string x: 9 bytes needed, 8 available', 'modpost-object'],
  ['module name is too long [foo.ko]', 'modpost-object'],
  ['Memory allocation failure: Cannot allocate memory.', 'modpost-object'],
  ['target endian is unknown', 'modpost-object'],
  ['Unknown host endian', 'modpost-object'],
  ['Please add code to calculate addend for this architecture', 'modpost-object'],
  ['foo.o: size mismatch', 'modpost-object'],
  ['malformed line: x', 'modpost-object'],
  ['could not open foo.mod: No such file or directory', 'modpost-object'],
  ['parse error in symbol dump file', 'modpost-object'],
  ['suppressed 12 unresolved symbol warnings because there were too many)', 'modpost-other'],
];

test.each(PRINTED)('modpost prints: %s', (message, kind) => {
  for (const first of ['ERROR: modpost: ', 'WARNING: modpost: ']) {
    const { statements } = readStatements(undecorated(`${first}${message}\n`).lines);
    expect(statements.map((each) => each.kind)).toEqual([kind]);
  }
});

test('modpost before 5.6 does not give its name', () => {
  const text = 'ERROR: "bar" [drivers/foo/foo.ko] undefined!\nWARNING: "baz" [/build/foo.ko] undefined!\n';
  const { statements } = readStatements(undecorated(text).lines);
  expect(statements.map(({ kind, module, symbols }) => [kind, module, ...symbols])).toEqual([
    ['modpost-undefined', 'foo', 'bar'],
    ['modpost-undefined', 'foo', 'baz'],
  ]);
});
