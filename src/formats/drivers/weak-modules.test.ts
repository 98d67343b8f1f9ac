import { expect, test } from 'vitest';
import { Fault } from '../../base/problems.ts';
import { parseWeakModules } from './weak-modules.ts';

test('each line names a module, two kernels, and the symbols between them', () => {
  const text = [
    'Installing: kernel',
    'warning: Module /lib/modules/a/extra/snd-foo.ko.xz from kernel 5.14.0-503.el9.x86_64 is not compatible with kernel 5.14.0-570.el9.x86_64 in symbols: bar baz bar',
    'Module b.ko from kernel 1 is not compatible with kernel 2 in symbols:',
  ].join('\n');
  expect(parseWeakModules(text, 'x')).toEqual([
    {
      module: 'snd_foo',
      builtFor: '5.14.0-503.el9.x86_64',
      kernel: '5.14.0-570.el9.x86_64',
      symbols: ['bar', 'baz'],
    },
    { module: 'b', builtFor: '1', kernel: '2', symbols: [] },
  ]);
});

test('another text is refused', () => {
  expect(() => parseWeakModules('hello\n', 'x')).toThrow(Fault);
});
