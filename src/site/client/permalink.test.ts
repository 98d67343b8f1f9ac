import { describe, expect, test } from 'vitest';
import { unknownModule } from '../../kernel/module.ts';
import { fromFragment, toFragment, type Linked } from './permalink.ts';

const LINKED: Linked = {
  modules: [
    {
      file: 'nvidia_peermem.ko',
      module: unknownModule({
        name: 'nvidia_peermem',
        imports: [{ symbol: 'nvidia_p2p_get_pages', crc: 7 }],
      }),
      notes: [],
    },
  ],
  texts: ['nvidia_peermem: Unknown symbol nvidia_p2p_get_pages (err -22)'],
  providers: [
    {
      name: 'nvidia',
      license: null,
      exports: [{ symbol: 'nvidia_p2p_get_pages', crc: 7, type: 'EXPORT_SYMBOL', namespace: '' }],
    },
  ],
};

async function fragmentOf(content: unknown): Promise<string> {
  const deflated = new Blob([JSON.stringify(content)])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
  return `#m=${Buffer.from(bytes).toString('base64url')}`;
}

describe('a link to a check', () => {
  test('brings back modules, texts, and what other modules offer', async () => {
    expect(await fromFragment(await toFragment(LINKED))).toEqual(LINKED);
  });

  test('of modules alone is what it was before it could hold more', async () => {
    const modules = { modules: LINKED.modules, texts: [], providers: [] };
    expect(await toFragment(modules)).toBe(await fragmentOf(LINKED.modules));
    expect(await fromFragment(await fragmentOf(LINKED.modules))).toEqual(modules);
  });

  test('from before offers were in it is still read', async () => {
    const { modules, texts } = LINKED;
    expect(await fromFragment(await fragmentOf({ modules, texts }))).toEqual({
      modules,
      texts,
      providers: [],
    });
  });

  test.each([
    ['offers of another shape', { ...LINKED, providers: [{ name: 'x', license: null, exports: 'all' }] }],
    ['an offer without a name', { ...LINKED, providers: [{ name: 7, license: null, exports: [] }] }],
    [
      'a CRC that is none',
      { ...LINKED, providers: [{ name: 'x', license: null, exports: [{ symbol: 'a', crc: {} }] }] },
    ],
    ['texts that are none', { ...LINKED, texts: [{}] }],
    ['markup', '<script>'],
  ])('with %s is not taken', async (_, content) => {
    expect(await fromFragment(await fragmentOf(content))).toBeUndefined();
  });
});
