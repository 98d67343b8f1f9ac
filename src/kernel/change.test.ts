import { expect, test } from 'vitest';
import { changedFields } from './change.ts';

const known = { module: 'vmlinux', type: 'EXPORT_SYMBOL', namespace: 'DMA_BUF' };

test('what one side does not say is no change', () => {
  expect(changedFields(known, { module: '(unknown)', type: '', namespace: '' })).toEqual([]);
  expect(changedFields({ module: '(unknown)', type: '', namespace: '' }, known)).toEqual([]);
  expect(changedFields(known, { ...known, type: '' })).toEqual([]);
});

test('what both sides say is compared', () => {
  expect(
    changedFields(known, { module: 'drivers/dma-buf/x', type: 'EXPORT_SYMBOL_GPL', namespace: '' }),
  ).toEqual(['type-changed', 'namespace-changed', 'module-moved']);
});
