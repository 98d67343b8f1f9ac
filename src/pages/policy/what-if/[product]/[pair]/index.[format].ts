import { getCollection, type CollectionEntry } from 'astro:content';
import { pairName } from '../../../../../kabi/urls.ts';
import { whatIfText } from '../../../../../kabi/what-if-text.ts';
import { whatIfRows } from '../../../../../rows.ts';

const FORMATS = ['json', 'txt'] as const;

interface Context {
  readonly params: { readonly format: (typeof FORMATS)[number] };
  readonly props: CollectionEntry<'whatIfs'>;
}

export async function getStaticPaths() {
  const entries = await getCollection('whatIfs');
  return entries.flatMap((entry) => {
    const { before, after } = entry.data;
    const page = { product: after.product, pair: pairName(before.release, after.release) };
    return FORMATS.map((format) => ({ params: { ...page, format }, props: entry }));
  });
}

export function GET({ params: { format }, props: { id, data } }: Context): Response {
  const { before, after } = data;
  const rows = whatIfRows(id);
  switch (format) {
    case 'json':
      return Response.json({ ...rows, before, after });
    case 'txt':
      return new Response(whatIfText(before, after, rows));
  }
}
