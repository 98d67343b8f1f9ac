/** Names of symbols are checked by one rule, also those in a module's own tables. */
import { expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { moduleOf } from '../../../tests/support/elf-writer.ts';
import { parseModule } from './module.ts';

test.each(['kfree\n0x00000001\tevil', 'a b', 'a\tweak', '\u001b[31m', '1st'])(
  'a module that imports %j is damaged or hostile: nothing is written of it',
  (name) => {
    const bytes = moduleOf({ versions: { kfree: 1, [name]: 2 }, undefined: ['kfree', name] });
    expect(() => parseModule(bytes, 'x.ko')).toThrow(Fault);
    expect(() => parseModule(bytes, 'x.ko')).toThrow('is no name of a symbol');
  },
);

test('a record of a symbol that the module does not refer to is none that the kernel looks up', () => {
  const bytes = moduleOf({ versions: { kfree: 1, 'a\nb': 2 }, undefined: ['kfree'] });
  expect(parseModule(bytes, 'x.ko').records.imports).toEqual([{ symbol: 'kfree', crc: 1 }]);
});
