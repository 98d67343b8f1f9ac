import { expect, test } from 'vitest';
import { refusedSymbol } from './kernel-log-lines.ts';

test.each([
  ['[ 12.3] foo: disagrees about version of symbol skb_put', 'skb_put'],
  ['foo: Unknown symbol kfree (err -22)', 'kfree'],
  ['`foo: Unknown symbol kfree (err -2)`', 'kfree'],
  [
    '\u001b[33mfoo\u001b[0m: disagrees about version of symbol \u001b[1mmodule_layout\u001b[0m',
    'module_layout',
  ],
  ['ERROR: modpost: "filp_open" [/tmp/x/foo.ko] undefined!', 'filp_open'],
  ['foo: module uses symbol (dma_buf_get) from namespace DMA_BUF, but does not import it.', 'dma_buf_get'],
  ['depmod: WARNING: /lib/modules/6.6/updates/foo.ko needs unknown symbol bar_init', 'bar_init'],
])('%s is about its symbol', (line, symbol) => {
  expect(refusedSymbol(line)).toBe(symbol);
});

test.each(['struct net_device', 'vermagic', '6.1.0-54-amd64', 'RHEL 9 kABI minor releases', ''])(
  'the query %j is about no message',
  (query) => {
    expect(refusedSymbol(query)).toBeUndefined();
  },
);
