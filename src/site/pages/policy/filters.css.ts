import { getCollection } from 'astro:content';
import { policyFilters } from '../../../views/policy/policy-filters.ts';

export async function GET(): Promise<Response> {
  const vendors = await getCollection('vendors');
  const headers = { 'Content-Type': 'text/css; charset=utf-8' };
  return new Response(policyFilters(vendors.map(({ data }) => data.name)), { headers });
}
