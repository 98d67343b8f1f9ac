import { getCollection, type CollectionEntry } from 'astro:content';
import { pairName } from '../../../../../kabi/urls.ts';
import { whatIfText } from '../../../../../kabi/what-if-text.ts';
import { whatIfRows } from '../../../../../rows.ts';

type Props = CollectionEntry<'whatIfs'>;

export async function getStaticPaths() {
  const entries = await getCollection('whatIfs');
  return entries.map((entry) => {
    const { before, after } = entry.data;
    return {
      params: { product: after.product, pair: pairName(before.release, after.release) },
      props: entry,
    };
  });
}

export function GET({ props: entry }: { props: Props }): Response {
  const { before, after } = entry.data;
  return new Response(whatIfText(before, after, whatIfRows(entry.id)));
}
