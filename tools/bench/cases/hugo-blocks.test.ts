import { expect, test } from 'vitest';
import { blocks } from './hugo-blocks.ts';

test('strips and events become data, the rest stays as it is', () => {
  const body = `<h2>History</h2>
<div class="strip"><p><b>Debian 12</b> 6.1.0-47</p><div><em>amd64</em><i class="w2">0x5c006ae6</i><i>absent</i></div></div>
<tr id="a-1"><th><a href="/r/a/1/">1</a></th><td><b class="tag added">added</b></td><td>0x5c006ae6</td><td><i>same</i></td></tr>
`;
  expect(blocks(body)).toEqual([
    { html: '<h2>History</h2>\n' },
    {
      strip: {
        title: 'Debian 12',
        span: ' 6.1.0-47',
        variants: [
          {
            name: 'amd64',
            cells: [
              { look: 'w2', text: '0x5c006ae6' },
              { look: '', text: 'absent' },
            ],
          },
        ],
      },
    },
    {
      event: {
        id: 'a-1',
        href: '/r/a/1/',
        release: '1',
        tags: [{ kind: 'added', word: 'added' }],
        cells: ['0x5c006ae6', '<i>same</i>'],
      },
    },
  ]);
});
