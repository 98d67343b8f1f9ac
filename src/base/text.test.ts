import { expect, test } from 'vitest';
import { share } from './text.ts';

test('a share is rounded, and a part is never all of the whole nor nothing of it', () => {
  expect([share(7529, 24640), share(0, 5), share(5, 5)]).toEqual(['31 %', '0 %', '100 %']);
  expect([share(1, 7529), share(7528, 7529)]).toEqual(['under 1 %', 'over 99 %']);
});
